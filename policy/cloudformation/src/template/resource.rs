//! One resource of a template: where its parts stand and when it exists. Knows no resource type.

use tablewarden_source::Place;
use tablewarden_template::{At, View};

use crate::condition::When;
use crate::schema::nearest;

/// The attributes that a resource can have. Sources: "Resource attribute reference" of the CloudFormation Template Reference Guide, as of
/// 2026-11-26; the options of the CDK's `CfnResource` for `Description` and `Version`; SAM's resource attributes for the last.
pub const ATTRIBUTES: [&str; 13] = [
    "Type",
    "Properties",
    "Condition",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "Description",
    "Metadata",
    "UpdatePolicy",
    "UpdateReplacePolicy",
    "Version",
    "Connectors",
    "IgnoreGlobals",
];

/// A resource. Its attributes are places in the document; values are asked of the template under a scenario.
#[derive(Debug, Clone)]
pub struct Resource<'d> {
    /// Its logical id.
    pub logical_id: &'d str,
    /// Where the logical id stands.
    pub key_place: Place,
    /// The whole resource.
    pub at: At,
    /// Its `Type`, where it is text.
    pub type_name: Option<&'d str>,
    /// Where its `Type` stands.
    pub type_at: Option<At>,
    /// Its `Properties`.
    pub properties: Option<At>,
    /// Where the key `Properties` stands; without one, the logical id.
    pub properties_place: Place,
    /// The name under `Condition`.
    pub condition: Option<&'d str>,
    /// Where that name stands.
    pub condition_at: Option<At>,
    /// Under which conditions the resource exists.
    pub when: When,
    /// Its `DeletionPolicy`.
    pub deletion_policy: Option<At>,
    /// Its `UpdateReplacePolicy`.
    pub update_replace_policy: Option<At>,
    /// Its `Metadata`.
    pub metadata: Option<At>,
    /// The path of the CDK construct that made it.
    pub construct_path: Option<&'d str>,
    /// The logical ids under `DependsOn`.
    pub depends_on: Vec<&'d str>,
    /// Whether something inside could not be read: what is missing may have been there.
    pub is_damaged: bool,
}

impl<'d> Resource<'d> {
    pub(crate) fn read(view: View<'d>, logical_id: &'d str, key_place: Place, at: At) -> Self {
        let mut resource = Self {
            logical_id,
            key_place,
            at,
            type_name: None,
            type_at: None,
            properties: None,
            properties_place: key_place,
            condition: None,
            condition_at: None,
            when: When::ALWAYS,
            deletion_policy: None,
            update_replace_policy: None,
            metadata: None,
            construct_path: None,
            depends_on: Vec::new(),
            is_damaged: is_damaged(view, at),
        };
        for entry in view.entries(at) {
            let value = entry.value;
            match entry.key {
                "Type" => {
                    resource.type_name = view.str(value);
                    resource.type_at = Some(value);
                }
                "Properties" => {
                    resource.properties = Some(value);
                    resource.properties_place = entry.key_place;
                }
                "Condition" => {
                    resource.condition = view.text(value);
                    resource.condition_at = Some(value);
                }
                "DeletionPolicy" => resource.deletion_policy = Some(value),
                "UpdateReplacePolicy" => resource.update_replace_policy = Some(value),
                "Metadata" => {
                    resource.metadata = Some(value);
                    resource.construct_path = view.get(value, "aws:cdk:path").and_then(|at| view.str(at));
                }
                "DependsOn" => {
                    resource.depends_on = match view.text(value) {
                        Some(name) => vec![name],
                        None => view.items(value).filter_map(|item| view.text(item)).collect(),
                    };
                }
                _ => {}
            }
        }
        // Properties under a misspelt key are none that could be read.
        let is_misspelt = |key| !ATTRIBUTES.contains(&key) && nearest(key, ATTRIBUTES[1..2].iter().copied()).is_some();
        resource.is_damaged |= resource.properties.is_none() && view.entries(at).any(|entry| is_misspelt(entry.key));
        resource
    }

    /// The file that the CDK made for it, relative to the template: of a nested stack its template.
    #[must_use]
    pub fn asset_path(&self, view: View<'d>) -> Option<&'d str> {
        view.str(view.get(self.metadata?, "aws:asset:path")?)
    }
}

/// Whether anything in the subtree could not be read.
#[must_use]
pub fn is_damaged(view: View<'_>, at: At) -> bool {
    let tree = view.tree(at);
    let last = tree.end(at.node());
    (at.node().0..last.0).any(|index| tree.is_damaged(tablewarden_template::NodeId(index)))
}

//! The facts document put together: the tables with their groups, then what stands around them. Never a verdict, and
//! never nothing: all keys are there for a template without tables too.

use tablewarden_cloudformation::Template;
use tablewarden_source::Place;
use tablewarden_template::{NodeId, Tree};

use crate::fact::Fact;
use crate::scaling::Scaling;
use crate::spot::World;
use crate::table::{Table, Tables};
use crate::variant::VariantIndex;
use crate::write::Writer;
use crate::{billing, encryption, keys, protection, recovery, replicas, time_to_live};

/// What is said of the check itself.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The profile: `minimal`, `recommended`, `strict`.
    pub profile: String,
    /// The region of deployment, where it is known.
    pub region: Option<String>,
}

/// The facts of one template.
#[derive(Debug, Clone)]
pub struct Facts<'d> {
    /// The document, over the template's text.
    pub tree: Tree<'d>,
    /// Under which conditions each node of it holds.
    pub variants: VariantIndex,
    /// How many places of the template have a value that is not known.
    pub unknown_values: u32,
    /// How many tables there are.
    pub tables: u32,
    /// What was not analysed because it has too many variants, and where it is.
    pub not_analysed: Vec<(Place, String)>,
    defaults: Vec<(NodeId, &'d str)>,
}

impl Facts<'_> {
    /// The parameter whose default a value is. `node` is the map with `Is`, or its `Value`.
    #[must_use]
    pub fn default_of(&self, node: NodeId) -> Option<&str> {
        let index = self.defaults.binary_search_by_key(&node, |(node, _)| *node).ok()?;
        self.defaults.get(index).map(|(_, parameter)| *parameter)
    }
}

/// Gathers the facts of a template. Linear in its size and its number of variants.
#[must_use]
pub fn facts<'d>(template: &Template<'d>, settings: &Settings) -> Facts<'d> {
    let tables = Tables::read(template);
    let scaling = Scaling::read(&tables);
    let mut writer = Writer::new(template);
    let place = template.resources_place().unwrap_or_default();
    writer.map(place, |writer| {
        writer.int("Version", place, 1);
        writer.map_at("Settings", place, |writer| {
            writer.text("Profile", place, &settings.profile);
            let region = settings.region.clone().or_else(|| template.context().region.clone());
            let region = region.map_or_else(|| Fact::absent(place), |region| Fact::known(region, place));
            writer.fact("Region", &region);
        });
        writer.list("Tables", place, |writer| {
            for table in tables.list() {
                write_table(writer, table, &scaling);
            }
        });
        for key in LATER {
            writer.list(key, place, |_| {});
        }
    });
    let mut not_analysed: Vec<(Place, String)> =
        writer.unanalysed.iter().map(|left| (left.place, left.what.clone())).collect();
    let written = writer.finish();
    if written.is_full {
        not_analysed.push((place, "the rest of the template: there are too many facts".to_owned()));
    }
    Facts {
        tree: written.tree,
        variants: written.variants,
        unknown_values: written.unknown_values,
        tables: u32::try_from(tables.list().len()).unwrap_or(u32::MAX),
        not_analysed,
        defaults: written.defaults,
    }
}

/// Kept free for facts that no rule asks for yet.
const LATER: [&str; 10] = [
    "Alarms",
    "ScalableTargets",
    "ScalingPolicies",
    "EventSources",
    "Problems",
    "Keys",
    "Streams",
    "Clusters",
    "Statements",
    "Changes",
];

fn write_table<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, scaling: &Scaling<'_, 'd>) {
    let resource = table.resource;
    let place = resource.key_place;
    writer.of_resource(place, resource, |writer| {
        writer.text("LogicalId", place, resource.logical_id);
        writer.text("Type", place, table.kind.name());
        let scenario = tablewarden_cloudformation::Scenario::given(resource.when);
        let world = World::new(writer.template, &scenario, resource);
        writer.fact("Name", &world.properties(resource).get("TableName").text());
        keys::write(writer, table);
        billing::write(writer, table, scaling);
        encryption::write(writer, table);
        recovery::write(writer, table);
        protection::write(writer, table);
        time_to_live::write(writer, table);
        replicas::write(writer, table);
    });
}

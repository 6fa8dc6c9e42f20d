//! Writes what was not analysed as problems, where a table or what is joined to one can be affected: which part, why, and what
//! would make it known, and what may make a table, wherever that is. Never reports an include in the body of an API, or a loop over queues.

use tablewarden_cloudformation::{Gap, GapKind, Parameter, Resource, Step, Template, When};
use tablewarden_order::{Map, Set};
use tablewarden_template::{At, NodeId};

use crate::facts::document::Unseen;
use crate::facts::writer::Writer;
use crate::problems::problem::{Problem, noun};
use crate::resource::table::TableKind;
use crate::resource::types;

#[cfg(test)]
mod tests;

/// The properties that decide whether a resource is joined to a table, or what it may do with it.
const JOINING: [(&str, &[&str]); 16] = [
    (types::ALARM, &["Namespace", "Metrics"]),
    (types::SCALABLE_TARGET, &["ServiceNamespace", "ResourceId", "ScalableDimension"]),
    (types::SCALING_POLICY, &["ServiceNamespace", "ResourceId", "ScalingTargetId"]),
    (types::EVENT_SOURCE_MAPPING, &["EventSourceArn"]),
    (types::PIPE, &["Source"]),
    (types::BACKUP_SELECTION, &["BackupSelection"]),
    (types::SERVERLESS_FUNCTION, &["Events", "Policies"]),
    ("AWS::Serverless::StateMachine", &["Policies"]),
    ("AWS::IAM::Role", &["Policies"]),
    ("AWS::IAM::User", &["Policies"]),
    ("AWS::IAM::Group", &["Policies"]),
    ("AWS::IAM::Policy", &["PolicyDocument"]),
    ("AWS::IAM::ManagedPolicy", &["PolicyDocument"]),
    ("AWS::IAM::RolePolicy", &["PolicyDocument"]),
    ("AWS::IAM::UserPolicy", &["PolicyDocument"]),
    ("AWS::IAM::GroupPolicy", &["PolicyDocument"]),
];

/// Types that say which service they belong to: by which key, and what that is for DynamoDB.
const SERVICES: [(&str, &str, &str); 3] = [
    (types::ALARM, "Namespace", "AWS/DynamoDB"),
    (types::SCALABLE_TARGET, "ServiceNamespace", "dynamodb"),
    (types::SCALING_POLICY, "ServiceNamespace", "dynamodb"),
];

const PROCESSED: &str = "Check the template that CloudFormation makes of it: `aws cloudformation get-template --stack-name STACK \
                         --template-stage Processed`.";

/// What can be affected: tables, clusters, and what is joined to tables.
pub(crate) struct Affected<'a, 't, 'd> {
    template: &'t Template<'d>,
    /// The logical ids of what is joined to tables.
    joined: &'a Set<&'d str>,
    /// Whether there is anything that can be affected.
    is_any: bool,
    /// The names of the conditions that it depends on, each with the first resource that does.
    conditions: Map<&'d str, &'t Resource<'d>>,
}

impl<'a, 't, 'd> Affected<'a, 't, 'd> {
    pub(crate) fn new(template: &'t Template<'d>, joined: &'a Set<&'d str>) -> Self {
        let mut affected = Self { template, joined, is_any: false, conditions: Map::new() };
        if template.not_analysed().is_empty() {
            return affected;
        }
        let conditions = template.conditions();
        for resource in template.resources() {
            if !affected.is_ours(resource) {
                continue;
            }
            affected.is_any = true;
            let asked = template.conditions_in(&[resource.at]);
            let inside = asked.ids().iter().filter_map(|id| conditions.get(*id)).map(|condition| condition.name);
            for name in resource.condition.into_iter().chain(inside) {
                affected.conditions.or_insert_with(name, || resource);
            }
        }
        affected
    }

    /// Writes the gaps that matter.
    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>) {
        for gap in self.template.not_analysed() {
            let Some((of, remedy)) = self.words(gap) else { continue };
            let logical_id = gap.logical_id.as_deref().unwrap_or("");
            let when = self.template.resource(logical_id).map_or(When::ALWAYS, |resource| resource.when);
            let problem =
                Problem { kind: "not-analysed", of: &of, suggestion: &remedy, logical_id, ..Problem::default() };
            problem.write_always(writer, gap.place, when);
            writer.unseen.push(Unseen { place: gap.place, of, remedy });
        }
    }

    fn is_ours(&self, resource: &Resource<'d>) -> bool {
        let type_name = resource.type_name.unwrap_or("");
        TableKind::of_type(type_name).is_some()
            || type_name == types::DAX_CLUSTER
            || self.joined.contains(resource.logical_id)
    }

    /// What is said of a gap, and what to do; none where nothing can be affected.
    fn words(&self, gap: &Gap) -> Option<(String, String)> {
        let name = gap.name.as_str();
        let words =
            |thing: &str, why: &str, rest: &str, remedy: &str| Some(([thing, why, rest].concat(), remedy.to_owned()));
        if gap.kind == GapKind::Condition {
            let own =
                gap.logical_id.as_deref().and_then(|id| self.template.resource(id)).filter(|one| self.is_ours(one));
            let resource = own.or_else(|| self.conditions.get(&name).copied())?;
            let rest = [" What depends on it in ", &called(resource), " isn't checked."].concat();
            let thing = ["Condition `", name, "` "].concat();
            return match self.template.conditions().find(name) {
                Some(_) => words(
                    &thing,
                    "could not be analysed.",
                    &rest,
                    &["Correct `", name, "` in `Conditions`, for example to `!Equals [!Ref Stage, prod]`."].concat(),
                ),
                None => words(&thing, "does not exist.", &rest, &["Define `", name, "` in `Conditions`."].concat()),
            };
        }
        if gap.kind == GapKind::NotAResource {
            let thing = ["`", name, "` is not a mapping."].concat();
            return words(&thing, "", " It isn't checked.", "Write it as a mapping with `Type` and `Properties`.");
        }
        if gap.kind == GapKind::Properties {
            let resource = self.template.resource(gap.logical_id.as_deref()?).filter(|one| self.is_ours(one))?;
            let thing = ["The properties of ", &called(resource), " are the value of `", name, "`."].concat();
            return words(&thing, "", " They aren't checked.", "Write `Properties` as a mapping.");
        }
        let place = self.place(gap)?;
        let thing = match gap.kind {
            GapKind::ForEach => ["Loop `", name, "`", &place].concat(),
            _ if name.is_empty() => ["A transform without a name", &place].concat(),
            GapKind::Macro => ["Macro `", name, "`"].concat(),
            GapKind::Module => ["Module `", name, "`"].concat(),
            _ => ["Transform `", name, "`", &place].concat(),
        };
        if gap.kind == GapKind::ForEach {
            let (why, remedy) = self.why_not_written_out(gap);
            return words(
                &thing,
                &[" was not written out, because ", &why].concat(),
                ". What it makes isn't checked.",
                &remedy,
            );
        }
        words(&thing, " was not run.", " What it adds or changes isn't checked.", PROCESSED)
    }

    /// Where a macro, an include or a loop stands, as in " in `KeySchema` of table `Orders`"; none where what it makes is
    /// certainly nothing of DynamoDB.
    fn place(&self, gap: &Gap) -> Option<String> {
        if matches!(gap.kind, GapKind::Macro | GapKind::Module) {
            // It may make a table, whatever else is there.
            return Some(String::new());
        }
        let Some(logical_id) = gap.logical_id.as_deref() else {
            let is_section = |name: &str| self.section(gap).is_some_and(|section| section == name);
            let is_reached = match gap.kind {
                GapKind::ForEach if is_section("Resources") => return self.makes_ours(gap).then(String::new),
                GapKind::ForEach => is_section("Conditions"),
                // So may this.
                _ if is_section("Resources") || is_section("Fn::Transform") => return Some(String::new()),
                _ => !is_section("Outputs"),
            };
            return (is_reached && self.is_any).then(String::new);
        };
        let resource = self.template.resource(logical_id)?;
        let way = self.template.path_at(gap.place, Some(logical_id)).map(|path| path.way).unwrap_or_default();
        let mut keys = way.iter().filter_map(|step| match step {
            Step::Key(key) if !key.starts_with("Fn::") => Some(*key),
            _ => None,
        });
        let property = keys.find(|key| *key != "Properties");
        // What brings the type may bring that of a table.
        let may_be_table = property.is_none() && resource.type_at.is_none();
        if !may_be_table && !self.is_ours(resource) && !self.can_join(resource, property, keys.next()) {
            return None;
        }
        let of = property.map(|property| ["`", property, "` of "].concat()).unwrap_or_default();
        Some([" in ", &of, &called(resource)].concat())
    }

    /// The value whose key it is.
    fn at(&self, gap: &Gap) -> Option<At> {
        self.template.path_at(gap.place, gap.logical_id.as_deref()).map(|path| path.at)
    }

    /// The section of the template that it stands in.
    fn section(&self, gap: &Gap) -> Option<&'d str> {
        match self.template.path_at(gap.place, None)?.way.first() {
            Some(Step::Key(key)) => Some(*key),
            _ => None,
        }
    }

    /// Whether a resource that is not joined to a table would be by what stands in the property, or in any where there is none;
    /// `inner` is the key inside of it.
    fn can_join(&self, resource: &Resource<'d>, property: Option<&str>, inner: Option<&str>) -> bool {
        let type_name = resource.type_name.unwrap_or("");
        let Some((_, properties)) = JOINING.iter().find(|(joining, _)| *joining == type_name) else { return false };
        match (property, inner, resource.properties) {
            _ if !self.is_any => false,
            (None, _, _) => true,
            (Some(property), _, _) if !properties.contains(&property) => false,
            (Some("Events"), Some(event), Some(at)) => {
                let view = self.template.view();
                view.find(at, &["Events", event, "Type"])
                    .and_then(|at| view.text(at))
                    .is_none_or(|one| one == "DynamoDB")
            }
            (Some("Policies" | "PolicyDocument"), _, _) => self.names_table(resource),
            _ => true,
        }
    }

    /// Whether the resources that a loop makes may be tables, or may be joined to one.
    fn makes_ours(&self, gap: &Gap) -> bool {
        let (view, Some(at)) = (self.template.view(), self.at(gap)) else { return self.is_any };
        let tree = view.main_tree();
        let inside = (at.node().0..tree.end(at.node()).0).map(NodeId);
        let mut types = inside.filter(|id| tree.key_of(*id).is_some_and(|key| tree.text(key) == "Type")).peekable();
        types.peek().is_none()
            || types.any(|id| match view.str(At::main(id)) {
                Some(type_name) => {
                    let is_table = TableKind::of_type(type_name).is_some() || type_name == types::DAX_CLUSTER;
                    let can_join = || JOINING.iter().any(|(joining, _)| *joining == type_name);
                    is_table || (self.is_any && can_join() && !self.is_of_another_service(type_name, at))
                }
                None => true,
            })
    }

    /// Whether all resources of the type in a loop say that they belong to another service.
    fn is_of_another_service(&self, type_name: &str, at: At) -> bool {
        let Some((_, key, own)) = SERVICES.iter().find(|(of, ..)| *of == type_name) else { return false };
        let (view, tree) = (self.template.view(), self.template.view().main_tree());
        let inside = (at.node().0..tree.end(at.node()).0).map(NodeId);
        let mut services = inside.filter(|id| tree.key_of(*id).is_some_and(|of| tree.text(of) == *key));
        let other = |id: NodeId| view.str(At::main(id)).is_some_and(|service| service != *own);
        services.next().is_some_and(other) && services.all(other)
    }

    /// Why a loop is still there, and what to do.
    fn why_not_written_out(&self, gap: &Gap) -> (String, String) {
        const EXTENSIONS: &str = "AWS::LanguageExtensions";
        if !self.template.transforms().iter().any(|(name, _)| *name == EXTENSIONS) {
            let why = "the template doesn't have the transform `AWS::LanguageExtensions`".to_owned();
            return (why, "Add `Transform: AWS::LanguageExtensions` to the template.".to_owned());
        }
        let over = self.at(gap).and_then(|at| self.template.view().items(at).nth(1));
        let parameters = over.map(|over| self.template.parameters_without_value(over)).unwrap_or_default();
        let can_be_given = |name: &&str| self.template.parameter(name).is_some_and(Parameter::can_be_given);
        if parameters.is_empty() || !parameters.iter().all(can_be_given) {
            return ("what it goes over isn't known before deployment".to_owned(), PROCESSED.to_owned());
        }
        let why = ["parameter `", &parameters.join("` and `"), "` has no value here"].concat();
        let remedy =
            ["Pass the value with `--parameter ", &parameters.join("=VALUE --parameter "), "=VALUE`."].concat();
        (why, remedy)
    }

    /// Whether the resource refers to a table.
    fn names_table(&self, resource: &Resource<'d>) -> bool {
        let is_table = |name: &str| {
            let named = self.template.resource(name).and_then(|resource| resource.type_name);
            named.and_then(TableKind::of_type).is_some()
        };
        self.template.references_in(resource.at).iter().any(|reference| is_table(reference.name))
    }
}

/// A resource, for people.
fn called(resource: &Resource<'_>) -> String {
    [noun(resource.type_name.unwrap_or("")), " `", resource.logical_id, "`"].concat()
}

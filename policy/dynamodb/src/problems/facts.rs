//! Writes the list of problems: what the schema check found in tables and in what belongs to them, duplicate keys, and what
//! was not analysed. Never checks resources that have nothing to do with DynamoDB.

use tablewarden_cloudformation::schema::{self, ProblemKind, SchemaProblem};
use tablewarden_cloudformation::{
    ATTRIBUTES, ConditionSet, GapKind, Owner, Resource, Scenario, Template, When, is_damaged,
};
use tablewarden_order::{Map, Set};
use tablewarden_source::{Place, Span};

use crate::facts::document::{Excess, TextFaults};
use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::problems::checks::{Checks, when};
use crate::problems::gaps::Affected;
use crate::problems::part::Part;
use crate::problems::problem::{Problem, noun};
use crate::problems::undefined_names::{CONDITION, UndefinedNames};
use crate::problems::undefined_references::UndefinedReferences;
use crate::problems::{circles, duplicate_keys, invalid_resources, invalid_sections, unknown_functions};
use crate::resource::outcomes::own_condition;
use crate::resource::table::TableKind;
use crate::resource::table_names::Tables;
use crate::resource::types;

/// How many keys that stand twice are listed.
pub const MOST_DUPLICATES: usize = 20;

/// Writes the problems. `joined` has the logical ids of what belongs to tables, `checks` the problems of all tables by their
/// schemas.
#[inline(never)]
pub(crate) fn write<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    tables: &Tables<'t, 'd>,
    mut joined: Set<&'d str>,
    faults: TextFaults<'_>,
    checks: Checks<'d>,
) {
    let template = writer.template;
    let mut refers = Set::new();
    for table in tables.list() {
        let owners = template.references_to(table.resource.logical_id).filter_map(|reference| match reference.owner {
            Owner::Resource(logical_id) => Some(logical_id),
            _ => None,
        });
        refers.extend(owners);
        for reference in template.references_in(table.resource.at) {
            let type_name = template.resource(reference.name).and_then(|resource| resource.type_name);
            if matches!(type_name, Some(types::KMS_KEY | types::KINESIS_STREAM)) {
                joined.insert(reference.name);
            }
        }
    }
    let Checks { patterns, of_tables } = checks;
    let mut of_tables = of_tables.into_iter();
    let is_rewritten = template.not_analysed().iter().any(|gap| gap.kind == GapKind::Macro);
    let place = template.resources_place().unwrap_or_default();
    writer.list("Problems", place, |writer| {
        if !is_rewritten {
            invalid_sections::write(writer);
            invalid_resources::write(writer);
        }
        unknown_functions::write(writer, is_rewritten);
        let mut names = Names::new(template);
        let mut is_ours = false;
        for resource in template.resources() {
            invalid_resources::write_type(writer, resource);
            let Some(type_name) = resource.type_name else { continue };
            let is_joined = type_name == types::DAX_CLUSTER || joined.contains(resource.logical_id);
            let found = match TableKind::of_type(type_name) {
                Some(_) => of_tables.next().unwrap_or_default(),
                None if is_joined => patterns.check(template, resource, type_name),
                None if refers.contains(resource.logical_id) => {
                    invalid_resources::write_attributes(writer, resource, is_rewritten);
                    names.write_resource(writer, resource, true);
                    continue;
                }
                None => {
                    names.write_resource(writer, resource, false);
                    continue;
                }
            };
            is_ours = true;
            invalid_resources::write_attributes(writer, resource, is_rewritten);
            write_resource(writer, resource, type_name, &found);
            names.write_resource(writer, resource, true);
        }
        if is_ours {
            names.write_outside_resources(writer);
            circles::write(writer, &joined);
        }
        for (later, first) in faults.duplicates.iter().take(MOST_DUPLICATES) {
            let is_near = |id: &str| joined.contains(id) || refers.contains(id);
            duplicate_keys::write(writer, (*later, *first), is_ours, &is_near);
        }
        write_alias(writer, faults.aliases);
        Affected::new(template, &joined).write(writer);
        write_excess(writer);
    });
}

/// Writes what has too many outcomes of conditions.
fn write_excess(writer: &mut Writer<'_, '_>) {
    let not_analysed = std::mem::take(&mut writer.not_analysed);
    for left in not_analysed.iter().filter(|left| left.why == Excess::Outcomes) {
        let resource = writer.template.resource_at(left.place);
        let of = if left.what.is_empty() { left.of.clone() } else { ["the ", left.what, " of ", &left.of].concat() };
        let problem = Problem {
            kind: "too-many-variants",
            is_certain: true,
            logical_id: resource.map_or("", |resource| resource.logical_id),
            type_name: resource.and_then(|resource| resource.type_name).unwrap_or(""),
            of: &of,
            expected: "at most 64 outcomes of conditions",
            found: "more",
            ..Problem::default()
        };
        problem.write_always(writer, left.place, resource.map_or(When::ALWAYS, |resource| resource.when));
    }
    writer.not_analysed = not_analysed;
}

/// Writes the first alias or merge key.
#[cold]
fn write_alias(writer: &mut Writer<'_, '_>, aliases: &[Span]) {
    let Some(first) = aliases.first() else { return };
    let place = Place::default().with_span(*first);
    let source = writer.template.view().main_tree().source();
    let of = if first.of(source).starts_with('*') { "an alias" } else { "a merge key" };
    let problem = Problem { kind: "alias", is_certain: true, of, property: first.of(source), ..Problem::default() };
    problem.write_always(writer, place, When::ALWAYS);
}

/// Looks for names that the template does not have.
struct Names<'d> {
    references: UndefinedReferences<'d>,
    /// Of conditions and mappings; none where a macro may bring them.
    others: Option<UndefinedNames>,
}

impl<'d> Names<'d> {
    fn new(template: &Template<'d>) -> Self {
        let references = UndefinedReferences::new(template);
        let others =
            (!template.may_have_more_resources()).then(|| UndefinedNames::new(references.is_fragment(template)));
        Self { references, others }
    }

    /// `is_related`: whether it is a table, joined to one, or refers to one.
    fn write_resource(&mut self, writer: &mut Writer<'_, 'd>, resource: &Resource<'d>, is_related: bool) {
        // A name that could not be read whole is none.
        if resource.is_damaged || self.references.has_loops(resource) {
            return;
        }
        let template = writer.template;
        let whole = Part { is_related, ..Part::of_resource(template, resource) };
        if let Some((others, at)) = self.others.as_mut().filter(|_| is_related).zip(resource.condition_at) {
            others.write_condition(writer, &whole, at, CONDITION);
        }
        self.references.write_depends_on(writer, &whole, resource);
        self.write(writer, &whole);
    }

    fn write_outside_resources(&mut self, writer: &mut Writer<'_, 'd>) {
        let (template, view) = (writer.template, writer.template.view());
        let conditions = view.root().and_then(|root| view.get(root, "Conditions"));
        if let Some(section) = conditions.filter(|section| !is_damaged(view, *section)) {
            // Not of the section as a whole: a single condition named `Condition` would be taken for a function.
            view.entries(section).for_each(|entry| self.write(writer, &Part::of_condition(entry.value)));
        }
        for output in template.outputs().iter().filter(|output| !is_damaged(view, output.at)) {
            let part = Part::of_output(template, output);
            if let Some((others, at)) = self.others.as_mut().zip(view.get(output.at, "Condition")) {
                others.write_condition(writer, &part, at, CONDITION);
            }
            self.write(writer, &part);
        }
    }

    fn write(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>) {
        if let Some(others) = self.others.as_mut().filter(|_| part.is_related) {
            others.write(writer, part);
        }
        let others = self.others.as_ref();
        self.references.write(writer, part, |place| others.is_some_and(|others| others.has_told(place)));
    }
}

#[inline(never)]
fn write_resource<'d>(
    writer: &mut Writer<'_, 'd>,
    resource: &Resource<'d>,
    type_name: &str,
    found: &[SchemaProblem<'d>],
) {
    let template = writer.template;
    let date = schema::known_type(type_name).map_or("", |schema| schema.date);
    // What stands at one path in different branches of a condition is one thing.
    let mut groups: Map<(ProblemKind, &[String]), u32> = Map::new();
    // What is missing from a resource that was not read whole may have been there.
    let is_unread = resource.is_damaged && resource.properties.is_none();
    // What stands beside `Properties` is not missing, but misplaced.
    let is_there = |problem: &&SchemaProblem<'_>| {
        let is_beside = || problem.path.len() == 1 && template.view().get(resource.at, &problem.property).is_some();
        problem.kind != ProblemKind::MissingRequired || !is_unread && !is_beside()
    };
    for problem in found.iter().filter(is_there) {
        let key = (problem.kind, problem.path.as_slice());
        let group = *groups.or_insert_with(key, || writer.new_group());
        let Some(scenario) = scenario(template, resource, problem) else { continue };
        let among = conditions(template, resource, problem);
        let is_attribute = problem.path.len() == 1 && ATTRIBUTES.contains(&problem.property.as_str());
        let is_misplaced = is_attribute && problem.kind == ProblemKind::UnknownProperty;
        let suggestion = match is_misplaced {
            true => ["Move `", &problem.property, "` out of `Properties`, beside `Type`."].concat(),
            false => suggestion(problem),
        };
        let (meant, meant_path) = if is_misplaced { ("", String::new()) } else { meant(problem) };
        let fact = Problem {
            kind: kind(problem.kind),
            is_certain: problem.certain || is_misplaced,
            logical_id: resource.logical_id,
            type_name,
            of: &of(resource, type_name, problem),
            property: &problem.property,
            subject: &subject(problem),
            path: &problem.path.join("."),
            suggestion: &suggestion,
            meant,
            meant_path: &meant_path,
            expected: &problem.expected,
            found: &problem.found,
            date,
            related: None,
        };
        let is_assumed = !problem.assumed.is_empty();
        let variant = Variant { is_assumed, ..Variant::new(scenario.when, group, resource.when) };
        writer.derived(problem.default_of, |writer| fact.write(writer, problem.place, variant, &among));
    }
}

/// When the problem is there, and the parameters that have other values than their own then; none where it never is.
fn scenario<'d>(template: &Template<'d>, resource: &Resource<'d>, problem: &SchemaProblem<'_>) -> Option<Scenario> {
    let scenario = Scenario::given(when(template, resource, &problem.when));
    let assume = |scenario, (name, value): &(String, String)| template.assume(&scenario, name, value);
    Some(problem.assumed.iter().fold(scenario, assume)).filter(|scenario| scenario.when.is_satisfiable())
}

/// The conditions that the problem depends on.
fn conditions<'d>(template: &Template<'d>, resource: &Resource<'d>, problem: &SchemaProblem<'_>) -> ConditionSet {
    let names = problem.when.iter().filter_map(|(name, _)| template.conditions().find(name));
    let mut among: ConditionSet = names.collect();
    among.extend(&own_condition(template, resource));
    among
}

fn kind(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::UnknownProperty => "unknown-property",
        ProblemKind::MissingRequired => "missing-required-property",
        ProblemKind::InvalidValue => "invalid-value",
    }
}

/// What the property belongs to, for people.
fn of(resource: &Resource<'_>, type_name: &str, problem: &SchemaProblem<'_>) -> String {
    let logical_id = resource.logical_id;
    let above = problem.path.split_last().map_or(&[][..], |(_, above)| above);
    let is_index = |step: &String| step.bytes().all(|byte| byte.is_ascii_digit());
    let Some(last) = above.iter().rfind(|step| !is_index(step)) else {
        return format!("{} `{logical_id}`", noun(type_name));
    };
    let is_element = above.last().is_some_and(is_index);
    if is_element { format!("an element of `{last}` of `{logical_id}`") } else { format!("`{last}` of `{logical_id}`") }
}

/// What is wrong, for people.
fn subject(problem: &SchemaProblem<'_>) -> String {
    let of = if is_element(problem) { "an element of `" } else { "`" };
    [of, &problem.property, "`"].concat()
}

/// Whether it is about an element of the list that the property is.
fn is_element(problem: &SchemaProblem<'_>) -> bool {
    problem.path.last().is_some_and(|step| step.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What to do about a property, as a sentence; for a value the end of one.
fn suggestion(problem: &SchemaProblem<'_>) -> String {
    let suggestion = problem.suggestion.as_deref().filter(|text| !text.is_empty());
    match (problem.kind, suggestion) {
        (ProblemKind::UnknownProperty, Some(way)) if way.contains(['.', '[']) => ["Move it to `", way, "`."].concat(),
        (ProblemKind::UnknownProperty, Some(name)) if name == problem.property => {
            "Move it directly under `Properties`.".to_owned()
        }
        (ProblemKind::UnknownProperty, Some(name)) => ["Write `", name, "`."].concat(),
        (ProblemKind::UnknownProperty, None) if problem.certain => ["Use ", &problem.expected, "."].concat(),
        (ProblemKind::InvalidValue, Some(value)) => ["Set `", &problem.property, "` to `", value, "`."].concat(),
        (ProblemKind::InvalidValue, None) if problem.found.contains("${") => {
            "Write `!Sub` before the value, or check the template after its variables are filled in.".to_owned()
        }
        (ProblemKind::InvalidValue, None) => match problem.expected.as_str() {
            schema::UNIQUE if is_element(problem) => "Remove one of the two.".to_owned(),
            schema::UNIQUE => ["Remove one of the two elements, or change its `", &problem.property, "`."].concat(),
            schema::ABSENT => ["Remove `", &problem.property, "`, or the other."].concat(),
            expected if is_element(problem) => ["Write ", expected, " there."].concat(),
            expected => ["Set `", &problem.property, "` to ", expected, "."].concat(),
        },
        _ => String::new(),
    }
}

/// The name or the value that is to stand in its place, and the path where the property is to stand: one of them at most.
fn meant<'p>(problem: &'p SchemaProblem<'_>) -> (&'p str, String) {
    let suggestion = problem.suggestion.as_deref().unwrap_or("");
    let is_elsewhere = suggestion.contains(['.', '[']) || suggestion == problem.property;
    match problem.kind {
        ProblemKind::UnknownProperty if is_elsewhere => ("", suggestion.replace("[]", ".*")),
        _ => (suggestion, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn problems_of_tables_and_of_what_is_joined() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: id, KeyType: HASHH}]
      SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt Used.Arn}
      StreamSpecification: !If [IsProd, {StreamEnabled: true, StreamViewType: KEYS_ONLY}, !Ref AWS::NoValue]
  Used: {Type: AWS::KMS::Key, Properties: {Colour: red}}
  Other: {Type: AWS::KMS::Key, Properties: {Colour: red}}
  Ours: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/DynamoDB, MetricNam: x}}
  Theirs: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/SQS, MetricNam: x}}
  Target: {Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {ServiceNamespace: dynamodb, Colour: red}}
  Policy: {Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {ScalingTargetId: !Ref Target, Colour: red}}
  OfEcs: {Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {ServiceNamespace: ecs, Colour: red}}
  ItsPolicy: {Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {ServiceNamespace: ecs, Colour: red}}
",
        );
        let problem = |index: usize| {
            let show = |key: &str| tested.find(&format!("Problems.{index}.{key}"));
            let line = ["Kind", "Property", "Of", "When", "Suggestion"].map(|key| show(key).unwrap_or_default());
            format!("{} at {}", line.join(" | "), tested.source(&format!("Problems.{index}.Property")))
        };
        assert_eq!(
            problem(0),
            "invalid-value | KeyType | an element of `KeySchema` of `T` | always | Set `KeyType` to `HASH`. at HASHH"
        );
        assert_eq!(
            problem(1),
            "unknown-property | StreamEnabled | `StreamSpecification` of `T` | `IsProd` is true | \
             Use `StreamViewType` alone: it switches the stream on. at StreamEnabled"
        );
        let owners: Vec<_> = (0..).map_while(|index| tested.find(&format!("Problems.{index}.LogicalId"))).collect();
        let is_there = |name: &str| owners.iter().any(|owner| owner == name);
        assert!(["Used", "Ours", "Target", "Policy"].into_iter().all(is_there), "{owners:?}");
        assert!(!["Other", "Theirs", "OfEcs", "ItsPolicy"].into_iter().any(is_there), "{owners:?}");
    }
}

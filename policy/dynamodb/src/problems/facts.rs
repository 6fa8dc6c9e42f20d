//! Writes the list of problems: what the schema check found in tables and in what belongs to them, duplicate keys, and what
//! was not analysed. Never checks resources that have nothing to do with DynamoDB.

use tablewarden_cloudformation::schema::{self, ProblemKind, SchemaProblem};
use tablewarden_cloudformation::{ConditionSet, Resource, Scenario, Template, When};
use tablewarden_order::{Map, Set};
use tablewarden_source::{Place, Span};

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::problems::checks::{Checks, when};
use crate::problems::problem::{Problem, noun};
use crate::problems::undefined_references::UndefinedReferences;
use crate::resource::outcomes::own_condition;
use crate::resource::table::TableKind;
use crate::resource::table_names::Tables;
use crate::resource::types;

/// How many keys that stand twice are listed.
pub const MOST_DUPLICATES: usize = 20;

/// Writes the problems. `joined` has the logical ids of what belongs to tables; `duplicates` are keys that a map has twice,
/// each with the first one; `checks` has those of all tables.
#[inline(never)]
pub(crate) fn write<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    tables: &Tables<'t, 'd>,
    mut joined: Set<&'d str>,
    duplicates: &[(Span, Span)],
    checks: Checks<'d>,
) {
    let template = writer.template;
    for table in tables.list() {
        for reference in template.references_in(table.resource.at) {
            let type_name = template.resource(reference.name).and_then(|resource| resource.type_name);
            if matches!(type_name, Some(types::KMS_KEY | types::KINESIS_STREAM)) {
                joined.insert(reference.name);
            }
        }
    }
    let Checks { patterns, of_tables } = checks;
    let mut of_tables = of_tables.into_iter();
    let mut references = UndefinedReferences::new(template);
    let place = template.resources_place().unwrap_or_default();
    writer.list("Problems", place, |writer| {
        for resource in template.resources() {
            let Some(type_name) = resource.type_name else { continue };
            let found = match TableKind::of_type(type_name) {
                Some(_) => of_tables.next().unwrap_or_default(),
                None if type_name == types::DAX_CLUSTER || joined.contains(resource.logical_id) => {
                    patterns.check(template, resource, type_name)
                }
                None => continue,
            };
            write_resource(writer, resource, type_name, &found);
            references.write(writer, resource, type_name);
        }
        for (later, first) in duplicates.iter().take(MOST_DUPLICATES) {
            write_duplicate(writer, *later, *first);
        }
        for gap in template.not_analysed() {
            let logical_id = gap.logical_id.as_deref().unwrap_or("");
            let when = template.resource(logical_id).map_or(When::ALWAYS, |resource| resource.when);
            let of = gap.message();
            let problem = Problem { kind: "not-analysed", of: &of, logical_id, ..Problem::default() };
            problem.write_always(writer, gap.place, when);
        }
        for left in std::mem::take(&mut writer.unanalysed) {
            let problem = Problem {
                kind: "too-many-variants",
                is_certain: true,
                logical_id: left.logical_id,
                type_name: left.type_name,
                of: &left.what,
                expected: "at most 64 outcomes of conditions",
                found: "more",
                ..Problem::default()
            };
            problem.write_always(writer, left.place, left.when);
            writer.unanalysed.push(left);
        }
    });
}

#[cold]
fn write_duplicate(writer: &mut Writer<'_, '_>, later: Span, first: Span) {
    let place = |span| Place { span, ..Place::default() };
    let property = later.of(writer.template.view().main_tree().source()).trim_matches(['"', '\'']);
    let problem = Problem {
        kind: "duplicate-key",
        is_certain: true,
        property,
        related: Some((place(first), "the first one")),
        ..Problem::default()
    };
    problem.write_always(writer, place(later), When::ALWAYS);
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
    let mut groups: Map<(ProblemKind, Place, &[String]), u32> = Map::new();
    // What is missing from a resource that was not read whole may have been there.
    let is_unread = resource.is_damaged && resource.properties.is_none();
    for problem in found.iter().filter(|problem| !is_unread || problem.kind != ProblemKind::MissingRequired) {
        let key = (problem.kind, problem.place, problem.path.as_slice());
        let group = *groups.or_insert_with(key, || writer.new_group());
        let Some(scenario) = scenario(template, resource, problem) else { continue };
        let among = conditions(template, resource, problem);
        let fact = Problem {
            kind: kind(problem.kind),
            is_certain: problem.certain,
            logical_id: resource.logical_id,
            type_name,
            of: &of(resource, type_name, problem),
            property: &problem.property,
            path: &problem.path.join("."),
            suggestion: &suggestion(problem),
            expected: &problem.expected,
            found: &problem.found,
            remedy: &remedy(problem),
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

/// A phrase: a sentence of its own for a property, the end of one for a value.
fn suggestion(problem: &SchemaProblem<'_>) -> String {
    let suggestion = problem.suggestion.as_deref().filter(|text| !text.is_empty());
    match (problem.kind, suggestion) {
        (ProblemKind::UnknownProperty, Some(way)) if way.contains(['.', '[']) => format!("it stands at `{way}`"),
        (ProblemKind::UnknownProperty, Some(name)) => format!("did you mean `{name}`?"),
        (ProblemKind::UnknownProperty, None) if problem.certain => format!("expected: {}", problem.expected),
        _ => String::new(),
    }
}

/// What to do about a value; empty for what is no matter of a value.
fn remedy(problem: &SchemaProblem<'_>) -> String {
    let SchemaProblem { kind, property, expected, suggestion, .. } = problem;
    match (kind, suggestion) {
        (ProblemKind::InvalidValue, Some(value)) => format!("Set `{property}` to `{value}`."),
        (ProblemKind::InvalidValue, None) if expected == schema::UNIQUE => "Give each element its own.".to_owned(),
        (ProblemKind::InvalidValue, None) if expected == schema::ABSENT => {
            format!("Remove `{property}`, or the other.")
        }
        (ProblemKind::InvalidValue, None) => format!("Set `{property}` to {expected}."),
        _ => String::new(),
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
",
        );
        let problem = |index: usize| {
            let show = |key: &str| tested.find(&format!("Problems.{index}.{key}"));
            let line =
                ["Kind", "Property", "Of", "When", "Suggestion", "Remedy"].map(|key| show(key).unwrap_or_default());
            format!("{} at {}", line.join(" | "), tested.source(&format!("Problems.{index}.Property")))
        };
        assert_eq!(
            problem(0),
            "invalid-value | KeyType | an element of `KeySchema` of `T` | always |  | Set `KeyType` to `HASH`. at HASHH"
        );
        assert_eq!(
            problem(1),
            "unknown-property | StreamEnabled | `StreamSpecification` of `T` | `IsProd` is true | \
             expected: `StreamViewType` alone: it switches the stream on |  at StreamEnabled"
        );
        let owners: Vec<_> = (0..).map_while(|index| tested.find(&format!("Problems.{index}.LogicalId"))).collect();
        assert!(owners.contains(&"Used".to_owned()) && owners.contains(&"Ours".to_owned()), "{owners:?}");
        assert!(!owners.contains(&"Other".to_owned()) && !owners.contains(&"Theirs".to_owned()), "{owners:?}");
    }
}

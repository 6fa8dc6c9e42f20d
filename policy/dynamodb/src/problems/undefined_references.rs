//! Finds references to names that the template does not have, to attributes that a resource does not have, and to resources that
//! a condition leaves out, and writes them as problems. Never reports a name where a transform may add it.

use tablewarden_cloudformation::schema::{TypeSchema, known_type};
use tablewarden_cloudformation::{
    Context, Gap, GapKind, Reference, ReferenceKind, Resource, Template, When, may_be_filled_in,
};
use tablewarden_order::Set;
use tablewarden_source::Place;

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::problems::part::Part;
use crate::problems::problem::{Problem, noun};
use crate::problems::suggestions::{meant, write_or};
use crate::resource::outcomes::own_condition;
use crate::resource::references::place;

/// How many misspelt names are compared with all others.
const MOST_COMPARED: usize = 20;

pub(crate) struct UndefinedReferences<'d> {
    /// Whether names may exist that the template does not show.
    is_open: bool,
    /// Whether a macro may change conditions and resources.
    is_rewritten: bool,
    /// Whether the template is one of several files that a build step puts together: it has no section `Parameters`.
    is_fragment: bool,
    /// Resources with loops or includes, which have names of their own.
    loops: Set<String>,
    /// What was said already: an alias stands for the same text again.
    seen: Set<(Place, &'d str)>,
    compared: usize,
}

impl<'d> UndefinedReferences<'d> {
    pub(crate) fn new(template: &Template<'_>) -> Self {
        let view = template.view();
        let parameters = view.root().and_then(|root| view.get(root, "Parameters"));
        let is_damaged = parameters.is_some_and(|at| view.is_damaged(at));
        // The serverless transform makes resources with names of its own, and a module has some inside.
        let is_module = |resource: &Resource<'_>| resource.type_name.is_some_and(|name| name.ends_with("::MODULE"));
        let is_rewritten = template.may_have_more_resources();
        let is_open =
            is_rewritten || template.is_serverless() || is_damaged || template.resources().iter().any(is_module);
        let mut loops = Set::new();
        let is_loop = |gap: &&Gap| matches!(gap.kind, GapKind::ForEach | GapKind::Transform);
        loops.extend(template.not_analysed().iter().filter(is_loop).filter_map(|gap| gap.logical_id.clone()));
        let is_fragment = parameters.is_none();
        Self { is_open, is_rewritten, is_fragment, loops, seen: Set::new(), compared: 0 }
    }

    /// Whether the resource has loops or includes.
    pub(crate) fn has_loops(&self, resource: &Resource<'_>) -> bool {
        self.loops.contains(resource.logical_id)
    }

    /// Writes the references in a part that name nothing.
    pub(crate) fn write(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>) {
        let template = writer.template;
        for reference in template.references_in(part.at) {
            let (name, place) = (reference.name, place(template, reference));
            if may_be_filled_in(name) || !self.seen.insert((place, name)) {
                continue;
            }
            let attribute = reference.attribute.as_deref();
            let is_other = template.parameter(name).is_some() || Context::is_pseudo(name);
            match template.resource(name) {
                _ if part.is_conditions => {
                    if !is_other {
                        self.write_name(writer, part, reference, place);
                    }
                }
                Some(named) => {
                    if let Some((schema, attribute)) = named.type_name.and_then(known_type).zip(attribute) {
                        write_attribute(writer, part, (name, attribute), schema, place);
                    }
                    let (when, among) = template.when_used(part.at, reference.at.node());
                    let mut here = part.among.clone();
                    here.extend(&among);
                    let when = template.conditions().and(part.when, when);
                    self.write_left_out(
                        writer,
                        &Part { when, among: here, words: part.words.clone(), ..*part },
                        named,
                        place,
                    );
                }
                None if self.is_open || (is_other && attribute.is_none()) => {}
                None => self.write_name(writer, part, reference, place),
            }
        }
    }

    /// Writes the logical ids under `DependsOn` that name nothing.
    pub(crate) fn write_depends_on(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>, resource: &Resource<'d>) {
        let (template, view) = (writer.template, writer.template.view());
        let Some(depends_on) = view.get(resource.at, "DependsOn") else { return };
        let one = view.text(depends_on).is_some().then_some(depends_on);
        for at in one.into_iter().chain(view.items(depends_on)) {
            let Some(name) = view.text(at).filter(|name| !may_be_filled_in(name)) else { continue };
            let place = view.place(at);
            match template.resource(name) {
                Some(named) => self.write_left_out(writer, part, named, place),
                None if self.is_open => {}
                None => {
                    let reference = Reference {
                        kind: ReferenceKind::DependsOn,
                        name,
                        attribute: None,
                        at,
                        place,
                        owner: tablewarden_cloudformation::Owner::Resource(resource.logical_id),
                    };
                    self.write_name(writer, part, &reference, place);
                }
            }
        }
    }

    fn write_name(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>, reference: &Reference<'d>, place: Place) {
        let (template, name) = (writer.template, reference.name);
        self.compared += 1;
        let takes_resources = !part.is_conditions;
        let takes_parameters =
            matches!(reference.kind, ReferenceKind::Ref | ReferenceKind::Sub) && reference.attribute.is_none();
        let mut names = Vec::new();
        if self.compared <= MOST_COMPARED {
            if takes_resources {
                names.extend(template.resources().iter().map(|resource| resource.logical_id));
            }
            if takes_parameters {
                names.extend(template.parameters().iter().map(|parameter| parameter.name));
                names.extend(PSEUDO.iter().filter(|_| name.starts_with("AWS")));
            }
        }
        let (of, expected) = match (reference.kind, takes_resources && takes_parameters) {
            (ReferenceKind::Ref, true) => ("`Ref`", "parameter or resource"),
            (ReferenceKind::Ref, false) => ("`Ref`", "parameter"),
            (ReferenceKind::Sub, true) => ("`Fn::Sub`", "parameter or resource"),
            (ReferenceKind::Sub, false) if part.is_conditions => ("`Fn::Sub`", "parameter"),
            (ReferenceKind::Sub, false) => ("`Fn::Sub`", "resource"),
            (ReferenceKind::GetAtt, _) => ("`Fn::GetAtt`", "resource"),
            (ReferenceKind::DependsOn, _) => ("`DependsOn`", "resource"),
        };
        let near = meant(name, &names);
        let add = ["Add a ", expected, " `", name, "`, or use one that is there."].concat();
        let problem = Problem {
            kind: "undefined-reference",
            // What a build step adds to a file without parameters is not known; a misspelt name is one all the same.
            is_certain: !self.is_fragment || !takes_parameters || near.is_some() || part.is_conditions,
            logical_id: part.logical_id,
            type_name: part.type_name,
            of,
            property: name,
            expected,
            suggestion: &write_or(near, add),
            ..Problem::default()
        };
        let variant = part.variant(writer);
        problem.write(writer, place, variant, &part.among);
    }

    /// Writes that what a part refers to is not there under conditions under which the part is.
    fn write_left_out(&self, writer: &mut Writer<'_, 'd>, part: &Part<'d>, named: &Resource<'d>, place: Place) {
        let (template, conditions) = (writer.template, writer.template.conditions());
        if self.is_rewritten || named.when.is_always() || named.logical_id == part.logical_id {
            return;
        }
        let missing = conditions.and(part.when, conditions.not(named.when));
        if missing.is_never() || missing.is_unknown() {
            return;
        }
        // With the values given, and the defaults of the others.
        let usual = template.with_defaults(part.when);
        let mut among = own_condition(template, named);
        among.extend(&part.among);
        let condition = named.condition.unwrap_or("");
        let problem = Problem {
            kind: "left-out-resource",
            is_certain: usual.is_satisfiable() && !usual.is_unknown() && conditions.implies(usual, missing),
            logical_id: part.logical_id,
            type_name: part.type_name,
            of: &part.words,
            property: named.logical_id,
            suggestion: &["Use `", named.logical_id, "` only where its condition `", condition, "` is true."].concat(),
            related: Some((named.key_place, "the resource with a condition")),
            ..Problem::default()
        };
        // Together with the values under which the part itself is there, so that these are not named.
        let variant = Variant::new(missing, writer.new_group(), When::ALWAYS);
        problem.write(writer, place, variant, &among);
    }
}

/// Names of pseudo parameters.
const PSEUDO: [&str; 8] = [
    "AWS::AccountId",
    "AWS::NotificationARNs",
    "AWS::NoValue",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// Writes an attribute that the schema of the named resource does not have.
fn write_attribute<'d>(
    writer: &mut Writer<'_, 'd>,
    part: &Part<'d>,
    (name, attribute): (&str, &str),
    schema: &'static TypeSchema,
    place: Place,
) {
    let outer = attribute.split('.').next().unwrap_or(attribute);
    let known: Vec<&str> = schema.attributes().collect();
    if known.is_empty() || known.contains(&outer) {
        return;
    }
    let near = meant(outer, &known);
    let expected = known.join("`, `");
    let problem = Problem {
        kind: "undefined-attribute",
        // A newer schema may have an attribute that is no property here and resembles none.
        is_certain: near.is_some() || schema.root.property(outer).is_some(),
        logical_id: part.logical_id,
        type_name: schema.name,
        of: &[noun(schema.name), " `", name, "`"].concat(),
        property: attribute,
        suggestion: &write_or(near, ["Use one of its attributes: `", &expected, "`."].concat()),
        expected: &expected,
        date: schema.date,
        ..Problem::default()
    };
    let variant = part.variant(writer);
    problem.write(writer, place, variant, &part.among);
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    /// Kind, name and what to do of the problems of names in a table with this name.
    fn problems(name: &str, root: &str) -> Vec<String> {
        let tested = tested(&format!(
            "
{root}
Parameters: {{Stage: {{Type: String}}, Size: {{Type: String, Default: small}}}}
Conditions: {{IsProd: !Equals [!Ref Stage, prod], IsLarge: !Equals [!Ref Size, large]}}
Mappings: {{Names: {{small: {{Table: a}}, large: {{Table: b}}}}}}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {{KeySchema: [{{AttributeName: a, KeyType: HASH}}], TableName: {name}}}
  Key: {{Type: AWS::KMS::Key}}
  Rare: {{Type: AWS::SNS::Topic, Condition: IsProd}}
  Large: {{Type: AWS::SNS::Topic, Condition: IsLarge}}
  Topic: {{Type: AWS::SNS::Topic, Properties: {{TopicName: !Ref Gone}}}}
"
        ));
        let one = |index: usize| {
            let show = |key: &str| tested.find(&format!("Problems.{index}.{key}"));
            let source = || tested.source(&format!("Problems.{index}.Property"));
            Some(format!(
                "{} {} {} {} at {}",
                show("Kind")?,
                show("Property")?,
                show("Certain")?,
                show("When")?,
                source()
            ))
        };
        let of_names = ["undefined", "left-out", "no-condition"];
        let is_of_name = |problem: &String| of_names.iter().any(|start| problem.starts_with(start));
        (0..).map_while(one).filter(is_of_name).collect()
    }

    #[test]
    fn what_is_there_is_no_problem() {
        for name in [
            "!Ref Stage",
            "!Ref Topic",
            "!Sub '${AWS::Region}-${!Literal}'",
            "!GetAtt Key.Arn",
            "!GetAtt Topic.X",
            "!If [IsProd, !Ref Rare, a]",
            "!If [IsProd, !If [IsLarge, a, !Ref Rare], a]",
            "!FindInMap [Names, !Ref Size, Table]",
            "!FindInMap [Names, !Ref Stage, Table]",
            "!FindInMap [Names, other, Table, {DefaultValue: c}]",
            "!Sub '${self:service}-orders'",
            "{'Fn::ForEach::X': [V, [a], {'${V}': !Ref V}]}",
        ] {
            assert_eq!(problems(name, ""), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn every_form_of_a_name_that_is_not_there() {
        for (name, problem) in [
            ("!Ref Stag", "undefined-reference Stag true always at !Ref Stag"),
            ("{Ref: Stag}", "undefined-reference Stag true always at {Ref: Stag}"),
            ("!Sub '${Stag}-orders'", "undefined-reference Stag true always at ${Stag}"),
            ("!GetAtt Key.Arm", "undefined-attribute Arm true always at !GetAtt Key.Arm"),
            ("!GetAtt Stage.Arn", "undefined-reference Stage true always at !GetAtt Stage.Arn"),
            ("!If [IsPro, a, b]", "undefined-reference IsPro true always at IsPro"),
            ("{'Fn::If': [IsPro, a, b]}", "undefined-reference IsPro true always at IsPro"),
            ("!If [true, a, b]", "no-condition-name  true always at true"),
            ("!If [!Equals [a, b], a, b]", "no-condition-name  true always at !Equals [a, b]"),
            ("!FindInMap [Name, small, Table]", "undefined-reference Name true always at Name"),
            ("!FindInMap [Names, tiny, Table]", "undefined-key tiny true always at tiny"),
            ("!FindInMap [Names, small, Tables]", "undefined-key Tables true always at Tables"),
            ("!FindInMap [Names, !Ref Stage, Tables]", "undefined-key Tables true always at Tables"),
            (
                "!If [IsProd, !FindInMap [Names, !Ref Stage, Table], a]",
                "undefined-key prod true `IsProd` is true at !Ref Stage",
            ),
            ("!Ref Rare", "left-out-resource Rare false `IsProd` is false at !Ref Rare"),
            ("!Ref Large", "left-out-resource Large true `IsLarge` is false at !Ref Large"),
            ("!If [IsLarge, a, !Ref Large]", "left-out-resource Large true `IsLarge` is false at !Ref Large"),
        ] {
            assert_eq!(problems(name, ""), [problem], "{name}");
        }
    }

    #[test]
    fn a_macro_may_bring_names_but_no_attributes() {
        for name in ["!Sub '${Gone}'", "!If [IsPro, a, b]", "!FindInMap [Name, small, Table]", "!Ref Large"] {
            assert_eq!(problems(name, "Transform: Macro"), Vec::<String>::new(), "{name}");
        }
        assert_eq!(problems("!GetAtt Key.Arm", "Transform: Macro").len(), 1);
    }
}

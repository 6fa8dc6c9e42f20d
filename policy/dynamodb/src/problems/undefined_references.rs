//! Finds references to names that the template does not have, and to attributes that a resource does not have, and writes
//! them as problems. Never reports a name where a transform may add it.

use tablewarden_cloudformation::schema::{TypeSchema, known_type, nearest};
use tablewarden_cloudformation::{Context, Gap, GapKind, Resource, Template};
use tablewarden_order::Set;
use tablewarden_source::Place;

use crate::facts::writer::Writer;
use crate::problems::problem::{Problem, noun};
use crate::resource::references::place;

/// How many misspelt names are compared with all others.
const MOST_COMPARED: usize = 20;

pub(crate) struct UndefinedReferences<'d> {
    /// Whether names may exist that the template does not show.
    is_open: bool,
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
        let is_open = template.may_have_more_resources()
            || template.is_serverless()
            || is_damaged
            || template.resources().iter().any(is_module);
        let mut loops = Set::new();
        let is_loop = |gap: &&Gap| matches!(gap.kind, GapKind::ForEach | GapKind::Transform);
        loops.extend(template.not_analysed().iter().filter(is_loop).filter_map(|gap| gap.logical_id.clone()));
        Self { is_open, loops, seen: Set::new(), compared: 0 }
    }

    /// Writes the references of a resource that name nothing.
    pub(crate) fn write(&mut self, writer: &mut Writer<'_, 'd>, resource: &Resource<'d>, type_name: &str) {
        let template = writer.template;
        let Some(properties) = resource.properties else { return };
        // A name that could not be read whole is none.
        if resource.is_damaged || self.loops.contains(resource.logical_id) {
            return;
        }
        for reference in template.references_in(properties) {
            let (name, place) = (reference.name, place(template, reference));
            if !self.seen.insert((place, name)) {
                continue;
            }
            let attribute = reference.attribute.as_deref();
            let is_other = template.parameter(name).is_some() || Context::is_pseudo(name);
            let schema = match template.resource(name) {
                Some(named) => named.type_name.and_then(known_type),
                None if self.is_open || (is_other && attribute.is_none()) => None,
                None => {
                    self.write_name(writer, resource, type_name, name, place);
                    None
                }
            };
            if let Some((schema, attribute)) = schema.zip(attribute) {
                write_attribute(writer, resource, (name, attribute), schema, place);
            }
        }
    }

    fn write_name(
        &mut self,
        writer: &mut Writer<'_, 'd>,
        resource: &Resource<'d>,
        type_name: &str,
        name: &str,
        place: Place,
    ) {
        let template = writer.template;
        self.compared += 1;
        let mut names = Vec::new();
        if self.compared <= MOST_COMPARED {
            names.extend(template.resources().iter().map(|resource| resource.logical_id));
            names.extend(template.parameters().iter().map(|parameter| parameter.name));
        }
        let problem = Problem {
            kind: "undefined-reference",
            is_certain: true,
            logical_id: resource.logical_id,
            type_name,
            property: name,
            suggestion: &suggestion(name, &names),
            ..Problem::default()
        };
        problem.write_always(writer, place, resource.when);
    }
}

/// The name that was probably meant, as the end of a sentence.
fn suggestion(name: &str, known: &[&str]) -> String {
    let meant = nearest(name, known.iter().copied());
    meant.map_or_else(String::new, |name| [" (did you mean `", name, "`?)"].concat())
}

/// Writes an attribute that the schema of the named resource does not have.
fn write_attribute<'d>(
    writer: &mut Writer<'_, 'd>,
    resource: &Resource<'d>,
    (name, attribute): (&str, &str),
    schema: &'static TypeSchema,
    place: Place,
) {
    let outer = attribute.split('.').next().unwrap_or(attribute);
    let known: Vec<&str> = schema.attributes().collect();
    if known.is_empty() || known.contains(&outer) {
        return;
    }
    let suggestion = suggestion(outer, &known);
    let problem = Problem {
        kind: "undefined-attribute",
        // A newer schema may have an attribute that is no property here and resembles none.
        is_certain: !suggestion.is_empty() || schema.root.property(outer).is_some(),
        logical_id: resource.logical_id,
        type_name: schema.name,
        of: &[noun(schema.name), " `", name, "`"].concat(),
        property: attribute,
        suggestion: &suggestion,
        expected: &known.join(", "),
        date: schema.date,
        ..Problem::default()
    };
    problem.write_always(writer, place, resource.when);
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    /// Kind, name and suggestion of the problems of a table with this name.
    fn problems(name: &str, root: &str) -> Vec<String> {
        let tested = tested(&format!(
            "
{root}
Parameters: {{Stage: {{Type: String}}}}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {{KeySchema: [{{AttributeName: a, KeyType: HASH}}], TableName: {name}}}
  Key: {{Type: AWS::KMS::Key}}
  Topic: {{Type: AWS::SNS::Topic, Properties: {{TopicName: !Ref Gone}}}}
"
        ));
        let one = |index: usize| {
            let show = |key: &str| tested.find(&format!("Problems.{index}.{key}"));
            let source = || tested.source(&format!("Problems.{index}.Property"));
            Some(format!("{} {}{} at {}", show("Kind")?, show("Property")?, show("Suggestion")?, source()))
        };
        (0..).map_while(one).filter(|problem| problem.starts_with("undefined")).collect()
    }

    #[test]
    fn names_and_attributes() {
        let none: [String; 0] = [];
        for name in
            ["!Ref Stage", "!Ref Topic", "!Sub '${AWS::Region}-${!Literal}'", "!GetAtt Key.Arn", "!GetAtt Topic.X"]
        {
            assert_eq!(problems(name, ""), none, "{name}");
        }
        let stage = "undefined-reference Stag (did you mean `Stage`?) at ";
        assert_eq!(problems("!Ref Stag", ""), [format!("{stage}!Ref Stag")]);
        assert_eq!(problems("{Ref: Stag}", ""), [format!("{stage}{{Ref: Stag}}")]);
        assert_eq!(problems("!Sub '${Stag}-orders'", ""), [format!("{stage}${{Stag}}")]);
        assert_eq!(
            problems("!GetAtt Key.Arm", ""),
            ["undefined-attribute Arm (did you mean `Arn`?) at !GetAtt Key.Arm"]
        );
        assert_eq!(problems("!GetAtt Stage.Arn", "").len(), 1);
        assert_eq!(problems("!Sub '${Gone}'", "Transform: Macro"), none);
        assert_eq!(problems("!GetAtt Key.Arm", "Transform: Macro").len(), 1);
        assert_eq!(problems("{'Fn::ForEach::X': [V, [a], {'${V}': !Ref V}]}", ""), none);
    }
}

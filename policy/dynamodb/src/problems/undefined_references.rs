//! Finds references to names that the template does not have, to attributes that a resource does not have, and to resources that
//! a condition leaves out, and writes them as problems. Never reports a name where a transform may add it.

use tablewarden_cloudformation::schema::{TypeSchema, known_type};
use tablewarden_cloudformation::{
    Context, Gap, GapKind, Reference, ReferenceKind, Resource, Template, When, may_be_filled_in,
};
use tablewarden_order::Set;
use tablewarden_source::Place;
use tablewarden_template::Value;

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::problems::part::Part;
use crate::problems::problem::{Problem, found, noun};
use crate::problems::suggestions::{meant, write_or};
use crate::resource::outcomes::own_condition;
use crate::resource::references::place;
use crate::resource::table::TableKind;
use crate::resource::types;

#[cfg(test)]
mod tests;

/// How many names are looked at to tell whether the template is a part of one.
const MOST_COMPARED: usize = 20;

pub(crate) struct UndefinedReferences<'d> {
    /// Whether names may exist that the template does not show.
    is_open: bool,
    /// Whether a macro may change conditions and resources.
    is_rewritten: bool,
    /// Whether the serverless transform makes resources, whose names begin with one that is there.
    is_serverless: bool,
    /// The logical ids of the tables.
    tables: Vec<&'d str>,
    /// Whether the template is one of several files that a build step puts together: it has no section `Parameters`.
    is_fragment: bool,
    /// Resources with loops or includes, which have names of their own.
    loops: Set<String>,
    /// What was said already: an alias stands for the same text again.
    seen: Set<(Place, &'d str)>,
    /// Logical ids with which names of what the serverless transform makes can begin, sorted; none begins with another.
    beginnings: Vec<&'d str>,
}

impl<'d> UndefinedReferences<'d> {
    pub(crate) fn new(template: &Template<'d>) -> Self {
        let view = template.view();
        let parameters = view.root().and_then(|root| view.get(root, "Parameters"));
        let is_damaged = parameters.is_some_and(|at| view.is_damaged(at));
        // A module has resources inside.
        let is_module = |resource: &Resource<'_>| resource.type_name.is_some_and(|name| name.ends_with("::MODULE"));
        let is_rewritten = template.may_have_more_resources();
        let is_open = is_rewritten || is_damaged || template.resources().iter().any(is_module);
        let is_serverless = template.is_serverless();
        let is_table = |resource: &&Resource<'_>| resource.type_name.and_then(TableKind::of_type).is_some();
        let tables = template.resources().iter().filter(is_table).map(|table| table.logical_id).collect();
        let mut loops = Set::new();
        let is_loop = |gap: &&Gap| matches!(gap.kind, GapKind::ForEach | GapKind::Transform);
        loops.extend(template.not_analysed().iter().filter(is_loop).filter_map(|gap| gap.logical_id.clone()));
        let is_fragment = parameters.is_none();
        let is_beginning = |one: &&Resource<'_>| {
            let type_name = one.type_name.unwrap_or("");
            is_serverless && type_name.starts_with("AWS::Serverless::") && TableKind::of_type(type_name).is_none()
        };
        let mut beginnings: Vec<&str> =
            template.resources().iter().filter(is_beginning).map(|resource| resource.logical_id).collect();
        tablewarden_order::sort(&mut beginnings);
        beginnings.dedup_by(|next, kept| next.starts_with(*kept));
        Self { is_open, is_rewritten, is_serverless, tables, is_fragment, loops, seen: Set::new(), beginnings }
    }

    /// Whether the template is one of several files that a build step puts together: it has no section `Parameters`, and uses some.
    pub(crate) fn is_fragment(&self, template: &Template<'_>) -> bool {
        let names: Vec<&str> = template.resources().iter().map(|resource| resource.logical_id).collect();
        let is_parameter = |reference: &&Reference<'_>| {
            let name = reference.name;
            let is_plain = reference.attribute.is_none() && !matches!(reference.kind, ReferenceKind::DependsOn);
            is_plain && !name.contains(':') && template.resource(name).is_none() && !self.may_be_made(name)
        };
        let mut used = template.references().iter().filter(is_parameter).take(MOST_COMPARED);
        self.is_fragment && used.any(|reference| meant(reference.name, &names).is_none())
    }

    /// Whether the resource has loops or includes.
    pub(crate) fn has_loops(&self, resource: &Resource<'_>) -> bool {
        self.loops.contains(resource.logical_id)
    }

    /// Writes the references in a part that name nothing, but for those of which something was said already.
    pub(crate) fn write(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>, has_told: impl Fn(Place) -> bool) {
        let template = writer.template;
        for reference in template.references_in(part.at) {
            let (name, place) = (reference.name, place(template, reference));
            if may_be_filled_in(name) || has_told(place) || !self.seen.insert((place, name)) {
                continue;
            }
            let attribute = reference.attribute.as_deref();
            if let Some(inside) = reference.inside.filter(|_| part.is_related) {
                write_spaces(writer, part, inside, place);
            }
            let is_other = template.parameter(name).is_some() || Context::is_pseudo(name);
            match template.resource(name) {
                _ if part.is_condition => {
                    if !is_other || attribute.is_some() {
                        self.write_name(writer, part, reference, place);
                    }
                }
                Some(_) if !part.is_related => {}
                Some(named) => {
                    if let Some((schema, attribute)) = named.type_name.and_then(schema_of).zip(attribute) {
                        write_attribute(writer, part, (named, attribute), schema, place);
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
        let one = view.str(depends_on).is_some().then_some(depends_on);
        for at in one.into_iter().chain(view.items(depends_on)) {
            let name = view.str(at).filter(|name| !view.has_unknown_tag(at) && !may_be_filled_in(name));
            let Some(name) = name else { continue };
            let place = view.place(at);
            match template.resource(name) {
                Some(named) if part.is_related => self.write_left_out(writer, part, named, place),
                None if !self.is_open => {
                    let reference = Reference {
                        kind: ReferenceKind::DependsOn,
                        name,
                        inside: None,
                        attribute: None,
                        at,
                        place,
                        owner: tablewarden_cloudformation::Owner::Resource(resource.logical_id),
                    };
                    self.write_name(writer, part, &reference, place);
                }
                _ => {}
            }
        }
        // Neither a name nor a list of names.
        let all = view.items(depends_on).chain((view.value(depends_on) != Value::List).then_some(depends_on));
        for at in all.filter(|at| part.is_related && view.str(*at).is_none() && !view.has_unknown_tag(*at)) {
            if view.is_damaged(at) || !self.seen.insert((view.place(at), "")) {
                continue;
            }
            let inside = view.intrinsic(at).and_then(|function| view.text(function.value));
            self.seen.insert((view.place(at), inside.unwrap_or_default()));
            let known = inside.filter(|name| template.resource(name).is_some());
            let suggestion = known.map_or_else(
                || "Write the logical ID of a resource, or a list of them.".to_owned(),
                |name| ["Write `", name, "` alone."].concat(),
            );
            let problem = Problem {
                kind: "no-name",
                is_certain: true,
                logical_id: part.logical_id,
                type_name: part.type_name,
                of: "`DependsOn`",
                expected: "a logical ID",
                found: &found(template, at),
                suggestion: &suggestion,
                ..Problem::default()
            };
            let variant = part.variant(writer);
            problem.write(writer, view.place(at), variant, &part.among);
        }
    }

    /// Whether the serverless transform may make a resource of that name.
    fn may_be_made(&self, name: &str) -> bool {
        let is_made = |start: &&str| name.starts_with(*start);
        let before = self.beginnings.partition_point(|beginning| *beginning <= name).checked_sub(1);
        let beginning = before.and_then(|at| self.beginnings.get(at));
        self.is_serverless && MADE.iter().chain(beginning).any(is_made)
    }

    fn write_name(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>, reference: &Reference<'d>, place: Place) {
        let (template, name) = (writer.template, reference.name);
        let takes_resources = !part.is_condition;
        let is_pseudo = name.as_bytes().get(..3).is_some_and(|start| start.eq_ignore_ascii_case(b"AWS"));
        let takes_parameters =
            matches!(reference.kind, ReferenceKind::Ref | ReferenceKind::Sub) && reference.attribute.is_none();
        let resources = template.resources().iter().filter(|_| takes_resources).map(|resource| resource.logical_id);
        let parameters = template.parameters().iter().filter(|_| takes_parameters).map(|parameter| parameter.name);
        let pseudo = PSEUDO.into_iter().filter(|_| takes_parameters && is_pseudo);
        let (of, expected) = match (reference.kind, takes_resources && takes_parameters) {
            (ReferenceKind::Ref, true) => ("`Ref`", "parameter or resource"),
            (ReferenceKind::Ref, false) => ("`Ref`", "parameter"),
            (ReferenceKind::Sub, true) => ("`Fn::Sub`", "parameter or resource"),
            (ReferenceKind::Sub, false) if part.is_condition => ("`Fn::Sub`", "parameter"),
            (ReferenceKind::Sub, false) => ("`Fn::Sub`", "resource"),
            (ReferenceKind::GetAtt, _) => ("`Fn::GetAtt`", "resource"),
            (ReferenceKind::DependsOn, _) => ("`DependsOn`", "resource"),
        };
        let near = match part.is_related {
            true => template.meant(name, resources.chain(parameters).chain(pseudo)),
            false => template.meant(name, self.tables.iter().copied()),
        };
        // What is in the serverless transform's power to add resembles nothing by chance alone.
        let is_doubtful = self.is_serverless && !part.is_condition;
        if near.is_none() && (is_doubtful || !part.is_related) || is_doubtful && self.may_be_made(name) {
            return;
        }
        let is_kept_out = part.is_condition && (template.resource(name).is_some() || reference.attribute.is_some());
        let attribute = name.split_once('.').filter(|(name, _)| template.resource(name).is_some());
        let add = match attribute {
            _ if is_kept_out => "Compare a parameter instead.".to_owned(),
            _ if name.is_empty() => ["Write the name of a ", expected, "."].concat(),
            Some(_) => ["Write `!GetAtt ", name, "`."].concat(),
            None if name.contains(':') => "Use a pseudo parameter that there is, such as `AWS::Region`.".to_owned(),
            None if template.conditions().find(name).is_some() => "Use `Fn::If` to depend on a condition.".to_owned(),
            None if template.mapping(name).is_some() => "Use `Fn::FindInMap` to read a mapping.".to_owned(),
            None => ["Add a ", expected, " `", name, "`, or use one that is there."].concat(),
        };
        let near = near.filter(|_| !is_kept_out && attribute.is_none());
        let named = ["the name of a ", expected].concat();
        let problem = Problem {
            kind: match name {
                _ if is_kept_out => "resource-in-condition",
                "" => "no-name",
                _ => "undefined-reference",
            },
            found: "nothing",
            // What a build step adds to a file without parameters is not known; a misspelt name is one all the same.
            is_certain: !self.is_fragment
                || !takes_parameters
                || near.is_some()
                || part.is_condition
                || name.contains(':'),
            logical_id: part.logical_id,
            type_name: part.type_name,
            of,
            property: name,
            expected: if name.is_empty() { &named } else { expected },
            meant: near.unwrap_or_default(),
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

/// The schema of what a resource is once it is made: a simple table becomes a table.
pub(crate) fn schema_of(type_name: &str) -> Option<&'static TypeSchema> {
    known_type(if type_name == types::SIMPLE_TABLE { types::TABLE } else { type_name })
}

/// How names begin that the serverless transform makes, other than with a name that is there.
const MADE: [&str; 4] = ["Serverless", "CodeDeploy", "Api", "RecordSetGroup"];

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

/// Writes that a name in the text of `Fn::Sub` has spaces around it.
fn write_spaces(writer: &mut Writer<'_, '_>, part: &Part<'_>, inside: &str, place: Place) {
    if inside.trim().len() == inside.len() {
        return;
    }
    let problem = Problem {
        kind: "no-name",
        is_certain: true,
        logical_id: part.logical_id,
        type_name: part.type_name,
        of: "`Fn::Sub`",
        found: &["`${", inside, "}`"].concat(),
        expected: "a name without spaces",
        suggestion: &["Write `${", inside.trim(), "}`."].concat(),
        ..Problem::default()
    };
    let variant = part.variant(writer);
    problem.write(writer, place, variant, &part.among);
}

/// Writes an attribute that the schema of the named resource does not have.
fn write_attribute<'d>(
    writer: &mut Writer<'_, 'd>,
    part: &Part<'d>,
    (named, attribute): (&Resource<'_>, &str),
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
        type_name: part.type_name,
        of: &[noun(schema.name), " `", named.logical_id, "`"].concat(),
        property: attribute,
        meant: near.unwrap_or_default(),
        suggestion: &write_or(near, ["Use one of its attributes: `", &expected, "`."].concat()),
        expected: &expected,
        date: schema.date,
        ..Problem::default()
    };
    let variant = part.variant(writer);
    problem.write(writer, place, variant, &part.among);
}

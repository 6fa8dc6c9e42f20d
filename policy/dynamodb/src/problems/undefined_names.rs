//! Finds names of conditions and mappings that the template does not have, keys that a mapping does not have, and attributes that
//! are not named, and writes them as problems: in `Fn::If`, `Fn::FindInMap`, `Fn::GetAtt`, `Condition`. Never reports a name where a
//! transform may add it.

use tablewarden_cloudformation::{MOST_SCENARIOS, Scenario, Template, may_be_filled_in};
use tablewarden_order::{Map, Set};
use tablewarden_source::Place;
use tablewarden_template::{At, Value};

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::problems::part::Part;
use crate::problems::problem::{Problem, found};
use crate::problems::suggestions::{meant, write_or};
use crate::problems::undefined_references::schema_of;

/// With how many entries of a mapping a key is compared.
const MOST_ENTRIES: usize = 200;

/// Looks for names in parts of a template.
pub(crate) struct UndefinedNames {
    /// What was said already: an alias or a loop stands for the same text again.
    seen: Set<Place>,
    /// Whether a mapping, a row of one, or all of them may have more keys than are written.
    open: Map<At, bool>,
    /// Whether the template is a part of one, to which a build step may add sections.
    is_fragment: bool,
}

/// What `Fn::FindInMap` does not find.
struct Missing<'d> {
    kind: &'static str,
    of: String,
    key: String,
    place: Place,
    default_of: Option<&'d str>,
    suggestion: String,
}

impl UndefinedNames {
    pub(crate) fn new(is_fragment: bool) -> Self {
        Self { seen: Set::new(), open: Map::new(), is_fragment }
    }

    /// Writes what the functions of a part name and the template does not have.
    pub(crate) fn write<'d>(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>) {
        let template = writer.template;
        for (at, function) in template.functions_in(part.at) {
            match function.key {
                "Fn::If" => {
                    if let Some(named) = template.view().items(function.value).next() {
                        self.write_condition(writer, part, named, IF);
                    }
                }
                "Condition" if part.is_condition => self.write_condition(writer, part, function.value, CONDITION),
                "Fn::FindInMap" => self.write_key(writer, part, at, function.value),
                "Fn::GetAtt" if !part.is_condition => self.write_no_attribute(writer, part, at, function.value),
                _ => {}
            }
        }
    }

    /// Writes that there is no condition of the name at `named`, or that this is no name.
    pub(crate) fn write_condition<'d>(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>, named: At, of: &str) {
        let (template, view) = (writer.template, writer.template.view());
        let place = view.place(named);
        let function = view.intrinsic(named);
        let name = match function {
            Some(function) if function.key == "Condition" && of == IF => view.text(function.value),
            // The name of a loop's condition can be put together.
            Some(function) if matches!(function.key, "Fn::Sub" | "Ref") && has_loops(template) => return,
            // A condition may be named `Yes`.
            _ => view
                .text(named)
                .filter(|name| !name.is_empty())
                .filter(|name| view.str(named).is_some() || template.conditions().find(name).is_some()),
        };
        let is_fine = name.is_some_and(|name| may_be_filled_in(name) || template.conditions().find(name).is_some());
        if is_fine || view.is_damaged(named) || !self.seen.insert(place) {
            return;
        }
        let names = template.conditions().list();
        let near = name.and_then(|name| template.meant(name, names.iter().map(|condition| condition.name)));
        let problem = match name {
            Some(name) => Problem {
                kind: "undefined-reference",
                is_certain: !self.is_fragment || !names.is_empty(),
                property: name,
                expected: "condition",
                meant: near.unwrap_or_default(),
                suggestion: &write_or(near, ["Add a condition `", name, "`, or use one that is there."].concat()),
                ..Problem::default()
            },
            None => {
                let inside = function.and_then(|function| view.text(function.value));
                let suggestion = match inside.filter(|name| template.conditions().find(name).is_some()) {
                    Some(name) => &["Write `", name, "` alone."].concat(),
                    None if of == IF => DEFINE_FOR_IF,
                    None => DEFINE,
                };
                let problem = Problem {
                    kind: "no-name",
                    is_certain: true,
                    expected: "the name of a condition",
                    found: &found(template, named),
                    suggestion,
                    ..Problem::default()
                };
                return self.write_problem(writer, part, place, &Problem { of, ..problem });
            }
        };
        self.write_problem(writer, part, place, &Problem { of, ..problem });
    }

    /// Writes that `Fn::GetAtt` names a resource and no attribute of it.
    fn write_no_attribute<'d>(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>, at: At, argument: At) {
        let (template, view) = (writer.template, writer.template.view());
        let mut items = view.items(argument);
        let name = match view.text(argument) {
            Some(text) => Some(text).filter(|text| !text.contains('.')),
            None => items.next().and_then(|first| view.text(first)).filter(|_| items.next().is_none()),
        };
        let place = view.place(at);
        let Some(name) = name.filter(|name| !may_be_filled_in(name)) else { return };
        if !self.seen.insert(place) {
            return;
        }
        let type_name = template.resource(name).and_then(|resource| resource.type_name).unwrap_or("");
        let attribute = schema_of(type_name).and_then(|schema| schema.attributes().next()).unwrap_or("Arn");
        let suggestion = &["Name the attribute, too, as in `!GetAtt ", name, ".", attribute, "`."].concat();
        let problem =
            Problem { kind: "no-attribute", is_certain: true, property: name, suggestion, ..Problem::default() };
        self.write_problem(writer, part, place, &problem);
    }

    /// Whether something was said of what stands at the place.
    pub(crate) fn has_told(&self, place: Place) -> bool {
        self.seen.contains(&place)
    }

    /// Writes a problem for as long as the part is there.
    fn write_problem(&self, writer: &mut Writer<'_, '_>, part: &Part<'_>, place: Place, problem: &Problem<'_>) {
        let problem = Problem { logical_id: part.logical_id, type_name: part.type_name, ..*problem };
        let variant = part.variant(writer);
        problem.write(writer, place, variant, &part.among);
    }

    /// Writes that a mapping or a key of it is not there: with the values that parameters have, and with others that they are
    /// allowed to have.
    fn write_key<'d>(&mut self, writer: &mut Writer<'_, 'd>, part: &Part<'d>, at: At, argument: At) {
        let template = writer.template;
        let (when, mut among) = template.when_used(part.at, at.node());
        let given = part.variant(writer).when;
        let when = template.conditions().and(given, when);
        if when.is_never() || when.is_unknown() || !self.seen.insert(template.view().place(at)) {
            return;
        }
        among.extend(&part.among);
        let asked = template.conditions_in(&[argument]);
        among.extend(&asked);
        let group = writer.new_group();
        let mut scenarios = template.scenarios(&asked, when, MOST_SCENARIOS).unwrap_or_default();
        for index in 0..scenarios.len() {
            let Some(scenario) = scenarios.get(index) else { continue };
            scenarios.extend(template.with_allowed_values(&[argument], scenario, MOST_SCENARIOS).unwrap_or_default());
        }
        for scenario in scenarios {
            let Some(missing) = self.missing(template, &scenario, argument) else { continue };
            let problem = Problem {
                kind: missing.kind,
                is_certain: !self.is_fragment || template.mappings().is_some(),
                logical_id: part.logical_id,
                type_name: part.type_name,
                of: &missing.of,
                property: &missing.key,
                expected: "mapping",
                suggestion: &missing.suggestion,
                ..Problem::default()
            };
            let is_assumed = !scenario.assumptions().is_empty();
            let variant = Variant { is_assumed, ..Variant::new(scenario.when, group, given) };
            writer.derived(missing.default_of, |writer| problem.write(writer, missing.place, variant, &among));
        }
    }
}

/// Where the name of a condition stands.
const IF: &str = "`Fn::If`";
pub(crate) const CONDITION: &str = "`Condition`";

const DEFINE_FOR_IF: &str = "Define the condition in `Conditions` and write its name here, as in `!If [IsProd, …, …]`.";
const DEFINE: &str = "Define the condition in `Conditions` and write its name here, as in `Condition: IsProd`.";

/// Whether names can be put together from the value of a loop.
fn has_loops(template: &Template<'_>) -> bool {
    template.transforms().iter().any(|(name, _)| *name == "AWS::LanguageExtensions")
}

impl UndefinedNames {
    /// What is not there of what `Fn::FindInMap` looks for in the scenario; none where that is not known.
    fn missing<'d>(&mut self, template: &Template<'d>, scenario: &Scenario, argument: At) -> Option<Missing<'d>> {
        let view = template.view();
        let mut arguments = view.items(argument);
        let (name_at, first_at, second_at) = (arguments.next()?, arguments.next()?, arguments.next()?);
        if arguments.next().is_some() {
            // The fourth is what is taken where there is no such key.
            return None;
        }
        let known = |at: At| {
            // A key such as `on` is no Boolean.
            if let Some(text) = view.text(at).filter(|_| matches!(view.value(at), Value::Bool(_))) {
                return Some((text.to_owned(), None));
            }
            let resolved = template.resolve(at, scenario);
            resolved.scalar().map(|scalar| (scalar.text.clone().into_owned(), scalar.default_of))
        };
        let ((name, name_default), first, second) = (known(name_at)?, known(first_at), known(second_at));
        let texts = [Some(&name), first.as_ref().map(|one| &one.0), second.as_ref().map(|one| &one.0)];
        let mut may_have_more = |at: At| {
            let is_open = || view.is_damaged(at) || view.entries(at).any(|entry| entry.key.starts_with("Fn::"));
            *self.open.or_insert_with(at, is_open)
        };
        if texts.into_iter().flatten().any(|text| may_be_filled_in(text))
            || template.mappings().is_some_and(&mut may_have_more)
        {
            return None;
        }
        let keys = |of: Option<At>| -> Vec<&'d str> {
            of.into_iter().flat_map(|of| view.entries(of)).take(MOST_ENTRIES).map(|entry| entry.key).collect()
        };
        let Some(mapping) = template.mapping(&name) else {
            let add = ["Add a mapping `", &name, "`, or use one that is there."].concat();
            let suggestion = write_or(meant(&name, &keys(template.mappings())), add);
            let (of, place) = ("`Fn::FindInMap`".to_owned(), view.place(name_at));
            return Some(Missing {
                kind: "undefined-reference",
                of,
                key: name,
                place,
                default_of: name_default,
                suggestion,
            });
        };
        let add = |key: &str| ["Add the key `", key, "`, or use one that is there."].concat();
        let of_key = |of: String, (key, default_of): (String, Option<&'d str>), at: At, near: &[&str]| {
            let suggestion = write_or(meant(&key, near), add(&key));
            Missing { kind: "undefined-key", of, key, place: view.place(at), default_of, suggestion }
        };
        if may_have_more(mapping) {
            return None;
        }
        let Some(first) = first else {
            // Whichever entry it is, the second key is in none of them.
            let second = second?;
            let count = view.len(mapping);
            let mut lacks = |row: At| {
                view.value(row) == Value::Map && !may_have_more(row) && template.row(row, &second.0).is_none()
            };
            let is_nowhere =
                count > 0 && count <= MOST_ENTRIES && view.entries(mapping).all(|entry| lacks(entry.value));
            let any = view.entries(mapping).next().map(|entry| entry.value);
            return is_nowhere
                .then(|| of_key(["any entry of mapping `", &name, "`"].concat(), second, second_at, &keys(any)));
        };
        let Some(row) = template.row(mapping, &first.0) else {
            return Some(of_key(["mapping `", &name, "`"].concat(), first, first_at, &keys(Some(mapping))));
        };
        let second = second?;
        if view.value(row) != Value::Map
            || may_have_more(row)
            || template.find_in_map(&name, &first.0, &second.0).is_some()
        {
            return None;
        }
        let of = ["`", &first.0, "` of mapping `", &name, "`"].concat();
        // The first key may be the one that a default makes wrong.
        let second = (second.0, second.1.or(first.1));
        Some(of_key(of, second, second_at, &keys(Some(row))))
    }
}

//! Reads one statement of an access policy: its actions, its resources, its principal, and whether a condition narrows it.
//! Never says that it allows too much.

use tablewarden_cloudformation::{Parts, Resource, Scenario};
use tablewarden_order::Set;
use tablewarden_source::Place;
use tablewarden_template::At;

use crate::access::action_names::{covers, meant};
use crate::facts::writer::Writer;
use crate::keys::indexes::{self, IndexKind};
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::Table;
use crate::resource::table_names::{NameForm, NamedTables, Tables};

/// What a policy belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PolicyKind {
    /// Of a role, a user, a group or a function.
    IdentityBased,
    /// Of a table or a stream.
    ResourceBased,
}

/// An action as it is written, and what it is.
struct Action<'d> {
    name: Fact<'d>,
    is_scan: bool,
    suggestion: String,
}

/// A statement that is about DynamoDB.
pub(crate) struct AccessStatement<'d> {
    pub(crate) place: Place,
    kind: PolicyKind,
    effect: Fact<'d>,
    actions: Vec<Action<'d>>,
    /// `all`, `service` or `some` actions, and where that is written.
    breadth: (&'static str, Place),
    /// `all` resources, all `tables`, or `some`.
    reach: (&'static str, Place),
    /// Whether it is about a table of the template.
    is_on_table: bool,
    /// Whether it is for everybody.
    is_public: (bool, Place),
    /// Keys of its condition in lower case; none where they are not known.
    conditions: Option<Vec<String>>,
    /// Tables of the template with indexes that it lets be queried, by number, and in words.
    aims: Vec<(usize, String, Place)>,
}

/// What came of reading one.
#[derive(Default)]
pub(crate) struct StatementReading<'d> {
    /// None where it is not about DynamoDB.
    pub(crate) statement: Option<AccessStatement<'d>>,
    /// Tables whose indexes it allows.
    pub(crate) indexed: Vec<usize>,
    /// Whether it may allow more than is known.
    pub(crate) is_open: bool,
}

/// Policies of the serverless model that let a table be scanned, its indexes too.
const SCANNING: [&str; 2] = ["DynamoDBCrudPolicy", "DynamoDBReadPolicy"];

pub(crate) fn read<'d>(
    tables: &Tables<'_, 'd>,
    resource: &Resource<'d>,
    kind: PolicyKind,
    scenario: &Scenario,
    at: At,
) -> StatementReading<'d> {
    let template = tables.template();
    let case = Case::new(template, scenario, resource);
    let first = template.view().entries(at).next();
    let place = first.map_or_else(|| template.view().place(at), |entry| entry.key_place);
    let property = case.property(Some(at), place);
    if let Some(policy) = first.filter(|entry| entry.key.ends_with("Policy")) {
        return serverless(tables, &property.get(policy.key), policy.key, policy.key_place);
    }
    let effect = property.get("Effect").text();
    let (written, has_all) = each(&property.get("Action"));
    let actions: Vec<Action<'d>> = written.iter().map(Action::read).collect();
    let is_ours = kind == PolicyKind::ResourceBased || actions.iter().any(|action| action.is_of_dynamodb());
    let is_known = has_all && !actions.iter().any(|action| action.name.is_unknown());
    let is_open = effect.text() != Some("Deny") && !is_known;
    if effect.text().is_none() || !is_ours {
        return StatementReading {
            is_open: is_open || (effect.is_unknown() && is_ours),
            ..StatementReading::default()
        };
    }
    let mut read = StatementReading { statement: None, indexed: Vec::new(), is_open };
    let is_query = actions.iter().any(|action| action.covers(&["dynamodb:Query", "dynamodb:Scan"]));
    let mut statement = AccessStatement {
        place,
        kind,
        breadth: broadest(&actions).unwrap_or(("some", place)),
        reach: ("some", place),
        is_on_table: kind == PolicyKind::ResourceBased,
        is_public: public(&property.get("Principal")),
        conditions: condition_keys(case, &property.get("Condition")),
        aims: Vec::new(),
        effect,
        actions,
    };
    let (resources, has_all) = each(&property.get("Resource"));
    let is_allow = statement.effect.text() == Some("Allow");
    read.is_open |= is_allow && !has_all;
    for one in &resources {
        let Some(parts) = one.parts() else { continue };
        let of = Aim::read(tables, &parts);
        if of.reach != "some" && statement.reach.0 != "all" {
            statement.reach = (of.reach, one.place());
        }
        let is_any = of.reach != "some" && !tables.list().is_empty();
        statement.is_on_table |= is_any || !of.tables.is_empty();
        read.is_open |= is_allow && of.is_open;
        if of.is_index && is_allow {
            read.indexed.extend(&of.tables);
        } else if is_query && is_allow {
            let aims = of.tables.iter().filter_map(|number| Some((*number, tables.get(*number)?)));
            let aims = aims.filter(|(_, table)| has_index(Case::new(template, scenario, table.resource), table));
            statement.aims.extend(aims.map(|(number, table)| (number, table.words().to_owned(), one.place())));
        }
    }
    read.statement = Some(statement);
    read
}

/// Whether a table certainly has an index that is queried by its own ARN.
fn has_index<'d>(case: Case<'_, 'd>, table: &Table<'_, 'd>) -> bool {
    let properties = case.properties(table.resource);
    let is_there = |kind| indexes::list(&properties, kind).0.iter().any(|index| index.written.is_there());
    is_there(IndexKind::Global) || is_there(IndexKind::Local)
}

/// A policy template with the name of a table: what it allows is known.
fn serverless<'d>(
    tables: &Tables<'_, 'd>,
    policy: &Property<'_, 'd>,
    name: &'d str,
    place: Place,
) -> StatementReading<'d> {
    if !SCANNING.contains(&name) {
        return StatementReading::default();
    }
    let which = policy.get("TableName").parts().map_or(NamedTables::Any, |parts| tables.named(&parts).which);
    let indexed = match &which {
        NamedTables::Tables(numbers) => numbers.clone(),
        NamedTables::None | NamedTables::Any => Vec::new(),
    };
    let statement = AccessStatement {
        place,
        kind: PolicyKind::IdentityBased,
        effect: Fact::known("Allow", place),
        actions: vec![Action { name: Fact::known(name, place), is_scan: true, suggestion: String::new() }],
        breadth: ("some", place),
        reach: ("some", place),
        is_on_table: !indexed.is_empty(),
        is_public: (false, place),
        conditions: Some(Vec::new()),
        aims: Vec::new(),
    };
    StatementReading { statement: Some(statement), indexed, is_open: which == NamedTables::Any }
}

/// The elements of a list, or the one value in its place; and whether there are certainly no others.
fn each<'t, 'd>(property: &Property<'t, 'd>) -> (Vec<Property<'t, 'd>>, bool) {
    let items = property.items();
    if items.list.is_empty() && !items.is_whole && property.parts().is_some() {
        return (vec![property.clone()], true);
    }
    // What is asked for by its opposite is not known.
    (items.list, items.is_whole && !property.is_absent())
}

impl<'d> Action<'d> {
    fn read(property: &Property<'_, 'd>) -> Self {
        let name = property.text();
        let text = name.text().unwrap_or("");
        let is_scan = covers(text, &["dynamodb:Scan", "dynamodb:PartiQLSelect"]);
        let suggestion = meant(text).map_or_else(String::new, |name| [" (did you mean `", &name, "`?)"].concat());
        Self { is_scan, suggestion, name }
    }

    fn covers(&self, names: &[&str]) -> bool {
        covers(self.name.text().unwrap_or(""), names)
    }

    fn is_of_dynamodb(&self) -> bool {
        let starts_with = |start: &str| {
            let text = self.name.text().unwrap_or("");
            text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
        };
        starts_with("*") || starts_with("dynamodb:") || starts_with("dax:")
    }
}

/// The broadest of the actions, if one is all of a service or more.
fn broadest(actions: &[Action<'_>]) -> Option<(&'static str, Place)> {
    let of = |names: [&str; 2], word| {
        let is_it = |action: &&Action<'_>| {
            action.name.text().is_some_and(|text| names.iter().any(|name| text.eq_ignore_ascii_case(name)))
        };
        actions.iter().find(is_it).map(|action| (word, action.name.place))
    };
    of(["*", "*:*"], "all").or_else(|| of(["dynamodb:*", "dynamodb:**"], "service"))
}

/// Whether a principal is everybody.
fn public(principal: &Property<'_, '_>) -> (bool, Place) {
    let is_all = |property: &Property<'_, '_>| property.text().text() == Some("*");
    let accounts = principal.get("AWS");
    let everybody = each(&accounts).0.into_iter().find(is_all).or_else(|| Some(principal.clone()).filter(is_all));
    (everybody.is_some(), everybody.map_or_else(|| principal.nearest(), |property| property.place()))
}

/// The keys that a condition asks about, in lower case.
fn condition_keys<'d>(case: Case<'_, 'd>, condition: &Property<'_, 'd>) -> Option<Vec<String>> {
    if condition.is_absent() {
        return Some(Vec::new());
    }
    let operators = case.template.fields(condition.at()?, case.scenario);
    let mut keys = Vec::new();
    for operator in &operators.entries {
        let fields = case.template.fields(operator.value, case.scenario);
        fields.unknown.is_none().then_some(())?;
        keys.extend(fields.entries.iter().map(|entry| entry.key.to_ascii_lowercase()));
    }
    operators.unknown.is_none().then_some(keys)
}

/// What a resource of a statement is about.
struct Aim {
    /// `all`, `tables` or `some`.
    reach: &'static str,
    tables: Vec<usize>,
    /// Whether it is their indexes.
    is_index: bool,
    /// Whether it may be more.
    is_open: bool,
}

impl Aim {
    fn read<'d>(tables: &Tables<'_, 'd>, parts: &Parts<'d>) -> Self {
        let tables_of = |parts: &Parts<'d>, is_index| {
            let named = tables.named(parts);
            let is_stream = named.form == NameForm::Stream;
            let (tables, is_open) = match named.which {
                NamedTables::Tables(numbers) if !is_stream => (numbers, false),
                NamedTables::Tables(_) | NamedTables::None => (Vec::new(), false),
                NamedTables::Any => (Vec::new(), true),
            };
            Self { reach: "some", tables, is_index, is_open }
        };
        let text = parts.literal().unwrap_or("");
        let ends = |end: &str| parts.pieces().last().is_some_and(|piece| piece.text().ends_with(end));
        let is_dynamodb = parts.split_once(":dynamodb:").is_some();
        if text == "*" || (is_dynamodb && (ends(":table/*") || ends(":*"))) {
            let reach = if text == "*" { "all" } else { "tables" };
            return Self { reach, tables: Vec::new(), is_index: true, is_open: true };
        }
        match (parts.split_once("/index/"), parts.split_once("*")) {
            (Some((start, _)), _) => tables_of(&start, true),
            // A part of a name with `*` may be any table's; a whole one is that of the table and all inside of it.
            (None, Some((start, _))) => {
                let start =
                    start.split_once("/").filter(|(_, rest)| rest.pieces().is_empty()).map_or(start, |(of, _)| of);
                let of = tables_of(&start, true);
                Self { is_open: of.is_open || (is_dynamodb && of.tables.is_empty()), ..of }
            }
            (None, None) => tables_of(parts, false),
        }
    }
}

impl<'d> AccessStatement<'d> {
    /// `indexed` are tables whose indexes some statement allows; `is_open` says that there may be others.
    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, indexed: &Set<usize>, is_open: bool) {
        let place = self.place;
        writer.text("Of", place, if self.kind == PolicyKind::IdentityBased { "identity" } else { "resource" });
        writer.fact("Effect", &self.effect);
        writer.text("Breadth", self.breadth.1, self.breadth.0);
        writer.text("Reach", self.reach.1, self.reach.0);
        writer.flag("Joined", place, self.is_on_table);
        let (is_public, principal) = self.is_public;
        writer.flag("Public", principal, is_public);
        let bound = match self.conditions.as_deref() {
            None => "unknown",
            Some([]) => "none",
            Some(_) => "some",
        };
        writer.text("Bound", principal, bound);
        writer.texts("ConditionKeys", principal, self.conditions.iter().flatten());
        writer.list("Actions", place, |writer| {
            for Action { name, is_scan, suggestion } in &self.actions {
                writer.map(name.place, |writer| {
                    writer.fact("Name", name);
                    writer.flag("Scan", name.place, *is_scan);
                    writer.text("Suggestion", name.place, suggestion);
                });
            }
        });
        writer.list("Aims", place, |writer| {
            for (number, words, place) in &self.aims {
                writer.map(*place, |writer| {
                    writer.text("What", *place, words);
                    let state = match indexed.contains(number) {
                        true => "allowed",
                        false if is_open => "unknown",
                        false => "unallowed",
                    };
                    writer.text("Index", *place, state);
                });
            }
        });
    }
}

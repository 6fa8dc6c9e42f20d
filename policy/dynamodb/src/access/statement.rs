//! Reads one statement of an access policy: its actions, its resources, its principal, and whether a condition narrows it.
//! Never says that it allows too much.

use tablewarden_cloudformation::{Resource, Scenario};
use tablewarden_source::Place;
use tablewarden_template::At;

use crate::access::aim::{Aim, streams};
use crate::access::allowed_actions::{Action, AllowedActions, Breadth, each};
use crate::access::bound::Bound;
use crate::facts::writer::Writer;
use crate::keys::indexes::{self, IndexKind};
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::Table;
use crate::resource::table_names::{NamedTables, Tables};

/// What a policy belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PolicyKind {
    /// Of a role, a user, a group or a function.
    IdentityBased,
    /// The same, where AWS wrote it and the template names it.
    Managed,
    /// Of a table or a stream.
    ResourceBased,
}

/// A statement that is about DynamoDB.
pub(crate) struct AccessStatement<'d> {
    pub(crate) place: Place,
    kind: PolicyKind,
    effect: Fact<'d>,
    actions: Vec<Action<'d>>,
    breadth: Breadth<'d>,
    /// `all` resources, all `tables`, all `others` than those that are named, or `some`, and where that is written.
    reach: (&'static str, Place),
    /// The parameter whose default that is.
    reach_default: Option<&'d str>,
    /// Whether it is about a table of the template.
    is_on_table: bool,
    /// `true` where it is for everybody.
    public: Fact<'d>,
    bound: Bound,
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
    /// Tables whose streams it lets be read.
    pub(crate) streams: Vec<usize>,
    /// Whether it lets streams be read that may be of any table.
    pub(crate) reads_any_stream: bool,
    /// Whether it may allow more than is known.
    pub(crate) is_open: bool,
}

/// Policies of the serverless model that let a table be scanned, its indexes too.
const SCANNING: [&str; 2] = ["DynamoDBCrudPolicy", "DynamoDBReadPolicy"];
/// The one that lets a stream be read.
const READING_STREAMS: &str = "DynamoDBStreamReadPolicy";
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
    let actions = AllowedActions::read(&property);
    let is_ours = kind == PolicyKind::ResourceBased || actions.is_of_dynamodb();
    let is_open = effect.text() != Some("Deny") && !actions.is_known;
    if effect.text().is_none() || !is_ours {
        return StatementReading {
            is_open: is_open || (effect.is_unknown() && is_ours),
            ..StatementReading::default()
        };
    }
    let mut read = StatementReading { is_open, ..StatementReading::default() };
    let (is_query, reads_streams) = (actions.has_query(), actions.reads_streams());
    let (is_for_streams, may_read_indexes) = (actions.is_for_streams(), actions.may_read_indexes());
    let breadth = actions.breadth(place);
    let mut statement = AccessStatement {
        place,
        kind,
        breadth,
        reach: ("some", place),
        reach_default: breadth.default_of,
        is_on_table: kind == PolicyKind::ResourceBased,
        public: public(&property.get("Principal")),
        bound: Bound::read(case, &property.get("Condition")),
        aims: Vec::new(),
        effect,
        actions: actions.named,
    };
    let (resources, has_all) = each(&property.get("Resource"));
    if let Some(place) = all_but(tables, &property) {
        statement.reach = ("others", place);
    }
    let is_allow = statement.effect.text() == Some("Allow");
    read.is_open |= is_allow && may_read_indexes && !has_all;
    for one in &resources {
        let Some(parts) = one.parts() else { continue };
        let of = Aim::read(tables, &parts);
        if is_allow && reads_streams {
            match streams(tables, &parts) {
                Some(NamedTables::Tables(numbers)) => read.streams.extend(numbers),
                Some(NamedTables::Any) => read.reads_any_stream = true,
                None if is_for_streams && of.is_all_inside => {
                    read.streams.extend(&of.tables);
                    read.reads_any_stream |= of.tables.is_empty();
                }
                None => read.reads_any_stream |= is_for_streams && of.is_open,
                Some(NamedTables::None) => {}
            }
        }
        if of.reach != "some" && statement.reach.0 != "all" {
            statement.reach = (of.reach, one.place());
            statement.reach_default = parts.default_of().or(breadth.default_of);
        }
        let is_any = of.reach != "some" && !tables.list().is_empty();
        statement.is_on_table |= is_any || !of.tables.is_empty();
        read.is_open |= is_allow && may_read_indexes && of.is_open;
        if of.is_index && is_allow {
            read.indexed.extend(of.tables.iter().filter(|_| may_read_indexes));
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
    let which = || policy.get("TableName").parts().map_or(NamedTables::Any, |parts| tables.named(&parts).which);
    let numbers = |which: &NamedTables| match which {
        NamedTables::Tables(numbers) => numbers.clone(),
        NamedTables::None | NamedTables::Any => Vec::new(),
    };
    if name == READING_STREAMS {
        let which = which();
        let (streams, reads_any_stream) = (numbers(&which), which == NamedTables::Any);
        return StatementReading { streams, reads_any_stream, ..StatementReading::default() };
    }
    if !SCANNING.contains(&name) {
        return StatementReading::default();
    }
    let which = which();
    let indexed = numbers(&which);
    let kind = PolicyKind::IdentityBased;
    let statement = AccessStatement::of_policy(Fact::known(name, place), kind, "some", !indexed.is_empty());
    let is_open = which == NamedTables::Any;
    StatementReading { statement: Some(statement), indexed, is_open, ..StatementReading::default() }
}

/// Where a statement is about everything but what `NotResource` names, some tables at most.
fn all_but<'d>(tables: &Tables<'_, 'd>, statement: &Property<'_, 'd>) -> Option<Place> {
    let opposite = statement.get("NotResource");
    let is_it = statement.get("Resource").is_absent() && !opposite.is_absent();
    let (left_out, has_all) = each(&opposite);
    let is_some = |one: &Property<'_, 'd>| one.parts().is_some_and(|parts| Aim::read(tables, &parts).reach == "some");
    (is_it && has_all && left_out.iter().all(is_some)).then(|| opposite.place())
}

/// Whether a principal is everybody, at what says so.
fn public<'d>(principal: &Property<'_, 'd>) -> Fact<'d> {
    let is_all = |property: &Property<'_, 'd>| property.text().text() == Some("*");
    let accounts = principal.get("AWS");
    let everybody = each(&accounts).0.into_iter().find(is_all).or_else(|| Some(principal.clone()).filter(is_all));
    everybody.map_or_else(|| Fact::absent(principal.nearest()), |property| property.text())
}

impl<'d> AccessStatement<'d> {
    /// A policy that is named and lets tables be scanned, as an action of that name.
    pub(crate) fn of_policy(name: Fact<'d>, kind: PolicyKind, reach: &'static str, is_on_table: bool) -> Self {
        let place = name.place;
        Self {
            place,
            kind,
            effect: Fact::known("Allow", place),
            breadth: Breadth {
                word: if kind == PolicyKind::Managed { "service" } else { "some" },
                place,
                default_of: name.default_of,
            },
            reach: (reach, place),
            reach_default: name.default_of,
            actions: vec![Action { name, is_scan: true, suggestion: String::new() }],
            is_on_table,
            public: Fact::absent(place),
            bound: Bound::None,
            aims: Vec::new(),
        }
    }

    /// `indexed` says whose indexes some statement allows with this one; `is_open` says that there may be others.
    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, indexed: &dyn Fn(usize) -> bool, is_open: bool) {
        let place = self.place;
        let of = match self.kind {
            PolicyKind::IdentityBased => "identity",
            PolicyKind::Managed => "managed",
            PolicyKind::ResourceBased => "resource",
        };
        writer.text("Of", place, of);
        writer.fact("Effect", &self.effect);
        writer.text("Breadth", self.breadth.place, self.breadth.word);
        writer.derived(self.reach_default, |writer| writer.text("Reach", self.reach.1, self.reach.0));
        writer.flag("Joined", place, self.is_on_table);
        let principal = self.public.place;
        writer.derived(self.public.default_of, |writer| writer.flag("Public", principal, self.public.is_known()));
        writer.text("Bound", principal, self.bound.word());
        writer.texts("ConditionKeys", principal, self.bound.keys());
        writer.list("Actions", place, |writer| {
            for Action { name, is_scan, suggestion } in &self.actions {
                writer.map(name.place, |writer| {
                    writer.fact("Name", name);
                    writer.flag("Scan", name.place, *is_scan);
                    writer.derived(name.default_of, |writer| writer.text("Suggestion", name.place, suggestion));
                });
            }
        });
        writer.list("Aims", place, |writer| {
            for (number, words, place) in &self.aims {
                writer.map(*place, |writer| {
                    writer.text("What", *place, words);
                    let state = match indexed(*number) {
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

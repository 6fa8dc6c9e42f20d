//! Reads one statement of an access policy: its actions, its resources, its principal, and whether a condition narrows it.
//! Never says that it allows too much.

use tablewarden_cloudformation::{Resource, Scenario};
use tablewarden_order::Set;
use tablewarden_source::Place;
use tablewarden_template::At;

use crate::access::action_names::{covers, meant};
use crate::access::aim::{Aim, streams};
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
    /// `all`, `service`, `writes` or `some` actions, and where that is written.
    breadth: (&'static str, Place),
    /// `all` resources, all `tables`, or `some`, and where that is written.
    reach: (&'static str, Place),
    /// The parameter whose default that is.
    reach_default: Option<&'d str>,
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
/// What puts items into tables, changes them or deletes them.
const WRITES: [&str; 7] = [
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:PartiQLInsert",
    "dynamodb:PartiQLUpdate",
    "dynamodb:PartiQLDelete",
];
const GET_RECORDS: [&str; 1] = ["dynamodb:GetRecords"];

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
    let mut read = StatementReading { is_open, ..StatementReading::default() };
    let is_query = actions.iter().any(|action| action.covers(&["dynamodb:Query"]));
    // Who may do anything may read streams too, and says nothing of it.
    let is_of_streams = |action: &Action<'d>| action.covers(&GET_RECORDS) && !action.covers(&WRITES);
    let (reads_streams, is_for_streams) =
        (actions.iter().any(|action| action.covers(&GET_RECORDS)), actions.iter().any(is_of_streams));
    let mut statement = AccessStatement {
        place,
        kind,
        breadth: broadest(&actions).unwrap_or(("some", place)),
        reach: ("some", place),
        reach_default: None,
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
            statement.reach_default = parts.default_of();
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
        let suggestion = meant(text).unwrap_or_default();
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

/// The broadest of the actions, if one writes items or more.
fn broadest(actions: &[Action<'_>]) -> Option<(&'static str, Place)> {
    let of = |names: [&str; 2], word| {
        let is_it = |action: &&Action<'_>| {
            action.name.text().is_some_and(|text| names.iter().any(|name| text.eq_ignore_ascii_case(name)))
        };
        actions.iter().find(is_it).map(|action| (word, action.name.place))
    };
    let writes = || actions.iter().find(|action| action.covers(&WRITES)).map(|action| ("writes", action.name.place));
    of(["*", "*:*"], "all").or_else(|| of(["dynamodb:*", "dynamodb:**"], "service")).or_else(writes)
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

impl<'d> AccessStatement<'d> {
    /// A policy that is named and lets tables be scanned, as an action of that name.
    pub(crate) fn of_policy(name: Fact<'d>, kind: PolicyKind, reach: &'static str, is_on_table: bool) -> Self {
        let place = name.place;
        Self {
            place,
            kind,
            effect: Fact::known("Allow", place),
            breadth: (if kind == PolicyKind::Managed { "service" } else { "some" }, place),
            reach: (reach, place),
            reach_default: name.default_of,
            actions: vec![Action { name, is_scan: true, suggestion: String::new() }],
            is_on_table,
            is_public: (false, place),
            conditions: Some(Vec::new()),
            aims: Vec::new(),
        }
    }

    /// `indexed` are tables whose indexes some statement allows; `is_open` says that there may be others.
    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, indexed: &Set<usize>, is_open: bool) {
        let place = self.place;
        let of = match self.kind {
            PolicyKind::IdentityBased => "identity",
            PolicyKind::Managed => "managed",
            PolicyKind::ResourceBased => "resource",
        };
        writer.text("Of", place, of);
        writer.fact("Effect", &self.effect);
        writer.text("Breadth", self.breadth.1, self.breadth.0);
        writer.derived(self.reach_default, |writer| writer.text("Reach", self.reach.1, self.reach.0));
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
                    writer.derived(name.default_of, |writer| writer.text("Suggestion", name.place, suggestion));
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

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn writes_are_told_from_reads() {
        let breadth = |action: &str| {
            let statement = format!("{{Effect: Allow, Action: {action}, Resource: '*'}}");
            let policy = format!(
                "{{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {{Statement: {statement}}}}}}}"
            );
            tested(&format!("\nResources:\n  T: {{Type: AWS::DynamoDB::Table}}\n  P: {policy}"))
                .show("Statements.0.Breadth")
        };
        for action in [
            "dynamodb:PutItem",
            "[dynamodb:GetItem, dynamodb:deleteitem]",
            "'dynamodb:Batch*'",
            "dynamodb:PartiQLInsert",
        ] {
            assert_eq!(breadth(action), "writes", "{action}");
        }
        for action in ["dynamodb:GetItem", "dynamodb:UpdateTable", "'dynamodb:Get*'", "dax:PutItem"] {
            assert_eq!(breadth(action), "some", "{action}");
        }
    }
}

//! Which tables the backup selections of a template select by name. A selection by tags may select any table, as a stack
//! gives its own tags to its tables. Never says that a table has to be selected.

use tablewarden_cloudformation::{ConditionSet, Parts, Piece, Scenario, Template};

use tablewarden_order::Map;

use crate::resource::outcomes::{self, Outcomes, Presence, presence};
use crate::resource::property::{Case, Property};
use crate::resource::table_names::{NamedTables, Tables};
use crate::resource::types;
use crate::table::tags;

/// What a selection selects.
#[derive(Debug, Clone, PartialEq)]
struct Selection {
    tables: Vec<usize>,
    /// All tables that are not left out.
    is_all: bool,
    without: Vec<usize>,
    /// Whether it may select any other.
    is_open: bool,
}

/// All selections.
pub(crate) struct Backups<'t, 'd> {
    template: &'t Template<'d>,
    selections: Vec<Outcomes<'t, 'd, Selection>>,
}

impl<'t, 'd> Backups<'t, 'd> {
    pub(crate) fn read(tables: &Tables<'t, 'd>) -> Self {
        let template = tables.template();
        let mut tagged: Map<(String, String), Vec<usize>> = Map::new();
        if template.resources_of(types::BACKUP_SELECTION).next().is_some() {
            for table in tables.list() {
                tags::of_table(template, table).into_iter().for_each(|tag| tagged.or_default(tag).push(table.number));
            }
        }
        let read = |resource| {
            outcomes::read(template, resource, &["BackupSelection"], |case: Case<'_, 'd>| {
                selection(tables, &tagged, &case.properties(resource).get("BackupSelection"))
            })
        };
        Self { template, selections: template.resources_of(types::BACKUP_SELECTION).map(read).collect() }
    }

    /// The conditions that selections depend on.
    pub(crate) fn conditions(&self) -> ConditionSet {
        let mut conditions = ConditionSet::default();
        self.selections.iter().for_each(|outcomes| conditions.extend(&outcomes.conditions));
        conditions
    }

    /// `selected`, `unselected` or `unknown`.
    pub(crate) fn state(&self, table: usize, scenario: &Scenario) -> &'static str {
        let mut is_open = self.template.may_have_more_resources();
        for outcomes in &self.selections {
            is_open |= outcomes.is_too_much;
            for (when, selection) in &outcomes.each {
                let found = presence(self.template, scenario, *when);
                let is_left_out = selection.without.contains(&table);
                let is_selected = selection.tables.contains(&table) || selection.is_all && !is_left_out;
                match found {
                    Presence::No => {}
                    Presence::Yes if is_selected => return "selected",
                    _ => is_open |= is_selected || selection.is_open && !is_left_out,
                }
            }
        }
        if is_open { "unknown" } else { "unselected" }
    }
}

/// What a selection selects; `tagged` are the tables by their tags.
fn selection<'d>(
    tables: &Tables<'_, 'd>,
    tagged: &Map<(String, String), Vec<usize>>,
    of: &Property<'_, 'd>,
) -> Selection {
    let by_tags = ["ListOfTags", "Conditions"].iter().any(|key| !of.get(key).is_absent());
    let mut selection = Selection { tables: Vec::new(), is_all: false, without: Vec::new(), is_open: by_tags };
    let (resources, without) = (of.get("Resources").items(), of.get("NotResources").items());
    selection.is_open |= !resources.is_whole || !without.is_whole || resources.list.is_empty();
    for parts in resources.list.iter().filter_map(Property::parts) {
        match named(tables, &parts) {
            Some(NamedTables::Tables(numbers)) => selection.tables.extend(numbers),
            Some(NamedTables::Any) => selection.is_open = true,
            Some(NamedTables::None) => {}
            None => selection.is_all = true,
        }
    }
    for parts in without.list.iter().filter_map(Property::parts) {
        match named(tables, &parts) {
            Some(NamedTables::Tables(numbers)) => selection.without.extend(numbers),
            Some(NamedTables::None) => {}
            Some(NamedTables::Any) | None => selection.is_open = true,
        }
    }
    if of.get("Conditions").is_absent() && (selection.is_all || of.get("Resources").is_absent()) {
        for tag in of.get("ListOfTags").items().list {
            let [kind, key, value] = ["ConditionType", "ConditionKey", "ConditionValue"].map(|key| tag.get(key).text());
            if let (Some("STRINGEQUALS"), Some(key), Some(value)) = (kind.text(), key.text(), value.text()) {
                let of_tag = tagged.get(&(key.to_owned(), value.to_owned())).into_iter().flatten();
                selection.tables.extend(of_tag.filter(|table| !selection.without.contains(table)));
            }
        }
    }
    // What is refined, or what is left out, may be any of all.
    selection.is_all &= !selection.is_open;
    selection
}

/// The tables that a text names; none where it names all.
fn named<'d>(tables: &Tables<'_, 'd>, parts: &Parts<'d>) -> Option<NamedTables> {
    let is_all = match parts.pieces() {
        [Piece::Literal(text)] if *text == "*" => true,
        [.., Piece::Literal(end)] => end.ends_with("table/*") && parts.split_once(":dynamodb:").is_some(),
        _ => false,
    };
    if is_all {
        return None;
    }
    let has_star = |piece: &Piece<'d>| matches!(piece, Piece::Literal(text) if text.contains('*'));
    let is_other = parts.strip_start("arn:").is_some() && parts.split_once(":dynamodb:").is_none();
    if !is_other && parts.pieces().iter().any(has_star) {
        Some(NamedTables::Any)
    } else {
        Some(tables.named(parts).which)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    fn state(selection: &str) -> String {
        let tested = tested(&format!(
            "
Parameters: {{Open: {{Type: String}}}}
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {{Tags: [{{Key: backup, Value: daily}}]}}}}
  U: {{Type: AWS::DynamoDB::Table}}
  S: {{Type: AWS::Backup::BackupSelection, Properties: {{BackupSelection: {selection}}}}}
"
        ));
        tested.show("Tables.0.Recovery.0.Backup")
    }

    #[test]
    fn selections_of_tables() {
        for (selection, expected) in [
            ("{Resources: [!GetAtt T.Arn]}", "selected"),
            ("{Resources: [!GetAtt U.Arn]}", "unselected"),
            ("{Resources: ['*']}", "selected"),
            ("{Resources: ['*'], NotResources: [!GetAtt T.Arn]}", "unselected"),
            ("{Resources: ['arn:aws:dynamodb:*:*:table/*']}", "selected"),
            ("{Resources: [!Sub 'arn:${AWS::Partition}:dynamodb:*:*:table/*']}", "selected"),
            ("{Resources: ['arn:aws:rds:*:*:db:*']}", "unselected"),
            ("{Resources: [!Ref Open]}", "unknown"),
            ("{ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: a, ConditionValue: b}]}", "unknown"),
            ("{ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily}]}", "selected"),
            ("{ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: Daily}]}", "unknown"),
            (
                "{ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily}], \
                 NotResources: [!GetAtt T.Arn]}",
                "unselected",
            ),
        ] {
            assert_eq!(state(selection), expected, "{selection}");
        }
    }
}

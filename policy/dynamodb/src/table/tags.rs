//! The tags of a table, or of each replica of a global table. Never says which there should be.

use tablewarden_cloudformation::{Scenario, Template};
use tablewarden_order::Set;

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::replicas::replica;
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};

const GROUP: Group = Group { key: "Tagging", what: "tags", reads: &["Tags", "Replicas"], also: &[] };

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    writer.group(&GROUP, table, Beside::default(), &mut |writer, case: Case<'_, 'd>| {
        let properties = case.properties(table.resource);
        writer.list("Copies", table.resource.key_place, |writer| match table.kind {
            TableKind::Global => {
                for replica in replica::list(&properties) {
                    copy(writer, &replica.words(table), replica.region.text(), elements(&replica.written.get("Tags")));
                }
            }
            TableKind::Table => copy(writer, table.words(), None, elements(&properties.get("Tags"))),
            TableKind::Simple => copy(writer, table.words(), None, entries(case, &properties.get("Tags"))),
        });
    });
}

/// The tags of a table that are known whatever the conditions are: keys and values. None of a global table, whose replicas
/// have their own.
pub(crate) fn of_table<'d>(template: &Template<'d>, table: &Table<'_, 'd>) -> Vec<(String, String)> {
    let scenario = Scenario::given(table.resource.when);
    let case = Case::new(template, &scenario, table.resource);
    let written = case.properties(table.resource).get("Tags");
    let tags = match table.kind {
        TableKind::Table => elements(&written),
        TableKind::Simple => entries(case, &written),
        TableKind::Global => return Vec::new(),
    };
    let known = |(key, value): &(Fact<'_>, Fact<'_>)| Some((key.text()?.to_owned(), value.text()?.to_owned()));
    tags.list.iter().filter_map(known).collect()
}

/// Tags as they are written, with what stands for those that are missing.
struct Tags<'t, 'd> {
    written: Property<'t, 'd>,
    /// Keys and values.
    list: Vec<(Fact<'d>, Fact<'d>)>,
    is_whole: bool,
}

fn elements<'t, 'd>(property: &Property<'t, 'd>) -> Tags<'t, 'd> {
    let elements = property.items();
    let list = elements.list.iter().map(|tag| (tag.get("Key").text(), tag.get("Value").text())).collect();
    Tags { written: property.clone(), list, is_whole: elements.is_whole }
}

/// The tags of a serverless table are a map.
fn entries<'t, 'd>(case: Case<'t, 'd>, property: &Property<'t, 'd>) -> Tags<'t, 'd> {
    let fields = property.at().map(|at| case.template.fields(at, case.scenario)).unwrap_or_default();
    let tag = |entry: &tablewarden_template::Entry<'d>| {
        let value = case.property(Some(entry.value), entry.key_place).text();
        (Fact::known(entry.key, entry.key_place), value)
    };
    let is_whole = fields.unknown.is_none() && (property.at().is_some() || property.is_absent());
    Tags { written: property.clone(), list: fields.entries.iter().map(tag).collect(), is_whole }
}

fn copy<'d>(writer: &mut Writer<'_, 'd>, what: &str, region: Option<&str>, tags: Tags<'_, 'd>) {
    let place = tags.written.nearest();
    let is_whole = tags.is_whole && tags.list.iter().all(|(key, _)| key.is_known());
    writer.map(place, |writer| {
        writer.text("What", place, what);
        writer.part(place, region);
        writer.flag("Whole", place, is_whole);
        writer.int("Least", place, i64::try_from(tags.list.len()).unwrap_or(i64::MAX));
        writer.texts("TagNames", place, tags.list.iter().filter_map(|(key, _)| key.text()));
        let mut seen = Set::new();
        writer.list("Tags", place, |writer| {
            for (key, value) in &tags.list {
                writer.map(key.place, |writer| {
                    writer.fact("Name", key);
                    writer.fact("Content", value);
                    let is_again = key.text().is_some_and(|key| !seen.insert(key));
                    writer.flag("Repeated", key.place, is_again);
                });
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn tags_of_each_kind_of_table() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Resources:
  A: {Type: AWS::DynamoDB::Table, Properties: {Tags: [{Key: team, Value: a}, {Key: team, Value: !Ref Open}]}}
  B: {Type: AWS::DynamoDB::GlobalTable, Properties: {Replicas: [{Region: a, Tags: [{Key: !Ref Open, Value: b}]}, {Region: b}]}}
  C: {Type: AWS::Serverless::SimpleTable, Properties: {Tags: {team: a}}}
  D: {Type: AWS::DynamoDB::Table, Properties: {Tags: !Ref Open}}
  E: {Type: AWS::DynamoDB::Table}
",
        );
        let copies = |table: usize| tested.show(&format!("Tables.{table}.Tagging.0.Copies"));
        let tags = "Tags: [{Name: team, Content: a, Repeated: false}, {Name: team, Content: ?, Repeated: true}]";
        assert_eq!(copies(0), format!("[{{What: table `A`, Whole: true, Least: 2, TagNames: [team, team], {tags}}}]"));
        assert_eq!(
            copies(1),
            "[{What: replica `a` of `B`, Part: a, Whole: false, Least: 1, TagNames: [], \
             Tags: [{Name: ?, Content: b, Repeated: false}]}, \
             {What: replica `b` of `B`, Part: b, Whole: true, Least: 0, TagNames: [], Tags: []}]"
        );
        let tags = "TagNames: [team], Tags: [{Name: team, Content: a, Repeated: false}]";
        assert_eq!(copies(2), format!("[{{What: table `C`, Whole: true, Least: 1, {tags}}}]"));
        assert_eq!(copies(3), "[{What: table `D`, Whole: false, Least: 0, TagNames: [], Tags: []}]");
        assert_eq!(copies(4), "[{What: table `E`, Whole: true, Least: 0, TagNames: [], Tags: []}]");
        assert_eq!(tested.source("Tables.1.Tagging.0.Copies.1.Least"), "b");
    }
}

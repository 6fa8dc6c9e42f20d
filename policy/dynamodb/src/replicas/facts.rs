//! The replicas and witnesses of a global table, how they agree, and how consistent they are. Never says how many there
//! should be.

use tablewarden_cloudformation::{Parts, Piece};
use tablewarden_order::{Map, Set};
use tablewarden_source::Place;

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::keys::indexes::{self, IndexKind};
use crate::replicas::keys::ReplicaKeys;
use crate::replicas::replica::{Replica, with_regions};
use crate::replicas::{differences, policy};
use crate::resource::fact::{Datum, Fact, Is};
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};

const GROUP: Group = Group {
    key: "Replicas",
    what: "replicas",
    reads: &[
        "Replicas",
        "GlobalTableWitnesses",
        "MultiRegionConsistency",
        "StreamSpecification",
        "GlobalTableSourceArn",
        "GlobalSecondaryIndexes",
        "LocalSecondaryIndexes",
        "TimeToLiveSpecification",
    ],
    also: &[],
};

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    if table.kind != TableKind::Global {
        writer.list("Replicas", table.resource.key_place, |_| {});
        return;
    }
    writer.group(&GROUP, table, Beside::default(), &mut |writer, case: Case<'_, 'd>| {
        variant(writer, table, case);
    });
}

fn variant<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, case: Case<'_, 'd>) {
    let properties = case.properties(table.resource);
    // The settings of a table that joins another one's replicas are those of the other, at least in part.
    let is_alone = properties.get("GlobalTableSourceArn").is_absent();
    let written = properties.get("Replicas");
    let place = written.nearest();
    let (members, is_whole) = with_regions(&written);
    let is_whole = is_whole && is_alone;
    let (witnesses, no_others) = with_regions(&properties.get("GlobalTableWitnesses"));
    let consistency = properties.get("MultiRegionConsistency").text();
    // What is wrong in a consistency that a default gives is wrong with that default.
    let by_default = consistency.default_of;
    let mut stream = properties.find(&["StreamSpecification", "StreamViewType"]).text();
    if !is_alone && stream.is_absent() {
        stream = Fact::unknown(stream.place);
    }
    let expiry = properties.find(&["TimeToLiveSpecification", "Enabled"]).bool();
    let keys = ReplicaKeys::read(case, table, &members);
    let local = indexes::list(&properties, IndexKind::Local).0.into_iter().find(|index| index.written.is_there());
    let local = match local {
        Some(index) => Fact::known(index.words(table), index.name.place),
        None => {
            let list = properties.get(IndexKind::Local.property());
            let place = list.nearest();
            if list.items().is_whole { Fact::absent(place) } else { Fact::unknown(place) }
        }
    };
    let regions = members.iter().chain(&witnesses).filter_map(|one| one.region.text());
    writer.flag("Whole", place, is_whole);
    // No replica at all is reported at what is written, as the schema check does.
    let least_place = if is_whole && members.is_empty() { written.place() } else { place };
    writer.int("Least", least_place, i64::try_from(members.len()).unwrap_or(i64::MAX));
    writer.fact("Home", &home(case, &members, is_whole, place));
    writer.fact("Consistency", &consistency);
    writer.fact("View", &stream.or_default_of(by_default));
    writer.fact("LocalIndex", &local.or_default_of(by_default));
    writer.fact("Expiry", &expiry.or_default_of(by_default));
    writer.flag("Keyed", place, keys.is_any_given());
    // Of two witnesses the schema check speaks.
    let count = if is_whole && no_others && witnesses.len() < 2 {
        Fact::known(count_in_words(members.len(), witnesses.len()), consistency.place).or_default_of(by_default)
    } else {
        Fact::unknown(consistency.place)
    };
    writer.fact("Topology", &count);
    let of_regions = by_default.or_else(|| members.iter().chain(&witnesses).find_map(|one| one.region.default_of));
    writer.derived(of_regions, |writer| writer.texts("Regions", consistency.place, regions));
    let names = index_names(&properties, is_alone);
    let differences = differences::differences(&members);
    let mut regions = Regions::default();
    writer.list("Members", place, |writer| {
        for ((member, key), differences) in members.iter().zip(&keys.list).zip(&differences) {
            let place = member.region.place;
            writer.map(place, |writer| {
                writer.fact("Region", &member.region);
                writer.text("What", place, &member.words(table));
                writer.part(place, member.region.text());
                writer.fact("Again", &regions.again(member));
                writer.fact("MasterKey", &key.fact);
                writer.fact("Foreign", &key.foreign);
                writer.text("Differences", place, differences);
                writer.fact("Associated", &member.written.get("DisassociationProtectionEnabled").bool());
                policy::write(writer, member);
                write_overrides(writer, member, &names);
            });
        }
    });
    writer.list("Witnesses", place, |writer| {
        for witness in &witnesses {
            writer.map(witness.region.place, |writer| {
                writer.fact("Region", &witness.region.clone().or_default_of(by_default));
                writer.fact("Again", &regions.again(witness));
            });
        }
    });
}

/// The Regions that were met, and the parameter whose default each is.
#[derive(Default)]
struct Regions<'d>(Map<Parts<'d>, Option<&'d str>>);

impl<'d> Regions<'d> {
    /// The Region of the next one, for people, where one before is certainly in the same; however it is written.
    fn again(&mut self, next: &Replica<'_, 'd>) -> Fact<'d> {
        let place = next.region.place;
        let Some(parts) = next.written.get("Region").parts() else { return Fact::absent(place) };
        let default_of = parts.default_of();
        match self.0.get(&parts).copied() {
            Some(first) => {
                let words = match parts.pieces() {
                    [Piece::Literal(region)] => ["`", region, "`"].concat(),
                    [Piece::Parameter(name) | Piece::Pseudo(name)] => ["the Region of `", name, "`"].concat(),
                    _ => "one Region".to_owned(),
                };
                Fact::known(words, place).with_default_of(default_of).or_default_of(first)
            }
            None => {
                self.0.insert(parts, default_of);
                Fact::absent(place)
            }
        }
    }
}

/// Whether a replica is in the region of deployment.
fn home<'d>(case: Case<'_, 'd>, members: &[Replica<'_, 'd>], is_whole: bool, place: Place) -> Fact<'d> {
    let Some(home) = case.template.context().region.as_deref() else { return Fact::unknown(place) };
    let is_home = |member: &Replica<'_, 'd>| member.region.text() == Some(home);
    let is = match members.iter().any(is_home) {
        true => Is::Known(Datum::Bool(true)),
        false if is_whole && members.iter().all(|member| member.region.is_known()) => Is::Known(Datum::Bool(false)),
        false => Is::Unknown,
    };
    Fact::new(is, place)
}

fn count_in_words(replicas: usize, witnesses: usize) -> String {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let number = if witnesses == 0 { "no".to_owned() } else { witnesses.to_string() };
    let (more, most) = (plural(replicas), if witnesses > 1 { "es" } else { "" });
    format!("{replicas} replica{more} and {number} witness{most}")
}

/// The names of the indexes of the table; none where there may be others.
fn index_names<'d>(properties: &Property<'_, 'd>, is_alone: bool) -> Option<Set<String>> {
    let mut names = Set::new();
    for kind in [IndexKind::Global, IndexKind::Local] {
        let (list, is_whole) = indexes::list(properties, kind);
        if !is_whole || !is_alone || list.iter().any(|index| !index.name.is_known()) {
            return None;
        }
        for index in &list {
            names.insert(index.name.text().unwrap_or("").to_owned());
        }
    }
    Some(names)
}

/// The indexes whose settings a replica sets.
fn write_overrides<'d>(writer: &mut Writer<'_, 'd>, replica: &Replica<'_, 'd>, names: &Option<Set<String>>) {
    let (list, _) = indexes::list(&replica.written, IndexKind::Global);
    writer.list("Overrides", replica.region.place, |writer| {
        for index in &list {
            let place = index.name.place;
            let defined = match (names, index.name.text()) {
                (Some(names), Some(name)) if names.contains(name) => Fact::known("defined", place),
                (Some(_), Some(_)) => Fact::absent(place),
                _ => Fact::unknown(place),
            };
            writer.map(place, |writer| {
                writer.fact("Name", &index.name);
                writer.fact("Defined", &defined);
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn replicas_and_what_they_have_together() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Resources:
  Key: {Type: AWS::KMS::Key}
  T:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      MultiRegionConsistency: STRONG
      GlobalTableWitnesses: [{Region: us-west-2}]
      GlobalSecondaryIndexes: [{IndexName: byDay}]
      LocalSecondaryIndexes: [{IndexName: byHour}]
      Replicas:
        - Region: us-east-1
          SSESpecification: {KMSMasterKeyId: !GetAtt Key.Arn}
          GlobalSecondaryIndexes: [{IndexName: byDay}, {IndexName: byDate}]
        - Region: us-east-1
          SSESpecification: {KMSMasterKeyId: !Ref Key}
        - Region: us-east-2
          TableClass: STANDARD_INFREQUENT_ACCESS
          DeletionProtectionEnabled: true
          SSESpecification: {KMSMasterKeyId: !Ref Key}
",
        );
        let show = |key: &str| tested.show(&format!("Tables.0.Replicas.0.{key}"));
        assert_eq!(show("Topology"), "3 replicas and 1 witness");
        assert_eq!(show("Regions"), "[us-east-1, us-east-1, us-east-2, us-west-2]");
        assert_eq!((show("Whole"), show("Least"), show("Keyed")), ("true".into(), "3".into(), "true".into()));
        assert_eq!(show("Home"), "?");
        assert_eq!(show("View"), "-");
        assert_eq!(show("LocalIndex"), "index `byHour` of `T`");
        assert_eq!(show("Members.0.Overrides"), "[{Name: byDay, Defined: defined}, {Name: byDate, Defined: -}]");
        assert_eq!([0, 1, 2].map(|at| show(&format!("Members.{at}.Again"))), ["-", "`us-east-1`", "-"]);
        assert_eq!(show("Witnesses"), "[{Region: us-west-2, Again: -}]");
        let foreign = [0, 1, 2].map(|at| show(&format!("Members.{at}.Foreign")));
        assert_eq!(foreign, ["-", "-", "replica `us-east-1` of `T`"]);
        assert_eq!(tested.source("Tables.0.Replicas.0.Members.2.Foreign"), "!Ref Key");
        let differences = [0, 1, 2].map(|at| show(&format!("Members.{at}.Differences")));
        assert_eq!(differences, ["", "", "deletion protection, table class"]);
    }

    #[test]
    fn one_region_is_one_region_however_it_is_written() {
        let again = |first: &str, second: &str| {
            let tested = tested(&format!(
                "
Parameters: {{Open: {{Type: String}}, Other: {{Type: String}}, Here: {{Type: String, Default: eu-west-1}}}}
Resources:
  T:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas: [{{Region: {first}}}]
      GlobalTableWitnesses: [{{Region: {second}}}]
"
            ));
            tested.show("Tables.0.Replicas.0.Witnesses.0.Again")
        };
        assert_eq!(again("!Ref AWS::Region", "!Ref AWS::Region"), "the Region of `AWS::Region`");
        assert_eq!(again("!Ref AWS::Region", "!Sub '${AWS::Region}'"), "the Region of `AWS::Region`");
        assert_eq!(again("!Ref Open", "!Ref Open"), "the Region of `Open`");
        assert_eq!(again("!Sub 'eu-${Open}'", "!Join ['-', [eu, !Ref Open]]"), "one Region");
        assert_eq!(again("eu-west-1", "!Ref Here"), "`eu-west-1`");
        assert_eq!(again("!Ref Open", "!Ref Other"), "-");
        assert_eq!(again("!ImportValue a", "!ImportValue b"), "-");
    }

    #[test]
    fn what_may_be_more_is_not_counted() {
        for replicas in ["!Ref Open", "[{Region: a}, !If [Gone, {Region: b}, !Ref AWS::NoValue]]"] {
            let tested = tested(&format!(
                "
Parameters: {{Open: {{Type: String}}}}
Resources:
  T: {{Type: AWS::DynamoDB::GlobalTable, Properties: {{Replicas: {replicas}}}}}
  U: {{Type: AWS::DynamoDB::Table}}
"
            ));
            assert_eq!(tested.show("Tables.0.Replicas.0.Whole"), "false", "{replicas}");
            assert_eq!(tested.show("Tables.0.Replicas.0.Topology"), "?");
            assert_eq!(tested.source("Tables.0.Replicas.0.Least"), "Replicas");
            assert_eq!(tested.show("Tables.1.Replicas"), "[]");
        }
    }
}

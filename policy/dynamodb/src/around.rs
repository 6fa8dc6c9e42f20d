//! The keys, Kinesis streams and clusters of a template, and which tables use each. Never says whether one is well made,
//! and leaves out the keys and streams that no table uses.

use tablewarden_cloudformation::{ConditionSet, Parts, Piece, Scenario, Template, When};
use tablewarden_order::Map;

use crate::edge;
use crate::encryption;
use crate::fact::Fact;
use crate::key_policy::{self, Statement};
use crate::replicas;
use crate::spot::{Spot, World};
use crate::table::{TableKind, Tables};
use crate::variant::Variant;
use crate::write::Writer;

pub(crate) const KEY: &str = "AWS::KMS::Key";
const ALIAS: &str = "AWS::KMS::Alias";
pub(crate) const STREAM: &str = "AWS::Kinesis::Stream";
pub(crate) const CLUSTER: &str = "AWS::DAX::Cluster";
/// The property with which a table writes to a stream.
pub(crate) const KINESIS: &str = "KinesisStreamSpecification";

/// How a property is read.
#[derive(Clone, Copy)]
enum Read {
    Text,
    Bool,
    Number,
    /// Whether it is there.
    Given,
    /// How many different elements are written.
    Different,
}

/// A fact's key, the property it says, and how that is read.
type Column = (&'static str, &'static [&'static str], Read);

const OF_KEY: [Column; 5] = [
    ("Enabled", &["Enabled"], Read::Bool),
    ("Origin", &["Origin"], Read::Text),
    ("Rotation", &["EnableKeyRotation"], Read::Bool),
    ("Spec", &["KeySpec"], Read::Text),
    ("Usage", &["KeyUsage"], Read::Text),
];
const OF_STREAM: [Column; 1] = [("Encryption", &["StreamEncryption"], Read::Given)];
const OF_CLUSTER: [Column; 4] = [
    ("Enabled", &["SSESpecification", "SSEEnabled"], Read::Bool),
    ("Nodes", &["ReplicationFactor"], Read::Number),
    ("Transport", &["ClusterEndpointEncryptionType"], Read::Text),
    ("Zones", &["AvailabilityZones"], Read::Different),
];

/// Which tables use a resource, and when some do.
struct Users<'d> {
    when: When,
    tables: Vec<&'d str>,
    conditions: ConditionSet,
}

pub(crate) fn write<'t, 'd>(writer: &mut Writer<'t, 'd>, tables: &Tables<'t, 'd>) {
    let users = users(tables);
    write_list(writer, "Keys", KEY, &OF_KEY, Some(&users));
    write_list(writer, "Streams", STREAM, &OF_STREAM, Some(&users));
    write_list(writer, "Clusters", CLUSTER, &OF_CLUSTER, None);
}

/// What a resource says in one outcome of its conditions.
#[derive(PartialEq)]
struct Said<'d> {
    columns: Vec<Fact<'d>>,
    deletion: Fact<'d>,
    statements: Vec<Statement<'d>>,
}

fn write_list<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    key: &str,
    type_name: &str,
    columns: &[Column],
    users: Option<&Map<&'d str, Users<'d>>>,
) {
    let template = writer.template;
    let mut properties: Vec<&str> = columns.iter().filter_map(|(_, path, _)| path.first().copied()).collect();
    properties.push("KeyPolicy");
    writer.list(key, template.resources_place().unwrap_or_default(), |writer| {
        for resource in template.resources_of(type_name) {
            let users = match users.map(|users| users.get(resource.logical_id)) {
                Some(None) => continue,
                Some(users) => users,
                None => None,
            };
            let edges = edge::read(template, resource, &properties, |world: World<'_, 'd>| {
                let properties = world.properties(resource);
                Said {
                    columns: columns.iter().map(|(_, path, read)| value(&properties.find(path), *read)).collect(),
                    deletion: world.spot(resource.deletion_policy, resource.key_place).text(),
                    statements: key_policy::read(&properties.get("KeyPolicy")),
                }
            });
            let place = resource.key_place;
            let mut among = edges.conditions.clone();
            users.iter().for_each(|users| among.extend(&users.conditions));
            let group = writer.new_group();
            for (when, said) in &edges.each {
                let when = users.map_or(*when, |users| template.conditions().and(*when, users.when));
                if !when.is_satisfiable() {
                    continue;
                }
                let variant = Variant::new(when, group, resource.when);
                writer.variant(place, variant, &among, |writer| {
                    writer.text("LogicalId", place, resource.logical_id);
                    for ((key, _, _), fact) in columns.iter().zip(&said.columns) {
                        writer.fact(key, fact);
                    }
                    if let Some(users) = users {
                        writer.texts("Tables", place, &users.tables);
                    }
                    if type_name == KEY {
                        writer.fact("DeletionPolicy", &said.deletion);
                        key_policy::write(writer, place, &said.statements);
                    }
                });
            }
            if edges.is_too_much {
                writer.too_many(&format!("`{}`", resource.logical_id), resource);
            }
        }
    });
}

fn value<'d>(spot: &Spot<'_, 'd>, read: Read) -> Fact<'d> {
    match read {
        Read::Text => spot.text(),
        Read::Bool => spot.bool(),
        Read::Number => spot.number(),
        Read::Given => spot.given(),
        Read::Different => {
            let elements = spot.items();
            if spot.is_absent() {
                return Fact::absent(spot.nearest());
            }
            if !elements.is_whole {
                return Fact::unknown(spot.nearest());
            }
            let mut different: Vec<Parts<'d>> = Vec::new();
            for parts in elements.list.iter().filter_map(Spot::parts) {
                if !different.contains(&parts) {
                    different.push(parts);
                }
            }
            Fact::number(i64::try_from(different.len()).unwrap_or(i64::MAX), spot.nearest())
        }
    }
}

/// Who uses which key or stream, by its logical id.
fn users<'d>(tables: &Tables<'_, 'd>) -> Map<&'d str, Users<'d>> {
    let template = tables.template();
    let aliases = aliases(template);
    let mut users: Map<&'d str, Users<'d>> = Map::new();
    for table in tables.list() {
        let properties = ["SSESpecification", KINESIS, "Replicas"];
        let edges = edge::read(template, table.resource, &properties, |world: World<'_, 'd>| {
            let mut spots = encryption::keys(world, table);
            spots.extend(kinesis(&world.properties(table.resource), table.kind));
            let mut ids: Vec<&'d str> = Vec::new();
            for parts in spots.iter().filter_map(Spot::parts) {
                named(world, &aliases, &parts, &mut ids);
            }
            ids
        });
        for (when, ids) in &edges.each {
            for id in ids {
                let user = users.or_insert_with(*id, || Users {
                    when: When::NEVER,
                    tables: Vec::new(),
                    conditions: ConditionSet::default(),
                });
                user.when = template.conditions().or(user.when, *when);
                user.conditions.extend(&edges.conditions);
                if user.tables.last() != Some(&table.resource.logical_id) {
                    user.tables.push(table.resource.logical_id);
                }
            }
        }
    }
    users
}

/// Where a table, or each replica of a global one, names its Kinesis stream.
pub(crate) fn kinesis<'t, 'd>(properties: &Spot<'t, 'd>, kind: TableKind) -> Vec<Spot<'t, 'd>> {
    let path = [KINESIS, "StreamArn"];
    match kind {
        TableKind::Global => replicas::list(properties).iter().map(|replica| replica.spot.find(&path)).collect(),
        TableKind::Table => vec![properties.find(&path)],
        TableKind::Simple => Vec::new(),
    }
}

/// The resources that a text names, looked up behind an alias.
fn named<'d>(world: World<'_, 'd>, aliases: &Map<String, &'d str>, parts: &Parts<'d>, ids: &mut Vec<&'d str>) {
    for piece in parts.pieces() {
        match piece {
            Piece::Ref(id) | Piece::Attribute { logical_id: id, .. } => match behind_alias(world, id) {
                Some(target) => ids.extend(names_in(&target)),
                None => ids.push(id),
            },
            Piece::Literal(text) => {
                let alias = text.split_once("alias/").and_then(|(_, name)| aliases.get(name));
                if let Some(alias) = alias {
                    ids.extend(behind_alias(world, alias).iter().flat_map(names_in));
                }
            }
            _ => {}
        }
    }
}

/// The key that the alias of that logical id stands for; none where it is no alias.
fn behind_alias<'d>(world: World<'_, 'd>, logical_id: &str) -> Option<Parts<'d>> {
    let alias = world.template.resource(logical_id).filter(|resource| resource.type_name == Some(ALIAS))?;
    Some(world.properties(alias).get("TargetKeyId").parts().unwrap_or_default())
}

fn names_in<'p, 'd>(parts: &'p Parts<'d>) -> impl Iterator<Item = &'d str> + use<'p, 'd> {
    parts.pieces().iter().filter_map(|piece| match piece {
        Piece::Ref(id) | Piece::Attribute { logical_id: id, .. } => Some(*id),
        _ => None,
    })
}

/// The aliases of the template by their names, without `alias/`.
fn aliases<'d>(template: &Template<'d>) -> Map<String, &'d str> {
    let mut aliases = Map::new();
    for resource in template.resources_of(ALIAS) {
        let scenario = Scenario::given(resource.when);
        let name = World::new(template, &scenario, resource).properties(resource).get("AliasName").text();
        if let Some(name) = name.text().and_then(|name| name.strip_prefix("alias/")) {
            aliases.insert(name.to_owned(), resource.logical_id);
        }
    }
    aliases
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn keys_are_joined_by_reference_and_behind_an_alias() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  A: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: {SSEEnabled: true, KMSMasterKeyId: !GetAtt Key.Arn}}}
  B: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: {SSEEnabled: true, KMSMasterKeyId: alias/orders}}}
  C:
    Type: AWS::DynamoDB::GlobalTable
    Condition: IsProd
    Properties: {Replicas: [{Region: a, SSESpecification: {KMSMasterKeyId: !Sub 'arn:aws:kms:a:1:key/${Other}'}}]}
  Alias: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/orders, TargetKeyId: !Ref Key}}
  Key: {Type: AWS::KMS::Key, DeletionPolicy: Retain, Properties: {EnableKeyRotation: 'true', KeySpec: !Ref Open}}
  Other: {Type: AWS::KMS::Key}
  Unused: {Type: AWS::KMS::Key}
",
        );
        assert_eq!(tested.show("Keys.0.LogicalId"), "Key");
        assert_eq!(tested.show("Keys.0.Tables"), "[A, B]");
        assert_eq!(tested.show("Keys.0.When"), "always");
        assert_eq!(tested.show("Keys.0.Rotation"), "true");
        assert_eq!(tested.show("Keys.0.Spec"), "?");
        assert_eq!(tested.show("Keys.0.DeletionPolicy"), "Retain");
        assert_eq!(tested.show("Keys.1.Tables"), "[C]");
        assert_eq!(tested.show("Keys.1.When"), "`IsProd` is true");
        assert_eq!(tested.source("Keys.1.Rotation"), "Other");
        assert_eq!(tested.find("Keys.2"), None);
    }

    #[test]
    fn statements_that_allow() {
        let tested = tested(
            "
Resources:
  T: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: {SSEEnabled: true, KMSMasterKeyId: !Ref Key}}}
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - {Effect: Deny, Principal: '*', Action: 'kms:*'}
          - {Effect: Allow, Principal: {Service: [lambda.amazonaws.com, dynamodb.amazonaws.com]}, Action: kms:Decrypt}
          - {Effect: Allow, Principal: {AWS: ['*']}, Action: ['kms:*'], Condition: {}}
",
        );
        let services = "{Service: dynamodb.amazonaws.com, Everybody: -, Guard: -, Actions: [kms:Decrypt]}";
        let everybody = "{Service: -, Everybody: *, Guard: given, Actions: [kms:*]}";
        assert_eq!(tested.show("Keys.0.Statements"), format!("[{services}, {everybody}]"));
        assert_eq!(tested.source("Keys.0.Statements.0.Service"), "dynamodb.amazonaws.com");
    }

    #[test]
    fn streams_and_clusters() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Resources:
  T: {Type: AWS::DynamoDB::Table, Properties: {KinesisStreamSpecification: {StreamArn: !GetAtt Stream.Arn}}}
  Stream: {Type: AWS::Kinesis::Stream, Properties: {StreamEncryption: {EncryptionType: KMS}}}
  Other: {Type: AWS::Kinesis::Stream}
  A: {Type: AWS::DAX::Cluster, Properties: {ReplicationFactor: '3', AvailabilityZones: [a, b, a]}}
  B: {Type: AWS::DAX::Cluster, Properties: {AvailabilityZones: [a, !Ref Open], SSESpecification: {SSEEnabled: true}}}
  C: {Type: AWS::DAX::Cluster, Properties: {AvailabilityZones: !GetAZs '', ClusterEndpointEncryptionType: TLS}}
",
        );
        assert_eq!(tested.show("Streams.0.Encryption"), "given");
        assert_eq!(tested.show("Streams.0.Tables"), "[T]");
        assert_eq!(tested.find("Streams.1"), None);
        let zones = |cluster: usize| tested.show(&format!("Clusters.{cluster}.Zones"));
        assert_eq!([0, 1, 2].map(zones), ["2", "2", "?"]);
        assert_eq!(tested.show("Clusters.0.Nodes"), "3");
        assert_eq!(tested.show("Clusters.1.Enabled"), "true");
        assert_eq!(tested.show("Clusters.2.Transport"), "TLS");
        assert_eq!(tested.source("Clusters.2.Enabled"), "Properties");
    }
}

//! Writes the KMS keys, Kinesis streams and DAX clusters of a template, with the tables that use each. Keys and streams that
//! no table uses are left out. Never says whether one is well made.

use tablewarden_cloudformation::Parts;
use tablewarden_order::Map;

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::linked::key_policy::{self, KeyStatement};
use crate::linked::users::{self, Users};
use crate::resource::fact::Fact;
use crate::resource::outcomes::{self, Outcome};
use crate::resource::property::{Case, Property};
use crate::resource::table_names::Tables;
use crate::resource::types;

/// How a property is read.
#[derive(Clone, Copy)]
enum ColumnKind {
    Text,
    Bool,
    Number,
    /// Whether it is there.
    Given,
    /// How many different elements are written.
    Different,
}

/// A fact's key, the property it says, and how that is read.
type Column = (&'static str, &'static [&'static str], ColumnKind);

const OF_KEY: [Column; 5] = [
    ("Enabled", &["Enabled"], ColumnKind::Bool),
    ("Origin", &["Origin"], ColumnKind::Text),
    ("Rotation", &["EnableKeyRotation"], ColumnKind::Bool),
    ("Spec", &["KeySpec"], ColumnKind::Text),
    ("Usage", &["KeyUsage"], ColumnKind::Text),
];
const OF_STREAM: [Column; 1] = [("Encryption", &["StreamEncryption"], ColumnKind::Given)];
const OF_CLUSTER: [Column; 4] = [
    ("Enabled", &["SSESpecification", "SSEEnabled"], ColumnKind::Bool),
    ("Nodes", &["ReplicationFactor"], ColumnKind::Number),
    ("Transport", &["ClusterEndpointEncryptionType"], ColumnKind::Text),
    ("Zones", &["AvailabilityZones"], ColumnKind::Different),
];

#[inline(never)]
pub(crate) fn write<'t, 'd>(writer: &mut Writer<'t, 'd>, tables: &Tables<'t, 'd>) {
    let users = users::read(tables);
    write_list(writer, "Keys", types::KMS_KEY, &OF_KEY, Some(&users));
    write_list(writer, "Streams", types::KINESIS_STREAM, &OF_STREAM, Some(&users));
    write_list(writer, "Clusters", types::DAX_CLUSTER, &OF_CLUSTER, None);
}

/// What a resource says in one outcome of its conditions.
#[derive(PartialEq)]
struct LinkedResource<'d> {
    columns: Vec<Fact<'d>>,
    deletion: Fact<'d>,
    statements: Vec<KeyStatement<'d>>,
}

fn write_list<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    key: &'static str,
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
            let outcomes = outcomes::read(template, resource, &properties, |case: Case<'_, 'd>| {
                let properties = case.properties(resource);
                LinkedResource {
                    columns: columns.iter().map(|(_, path, read)| value(&properties.find(path), *read)).collect(),
                    deletion: case.property(resource.deletion_policy, resource.key_place).text(),
                    statements: key_policy::read(&properties.get("KeyPolicy")),
                }
            });
            let place = resource.key_place;
            let mut among = outcomes.conditions.clone();
            users.iter().for_each(|users| among.extend(&users.conditions));
            let group = writer.new_group();
            for Outcome { when, is_assumed, said: linked } in outcomes.all() {
                let when = users.map_or(when, |users| template.conditions().and(when, users.when));
                if !when.is_satisfiable() {
                    continue;
                }
                let variant = Variant { is_assumed, ..Variant::new(when, group, resource.when) };
                writer.variant(place, variant, &among, |writer| {
                    writer.text("LogicalId", place, resource.logical_id);
                    for ((key, _, _), fact) in columns.iter().zip(&linked.columns) {
                        writer.fact(key, fact);
                    }
                    if let Some(users) = users {
                        writer.texts("Tables", place, &users.tables);
                    }
                    if type_name == types::KMS_KEY {
                        writer.fact("DeletionPolicy", &linked.deletion);
                        key_policy::write(writer, place, &linked.statements);
                    }
                });
            }
            writer.left_out(&outcomes, "resource");
        }
    });
}

fn value<'d>(property: &Property<'_, 'd>, read: ColumnKind) -> Fact<'d> {
    match read {
        ColumnKind::Text => property.text(),
        ColumnKind::Bool => property.bool(),
        ColumnKind::Number => property.number(),
        ColumnKind::Given => property.given(),
        ColumnKind::Different => {
            let elements = property.items();
            if property.is_absent() {
                return Fact::absent(property.nearest());
            }
            if !elements.is_whole {
                return Fact::unknown(property.nearest());
            }
            let mut different: Vec<Parts<'d>> = Vec::new();
            for parts in elements.list.iter().filter_map(Property::parts) {
                if !different.contains(&parts) {
                    different.push(parts);
                }
            }
            Fact::number(i64::try_from(different.len()).unwrap_or(i64::MAX), property.nearest())
        }
    }
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

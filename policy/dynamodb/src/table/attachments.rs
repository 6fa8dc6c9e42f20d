//! What is attached to a table, or to each replica of a global one: the key that encrypts it, the Kinesis stream that it feeds,
//! its resource policy. Never says whether it should be.

use crate::facts::document::Excess;
use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::linked::users::KINESIS;
use crate::replicas::replica;
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::{Table, TableKind};
use crate::table::encryption::{self, KEY_ID, SPECIFICATION};

const POLICY: &str = "ResourcePolicy";
// An update is compared with the values that parameters have.
const GROUP: Group =
    Group { key: "Attached", what: "attachments", reads: &[], also: &[SPECIFICATION, KINESIS, POLICY, "Replicas"] };

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    let place = table.resource.key_place;
    let noted = writer.not_analysed.len();
    writer.group(&GROUP, table, Beside::default(), &mut |writer, case: Case<'_, 'd>| {
        let properties = case.properties(table.resource);
        let specification = properties.get(SPECIFICATION);
        writer.list("Copies", place, |writer| {
            let mut copy = |what: &str, region: Option<&str>, of: &Property<'_, 'd>| {
                let key = of.get(SPECIFICATION).get(KEY_ID);
                let enabled = specification.get("SSEEnabled").bool();
                let tier = encryption::tier(case, &specification, &enabled, std::slice::from_ref(&key));
                let shown = match enabled.bool() {
                    Some(true) => encryption::named(case, &key),
                    Some(false) => Fact::absent(key.place()),
                    None if specification.is_absent() => Fact::absent(key.place()),
                    None => Fact::unknown(key.place()),
                };
                let stream = of.get(KINESIS).get("StreamArn");
                writer.map(of.nearest(), |writer| {
                    writer.text("What", of.nearest(), what);
                    writer.part(of.nearest(), region);
                    writer.fact("Tier", &if region.is_some() { Fact { place: shown.place, ..tier } } else { tier });
                    writer.fact("Key", &shown);
                    writer.fact("Kinesis", &stream.text());
                    writer.fact("Policy", &of.get(POLICY).given());
                    writer.fact("Denials", &denials(&of.get(POLICY)));
                });
            };
            match table.kind {
                TableKind::Global => {
                    for replica in replica::list(&properties) {
                        copy(&replica.words(table), replica.region.text(), &replica.written);
                    }
                }
                TableKind::Table | TableKind::Simple => copy(table.words(), None, &properties),
            }
        });
    });
    // Only a comparison of two versions needs them.
    writer.not_analysed.iter_mut().skip(noted).for_each(|one| one.why = Excess::Versions);
}

/// How many statements of a resource policy deny something.
fn denials<'d>(policy: &Property<'_, 'd>) -> Fact<'d> {
    let statements = policy.find(&["PolicyDocument", "Statement"]).items();
    let effects: Vec<Fact<'d>> = statements.list.iter().map(|statement| statement.get("Effect").text()).collect();
    let place = policy.nearest();
    match statements.is_whole && effects.iter().all(Fact::is_known) {
        _ if policy.is_absent() => Fact::absent(place),
        true => {
            let denials = effects.iter().filter(|effect| effect.text() == Some("Deny"));
            Fact::number(i64::try_from(denials.count()).unwrap_or(i64::MAX), place)
        }
        false => Fact::unknown(place),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn each_copy_has_its_own() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      SSESpecification: {SSEEnabled: true, KMSMasterKeyId: !GetAtt Key.Arn}
      KinesisStreamSpecification: {StreamArn: arn}
      ResourcePolicy: {PolicyDocument: {Statement: [{Effect: Deny}, {Effect: Allow}]}}
  G:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      SSESpecification: {SSEEnabled: true}
      Replicas:
        - {Region: a, SSESpecification: {KMSMasterKeyId: !Ref Open}}
        - {Region: b, KinesisStreamSpecification: {StreamArn: !Ref Open}, ResourcePolicy: {PolicyDocument: !Ref Open}}
  S: {Type: AWS::Serverless::SimpleTable, Properties: {SSESpecification: {SSEEnabled: false}}}
  U: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: {SSEEnabled: !Ref Open, KMSMasterKeyId: x}}}
  Key: {Type: AWS::KMS::Key}
",
        );
        let copies = |table: usize| tested.show(&format!("Tables.{table}.Attached.0.Copies"));
        assert_eq!(copies(0), "[{What: table `T`, Tier: 2, Key: Key, Kinesis: arn, Policy: given, Denials: 1}]");
        let replicas = "[{What: replica `a` of `G`, Part: a, Tier: ?, Key: ?, Kinesis: -, Policy: -, Denials: -}, \
                        {What: replica `b` of `G`, Part: b, Tier: 1, Key: -, Kinesis: ?, Policy: given, Denials: ?}]";
        assert_eq!(copies(1), replicas);
        assert_eq!(copies(2), "[{What: table `S`, Tier: 0, Key: -, Kinesis: -, Policy: -, Denials: -}]");
        assert_eq!(copies(3), "[{What: table `U`, Tier: ?, Key: ?, Kinesis: -, Policy: -, Denials: -}]");
    }
}

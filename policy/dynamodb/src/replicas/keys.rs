//! The KMS keys of replicas, and which of them are certainly in another Region than the replica. Never says what that does.

use std::borrow::Cow;

use tablewarden_cloudformation::{Parts, Piece, Resource, Target};
use tablewarden_order::Map;

use crate::replicas::replica::Replica;
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::table::Table;

/// The keys of all replicas, in their order.
pub(crate) struct ReplicaKeys<'d> {
    pub(crate) list: Vec<ReplicaKey<'d>>,
}

/// The key of one replica.
pub(crate) struct ReplicaKey<'d> {
    /// As it is written.
    pub(crate) fact: Fact<'d>,
    /// Whose key it is, for people: another Region, or an earlier replica with the same key; absent where the key may be in
    /// the replica's own Region.
    pub(crate) foreign: Fact<'d>,
    is_given: bool,
}

/// A key that is in one Region alone.
struct SoleKey<'d> {
    /// The key's logical id, or else its ARN.
    identity: (Option<&'d str>, Parts<'d>),
    /// None where it is not known which.
    region: Option<Cow<'d, str>>,
    /// The parameter whose default it is.
    default_of: Option<&'d str>,
}

impl<'d> ReplicaKeys<'d> {
    pub(crate) fn read(case: Case<'_, 'd>, table: &Table<'_, 'd>, members: &[Replica<'_, 'd>]) -> Self {
        let mut earlier: Map<_, &Replica<'_, 'd>> = Map::new();
        let key = |member| {
            let key = Replica::key(member);
            let foreign = sole_key(case, &key).and_then(|sole| {
                let words = foreign(sole.region.as_deref(), member, table, || {
                    *earlier.or_insert_with(sole.identity.clone(), || member)
                })?;
                let default_of = sole.default_of.or(member.region.default_of);
                Some(Fact::known(words, key.place()).with_default_of(default_of))
            });
            let foreign = foreign.unwrap_or_else(|| Fact::absent(key.place()));
            ReplicaKey { fact: key.text(), is_given: key.is_given(), foreign }
        };
        Self { list: members.iter().map(key).collect() }
    }

    /// Whether a replica certainly has a key.
    pub(crate) fn is_any_given(&self) -> bool {
        self.list.iter().any(|key| key.is_given)
    }
}

/// Whose the key of a replica is, where it is certainly not in the Region of the replica. `first` is the first replica that
/// it may be right for.
fn foreign<'r, 't, 'd: 't>(
    region: Option<&str>,
    member: &'r Replica<'t, 'd>,
    table: &Table<'_, 'd>,
    first: impl FnOnce() -> &'r Replica<'t, 'd>,
) -> Option<String> {
    match (region, member.region.text()) {
        (Some(region), Some(own)) if region != own => Some(["`", region, "`"].concat()),
        (_, own) => {
            let first = first();
            // Two replicas in one Region are another matter.
            let is_here = own.is_some() && first.region.text() == own;
            (!is_here && !std::ptr::eq(first, member)).then(|| first.words(table))
        }
    }
}

/// The key, where it is certainly in one Region alone: one of the template, or the ARN of one or of an alias. The copies of a
/// multi-Region key have one id, and each has an ARN of its own.
fn sole_key<'d>(case: Case<'_, 'd>, key: &Property<'_, 'd>) -> Option<SoleKey<'d>> {
    let parts = key.parts()?;
    let default_of = parts.default_of();
    let arn = parts.clone();
    match case.template.target_of(parts) {
        Target::Resource { logical_id, attribute } => {
            let resource: &Resource<'d> = case.template.resource(logical_id)?;
            let property = Case::new(case.template, case.scenario, resource).properties(resource).get("MultiRegion");
            let has_copies = !property.is_absent() && property.bool().bool() != Some(false);
            let is_sole = !has_copies || attribute.as_deref() == Some("Arn");
            let region = case.template.context().region.clone().map(Cow::Owned);
            (resource.type_name == Some("AWS::KMS::Key") && is_sole).then(|| SoleKey {
                identity: (Some(resource.logical_id), Parts::default()),
                region,
                default_of: None,
            })
        }
        _ => {
            let region = region_of(&arn)?;
            Some(SoleKey { identity: (None, arn), region: region.map(Cow::Owned), default_of })
        }
    }
}

/// The Region in the ARN of a key or an alias, `arn:aws:kms:REGION:ACCOUNT:key/ID`, as far as it is known; nothing where it is
/// no such ARN, or may be none.
fn region_of(arn: &Parts<'_>) -> Option<Option<String>> {
    const UNKNOWN: char = '\0';
    let mut text = String::new();
    for piece in arn.pieces() {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            _ => text.push(UNKNOWN),
        }
    }
    let mut fields = text.splitn(6, ':');
    let mut next = || fields.next();
    let [start, _, service, region, _, resource] = [next()?, next()?, next()?, next()?, next()?, next()?];
    let is_arn = start == "arn" && service == "kms" && !region.is_empty();
    let is_key = resource.starts_with("key/") || resource.starts_with("alias/");
    (is_arn && is_key).then(|| (!region.contains(UNKNOWN)).then(|| region.to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    /// Whose the keys of two replicas are, in `eu-west-1` and `eu-central-1` or in Regions that are not known.
    fn foreign(first: &str, second: &str, regions: [&str; 2]) -> String {
        let tested = tested(&format!(
            "
Parameters: {{Here: {{Type: String}}, There: {{Type: String}}}}
Resources:
  Key: {{Type: AWS::KMS::Key}}
  Copied: {{Type: AWS::KMS::Key, Properties: {{MultiRegion: true}}}}
  T:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas:
        - {{Region: {}, SSESpecification: {{KMSMasterKeyId: {first}}}}}
        - {{Region: {}, SSESpecification: {{KMSMasterKeyId: {second}}}}}
",
            regions[0], regions[1],
        ));
        let foreign = [0, 1].map(|at| tested.show(&format!("Tables.0.Replicas.0.Members.{at}.Foreign")));
        foreign.join(" ")
    }

    #[test]
    fn a_key_is_in_one_region() {
        let (known, open) = (["eu-west-1", "eu-central-1"], ["!Ref Here", "!Ref There"]);
        let arn = |region: &str, id: &str| format!("'arn:aws:kms:{region}:123456789012:key/{id}'");
        let (west, copied) = (&*arn("eu-west-1", "1"), &*arn("eu-west-1", "mrk-1"));
        let own = &*arn("eu-central-1", "mrk-1");
        for (first, second, regions, expected) in [
            (west, west, known, "- `eu-west-1`"),
            (copied, copied, known, "- `eu-west-1`"),
            (copied, own, known, "- -"),
            (own, own, known, "`eu-central-1` -"),
            (west, west, open, "- a replica of `T`"),
            ("alias/a", "alias/a", known, "- -"),
            ("mrk-1", "mrk-1", known, "- -"),
            ("!Ref Key", "!GetAtt Key.Arn", known, "- replica `eu-west-1` of `T`"),
            ("!Ref Copied", "!Ref Copied", known, "- -"),
            ("!GetAtt Copied.Arn", "!GetAtt Copied.Arn", known, "- replica `eu-west-1` of `T`"),
            ("!Sub 'arn:aws:kms:${Here}:123456789012:key/1'", west, known, "- `eu-west-1`"),
            (
                own,
                "!Sub 'arn:${AWS::Partition}:kms:eu-west-1:${AWS::AccountId}:key/1'",
                known,
                "`eu-central-1` `eu-west-1`",
            ),
            (west, "!Sub 'arn:aws:kms:eu-west-1:${AWS::AccountId}:alias/a'", known, "- `eu-west-1`"),
            (
                "!Sub 'arn:aws:kms:${AWS::Region}:1:key/1'",
                "!Sub 'arn:aws:kms:${AWS::Region}:1:key/1'",
                known,
                "- replica `eu-west-1` of `T`",
            ),
            ("!Sub 'arn:aws:kms:${Here}:1:key/1'", "!Sub 'arn:aws:kms:${There}:1:key/1'", known, "- -"),
            ("!Ref Here", "!Ref Here", known, "- -"),
        ] {
            assert_eq!(foreign(first, second, regions), expected, "{first} {second}");
        }
    }
}

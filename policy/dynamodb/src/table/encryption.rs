//! Which kind of key encrypts a table: an AWS owned key (tier 0), an AWS managed key (1), a customer managed key (2). Never
//! says that a table is not encrypted: every table is.

use tablewarden_cloudformation::{Context, Piece, Reference, Target};

use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::problems::suggestions::write_or;
use crate::replicas::replica;
use crate::resource::fact::Fact;
use crate::resource::property::{Case, Property};
use crate::resource::references::place;
use crate::resource::table::{Table, TableKind};

pub(crate) const SPECIFICATION: &str = "SSESpecification";
pub(crate) const KEY_ID: &str = "KMSMasterKeyId";
const GROUP: Group = Group { key: "Encryption", what: "encryption", reads: &[SPECIFICATION, "Replicas"], also: &[] };

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    writer.group(&GROUP, table, Beside::default(), &mut |writer, case: Case<'_, 'd>| {
        let specification = case.properties(table.resource).get(SPECIFICATION);
        let enabled = specification.get("SSEEnabled").bool();
        let key = specification.get(KEY_ID);
        let keys = keys(case, table);
        let tier = tier(case, &specification, &enabled, &keys);
        let given = keys.iter().find(|key| key.is_given());
        let shown = given.or_else(|| keys.iter().find(|key| !key.is_absent())).unwrap_or(&key);
        writer.fact("Enabled", &enabled);
        let mut kind = specification.get("SSEType").text();
        if kind.is_absent() {
            kind.place = specification.nearest();
        }
        writer.fact("Kind", &kind);
        writer.fact("MasterKey", &named(case, shown));
        writer.flag("KeyGiven", shown.place(), given.is_some());
        writer.fact("Tier", &tier);
    });
}

/// Where the table, or each replica of a global one, names its key.
pub(crate) fn keys<'t, 'd>(case: Case<'t, 'd>, table: &Table<'_, 'd>) -> Vec<Property<'t, 'd>> {
    if table.kind == TableKind::Global {
        let replicas = replica::list(&case.properties(table.resource)).into_iter();
        return replicas.map(|replica| replica.written.find(&[SPECIFICATION, KEY_ID])).collect();
    }
    vec![case.properties(table.resource).get(SPECIFICATION).get(KEY_ID)]
}

/// Writes what a table names as its key, wherever it does, and nothing has the name. Nothing where other resources may exist.
pub(crate) fn write_undefined<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    let template = writer.template;
    let is_missing = |reference: &&Reference<'d>| {
        let is_parameter = reference.attribute.is_none()
            && (template.parameter(reference.name).is_some() || Context::is_pseudo(reference.name));
        !is_parameter
            && template.resource(reference.name).is_none()
            && template
                .path_at(reference.place, Some(table.resource.logical_id))
                .is_some_and(|path| path.pointer.contains(KEY_ID))
    };
    let missing: Vec<_> = match template.may_have_more_resources() {
        true => Vec::new(),
        false => template.references_in(table.resource.at).iter().filter(is_missing).collect(),
    };
    writer.list("Undefined", table.resource.key_place, |writer| {
        for reference in missing {
            let place = place(template, reference);
            let parameters = template.parameters().iter().map(|parameter| parameter.name);
            let names = template.resources().iter().map(|resource| resource.logical_id).chain(parameters);
            let near = template.meant(reference.name, names);
            let add = ["Add a key named `", reference.name, "`, or correct the name."].concat();
            writer.map(place, |writer| {
                writer.text("Name", place, reference.name);
                writer.text("Suggestion", place, &write_or(near, add));
            });
        }
    });
}

/// The key, by its logical id where it is one of the template.
pub(crate) fn named<'d>(case: Case<'_, 'd>, key: &Property<'_, 'd>) -> Fact<'d> {
    let fact = key.text();
    match key.parts().map(|parts| case.template.target_of(parts)) {
        Some(Target::Resource { logical_id, .. }) => Fact::known(logical_id, fact.place),
        _ => fact,
    }
}

/// The least tier of the table and its replicas.
pub(crate) fn tier<'d>(
    case: Case<'_, 'd>,
    specification: &Property<'_, 'd>,
    enabled: &Fact<'d>,
    keys: &[Property<'_, 'd>],
) -> Fact<'d> {
    let place = enabled.place;
    if specification.is_absent() || enabled.bool() == Some(false) {
        return Fact::number(0, place).with_default_of(enabled.default_of);
    }
    if enabled.bool() != Some(true) {
        let has_no_key = keys.iter().all(Property::is_absent);
        return if enabled.is_absent() && has_no_key { Fact::number(0, place) } else { Fact::unknown(place) };
    }
    let least = keys.iter().map(|key| tier_of_key(case, key)).min_by_key(|tier| tier.unwrap_or(1));
    match least {
        Some(Some(2)) => Fact::number(2, place),
        Some(None) => Fact::unknown(place),
        Some(Some(tier)) => Fact::number(tier, place),
        None => Fact::number(1, place),
    }
    .with_default_of(enabled.default_of)
}

/// The tier that a key makes; none where this is not known, but at least 1.
fn tier_of_key<'d>(case: Case<'_, 'd>, key: &Property<'_, 'd>) -> Option<i64> {
    if key.is_absent() {
        return Some(1);
    }
    let parts = key.parts()?;
    let is_managed = |text: &str| text.ends_with("alias/aws/dynamodb");
    if let Some(Piece::Literal(end)) = parts.pieces().last() {
        return Some(if is_managed(end) { 1 } else { 2 });
    }
    match case.template.target_of(parts) {
        Target::Resource { .. } => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn tiers() {
        let cases = [
            ("{}", "0"),
            ("{SSESpecification: {}}", "0"),
            ("{SSESpecification: {SSEEnabled: false}}", "0"),
            ("{SSESpecification: {SSEEnabled: !Ref Open}}", "?"),
            ("{SSESpecification: {SSEEnabled: 'true'}}", "1"),
            ("{SSESpecification: {SSEEnabled: true, KMSMasterKeyId: alias/aws/dynamodb}}", "1"),
            ("{SSESpecification: {SSEEnabled: true, KMSMasterKeyId: alias/mine}}", "2"),
            ("{SSESpecification: {SSEEnabled: true, KMSMasterKeyId: !GetAtt Key.Arn}}", "2"),
            ("{SSESpecification: {SSEEnabled: true, KMSMasterKeyId: !Ref Open}}", "?"),
            ("{SSESpecification: !Ref Open}", "?"),
        ];
        for (properties, expected) in cases {
            let tested = tested(&format!(
                "
Parameters: {{Open: {{Type: String}}}}
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {properties}}}
  Key: {{Type: AWS::KMS::Key}}
"
            ));
            assert_eq!(tested.show("Tables.0.Encryption.0.Tier"), expected, "{properties}");
        }
    }

    #[test]
    fn keys_of_replicas_and_of_globals() {
        let tested = tested(
            "
Transform: AWS::Serverless-2016-10-31
Globals: {SimpleTable: {SSESpecification: {SSEEnabled: true}}}
Resources:
  G:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      SSESpecification: {SSEEnabled: true}
      Replicas:
        - {Region: eu-west-1, SSESpecification: {KMSMasterKeyId: !GetAtt Key.Arn}}
        - {Region: eu-west-2}
  S: {Type: AWS::Serverless::SimpleTable}
  Key: {Type: AWS::KMS::Key}
",
        );
        assert_eq!(tested.show("Tables.0.Encryption.0.Tier"), "1");
        assert_eq!(tested.show("Tables.0.Encryption.0.MasterKey"), "Key");
        assert_eq!(tested.show("Tables.1.Encryption.0.Tier"), "1");
    }

    #[test]
    fn names_that_nothing_has() {
        let template = "
Parameters: {Given: {Type: String}}
Resources:
  T:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      KMSMasterKeyId: !GetAtt Gone.Arn
      Replicas:
        - {Region: !Ref AWS::Region, SSESpecification: {KMSMasterKeyId: !Ref Given}}
        - {Region: a, SSESpecification: {KMSMasterKeyId: !Sub 'x${Lost}'}}
        - {Region: !Ref Elsewhere, SSESpecification: {KMSMasterKeyId: !Ref Key}}
  Key: {Type: AWS::KMS::Key}
";
        let found = tested(template);
        let name = |number: usize| found.show(&format!("Tables.0.Undefined.{number}.Name"));
        assert_eq!([0, 1].map(name), ["Gone", "Lost"]);
        let add = "Add a key named `Gone`, or correct the name.";
        assert_eq!(found.show("Tables.0.Undefined.0.Suggestion"), add);
        assert_eq!(found.source("Tables.0.Undefined.1.Name"), "${Lost}");
        let made = tested(&format!("Transform: [Macro]{template}"));
        assert_eq!(made.show("Tables.0.Undefined"), "[]");
    }
}

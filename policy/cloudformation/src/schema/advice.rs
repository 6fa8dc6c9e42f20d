//! A key in, where the schema has none of that name; what was probably meant out: a property of the same mapping,
//! or the place where a property of that name stands. Knows what templates often get wrong.

use super::model::{ObjectSchema, Shape, TypeSchema, known_type};
use super::nearest::nearest;

/// What was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Advice {
    /// The property, with its way from `Properties` where it stands elsewhere; none where there is nothing to put.
    pub(super) suggestion: Option<String>,
    /// The same in words.
    pub(super) expected: String,
}

/// A mistake that is known: in which types and where, the key, what to put (empty: nothing), and that in words.
struct Known {
    types: &'static [&'static str],
    /// The way from `Properties`, `[]` for an element; `*` for everywhere.
    within: &'static str,
    key: &'static str,
    suggestion: &'static str,
    expected: &'static str,
}

const TABLE: &str = "AWS::DynamoDB::Table";
const GLOBAL_TABLE: &str = "AWS::DynamoDB::GlobalTable";
const SIMPLE_TABLE: &str = "AWS::Serverless::SimpleTable";

const GLOBAL_CAPACITY: &str =
    "`WriteProvisionedThroughputSettings` here, and `ReadProvisionedThroughputSettings` here or in `Replicas[]`";
const GLOBAL_ON_DEMAND: &str =
    "`WriteOnDemandThroughputSettings` here, and `ReadOnDemandThroughputSettings` here or in `Replicas[]`";

#[rustfmt::skip]
const KNOWN: &[Known] = &[
    Known { types: &[TABLE, GLOBAL_TABLE], within: "StreamSpecification", key: "StreamEnabled", suggestion: "",
        expected: "`StreamViewType` alone: it switches the stream on" },
    Known { types: &[GLOBAL_TABLE], within: "", key: "ProvisionedThroughput",
        suggestion: "WriteProvisionedThroughputSettings", expected: GLOBAL_CAPACITY },
    Known { types: &[GLOBAL_TABLE], within: "GlobalSecondaryIndexes[]", key: "ProvisionedThroughput",
        suggestion: "WriteProvisionedThroughputSettings", expected: GLOBAL_CAPACITY },
    Known { types: &[GLOBAL_TABLE], within: "", key: "OnDemandThroughput",
        suggestion: "WriteOnDemandThroughputSettings", expected: GLOBAL_ON_DEMAND },
    Known { types: &[GLOBAL_TABLE], within: "GlobalSecondaryIndexes[]", key: "OnDemandThroughput",
        suggestion: "WriteOnDemandThroughputSettings", expected: GLOBAL_ON_DEMAND },
    Known { types: &[TABLE, GLOBAL_TABLE, SIMPLE_TABLE], within: "*", key: "KMSKeyId", suggestion: "KMSMasterKeyId",
        expected: "`KMSMasterKeyId`" },
    Known { types: &[TABLE, GLOBAL_TABLE, SIMPLE_TABLE], within: "*", key: "KMSKeyArn", suggestion: "KMSMasterKeyId",
        expected: "`KMSMasterKeyId`" },
    Known { types: &[TABLE, GLOBAL_TABLE], within: "", key: "TTL", suggestion: "TimeToLiveSpecification",
        expected: "`TimeToLiveSpecification`" },
    Known { types: &[TABLE], within: "", key: "PITR", suggestion: "PointInTimeRecoverySpecification",
        expected: "`PointInTimeRecoverySpecification`" },
    Known { types: &[TABLE], within: "", key: "Replicas", suggestion: "",
        expected: "a resource of type `AWS::DynamoDB::GlobalTable`, which has replicas" },
    Known { types: &[SIMPLE_TABLE], within: "", key: "KeySchema", suggestion: "PrimaryKey",
        expected: "`PrimaryKey`, or a resource of type `AWS::DynamoDB::Table`" },
    Known { types: &[SIMPLE_TABLE], within: "", key: "AttributeDefinitions", suggestion: "PrimaryKey",
        expected: "`PrimaryKey`, or a resource of type `AWS::DynamoDB::Table`" },
];

/// Words too common to say where a property was meant to stand.
const COMMON: &[&str] = &[
    "AttributeName",
    "Enabled",
    "Id",
    "Key",
    "Metric",
    "Mode",
    "Name",
    "Pattern",
    "Period",
    "Region",
    "Stat",
    "Type",
    "Unit",
    "URI",
    "Value",
];

/// What was meant by `key` in the mapping `object`, which stands at `within`.
pub(super) fn of(schema: &TypeSchema, object: &'static ObjectSchema, within: &str, key: &str) -> Option<Advice> {
    let known = KNOWN.iter().find(|known| {
        known.types.contains(&schema.name)
            && (known.within == "*" || known.within == within)
            && known.key.eq_ignore_ascii_case(key)
            && (known.within != "*" || object.property(known.suggestion).is_some())
    });
    if let Some(known) = known {
        let suggestion = (!known.suggestion.is_empty()).then(|| known.suggestion.to_owned());
        return Some(Advice { suggestion, expected: known.expected.to_owned() });
    }
    let names = || object.properties.iter().filter(|property| !property.read_only).map(|property| property.name);
    let here = |name: &str| Advice { suggestion: Some(name.to_owned()), expected: format!("`{name}`") };
    if let Some(name) = names().find(|name| name.eq_ignore_ascii_case(key)) {
        return Some(here(name));
    }
    if let Some(parent) = elsewhere(schema, object, key) {
        return Some(if parent.is_empty() {
            Advice { suggestion: Some(key.to_owned()), expected: format!("`{key}` directly in `Properties`") }
        } else {
            Advice { suggestion: Some(format!("{parent}.{key}")), expected: format!("`{key}` in `{parent}`") }
        });
    }
    // What is a property of a plain table alone.
    let is_of_table = within.is_empty()
        && [GLOBAL_TABLE, SIMPLE_TABLE].contains(&schema.name)
        && known_type(TABLE).is_some_and(|table| table.root.property(key).is_some_and(|property| !property.read_only));
    if is_of_table {
        let expected = format!("a resource of type `{TABLE}`, which can have `{key}`");
        return Some(Advice { suggestion: None, expected });
    }
    nearest(key, names()).map(here)
}

/// Where a property of that name stands: the way to its mapping. Of several places the one with the shortest way; none
/// where two are as near.
fn elsewhere(schema: &TypeSchema, object: &'static ObjectSchema, key: &str) -> Option<String> {
    if COMMON.contains(&key) {
        return None;
    }
    let mut seen: Vec<&'static ObjectSchema> = vec![schema.root];
    let mut level = vec![(schema.root, String::new())];
    while !level.is_empty() {
        let mut found = level.iter().filter(|(other, _)| {
            !std::ptr::eq(*other, object) && other.property(key).is_some_and(|property| !property.read_only)
        });
        match (found.next(), found.next()) {
            (Some((_, way)), None) => return Some(way.clone()),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let mut next = Vec::new();
        for (other, way) in level {
            for property in other.properties {
                let (inner, mark) = match property.shape {
                    Shape::Object(inner) => (inner, ""),
                    Shape::List(list) => match list.of {
                        Shape::Object(inner) => (inner, "[]"),
                        _ => continue,
                    },
                    _ => continue,
                };
                if !seen.iter().any(|seen| std::ptr::eq(*seen, inner)) {
                    seen.push(inner);
                    let dot = if way.is_empty() { "" } else { "." };
                    next.push((inner, format!("{way}{dot}{}{mark}", property.name)));
                }
            }
        }
        level = next;
    }
    None
}

/// What was meant by a value that is not among `values`.
pub(super) fn of_value<'k>(value: &str, values: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    const MEANT: &[(&str, &str)] = &[
        ("ON_DEMAND", "PAY_PER_REQUEST"),
        ("ONDEMAND", "PAY_PER_REQUEST"),
        ("PARTITION", "HASH"),
        ("SORT", "RANGE"),
        ("STRING", "S"),
        ("NUMBER", "N"),
        ("BINARY", "B"),
        ("S", "String"),
        ("N", "Number"),
        ("B", "Binary"),
        ("STANDARD_IA", "STANDARD_INFREQUENT_ACCESS"),
    ];
    for (_, meant) in MEANT.iter().filter(|(written, _)| written.eq_ignore_ascii_case(value)) {
        if let Some(known) = values.clone().find(|known| known == meant) {
            return Some(known);
        }
    }
    nearest(value, values)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::super::{List, known_type};
    use super::*;

    fn within(schema: &TypeSchema, way: &str) -> &'static ObjectSchema {
        let mut object = schema.root;
        for name in way.split('.').filter(|name| !name.is_empty()) {
            object = match object.property(name.trim_end_matches("[]")).unwrap().shape {
                Shape::Object(inner) => inner,
                Shape::List(List { of: Shape::Object(inner), .. }) => inner,
                _ => panic!("no mapping"),
            };
        }
        object
    }

    #[test]
    fn misplaced_properties_are_told_their_place() {
        let cases = [
            (GLOBAL_TABLE, "SSESpecification", "KMSMasterKeyId", Some("Replicas[].SSESpecification.KMSMasterKeyId")),
            (GLOBAL_TABLE, "", "Tags", Some("Replicas[].Tags")),
            (GLOBAL_TABLE, "", "PointInTimeRecoverySpecification", Some("Replicas[].PointInTimeRecoverySpecification")),
            (GLOBAL_TABLE, "", "DeletionProtectionEnabled", Some("Replicas[].DeletionProtectionEnabled")),
            (GLOBAL_TABLE, "", "TableClass", Some("Replicas[].TableClass")),
            (GLOBAL_TABLE, "", "ContributorInsightsSpecification", Some("Replicas[].ContributorInsightsSpecification")),
            (GLOBAL_TABLE, "", "KinesisStreamSpecification", Some("Replicas[].KinesisStreamSpecification")),
            (GLOBAL_TABLE, "", "GlobalTableName", Some("TableName")),
            (GLOBAL_TABLE, "", "ProvisionedThroughput", Some("WriteProvisionedThroughputSettings")),
            (GLOBAL_TABLE, "", "BillingModes", Some("BillingMode")),
            (GLOBAL_TABLE, "Replicas[]", "BillingMode", Some("BillingMode")),
            (GLOBAL_TABLE, "StreamSpecification", "StreamEnabled", None),
            (TABLE, "StreamSpecification", "StreamEnabled", None),
            (TABLE, "", "ProvisionedThroughputput", Some("ProvisionedThroughput")),
            (
                TABLE,
                "",
                "PointInTimeRecoveryEnabled",
                Some("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"),
            ),
            (TABLE, "", "StreamViewType", Some("StreamSpecification.StreamViewType")),
            (TABLE, "", "ReadCapacityUnits", Some("ProvisionedThroughput.ReadCapacityUnits")),
            (TABLE, "", "TTL", Some("TimeToLiveSpecification")),
            (TABLE, "", "TimeToLive", Some("TimeToLiveSpecification")),
            (TABLE, "KeySchema[]", "AttributeType", Some("AttributeDefinitions[].AttributeType")),
            (TABLE, "GlobalSecondaryIndexes[]", "IndexNmae", Some("IndexName")),
            (TABLE, "GlobalSecondaryIndexes[]", "BillingMode", Some("BillingMode")),
            (TABLE, "SSESpecification", "KmsKeyId", Some("KMSMasterKeyId")),
            (TABLE, "SSESpecification", "Enabled", Some("SSEEnabled")),
            (SIMPLE_TABLE, "", "KeySchema", Some("PrimaryKey")),
        ];
        for (type_name, way, key, wanted) in cases {
            let schema = known_type(type_name).unwrap();
            let advice = of(schema, within(schema, way), way, key).unwrap();
            assert_eq!(advice.suggestion.as_deref(), wanted, "{type_name} {way} {key}");
        }
    }

    #[test]
    fn what_resembles_nothing_gets_no_advice() {
        let schema = known_type(TABLE).unwrap();
        for key in ["Foo", "Comment", "Arn", "Name", "Key", "x"] {
            assert_eq!(of(schema, schema.root, "", key), None, "{key}");
        }
    }

    #[test]
    fn known_mistakes_are_mistakes() {
        for known in KNOWN {
            for type_name in known.types {
                let schema = known_type(type_name).unwrap();
                if known.within == "*" {
                    continue;
                }
                let object = within(schema, known.within);
                assert!(object.property(known.key).is_none(), "{type_name} has {}", known.key);
                assert!(
                    known.suggestion.is_empty() || object.property(known.suggestion).is_some(),
                    "{}",
                    known.suggestion
                );
            }
        }
    }

    #[test]
    fn values_of_other_interfaces_are_recognized() {
        assert_eq!(of_value("ON_DEMAND", ["PAY_PER_REQUEST", "PROVISIONED"].into_iter()), Some("PAY_PER_REQUEST"));
        assert_eq!(of_value("String", ["B", "N", "S"].into_iter()), Some("S"));
        assert_eq!(of_value("S", ["Binary", "Number", "String"].into_iter()), Some("String"));
        assert_eq!(
            of_value("NEW_AND_OLD_IMAGE", ["KEYS_ONLY", "NEW_AND_OLD_IMAGES"].into_iter()),
            Some("NEW_AND_OLD_IMAGES")
        );
        assert_eq!(of_value("EVERYTHING", ["KEYS_ONLY", "NEW_AND_OLD_IMAGES"].into_iter()), None);
    }
}

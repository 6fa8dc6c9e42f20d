//! What is wrong with tables and with what belongs to them. Data.

use crate::row::{Group, RELATED, Value, WHEN, known};

pub(super) const PROBLEM: Group = Group {
    name: "problem",
    about: "Tables and DAX clusters are always checked; other resources where they belong to a table or to DynamoDB. A text is \
            empty where its kind has no use for it.",
    rows: &[
        WHEN,
        known("Certain", Value::Bool, "Whether the deployment certainly fails.", "the schemas"),
        known(
            "Kind",
            Value::OneOf(&[
                "unknown-property",
                "missing-required-property",
                "invalid-value",
                "undefined-reference",
                "undefined-attribute",
                "duplicate-key",
                "not-analysed",
                "too-many-variants",
            ]),
            "What kind of problem it is.",
            "derived",
        ),
        known("LogicalId", Value::Text, "The logical id of the resource.", "`Resources`"),
        known("Type", Value::Text, "The type of the resource.", "`Type`"),
        known("Of", Value::Text, "What the property belongs to, or what was not analysed, for people.", "derived"),
        known("Property", Value::Text, "The property, the name or the attribute that is wrong.", "the template"),
        known("Path", Value::Text, "The path of the property.", "the template"),
        known("Suggestion", Value::Text, "A phrase that says what was probably meant.", "derived"),
        known("Remedy", Value::Text, "What to do about an invalid value.", "derived"),
        known("Expected", Value::Text, "What was expected, in words.", "the schemas"),
        known("Found", Value::Text, "What was found, in words.", "the template"),
        known("SchemaDate", Value::Text, "The date of the schema.", "the schemas"),
        RELATED.only("for a `duplicate-key`; the place of the first one"),
    ],
};

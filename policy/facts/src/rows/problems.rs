//! What is wrong with tables and with what belongs to them. Data.

use crate::row::{Group, RELATED, Value, WHEN, known};

pub(super) const PROBLEM: Group = Group {
    name: "problem",
    about: "Properties and names: of tables, DAX clusters, and other resources that belong to a table or to DynamoDB. The form of \
            resources and the names of functions: of the whole template. A text is empty where its kind has no use for it.",
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
                "undefined-key",
                "no-condition-name",
                "left-out-resource",
                "circular-dependency",
                "invalid-logical-id",
                "no-resources",
                "no-type",
                "not-a-mapping",
                "unknown-attribute",
                "unknown-type",
                "unknown-function",
                "alias",
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
        known("Subject", Value::Text, "The property, or an element of it, for people; of an invalid value.", "derived"),
        known("Path", Value::Text, "The path of the property.", "the template"),
        known(
            "Suggestion",
            Value::Text,
            "A sentence or phrase that says what to do, or what was probably meant.",
            "derived",
        ),
        known("Expected", Value::Text, "What was expected, in words.", "the schemas"),
        known("Found", Value::Text, "What was found, in words.", "the template"),
        known("SchemaDate", Value::Text, "The date of the schema.", "the schemas"),
        RELATED.only("where another place belongs to it"),
    ],
};

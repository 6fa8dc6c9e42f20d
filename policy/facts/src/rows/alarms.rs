//! Alarms and the metrics that they watch. Data.

use crate::row::{Group, LOGICAL_ID, RELATED, Value, WHAT, WHEN, known, list, maybe, texts};

pub(super) const ALARM: Group = Group {
    name: "alarm",
    about: "An alarm whose own values stand under conditions is there once for each outcome of them.",
    rows: &[
        LOGICAL_ID,
        WHEN,
        texts("Tables", "The logical ids of the tables that it is about.", "`Dimensions`"),
        known(
            "ActionState",
            Value::OneOf(&["some", "none", "disabled", "referred", "unknown"]),
            "Whether it tells anybody: by `some` actions, or because something `referred` to it can react.",
            "`AlarmActions`, `ActionsEnabled`, references to the alarm",
        ),
        maybe("MissingData", Value::Text, "How missing data counts.", "`TreatMissingData`"),
        known(
            "Counts",
            Value::Bool,
            "Whether its one metric, which is in no expression, counts what is throttled or fails.",
            "`MetricName`",
        ),
        known("MetricStats", Value::Int, "How many metrics its expressions are certainly over.", "`Metrics`"),
        list("Metrics", &METRIC, "The metrics of DynamoDB that it watches.", "`MetricName`, `Metrics`"),
    ],
};

pub(super) const UNALARMED: Group = Group {
    name: "tables without an alarm",
    about: "It stands at the first table of the template; the others are its second places.",
    rows: &[
        LOGICAL_ID,
        WHEN,
        WHAT,
        known(
            "Missing",
            Value::OneOf(&["throttled requests or errors", "throttled requests", "errors"]),
            "What certainly no alarm of the template covers, in words.",
            "the alarms",
        ),
        RELATED,
    ],
};

const METRIC: Group = Group {
    name: "metric of an alarm",
    about: "A set of dimensions is their names in alphabetical order with commas between, or `none`, or `unknown`.",
    rows: &[
        maybe("Name", Value::Text, "The name of the metric.", "`MetricName`"),
        maybe("Namespace", Value::Text, "The namespace: `AWS/DynamoDB`, or a slip of it.", "`Namespace`"),
        known("DimensionSet", Value::Text, "The set of dimensions that is written.", "`Dimensions`"),
        known("Known", Value::Bool, "Whether this version knows the metric.", "`MetricName`"),
        texts("Sets", "The sets of dimensions that the metric is published with.", "AWS's documentation"),
        known(
            "Expected",
            Value::Text,
            "Those sets in words: ``with the dimension `TableName` ``, `without dimensions`.",
            "AWS's documentation",
        ),
        known("Found", Value::Text, "The written set in the same words.", "`Dimensions`"),
        known("Suggestion", Value::Text, "A phrase with the nearest metric name, or empty.", "`MetricName`"),
        known("Certain", Value::Bool, "Whether the sets are documented, and not inferred.", "AWS's documentation"),
        known("Counts", Value::Bool, "Whether the metric counts what is throttled or fails.", "`MetricName`"),
        known("Dead", Value::Bool, "Whether AWS says that the metric always shows 0.", "AWS's documentation"),
        known(
            "TableForm",
            Value::OneOf(&["name", "arn", "none", "unknown"]),
            "How the dimension `TableName` names a table.",
            "`Dimensions`",
        ),
        known("Table", Value::Text, "The name of the table as it is known, or empty.", "`Dimensions`"),
        known(
            "Near",
            Value::Text,
            "The table of the template that was probably meant by a name that no table has, or empty.",
            "`Dimensions`, `TableName`",
        ),
        known(
            "IndexForm",
            Value::OneOf(&["none", "missing", "unknown"]),
            "Whether an index is named; `missing` is one that the table certainly does not have.",
            "`Dimensions`, `GlobalSecondaryIndexes`",
        ),
        known("Index", Value::Text, "The name of the index as it is known, or empty.", "`Dimensions`"),
        known(
            "IndexTable",
            Value::Text,
            "The table that a missing index is not of, for people, or empty.",
            "`Dimensions`",
        ),
        known(
            "OtherIndexes",
            Value::Text,
            "Up to three indexes that this table has, for people, or empty.",
            "`GlobalSecondaryIndexes`",
        ),
        known("Operation", Value::Text, "The operation as it is known, or empty.", "`Dimensions`"),
        known(
            "MeantOperation",
            Value::Text,
            "The operation that was probably meant where there is none of this name, or empty.",
            "`Dimensions`",
        ),
        maybe("Statistic", Value::Text, "The statistic.", "`Statistic`, `ExtendedStatistic`, `Stat`"),
    ],
};

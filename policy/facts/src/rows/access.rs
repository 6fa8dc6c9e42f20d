//! Statements of access policies. Data.

use crate::row::{Group, LOGICAL_ID, PART, Value, WHAT, WHEN, known, list, maybe, texts};

pub(super) const STATEMENT: Group = Group {
    name: "statement of an access policy",
    about: "One of a policy of a role, a user, a group, a managed policy or a serverless function that names an action of \
            DynamoDB or DAX, or all actions; any of a policy of a table or its stream; and, as an action of \
            that name, `DynamoDBCrudPolicy` and `DynamoDBReadPolicy` of serverless functions and AWS's \
            `AmazonDynamoDBFullAccess`.",
    rows: &[
        LOGICAL_ID,
        WHEN,
        WHAT,
        PART.only("where it is about one replica whose Region is known"),
        known(
            "Of",
            Value::OneOf(&["identity", "managed", "resource"]),
            "What the policy belongs to: an identity, an identity that has a policy of AWS, or a resource.",
            "`Type`",
        ),
        known("BesideTables", Value::Bool, "Whether the template has a table.", "`Resources`"),
        known(
            "Anonymous",
            Value::Bool,
            "Whether it is for people who did not sign in, by a role that Amazon Cognito gives them.",
            "`AssumeRolePolicyDocument`, `Roles`",
        ),
        maybe("Effect", Value::Text, "What the statement does.", "`Effect`"),
        known(
            "Breadth",
            Value::OneOf(&["all", "others", "service", "writes", "some"]),
            "All actions, all `others` than some of other services, all of the service, some that write items, or others.",
            "`Action`, `NotAction`",
        ),
        known(
            "Reach",
            Value::OneOf(&["all", "tables", "others", "some"]),
            "All resources, all tables, all `others` than some tables, or some.",
            "`Resource`, `NotResource`",
        ),
        known("Joined", Value::Bool, "Whether it is about a table of the template.", "`Resource`"),
        known("Public", Value::Bool, "Whether a principal is everybody.", "`Principal`"),
        known("Bound", Value::OneOf(&["none", "some", "unknown"]), "Whether a condition narrows it.", "`Condition`"),
        texts(
            "ConditionKeys",
            "The keys of the condition in lower case, but those of negations and those that any caller meets.",
            "`Condition`",
        ),
        list("Actions", &ACTION, "The actions.", "`Action`"),
        list("Aims", &AIM, "The tables with indexes that it lets be queried.", "`Resource`"),
    ],
};

const ACTION: Group = Group {
    name: "action",
    about: "",
    rows: &[
        maybe("Name", Value::Text, "The action as it is written.", "`Action`"),
        known("Scan", Value::Bool, "Whether it covers scans.", "`Action`"),
        known("Suggestion", Value::Text, "The nearest action where there is none of this name, or empty.", "`Action`"),
    ],
};

const AIM: Group = Group {
    name: "queried table",
    about: "",
    rows: &[
        WHAT,
        known(
            "Index",
            Value::OneOf(&["allowed", "unallowed", "unknown"]),
            "Whether some statement of the template allows its indexes.",
            "all statements",
        ),
    ],
};

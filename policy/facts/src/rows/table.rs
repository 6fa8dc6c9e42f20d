//! A table and its smaller groups of facts. Data.

use super::billing::{BILLING, GLOBAL_CAPACITY};
use super::keys::KEYS;
use super::replicas::REPLICAS;
use crate::row::{
    Group, LOGICAL_ID, PART, RELATED, Value, WHAT, WHEN, WRONG_IN_NAME, given, known, list, maybe, texts, variants,
};

pub(super) const TABLE: Group = Group {
    name: "table",
    about: "",
    rows: &[
        LOGICAL_ID,
        known("Type", Value::OneOf(&["Table", "GlobalTable", "SimpleTable"]), "The kind of table.", "`Type`"),
        WHEN,
        maybe("Name", Value::Text, "The name of the table.", "`TableName`"),
        list("Labels", &LABEL, "Texts that say what the table is for.", "logical id, `TableName`, `Tags`"),
        variants(
            "Keys",
            &KEYS,
            "Keys, indexes and attribute definitions.",
            "`KeySchema`, `AttributeDefinitions` and the indexes",
        ),
        variants(
            "Billing",
            &BILLING,
            "How the table is billed, its capacity and what scales it.",
            "`BillingMode` and the throughput",
        ),
        variants("Naming", &NAMING, "What the table is called.", "`TableName`"),
        variants("Encryption", &ENCRYPTION, "The key that encrypts the table.", "`SSESpecification`"),
        list(
            "Undefined",
            &UNDEFINED_KEY,
            "Names in a `KMSMasterKeyId` that nothing in the template has; empty where a macro may add resources.",
            "`KMSMasterKeyId`",
        ),
        variants(
            "Attached",
            &ATTACHED,
            "What is attached to the table: key, Kinesis stream, resource policy.",
            "`SSESpecification`, `KinesisStreamSpecification`, `ResourcePolicy`",
        ),
        variants("Recovery", &RECOVERY, "Point-in-time recovery and backups.", "`PointInTimeRecoverySpecification`"),
        variants(
            "Protection",
            &PROTECTION,
            "What keeps the table from being deleted.",
            "`DeletionPolicy`, `UpdateReplacePolicy`, `DeletionProtectionEnabled`",
        ),
        variants("Stream", &STREAM, "The stream and its consumers.", "`StreamSpecification`"),
        variants("TimeToLive", &TIME_TO_LIVE, "Time to Live.", "`TimeToLiveSpecification`"),
        variants("Replicas", &REPLICAS, "The replicas of a global table; empty for other tables.", "`Replicas`"),
        variants(
            "GlobalCapacity",
            &GLOBAL_CAPACITY,
            "The provisioned capacity of a global table; empty for other tables.",
            "`WriteProvisionedThroughputSettings`, `Replicas`",
        ),
        variants("Tagging", &TAGGING, "The tags.", "`Tags`"),
        list(
            "Namesakes",
            &NAMESAKE,
            "Tables of the template that have one name at the same time; at the first table whose name is taken.",
            "`TableName`",
        ),
        variants("Monitoring", &MONITORING, "What alarms of the template cover.", "`AWS::CloudWatch::Alarm`"),
        variants("Insights", &INSIGHTS, "Contributor Insights.", "`ContributorInsightsSpecification`"),
    ],
};

const LABEL: Group = Group {
    name: "label",
    about: "One for the logical id, one for the name, and one for each tag such as `purpose`; unknown pieces of a name are left out.",
    rows: &[known(
        "Text",
        Value::Text,
        "The text as lower-case words with blanks between.",
        "logical id, `TableName`, `Tags`",
    )],
};

const NAMING: Group = Group {
    name: "name of a table",
    about: "",
    rows: &[WHEN, maybe("TableName", Value::Text, "The name.", "`TableName`"), WRONG_IN_NAME],
};

const ENCRYPTION: Group = Group {
    name: "encryption of a table",
    about: "",
    rows: &[
        WHEN,
        maybe("Enabled", Value::Bool, "Whether a KMS key is switched on.", "`SSEEnabled`"),
        maybe("Kind", Value::Text, "The type of encryption.", "`SSEType`"),
        maybe(
            "MasterKey",
            Value::Text,
            "The logical id of a key of the template, else the key as it is written; of a global table the first replica's that has one.",
            "`KMSMasterKeyId`",
        ),
        known("KeyGiven", Value::Bool, "Whether a key is certainly given, known or not.", "`KMSMasterKeyId`"),
        maybe(
            "Tier",
            Value::Int,
            "0 for an AWS owned key, 1 for an AWS managed key, 2 for a customer managed key; the least of all replicas.",
            "`SSESpecification`",
        ),
    ],
};

const ATTACHED: Group = Group {
    name: "attachments of a table",
    about: "Parameters have no other values here than their own.",
    rows: &[
        WHEN,
        list("Copies", &ATTACHED_COPY, "One for a table, one for each replica of a global table.", "`Replicas`"),
    ],
};

const ATTACHED_COPY: Group = Group {
    name: "attachments of a copy",
    about: "",
    rows: &[
        WHAT,
        PART.only(OF_A_REPLICA),
        maybe(
            "Tier",
            Value::Int,
            "0 for an AWS owned key, 1 for an AWS managed key, 2 for a customer managed key.",
            "`SSESpecification`",
        ),
        maybe(
            "Key",
            Value::Text,
            "The logical id of a key of the template, else the key as it is written; absent where no KMS key is switched on.",
            "`KMSMasterKeyId`",
        ),
        maybe("Kinesis", Value::Text, "The ARN of the Kinesis stream.", "`StreamArn`"),
        given("Policy", "Whether there is a resource policy.", "`ResourcePolicy`"),
        maybe("Denials", Value::Int, "How many of its statements deny something.", "`Effect`"),
    ],
};

const UNDEFINED_KEY: Group = Group {
    name: "undefined key",
    about: "",
    rows: &[
        known("Name", Value::Text, "The name that nothing in the template has.", "`KMSMasterKeyId`"),
        known(
            "Suggestion",
            Value::Text,
            "What to do, as a sentence: the name that was probably meant.",
            "`KMSMasterKeyId`",
        ),
    ],
};

const RECOVERY: Group = Group {
    name: "recovery of a table",
    about: "",
    rows: &[
        WHEN,
        list(
            "Copies",
            &RECOVERY_COPY,
            "One for a table, one for each replica of a global table.",
            "`PointInTimeRecoverySpecification`",
        ),
        known(
            "Backup",
            Value::OneOf(&["selected", "unselected", "unknown"]),
            "Whether a backup selection of the template selects the table.",
            "`AWS::Backup::BackupSelection`",
        ),
    ],
};

const RECOVERY_COPY: Group = Group {
    name: "recovery of a copy",
    about: "",
    rows: &[
        WHAT,
        PART.only(OF_A_REPLICA),
        maybe("Enabled", Value::Bool, "Whether point-in-time recovery is on.", "`PointInTimeRecoveryEnabled`"),
        maybe("Period", Value::Number, "How many days back it goes.", "`RecoveryPeriodInDays`"),
    ],
};

const OF_A_REPLICA: &str = "of a replica whose Region is known";

const PROTECTION: Group = Group {
    name: "protection of a table",
    about: "",
    rows: &[
        WHEN,
        maybe("DeletionPolicy", Value::Text, "What happens to the table when it leaves the stack.", "`DeletionPolicy`"),
        maybe(
            "ReplacePolicy",
            Value::Text,
            "What happens to the table when an update replaces it.",
            "`UpdateReplacePolicy`",
        ),
        known(
            "Protected",
            Value::OneOf(&["all", "some", "unknown"]),
            "How many of the copies have deletion protection; `some` may be none.",
            "`DeletionProtectionEnabled`",
        ),
        list(
            "Copies",
            &PROTECTION_COPY,
            "One for a table, one for each replica of a global table.",
            "`DeletionProtectionEnabled`",
        ),
    ],
};

const PROTECTION_COPY: Group = Group {
    name: "protection of a copy",
    about: "",
    rows: &[
        WHAT,
        PART.only(OF_A_REPLICA),
        known("Retained", Value::Bool, "Whether the deletion policy keeps the table.", "`DeletionPolicy`"),
        maybe("Enabled", Value::Bool, "Whether deletion protection is on.", "`DeletionProtectionEnabled`"),
        RELATED.only("where nothing certainly protects the copy; the place of the policy"),
    ],
};

const STREAM: Group = Group {
    name: "stream of a table",
    about: "",
    rows: &[
        WHEN,
        given("Given", "Whether the table has a stream.", "`StreamSpecification`"),
        maybe("View", Value::Text, "What the records of the stream carry.", "`StreamViewType`"),
        given(
            "Enabled",
            "Whether a `StreamEnabled` is written, which CloudFormation does not have.",
            "`StreamEnabled`",
        ),
        maybe(
            "Consumption",
            Value::Text,
            "What uses the stream, for people: event sources, other uses of its ARN, outputs.",
            "references to the stream",
        ),
        texts("Consumers", "The logical ids of what uses the stream.", "references to the stream"),
        known(
            "Readers",
            Value::Int,
            "How many event sources certainly read the stream; those that are switched off do not count.",
            "event sources",
        ),
        given("Kinesis", "Whether the table writes to a Kinesis stream.", "`KinesisStreamSpecification`"),
        list(
            "Taken",
            &ARN_USE,
            "Where the ARN of the stream is certainly used, of a table that may have no stream.",
            "references to the stream",
        ),
    ],
};

const ARN_USE: Group = Group {
    name: "use of a stream's ARN",
    about: "",
    rows: &[known("Attribute", Value::OneOf(&["StreamArn"]), "The attribute that is used.", "`Fn::GetAtt`, `Fn::Sub`")],
};

const TIME_TO_LIVE: Group = Group {
    name: "time to live of a table",
    about: "",
    rows: &[
        WHEN,
        maybe("Enabled", Value::Bool, "Whether items expire.", "`Enabled`"),
        maybe("Attribute", Value::Text, "The attribute that says when an item expires.", "`AttributeName`"),
        maybe("Type", Value::Text, "The type that the attribute's definition gives it.", "`AttributeDefinitions`"),
        maybe(
            "TableRole",
            Value::OneOf(&["partition", "sort"]),
            "What the attribute is in the key of the table; absent where it is not in it.",
            "`KeySchema`",
        ),
        maybe("Consistency", Value::Text, "The consistency between Regions.", "`MultiRegionConsistency`"),
        known(
            "Reserved",
            Value::Bool,
            "Whether DynamoDB reserves the attribute's name for expressions.",
            "`AttributeName`",
        ),
    ],
};

const TAGGING: Group = Group {
    name: "tags of a table",
    about: "",
    rows: &[WHEN, list("Copies", &TAGGED_COPY, "One for a table, one for each replica of a global table.", "`Tags`")],
};

const TAGGED_COPY: Group = Group {
    name: "tags of a copy",
    about: "",
    rows: &[
        WHAT,
        PART.only(OF_A_REPLICA),
        known("Whole", Value::Bool, "Whether there are no other tags, and all their keys are known.", "`Tags`"),
        known("Least", Value::Int, "How many tags there are for certain.", "`Tags`"),
        texts("TagNames", "The keys of the tags that are known.", "`Key`"),
        list("Tags", &TAG, "The tags.", "`Tags`"),
    ],
};

const TAG: Group = Group {
    name: "tag",
    about: "",
    rows: &[
        maybe("Name", Value::Text, "The key of the tag.", "`Key`"),
        maybe("Content", Value::Text, "The value of the tag.", "`Value`"),
        known("Repeated", Value::Bool, "Whether an earlier tag has the same key.", "`Key`"),
    ],
};

const NAMESAKE: Group = Group {
    name: "table of the same name",
    about: "It stands at the name of the later table.",
    rows: &[WHEN, WHAT, RELATED],
};

const MONITORING: Group = Group {
    name: "monitoring of a table",
    about: "An alarm on a metric with dimensions that the metric does not have covers nothing.",
    rows: &[
        WHEN,
        known("Joined", Value::Bool, "Whether an alarm of the template is about any table of it.", "the alarms"),
        known("Errors", Value::OneOf(ALARMED), "Whether an alarm covers the errors of the table.", "the alarms"),
        known(
            "Replication",
            Value::OneOf(&["alarmed", "unalarmed", "unknown", "nothing"]),
            "Whether an alarm covers the delay of replication; `nothing` where nothing is replicated with delay.",
            "the alarms",
        ),
        list("Watches", &WATCH, "What could be alarmed, and whether it is.", "the alarms"),
    ],
};

const ALARMED: &[&str] = &["alarmed", "unalarmed", "unknown"];

const WATCH: Group = Group {
    name: "watch",
    about: "`table` and `index` are about throttling; `capacity` is about how much is used, and is there where the table says that its capacity is provisioned.",
    rows: &[
        known("Of", Value::OneOf(&["table", "index", "capacity"]), "What could be alarmed.", "derived"),
        WHAT,
        PART.only("for an index whose name is known"),
        known("Read", Value::OneOf(ALARMED), "Whether an alarm covers reads.", "the alarms"),
        known("Write", Value::OneOf(ALARMED), "Whether an alarm covers writes.", "the alarms"),
        known("State", Value::OneOf(&["covered", "partial", "uncovered", "unknown"]), "Both together.", "the alarms"),
        known(
            "Missing",
            Value::OneOf(&["reads", "writes", "reads and writes", ""]),
            "What is certainly not alarmed, in words.",
            "the alarms",
        ),
        known("Wanted", Value::Text, "The metrics that would cover that, in words, or empty.", "AWS's documentation"),
    ],
};

const INSIGHTS: Group = Group {
    name: "insights of a table",
    about: "",
    rows: &[
        WHEN,
        list(
            "Copies",
            &INSIGHTS_COPY,
            "One for the table and one for each global secondary index; of a global table in each replica.",
            "`ContributorInsightsSpecification`",
        ),
    ],
};

const INSIGHTS_COPY: Group = Group {
    name: "insights of a copy",
    about: "",
    rows: &[
        WHAT,
        PART.only("for an index or a replica whose name is known"),
        maybe("Enabled", Value::Bool, "Whether Contributor Insights is on.", "`Enabled`"),
    ],
};

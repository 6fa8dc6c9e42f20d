//! Event sources, KMS keys, Kinesis streams and DAX clusters. Data.

use crate::row::{Group, LOGICAL_ID, Value, WHEN, given, known, list, maybe, texts};

pub(super) const EVENT_SOURCE: Group = Group {
    name: "event source",
    about: "",
    rows: &[
        LOGICAL_ID,
        WHEN,
        maybe(
            "Table",
            Value::Text,
            "The logical id of the table; absent where it is no table of the template.",
            "`EventSourceArn`, `Source`, `Stream`",
        ),
        known("Kind", Value::OneOf(&["EventSourceMapping", "Function", "Pipe"]), "What reads the stream.", "`Type`"),
        known(
            "SourceForm",
            Value::OneOf(&["stream", "name", "arn", "unknown"]),
            "How the source is named: as a stream, or by the name or the ARN of what is no stream.",
            "`EventSourceArn`, `Source`, `Stream`",
        ),
        maybe("StartingPosition", Value::Text, "Where reading starts.", "`StartingPosition`"),
        maybe("Batch", Value::Number, "The size of a batch.", "`BatchSize`"),
        maybe(
            "Parallel",
            Value::Number,
            "How many batches of a shard are processed at a time.",
            "`ParallelizationFactor`",
        ),
        maybe(
            "Bound",
            Value::OneOf(&["MaximumRetryAttempts", "MaximumRecordAgeInSeconds"]),
            "The property that bounds how often or how long a batch is tried again.",
            "`MaximumRetryAttempts`, `MaximumRecordAgeInSeconds`",
        )
        .only(NO_PIPE),
        given("Destination", "Whether records that can't be processed go somewhere.", "`DestinationConfig.OnFailure`")
            .only(NO_PIPE),
    ],
};

const NO_PIPE: &str = "where it is no pipe";

pub(super) const KEY: Group = Group {
    name: "KMS key",
    about: "A key is there only when a table uses it, by reference or behind an alias: `When` says both.",
    rows: &[
        LOGICAL_ID,
        WHEN,
        maybe("Enabled", Value::Bool, "Whether the key can be used.", "`Enabled`"),
        maybe("Origin", Value::Text, "Where the key material comes from.", "`Origin`"),
        maybe("Rotation", Value::Bool, "Whether the key rotates.", "`EnableKeyRotation`"),
        maybe("Spec", Value::Text, "The type of key.", "`KeySpec`"),
        maybe("Usage", Value::Text, "What the key is for.", "`KeyUsage`"),
        texts("Tables", "The logical ids of the tables that use it.", "`KMSMasterKeyId`"),
        maybe("DeletionPolicy", Value::Text, "What happens to the key when it leaves the stack.", "`DeletionPolicy`"),
        list("Statements", &KEY_STATEMENT, "The statements of its policy that allow something.", "`KeyPolicy`"),
    ],
};

const KEY_STATEMENT: Group = Group {
    name: "statement of a key policy",
    about: "",
    rows: &[
        maybe("Service", Value::Text, "The service principal of DynamoDB, where it is allowed.", "`Principal`"),
        maybe("Everybody", Value::OneOf(&["*"]), "`*` where everybody is allowed.", "`Principal`"),
        given("Guard", "Whether the statement has a condition.", "`Condition`"),
        texts("Actions", "The actions that are known.", "`Action`"),
    ],
};

pub(super) const STREAM: Group = Group {
    name: "Kinesis stream",
    about: "A stream is there only when a table writes to it: `When` says both.",
    rows: &[
        LOGICAL_ID,
        WHEN,
        given("Encryption", "Whether the stream is encrypted at rest.", "`StreamEncryption`"),
        texts("Tables", "The logical ids of the tables that write to it.", "`KinesisStreamSpecification`"),
    ],
};

pub(super) const CLUSTER: Group = Group {
    name: "DAX cluster",
    about: "",
    rows: &[
        LOGICAL_ID,
        WHEN,
        maybe("Enabled", Value::Bool, "Whether the cluster is encrypted at rest.", "`SSESpecification.SSEEnabled`"),
        maybe("Nodes", Value::Number, "How many nodes it has.", "`ReplicationFactor`"),
        maybe("Transport", Value::Text, "How its endpoint is encrypted.", "`ClusterEndpointEncryptionType`"),
        maybe("Zones", Value::Int, "How many different Availability Zones are written.", "`AvailabilityZones`"),
    ],
};

//! Billing, capacity and what scales it. Data.

use crate::row::{Group, LOGICAL_ID, PART, Value, WHAT, WHEN, given, known, list, map, maybe};

pub(super) const BILLING: Group = Group {
    name: "billing of a table",
    about: "",
    rows: &[
        WHEN,
        maybe("Mode", Value::Text, "The billing mode as it is written.", "`BillingMode`"),
        maybe(
            "Effective",
            Value::OneOf(MODES),
            "The billing mode that counts, where none is written too.",
            "`BillingMode`; of a simple table `ProvisionedThroughput`",
        ),
        maybe("Class", Value::Text, "The table class.", "`TableClass`"),
        given("Warm", "Whether throughput is kept warm.", "`WarmThroughput`"),
        given("Vectors", "Whether the table has vector indexes.", "`VectorIndexes`"),
        list(
            "WarmCapacities",
            &WARM_CAPACITY,
            "The warm throughput of the table and of each global secondary index that certainly has one.",
            "`WarmThroughput`",
        ),
        list(
            "Capacities",
            &CAPACITY,
            "The capacity of the table and of each global secondary index; empty for a global table.",
            "throughput",
        ),
        map("Scaling", &SCALING, "What of the capacity scales.", "scalable targets and scaling policies"),
    ],
};

const MODES: &[&str] = &["PROVISIONED", "PAY_PER_REQUEST"];
const DIRECTIONS: Value = Value::OneOf(&["read", "write"]);

const CAPACITY: Group = Group {
    name: "capacity",
    about: "",
    rows: &[
        known("Of", Value::OneOf(&["table", "index"]), "What has the capacity.", "derived"),
        maybe("Name", Value::Text, "The name of the index; absent for the table.", "`IndexName`"),
        WHAT,
        PART.only(OF_AN_INDEX),
        given("Throughput", "Whether provisioned throughput is written.", "`ProvisionedThroughput`"),
        given("Ceiling", "Whether maxima of on-demand billing are written.", "`OnDemandThroughput`"),
        maybe("Read", Value::Number, "The read units.", "`ReadCapacityUnits`"),
        maybe("Write", Value::Number, "The write units.", "`WriteCapacityUnits`"),
        maybe("ReadCeiling", Value::Number, "The most read units of on-demand billing.", "`MaxReadRequestUnits`"),
        maybe("WriteCeiling", Value::Number, "The most write units of on-demand billing.", "`MaxWriteRequestUnits`"),
    ],
};

const SCALING: Group = Group {
    name: "scaling of a table",
    about: "",
    rows: &[
        known(
            "Coverage",
            Value::OneOf(&["none", "some", "all", "unknown", "nothing"]),
            "How much of the capacity scales; `nothing` where no capacity could: on-demand billing, a global table, or neither \
             a mode nor throughput; `unknown` where it can't be told whether anything, or all, scales.",
            "scalable targets and scaling policies",
        ),
        list("Dimensions", &DIMENSION, "Each direction of each capacity.", "scalable targets and scaling policies"),
        list("Idle", &NAMED_TARGET, "The scalable targets of a table with on-demand billing.", "scalable targets"),
    ],
};

const WARM_CAPACITY: Group = Group {
    name: "warm throughput",
    about: "",
    rows: &[
        WHAT,
        PART.only(OF_AN_INDEX),
        maybe("Read", Value::Number, "The reads a second that are kept warm.", "`ReadUnitsPerSecond`"),
        maybe("Write", Value::Number, "The writes a second that are kept warm.", "`WriteUnitsPerSecond`"),
        maybe("ReadUnits", Value::Number, "The provisioned read units of the same.", "`ReadCapacityUnits`"),
        maybe("WriteUnits", Value::Number, "The provisioned write units of the same.", "`WriteCapacityUnits`"),
    ],
};

const OF_AN_INDEX: &str = "of an index whose name is known";

const DIMENSION: Group = Group {
    name: "dimension of capacity",
    about: "",
    rows: &[
        known("Of", Value::OneOf(&["table", "index"]), "What has the capacity.", "derived"),
        maybe("Name", Value::Text, "The name of the index; absent for the table.", "`IndexName`"),
        WHAT,
        PART.only(OF_AN_INDEX),
        known("Direction", DIRECTIONS, "Reads or writes.", "derived"),
        known(
            "State",
            Value::OneOf(&["scaled", "unscaled", "untracked", "unknown"]),
            "Whether it scales; `untracked` has a target and no policy.",
            "scalable targets and scaling policies",
        ),
        maybe("Units", Value::Number, "The units that it starts with.", "`ProvisionedThroughput`").only(HAS_TARGET),
        maybe("Minimum", Value::Number, "The minimum of the target.", "`MinCapacity`").only(HAS_TARGET),
        maybe("Maximum", Value::Number, "The maximum of the target.", "`MaxCapacity`").only(HAS_TARGET),
    ],
};

const HAS_TARGET: &str = "where a target is certainly there";

const NAMED_TARGET: Group = Group { name: "target of a table", about: "", rows: &[LOGICAL_ID] };

pub(super) const GLOBAL_CAPACITY: Group = Group {
    name: "capacity of a global table",
    about: "",
    rows: &[
        WHEN,
        maybe(
            "Effective",
            Value::OneOf(MODES),
            "The billing mode that counts, where none is written too.",
            "`BillingMode`",
        ),
        list(
            "Capacities",
            &WRITE_CAPACITY,
            "The write capacity of the table and of each global secondary index.",
            "`WriteProvisionedThroughputSettings`",
        ),
        list(
            "Ranges",
            &RANGE,
            "How far capacities scale, where both ends are known.",
            "`WriteProvisionedThroughputSettings`, `ReadProvisionedThroughputSettings`",
        ),
        list(
            "Limits",
            &LIMIT,
            "How far each capacity goes that does not scale.",
            "`ReadProvisionedThroughputSettings`, `ReadOnDemandThroughputSettings`, `WriteOnDemandThroughputSettings`",
        ),
        list("Targets", &NAMED_TARGET, "The scalable targets that name the table.", "scalable targets"),
    ],
};

const WRITE_CAPACITY: Group = Group {
    name: "write capacity of a global table",
    about: "",
    rows: &[
        WHAT,
        PART.only(OF_AN_INDEX),
        given("Throughput", "Whether provisioned throughput is written.", "`WriteProvisionedThroughputSettings`"),
    ],
};

const LIMIT: Group = Group {
    name: "limit of a capacity",
    about: "",
    rows: &[
        WHAT,
        known("Direction", DIRECTIONS, "Reads or writes.", "derived"),
        maybe("Units", Value::Number, "The units that are provisioned.", "`ReadCapacityUnits`"),
        maybe("Ceiling", Value::Number, "The most that on-demand billing serves.", "`MaxReadRequestUnits`"),
    ],
};

const RANGE: Group = Group {
    name: "range of a capacity",
    about: "",
    rows: &[
        WHAT,
        known("Direction", DIRECTIONS, "Reads or writes.", "derived"),
        maybe("Minimum", Value::Number, "The lower end.", "`MinCapacity`"),
        maybe("Maximum", Value::Number, "The upper end.", "`MaxCapacity`"),
    ],
};

//! Scalable targets and scaling policies. Data.

use crate::row::{Group, LOGICAL_ID, Value, WHEN, given, known, maybe, texts};

const DIRECTIONS: Value = Value::OneOf(&["read", "write"]);

pub(super) const SCALABLE_TARGET: Group = Group {
    name: "scalable target",
    about: "",
    rows: &[
        LOGICAL_ID,
        WHEN,
        maybe(
            "Table",
            Value::Text,
            "The logical id of the table; absent where it is no table of the template.",
            "`ResourceId`",
        ),
        maybe("Id", Value::Text, "The resource id, where all of it is text.", "`ResourceId`"),
        maybe("Namespace", Value::Text, "The service namespace.", "`ServiceNamespace`"),
        known(
            "Of",
            Value::OneOf(&["table", "index", "unknown"]),
            "What is scaled, by the dimension, or else by the resource id.",
            "`ScalableDimension`, `ResourceId`",
        ),
        known(
            "IdForm",
            Value::OneOf(&["table", "index", "neither", "unknown"]),
            "What the resource id alone names.",
            "`ResourceId`",
        ),
        maybe("Name", Value::Text, "The name of the index.", "`ResourceId`"),
        maybe(
            "Match",
            Value::OneOf(&["index"]),
            "Whether the table has that global secondary index; absent where it certainly does not.",
            "`ResourceId`, `GlobalSecondaryIndexes`",
        ),
        maybe("Direction", DIRECTIONS, "Reads or writes.", "`ScalableDimension`"),
        maybe("Minimum", Value::Number, "The minimum.", "`MinCapacity`"),
        maybe("Maximum", Value::Number, "The maximum.", "`MaxCapacity`"),
        texts(
            "Policies",
            "The logical ids of its scaling policies, at most 64 for each way to name a target.",
            "scaling policies",
        ),
        maybe(
            "Tracked",
            Value::OneOf(&["policy", "schedule"]),
            "What changes the capacity; absent where nothing does.",
            "scaling policies, `ScheduledActions`",
        ),
        maybe("SuspendedIn", Value::Bool, "Whether scaling in is suspended.", "`DynamicScalingInSuspended`"),
        maybe("SuspendedOut", Value::Bool, "Whether scaling out is suspended.", "`DynamicScalingOutSuspended`"),
        maybe(
            "Role",
            Value::OneOf(&["arn:aws", "other"]),
            "`arn:aws` for a role that is text of that partition, else `other`.",
            "`RoleARN`",
        ),
    ],
};

pub(super) const SCALING_POLICY: Group = Group {
    name: "scaling policy",
    about: "",
    rows: &[
        LOGICAL_ID,
        WHEN,
        maybe(
            "Target",
            Value::Text,
            "The logical id of its target; absent where the template certainly has none.",
            "`ScalingTargetId`, `ResourceId`",
        ),
        maybe("Direction", DIRECTIONS, "The direction of its metric.", "`PredefinedMetricType`"),
        maybe("Scales", DIRECTIONS, "The direction of its target.", "`ScalableDimension` of the target"),
        maybe("TargetValue", Value::Number, "The utilization that it keeps to.", "`TargetValue`"),
        given("Cooldown", "Whether it waits between two steps.", "`ScaleInCooldown`, `ScaleOutCooldown`"),
        known(
            "PeerCooldown",
            Value::Bool,
            "Whether a policy of the same table, this one or another, certainly has a cooldown.",
            "the policies of the table",
        ),
    ],
};

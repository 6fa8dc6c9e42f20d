//! The replicas of a global table. Data.

use crate::row::{Group, PART, Row, Value, WHAT, WHEN, known, list, maybe, texts};

pub(super) const REPLICAS: Group = Group {
    name: "replicas of a global table",
    about: "",
    rows: &[
        WHEN,
        known("Whole", Value::Bool, "Whether there are no other replicas.", "`Replicas`, `GlobalTableSourceArn`"),
        known("Least", Value::Int, "How many replicas there are for certain.", "`Replicas`"),
        maybe("Home", Value::Bool, "Whether a replica is in the Region of deployment.", "`Region`, `--region`"),
        maybe("Consistency", Value::Text, "The consistency between Regions.", "`MultiRegionConsistency`"),
        maybe("View", Value::Text, "What the records of the stream carry.", "`StreamViewType`"),
        maybe(
            "LocalIndex",
            Value::Text,
            "A local secondary index of the table, for people.",
            "`LocalSecondaryIndexes`",
        ),
        maybe("Expiry", Value::Bool, "Whether items expire.", "`TimeToLiveSpecification`"),
        known("Keyed", Value::Bool, "Whether a replica certainly has a KMS key.", "`KMSMasterKeyId`"),
        maybe(
            "Topology",
            Value::Text,
            "How many replicas and witnesses there are, in words.",
            "`Replicas`, `GlobalTableWitnesses`",
        ),
        texts("Regions", "The Regions of replicas and witnesses that are known.", "`Region`"),
        list("Members", &MEMBER, "The replicas.", "`Replicas`"),
        list("Witnesses", &WITNESS, "The witnesses.", "`GlobalTableWitnesses`"),
    ],
};

/// That a Region is one of an earlier replica.
const AGAIN: Row =
    maybe("Again", Value::Text, "Its Region, for people, where an earlier replica certainly is in it too.", "`Region`");

const WITNESS: Group =
    Group { name: "witness", about: "", rows: &[maybe("Region", Value::Text, "Its Region.", "`Region`"), AGAIN] };

const MEMBER: Group = Group {
    name: "replica",
    about: "",
    rows: &[
        maybe("Region", Value::Text, "Its Region.", "`Region`"),
        WHAT,
        PART.only("where its Region is known"),
        AGAIN,
        maybe("MasterKey", Value::Text, "Its KMS key as it is written.", "`KMSMasterKeyId`"),
        maybe(
            "Foreign",
            Value::Text,
            "Whose its key is, for people: another Region, or an earlier replica; absent where it may be of its own Region.",
            "`KMSMasterKeyId`, `Region`",
        ),
        known(
            "Differences",
            Value::Text,
            "The settings that certainly differ from those of the first replica, in words.",
            "`Replicas`",
        ),
        maybe(
            "Associated",
            Value::Bool,
            "Whether it is protected from being taken out of the global table.",
            "`DisassociationProtectionEnabled`",
        ),
        maybe(
            "Ungranted",
            Value::Text,
            "The actions of replication between accounts that its policy does not grant to DynamoDB, in words; absent where \
             it grants all.",
            "`ResourcePolicy`",
        )
        .only("where `GlobalTableSettingsReplicationMode` is written"),
        maybe(
            "Accounts",
            Value::Text,
            "Whether it shares its settings with replicas in other accounts.",
            "`GlobalTableSettingsReplicationMode`",
        ),
        list("Overrides", &OVERRIDE, "The indexes whose settings it sets.", "`GlobalSecondaryIndexes`"),
    ],
};

const OVERRIDE: Group = Group {
    name: "override of an index",
    about: "",
    rows: &[
        maybe("Name", Value::Text, "The name of the index.", "`IndexName`"),
        maybe(
            "Defined",
            Value::OneOf(&["defined"]),
            "Whether the table has that index; absent where it does not.",
            "`GlobalSecondaryIndexes`, `LocalSecondaryIndexes`",
        ),
    ],
};

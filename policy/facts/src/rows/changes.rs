//! What a template changes of an earlier one. Data.

use crate::row::{Group, PART, RELATED, Value, WHAT, WHEN, known};

pub(super) const CHANGE: Group = Group {
    name: "change",
    about: "The facts of both templates are compared, each variant with those that it can take the place of: both templates' \
            conditions compare the same parameters. Values that are not known are compared as they are written.",
    rows: &[
        WHEN,
        known(
            "Kind",
            Value::OneOf(&[
                "compared",
                "replacement",
                "indexes",
                "index-keys",
                "index-gone",
                "local-index",
                "replaced-indexes",
                "lowered",
                "policy-gone",
                "backup-gone",
                "alarm-gone",
                "scaling-gone",
                "capacity",
                "key-changed",
                "key-removed",
                "stream",
                "replicating-stream",
                "stream-gone",
                "replicating-stream-gone",
                "feed-gone",
                "ttl",
                "warm",
                "replicas",
                "own-replica",
                "replica-gone",
                "replicas-and-others",
                "strong-replicas",
                "consistency",
                "type",
                "removed",
                "template-deleted",
                "collision",
            ]),
            "What kind of change it is.",
            "derived",
        ),
        known("LogicalId", Value::Text, "The logical id of the table.", "`Resources`"),
        WHAT,
        PART.only("where it is about one replica or index whose name is known"),
        known("Subject", Value::Text, "What of it changes, for people.", "derived"),
        known("Old", Value::Text, "The earlier value in words.", "the earlier template"),
        known("New", Value::Text, "The value in words.", "the template"),
        known("Number", Value::Int, "How many indexes or replicas change; 0 for other kinds.", "both templates"),
        known(
            "Fate",
            Value::OneOf(&["stays", "collides", "kept", "protected", "deleted", "unknown"]),
            "What becomes of the table as it was: it stays unless it is replaced or removed; a table of the same name stands in \
             the way of the new one, a policy keeps it, deletion protection keeps it, or it is deleted.",
            "`UpdateReplacePolicy`, `DeletionProtectionEnabled`, `TableName`",
        ),
        known(
            "Outcome",
            Value::OneOf(&["deleted", "fails", "replaced", "kept", "lowered", "consumers", "queries", "nothing"]),
            "What comes of it, the worst first: data is deleted, the update fails, the old table stays and a new one is empty, a \
             table leaves the stack and stays, protection is lower, consumers of the stream stop, queries fail.",
            "derived",
        ),
        RELATED,
    ],
};

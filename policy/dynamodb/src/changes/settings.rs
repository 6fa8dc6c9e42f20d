//! Compares the settings of a table before and after, row by row: what is switched off, lower, gone, or other than it was.
//! Never says what that does.

use crate::changes::change::Change;
use crate::changes::pair::Pair;
use crate::changes::setting::{Falls, Setting, compare};
use crate::changes::written_fact::{Value, WrittenFact};

const ITSELF: &[&str] = &[];
const COPIES: &[&str] = &["Copies"];
const THROTTLING: [(&str, &str); 2] = [("Read", "throttled reads"), ("Write", "throttled writes")];
const ALARMED: Falls = Falls::Along(&["alarmed", "unalarmed"]);
const NO_LIMIT: Falls = Falls::Down(Some((u64::MAX, "no limit")));
const STREAM: &str = "stream";
const STREAM_GONE: &str = "stream-gone";

/// What is compared, group by group of the facts about a table.
const SETTINGS: [(&str, &[Setting]); 9] = [
    (
        "Recovery",
        &[
            Setting::new(COPIES, Falls::Off, "lowered", &[("Enabled", "point-in-time recovery")]),
            // Where it is not written it is the most that there is.
            Setting::new(COPIES, Falls::Down(Some((35, "`35`"))), "lowered", &[("Period", "`RecoveryPeriodInDays`")])
                .given("Enabled", "true"),
            Setting::new(ITSELF, Falls::Along(&["selected", "unselected"]), "backup-gone", &[("Backup", "")]),
        ],
    ),
    (
        "Protection",
        &[
            Setting::new(COPIES, Falls::Off, "lowered", &[("Enabled", "deletion protection")]),
            Setting::new(
                ITSELF,
                Falls::Kept,
                "lowered",
                &[("DeletionPolicy", "`DeletionPolicy`"), ("ReplacePolicy", "`UpdateReplacePolicy`")],
            ),
        ],
    ),
    (
        "Attached",
        &[
            Setting::new(COPIES, Falls::Gone, "policy-gone", &[("Policy", "")]),
            Setting::new(
                COPIES,
                Falls::Down(None),
                "lowered",
                &[("Denials", "the number of `Deny` statements in the resource policy")],
            ),
            Setting::new(COPIES, Falls::Gone, "feed-gone", &[("Kinesis", "")]),
            Setting::new(COPIES, Falls::Other, "feed-gone", &[("Kinesis", "")]),
        ],
    ),
    (
        "Replicas",
        &[Setting::new(&["Members"], Falls::OffIfWritten, "lowered", &[("Associated", "disassociation protection")])],
    ),
    (
        "Stream",
        &[
            Setting::new(ITSELF, Falls::Other, STREAM, &[("View", "`StreamViewType`")]),
            Setting::new(ITSELF, Falls::Gone, STREAM_GONE, &[("Given", "")]),
        ],
    ),
    (
        "TimeToLive",
        &[
            Setting::new(ITSELF, Falls::Off, "lowered", &[("Enabled", "Time to Live (TTL)")]),
            Setting::new(ITSELF, Falls::Other, "ttl", &[("Attribute", "`TimeToLiveSpecification.AttributeName`")])
                .given("Enabled", "true"),
        ],
    ),
    (
        "Billing",
        &[
            Setting::new(
                &["WarmCapacities"],
                Falls::Down(None),
                "warm",
                &[("Read", "`ReadUnitsPerSecond`"), ("Write", "`WriteUnitsPerSecond`")],
            ),
            Setting::new(
                &["Capacities"],
                Falls::Down(None),
                "capacity",
                &[("Read", "`ReadCapacityUnits`"), ("Write", "`WriteCapacityUnits`")],
            )
            .given("Effective", "PROVISIONED"),
            Setting::new(
                &["Capacities"],
                NO_LIMIT,
                "capacity",
                &[("ReadCeiling", "`MaxReadRequestUnits`"), ("WriteCeiling", "`MaxWriteRequestUnits`")],
            )
            .given("Effective", "PAY_PER_REQUEST"),
            Setting::new(
                &["Scaling", "Dimensions"],
                Falls::Along(&["scaled", "untracked", "unscaled"]),
                "scaling-gone",
                &[("State", "")],
            ),
            Setting::new(
                &["Scaling", "Dimensions"],
                Falls::Down(None),
                "capacity",
                &[("Minimum", "`MinCapacity`"), ("Maximum", "`MaxCapacity`")],
            ),
        ],
    ),
    (
        "GlobalCapacity",
        &[
            Setting::new(
                &["Ranges"],
                Falls::Down(None),
                "capacity",
                &[("Minimum", "`MinCapacity`"), ("Maximum", "`MaxCapacity`")],
            ),
            Setting::new(&["Limits"], Falls::Down(None), "capacity", &[("Units", "the provisioned capacity")])
                .given("Effective", "PROVISIONED"),
            Setting::new(&["Limits"], NO_LIMIT, "capacity", &[("Ceiling", "the on-demand maximum")])
                .given("Effective", "PAY_PER_REQUEST"),
        ],
    ),
    (
        "Monitoring",
        &[
            Setting::new(&["Watches"], ALARMED, "alarm-gone", &THROTTLING).of("table"),
            Setting::new(ITSELF, ALARMED, "alarm-gone", &[("Errors", "errors"), ("Replication", "replication delay")]),
            Setting::new(
                &["Watches"],
                ALARMED,
                "alarm-gone",
                &[("Read", "used read capacity"), ("Write", "used write capacity")],
            )
            .of("capacity"),
            Setting::new(&["Watches"], ALARMED, "alarm-gone", &THROTTLING).of("index"),
        ],
    ),
];

/// What of the settings of a table is lower, gone, or other.
pub(crate) fn changed(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let start = changes.len();
    for (group, settings) in &SETTINGS {
        for variant in &table.variants(group) {
            for setting in *settings {
                compare(setting, variant, changes);
            }
        }
    }
    if [table.old, table.new].into_iter().all(replicates_by_stream) {
        for change in changes.iter_mut().skip(start) {
            change.kind = match change.kind {
                STREAM => "replicating-stream",
                STREAM_GONE => "replicating-stream-gone",
                kind => kind,
            };
        }
    }
}

/// Whether it certainly has several replicas that are eventually consistent.
fn replicates_by_stream(side: WrittenFact<'_>) -> bool {
    let mut variants = side.items("Replicas").peekable();
    let is_eventual = |variant: WrittenFact<'_>| {
        let consistency = variant.get("Consistency").and_then(WrittenFact::value);
        matches!(consistency, Some(Value::Absent | Value::Known("EVENTUAL")))
    };
    let has_several = |variant: WrittenFact<'_>| !matches!(variant.text("Least"), None | Some("0" | "1"));
    variants.peek().is_some() && variants.all(|variant| is_eventual(variant) && has_several(variant))
}

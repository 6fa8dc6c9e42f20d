//! The metrics of DynamoDB and the dimensions that each is published with, as data. AWS adds metrics, so the list is never
//! complete; sets of dimensions that are not documented are marked as inferred.

/// One metric.
#[derive(Debug)]
pub(crate) struct Metric {
    pub(crate) name: &'static str,
    /// The sets of dimensions it is published with; the names in alphabetical order, with commas between.
    pub(crate) sets: &'static [&'static str],
    /// Sets that it is said to have at times.
    pub(crate) rare: &'static [&'static str],
    /// Whether the sets are not documented.
    pub(crate) is_inferred: bool,
    /// What throttling it counts, if it does.
    pub(crate) throttles: Throttles,
}

/// What throttling a metric counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Throttles {
    None,
    /// Reads of the table, or of the index that is named.
    Reads,
    /// Writes of the table, or of the index that is named.
    Writes,
    /// Requests of one operation, on the table and its indexes.
    Requests,
}

impl Metric {
    /// Whether it counts what is throttled or fails, and is published only where something is.
    pub(crate) fn is_count(&self) -> bool {
        self.throttles != Throttles::None || matches!(self.name, "SystemErrors" | "UserErrors")
    }

    /// Whether AWS documents that it shows 0 whatever happens.
    pub(crate) fn is_dead(&self) -> bool {
        matches!(self.name, "OnlineIndexThrottleEvents" | "OnlineIndexConsumedWriteCapacity")
    }
}

const TABLE: &[&str] = &["TableName"];
const TABLE_OR_INDEX: &[&str] = &["TableName", "GlobalSecondaryIndexName,TableName"];
const INDEX: &[&str] = &["GlobalSecondaryIndexName,TableName"];
const OPERATION: &[&str] = &["Operation,TableName"];
const STREAM: &[&str] = &["Operation,StreamLabel,TableName"];
const DELEGATED: &[&str] = &["DelegatedOperation,TableName"];
const RECEIVING: &[&str] = &["ReceivingRegion,TableName"];
const VECTOR_INDEX: &[&str] = &["TableName,VectorIndexName"];
const ACCOUNT: &[&str] = &["none"];
/// Dimensions that stand beside the operation at times.
const BESIDE: &[&str] = &["Operation,OperationType,TableName", "Operation,TableName,Verb"];
/// Writes apart by whose they are: a customer's, or those of replication.
const BY_SOURCE: &[&str] = &["Source,TableName", "GlobalSecondaryIndexName,Source,TableName"];

const fn plain(name: &'static str, sets: &'static [&'static str]) -> Metric {
    Metric { name, sets, rare: &[], is_inferred: false, throttles: Throttles::None }
}

const fn throttles(name: &'static str, throttles: Throttles) -> Metric {
    Metric { throttles, ..plain(name, TABLE_OR_INDEX) }
}

/// A metric of reads of the table's stream, which AWS documents with the dimension `StreamLabel` and its CDK uses without.
const fn streamed(name: &'static str) -> Metric {
    Metric { rare: OPERATION, is_inferred: true, ..plain(name, STREAM) }
}

/// A metric of one operation.
const fn of_operation(name: &'static str, throttles: Throttles) -> Metric {
    Metric { rare: BESIDE, throttles, ..plain(name, OPERATION) }
}

const METRICS: [Metric; 46] = [
    throttles("ReadThrottleEvents", Throttles::Reads),
    throttles("WriteThrottleEvents", Throttles::Writes),
    throttles("ReadProvisionedThroughputThrottleEvents", Throttles::Reads),
    throttles("WriteProvisionedThroughputThrottleEvents", Throttles::Writes),
    throttles("ReadMaxOnDemandThroughputThrottleEvents", Throttles::Reads),
    throttles("WriteMaxOnDemandThroughputThrottleEvents", Throttles::Writes),
    throttles("ReadAccountLimitThrottleEvents", Throttles::Reads),
    Metric { throttles: Throttles::Writes, ..plain("WriteAccountLimitThrottleEvents", TABLE) },
    throttles("ReadKeyRangeThroughputThrottleEvents", Throttles::Reads),
    throttles("WriteKeyRangeThroughputThrottleEvents", Throttles::Writes),
    of_operation("ThrottledRequests", Throttles::Requests),
    of_operation("SystemErrors", Throttles::None),
    Metric {
        rare: &["Operation,OperationType,TableName", "Operation,TableName,Verb", "Operation,StreamLabel,TableName"],
        ..plain("SuccessfulRequestLatency", OPERATION)
    },
    of_operation("ReturnedItemCount", Throttles::None),
    plain("ConsumedReadCapacityUnits", TABLE_OR_INDEX),
    Metric { rare: BY_SOURCE, ..plain("ConsumedWriteCapacityUnits", TABLE_OR_INDEX) },
    plain("ProvisionedReadCapacityUnits", TABLE_OR_INDEX),
    plain("ProvisionedWriteCapacityUnits", TABLE_OR_INDEX),
    plain("OnlineIndexConsumedWriteCapacity", INDEX),
    plain("OnlineIndexPercentageProgress", INDEX),
    plain("OnlineIndexThrottleEvents", INDEX),
    plain("ConditionalCheckFailedRequests", TABLE),
    plain("TransactionConflict", TABLE),
    plain("TimeToLiveDeletedItemCount", TABLE),
    streamed("ReturnedBytes"),
    streamed("ReturnedRecordsCount"),
    plain("UserErrors", ACCOUNT),
    plain("AccountMaxReads", ACCOUNT),
    plain("AccountMaxWrites", ACCOUNT),
    plain("AccountMaxTableLevelReads", ACCOUNT),
    plain("AccountMaxTableLevelWrites", ACCOUNT),
    plain("AccountProvisionedReadCapacityUtilization", ACCOUNT),
    plain("AccountProvisionedWriteCapacityUtilization", ACCOUNT),
    plain("MaxProvisionedTableReadCapacityUtilization", ACCOUNT),
    plain("MaxProvisionedTableWriteCapacityUtilization", ACCOUNT),
    plain("ReplicationLatency", RECEIVING),
    plain("PendingReplicationCount", RECEIVING),
    plain("AgeOfOldestUnreplicatedRecord", DELEGATED),
    plain("ConsumedChangeDataCaptureUnits", DELEGATED),
    plain("FailedToReplicateRecordCount", DELEGATED),
    plain("ThrottledPutRecordCount", DELEGATED),
    plain("FaultInjectionServiceInducedErrors", OPERATION),
    plain("OnDemandMaxReadRequestUnits", TABLE_OR_INDEX),
    plain("OnDemandMaxWriteRequestUnits", TABLE_OR_INDEX),
    plain("VectorSearchRequestBytes", VECTOR_INDEX),
    plain("VectorWriteRequestBytes", VECTOR_INDEX),
];

/// The metric of that name.
pub(crate) fn find(name: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.name == name)
}

/// The metric whose name was probably meant.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    let wanted = name.to_ascii_lowercase();
    let limit = (wanted.len() / 4).clamp(1, 3);
    let near = METRICS.iter().filter(|metric| metric.name.len().abs_diff(wanted.len()) <= limit);
    near.map(|metric| (strsim::levenshtein(&wanted, &metric.name.to_ascii_lowercase()), metric.name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// A set of dimensions in words: "with the dimensions `A` and `B`".
pub(crate) fn words(set: &str) -> String {
    if set == "none" {
        return "without dimensions".to_owned();
    }
    // People write the table first.
    let mut names: Vec<&str> = set.split(',').collect();
    tablewarden_order::sort_by_key(&mut names, |name| *name != "TableName");
    match names.as_slice() {
        [] => "without dimensions".to_owned(),
        [only] => format!("with the dimension `{only}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("with the dimensions {} and `{last}`", first.join(", "))
        }
    }
}

/// The sets of a metric in words.
pub(crate) fn expected(metric: &Metric) -> String {
    let sets: Vec<String> = metric.sets.iter().map(|set| words(set)).collect();
    sets.join(" or ").replace("or with ", "or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_in_order_and_names_unique() {
        for (index, metric) in METRICS.iter().enumerate() {
            for set in metric.sets.iter().chain(metric.rare) {
                let names: Vec<_> = set.split(',').collect();
                assert!(names.is_sorted(), "{set}");
            }
            assert!(METRICS.iter().skip(index + 1).all(|other| other.name != metric.name), "{}", metric.name);
        }
    }

    #[test]
    fn near_names_are_found() {
        assert_eq!(nearest("ReadThrottledEvents"), Some("ReadThrottleEvents"));
        assert_eq!(nearest("usererrors"), Some("UserErrors"));
        assert_eq!(nearest("UserError"), Some("UserErrors"));
        assert_eq!(nearest("Latency"), None);
        assert_eq!(nearest(""), None);
    }

    #[test]
    fn sets_in_words() {
        assert_eq!(words("none"), "without dimensions");
        assert_eq!(words("Operation,TableName"), "with the dimensions `TableName` and `Operation`");
        let metric = find("ReadThrottleEvents").map(expected);
        let expected = "with the dimension `TableName` or the dimensions `TableName` and `GlobalSecondaryIndexName`";
        assert_eq!(metric.as_deref(), Some(expected));
    }
}

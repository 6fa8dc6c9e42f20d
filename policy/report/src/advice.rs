//! What matters for tables in DynamoDB and no template can show. The same for every template, and never a finding.

/// One line each.
pub(crate) const ADVICE: [&str; 5] = [
    "Keep items small: you pay for each 1 KB written and each 4 KB read. Put what makes an item larger than 10 KB into S3, and its key into the item.",
    "Start from the queries: write down what the application asks for, and answer each with one `Query` of the table or of an index, never with a `Scan`.",
    "Practise the restore: it makes a new table, whose name, alarms, scaling, streams and policies have to follow. Measure how long that takes.",
    "Know the traffic: load that jumps suits on-demand, steady load suits provisioned capacity with scaling. Compare with the consumed capacity that was measured.",
    "Spread hot keys: where many writes meet one partition key, add a suffix to it in the code, and read all suffixes.",
];

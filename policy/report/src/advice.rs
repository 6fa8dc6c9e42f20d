//! What matters for tables in DynamoDB and no template can show. The same for every template, and never a finding.

/// One line each.
pub(crate) const ADVICE: [&str; 5] = [
    "keep items small: each 1 KB written and each 4 KB read is paid for. put what makes an item larger than 10 KB into S3, and its key into the item",
    "start from the queries: write down what is asked for, and let each question be one `Query` of the table or of an index, never a `Scan`",
    "practise the restore: it makes a new table, and its name, alarms, scaling, streams and policies have to follow. measure how long that takes",
    "know the traffic: load that jumps suits on-demand, steady load provisioned capacity with scaling. compare with the consumed capacity that was measured",
    "spread what is hot: where many writes meet one partition key, let the code add a suffix to it, and read all suffixes",
];

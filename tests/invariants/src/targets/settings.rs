//! Settings files: on a template and for the files of a folder. A mistake leaves the rest in force, and is told.

use serde_json::json;
use tablewarden_check::file_settings;

use crate::ask::{add, check, checked};
use crate::engine::Engine;
use crate::parts::first;

/// What is checked where an input has no template.
const TEMPLATE: &[u8] = b"Parameters: {Stage: {Type: String, Default: prod}}\nResources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      \
    TableName: !Sub '${Stage}-t'\n      BillingMode: PROVISIONED\n      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      \
    KeySchema: [{AttributeName: id, KeyType: HASH}]\n      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}\n";

pub(super) fn settings(input: &[u8], engine: &mut dyn Engine) {
    let [settings, template] = first(input);
    let template = if template.is_empty() { TEMPLATE } else { template };
    let mut header = check(("t.yaml", template));
    add(&mut header, json!({"settings": {"name": "tablewarden.yaml", "blob": 1}}));
    checked(engine, header, &[("t.yaml", template), ("tablewarden.yaml", settings)]);
    // What the command reads of it, for folders.
    let _ = file_settings(settings);
}

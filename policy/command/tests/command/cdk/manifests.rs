//! What the CDK writes into a cloud assembly, in short: manifests of stacks and stages, of assets, and templates that nest others.

use serde_json::{Value, json};

/// A template without resources.
pub(crate) const EMPTY: &str = r#"{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}"#;

/// A stack at `place`, with its manifest of assets.
pub(crate) fn stack(name: &str, place: &str) -> Vec<(String, Value)> {
    let id = name.replace('/', "");
    let assets = json!({"type": "cdk:asset-manifest", "properties": {"file": format!("{id}.assets.json")}});
    let stack = json!({"type": "aws:cloudformation:stack", "environment": format!("aws://{place}"), "displayName": name,
        "properties": {"templateFile": format!("{id}.template.json")}, "dependencies": [format!("{id}.assets")]});
    vec![(format!("{id}.assets"), assets), (id, stack)]
}

pub(crate) fn stage(folder: &str) -> Vec<(String, Value)> {
    vec![(folder.to_owned(), json!({"type": "cdk:cloud-assembly", "properties": {"directoryName": folder}}))]
}

/// A manifest with these artifacts, in this order.
pub(crate) fn artifacts(parts: &[Vec<(String, Value)>]) -> String {
    let parts: Vec<String> = parts.iter().flatten().map(|(id, value)| format!("{}: {value}", json!(id))).collect();
    format!(r#"{{"version": "44.0.0", "artifacts": {{{}}}}}"#, parts.join(", "))
}

/// A template with a nested stack for each of these files.
pub(crate) fn nesting(files: &[&str]) -> String {
    let resource = |file: &&str| {
        let name = file.split('.').next().unwrap();
        let metadata = json!({"aws:cdk:path": format!("Top/{name}.NestedStack/{name}.NestedStackResource"),
            "aws:asset:path": file, "aws:asset:property": "TemplateURL"});
        (name.to_owned(), json!({"Type": "AWS::CloudFormation::Stack", "Metadata": metadata}))
    };
    json!({"Resources": files.iter().map(resource).collect::<serde_json::Map<_, _>>()}).to_string()
}

/// A manifest of assets that lists these files, with what they are shown as.
pub(crate) fn assets(files: &[(&str, &str)]) -> String {
    let file = |(path, shown): &(&str, &str)| {
        (format!("hash of {path}"), json!({"displayName": shown, "source": {"path": path, "packaging": "file"}}))
    };
    json!({"version": "44.0.0", "files": files.iter().map(file).collect::<serde_json::Map<_, _>>()}).to_string()
}

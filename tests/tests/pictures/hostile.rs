//! Templates that somebody made to break a picture: names stay text, and much of everything is cut and counted.

use tablewarden_tests::checkers::{check, draw, request};
use tablewarden_wire::PictureFormat;

use crate::reader::{attributes, read};

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><image href=x onerror=alert(1)>",
    "]]>--><!DOCTYPE x>&lt;&#0;&amp;",
    "javascript:alert(1)//x",
    "\u{1b}[31mred\u{7}\u{0}\u{85}\u{9b}",
    "\u{202e}evil\u{2066}\u{200f}",
    "\u{fffe}\u{ffff}\u{fdd0}\u{1f600}",
    "`\"]; click a; %%{init: {}}%% ```\n## x",
    "a\u{300}\u{301}\u{302}",
];

#[test]
fn hostile_names_stay_text() {
    for hostile in HOSTILE.into_iter().map(str::to_owned).chain(HOSTILE.map(|one| one.repeat(10_000 / one.len() + 1))) {
        let template = serde_json::json!({"Resources": {
            &hostile: {"Type": "AWS::DynamoDB::Table", "Properties": {
                "TableName": hostile, "BillingMode": hostile, "TableClass": hostile,
                "AttributeDefinitions": [{"AttributeName": hostile, "AttributeType": hostile}],
                "KeySchema": [{"AttributeName": hostile, "KeyType": "HASH"}],
                "GlobalSecondaryIndexes": [{"IndexName": hostile, "KeySchema": [{"AttributeName": hostile, "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": [hostile]}}],
                "StreamSpecification": {"StreamViewType": hostile},
                "TimeToLiveSpecification": {"Enabled": true, "AttributeName": hostile},
                "SSESpecification": {"SSEEnabled": true, "KMSMasterKeyId": hostile}}},
            "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Namespace": "AWS/DynamoDB", "MetricName": hostile,
                "Dimensions": [{"Name": "TableName", "Value": {"Ref": hostile}}]}}}});
        let bytes = template.to_string().into_bytes();
        let pictures = draw(&request(&hostile, &bytes), &[&bytes], PictureFormat::Svg).pictures;
        let [picture] = pictures.as_slice() else { panic!("one picture") };
        let document = read("hostile", picture);
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            let known = ["svg", "title", "desc", "style", "a", "g", "rect", "path", "circle", "text"];
            assert!(known.contains(&name), "<{name}>");
            assert!(node.attributes().all(|one| !one.name().starts_with("on") && one.name() != "style"), "{name}");
            let href = node.attribute("href").unwrap_or("");
            let is_relative = !href.starts_with('/') && !href.split('#').next().unwrap_or("").contains(':');
            assert!(is_relative, "{href}");
            if name == "text" {
                assert!(node.text().unwrap_or("").chars().count() <= 140, "cut");
            }
        }
        let is_harmful = |letter: char| letter != '\n' && tablewarden_source::is_harmful(letter);
        assert!(!picture.text.contains(is_harmful) && !picture.text.contains(['\u{fffe}', '\u{ffff}']));
        let flowchart = draw(&request("a.json", &bytes), &[&bytes], PictureFormat::Mermaid).pictures.remove(0).text;
        assert!(!flowchart.contains("```") && !flowchart.contains("%%") && !flowchart.contains("<s"), "{flowchart}");
        for line in flowchart.lines().skip(1) {
            let is_arrow =
                ["  table ", "  stream ", "  settings ", "  classDef "].iter().any(|start| line.starts_with(start));
            let is_node = line.trim_end_matches(":::missing").ends_with("\"]") && line.matches('"').count() == 2;
            assert!(is_arrow || is_node, "{line}");
        }
    }
}

#[test]
fn much_of_everything_is_cut_and_counted() {
    let index = |number: usize| {
        let key = [serde_json::json!({"AttributeName": "a", "KeyType": "HASH"})];
        serde_json::json!({"IndexName": format!("i{number}"), "KeySchema": key, "Projection": {"ProjectionType": "ALL"}})
    };
    let table = serde_json::json!({"Type": "AWS::DynamoDB::Table", "Properties": {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}],
        "GlobalSecondaryIndexes": (0..500).map(index).collect::<Vec<_>>()}});
    let mut resources = serde_json::Map::new();
    resources.insert("Orders".to_owned(), table);
    for number in 0..100 {
        let alarm = serde_json::json!({"Type": "AWS::CloudWatch::Alarm", "Properties": {"Namespace": "AWS/DynamoDB",
            "MetricName": "ReadThrottleEvents", "Dimensions": [{"Name": "TableName", "Value": {"Ref": "Orders"}}]}});
        resources.insert(format!("Alarm{number}"), alarm);
    }
    let bytes = serde_json::json!({"Resources": resources}).to_string().into_bytes();
    let request = request("a.json", &bytes);
    let picture = draw(&request, &[&bytes], PictureFormat::Svg).pictures.remove(0);
    assert!(picture.text.contains(">and 476 more indexes<") && picture.text.contains(">and 88 more<"));
    assert!(picture.height < 4_000, "{}", picture.height);
    let document = read("many", &picture);
    let marked = attributes(&document, "data-count").into_iter().map(|count| count.parse::<usize>().expect("a number"));
    assert_eq!(
        marked.sum::<usize>(),
        check(request, &[&bytes]).findings.len(),
        "those of what is not drawn are marked too"
    );
}

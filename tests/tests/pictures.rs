//! Pictures of tables: those that were looked at stay as they are, byte for byte; and of every template of the corpus the
//! picture is well-formed, leads to lines that are there, and marks each finding.

use std::collections::BTreeMap;

use tablewarden_tests::checkers::{check, draw, request};
use tablewarden_tests::corpus::cases;
use tablewarden_tests::repository;
use tablewarden_wire::{CheckRequest, DrawResponse, PictureFormat, Profile, TablePicture};

/// The templates whose pictures are kept in `tests/pictures`.
const REVIEWED: [&str; 8] = [
    "examples/orders.yaml",
    "examples/pattern1.yaml",
    "examples/pattern2.yaml",
    "examples/pattern3.yaml",
    "tests/corpus/replicas/everything-is-a-parameter.yaml",
    "tests/corpus/replicas/second-region-in-production.yaml",
    "tests/corpus/streams/three-readers.yaml",
    "tests/corpus/damaged/unclosed-bracket.yaml",
];

/// Set to write the pictures of `tests/pictures`, to be looked at and committed, and not to compare them.
const WRITE: &str = "TABLEWARDEN_WRITE_PICTURES";

fn drawn(path: &str, format: PictureFormat) -> DrawResponse {
    let bytes = repository::read(&repository::root().join(path));
    let name = path.rsplit('/').next().unwrap_or(path);
    draw(&request(name, &bytes), &[&bytes], format)
}

#[test]
fn pictures_are_as_they_were_looked_at() {
    let folder = repository::root().join("tests/pictures");
    let mut expected = BTreeMap::new();
    for path in REVIEWED {
        let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).expect("it has a name");
        for (format, ending) in [(PictureFormat::Svg, "svg"), (PictureFormat::Mermaid, "mmd")] {
            for TablePicture { logical_id, text, .. } in drawn(path, format).pictures {
                expected.insert(folder.join(format!("{stem}-{logical_id}.{ending}")), text);
            }
        }
    }
    if std::env::var_os(WRITE).is_some() {
        std::fs::create_dir_all(&folder).expect("a folder");
        for (path, text) in &expected {
            std::fs::write(path, text).expect("a picture is written");
        }
    }
    let kept: Vec<_> = repository::files_below(&folder);
    assert_eq!(kept, expected.keys().cloned().collect::<Vec<_>>(), "the files of tests/pictures");
    for (path, text) in expected {
        assert!(repository::text(&path) == text, "{} is another picture; {WRITE}=1 writes it", path.display());
    }
}

/// An SVG, read.
fn read<'p>(name: &str, picture: &'p TablePicture) -> roxmltree::Document<'p> {
    roxmltree::Document::parse(&picture.text).unwrap_or_else(|error| panic!("{name}: {error}\n{}", picture.text))
}

/// The value of an attribute wherever it is, in the order of the picture.
fn attributes<'p>(document: &'p roxmltree::Document<'_>, name: &str) -> Vec<&'p str> {
    document.descendants().filter_map(|node| node.attribute(name)).collect()
}

#[test]
fn every_picture_of_the_corpus_is_well_formed_and_marks_what_is_found() {
    for case in cases() {
        let strict = CheckRequest { profile: Some(Profile::Strict), ..case.request.clone() };
        let (answer, pictures) =
            (check(strict.clone(), &case.blobs()), draw(&strict, &case.blobs(), PictureFormat::Svg));
        assert_eq!(answer.notices, pictures.notices, "{}", case.name);
        assert_eq!(answer.counts.tables as usize, pictures.pictures.len(), "{}", case.name);
        let lines = u32::try_from(String::from_utf8_lossy(&case.bytes).split(['\n', '\r']).count()).expect("few lines");
        let mut marked: Vec<String> = Vec::new();
        for picture in &pictures.pictures {
            let document = read(&case.name, picture);
            let root = document.root_element();
            assert_eq!(root.attribute("data-lines"), Some(&*format!("{}-{}", picture.first_line, picture.last_line)));
            assert!(picture.first_line >= 1 && picture.last_line >= picture.first_line && picture.last_line <= lines);
            for line in attributes(&document, "data-line") {
                let line: u32 = line.parse().expect("a number");
                assert!((1..=lines).contains(&line), "{}: line {line} of {lines}", case.name);
            }
            let mut counted = 0;
            for count in attributes(&document, "data-count") {
                counted += count.parse::<usize>().expect("a number");
            }
            let rules = attributes(&document, "data-rule");
            let rules = rules.iter().flat_map(|rules| rules.split(' ')).map(str::to_owned);
            let before = marked.len();
            marked.extend(rules);
            assert_eq!(marked.len() - before, counted, "{}", case.name);
        }
        if pictures.pictures.is_empty() {
            continue;
        }
        let mut found: Vec<String> = answer.findings.iter().map(|finding| finding.rule.clone()).collect();
        // What belongs to several tables is marked in the picture of each.
        for rule in &found {
            let count = |all: &[String]| all.iter().filter(|other| *other == rule).count();
            assert!(count(&marked) >= count(&found), "{}: {rule} is not marked", case.name);
        }
        if pictures.pictures.len() == 1 {
            marked.sort();
            found.sort();
            assert_eq!(marked, found, "{}", case.name);
        }
    }
}

#[test]
fn a_name_in_a_picture_stands_on_the_line_that_it_leads_to() {
    let mut names = 0;
    for path in &REVIEWED[..4] {
        let template = repository::text(&repository::root().join(path));
        let lines: Vec<&str> = template.lines().collect();
        for picture in drawn(path, PictureFormat::Svg).pictures {
            let document = read(path, &picture);
            for text in document.descendants().filter(|node| matches!(node.attribute("class"), Some("n" | "t"))) {
                let name = text.text().expect("a name");
                let link = text.ancestors().find_map(|node| node.attribute("data-line")).expect("it leads to a line");
                let line = lines[link.parse::<usize>().expect("a number") - 1];
                assert!(line.contains(name), "{path}: `{name}` is not on line {link}: {line}");
                names += 1;
            }
        }
    }
    assert!(names > 30, "{names}");
}

#[test]
fn a_mark_is_at_the_part_that_the_finding_is_about() {
    let orders = drawn("examples/orders.yaml", PictureFormat::Mermaid).pictures.remove(0).text;
    let line = |with: &str| orders.lines().find(|line| line.contains(with)).expect("a node").to_owned();
    let index = line("by#45;status");
    assert!(index.contains("partition key status, S <b>1 warning</b>"), "{index}");
    assert!(index.contains("capacity read 10, write 10, fixed <b>2 warnings</b>"), "{index}");
    assert!(index.contains("No alarm <b>1 warning</b>"), "{index}");
    assert!(line("OrdersSystemErrors").contains("<b>1 error</b>"));
    assert!(!line("OrdersReadThrottles").contains("<b>"));
}

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
            let is_arrow = ["  table ", "  stream ", "  classDef "].iter().any(|start| line.starts_with(start));
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

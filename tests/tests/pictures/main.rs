//! Pictures of tables: those that were looked at stay as they are, byte for byte, and what they show stands where they say.

mod corpus;
mod hostile;
mod reader;

use std::collections::BTreeMap;

use tablewarden_tests::checkers::{draw, request};
use tablewarden_tests::repository;
use tablewarden_wire::{DrawResponse, PictureFormat, TablePicture};

use crate::reader::read;

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
    let index = line("by-status");
    assert!(index.contains("partition key status, S <b>1 warning</b>"), "{index}");
    assert!(index.contains("capacity read 10, write 10, fixed <b>2 warnings</b>"), "{index}");
    assert!(index.contains("No alarm <b>1 warning</b>"), "{index}");
    assert!(line("OrdersSystemErrors").contains("<b>1 error</b>"));
    assert!(!line("OrdersReadThrottles").contains("<b>"));
}

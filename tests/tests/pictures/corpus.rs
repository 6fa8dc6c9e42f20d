//! Of every template of the corpus the picture is well-formed, leads to lines that are there, and marks each finding.

use tablewarden_tests::checkers::{check, draw};
use tablewarden_tests::corpus::cases;
use tablewarden_wire::{CheckRequest, PictureFormat, Profile};

use crate::reader::{attributes, read};

#[test]
fn every_picture_of_the_corpus_is_well_formed_and_marks_what_is_found() {
    // Pictures are of the first document of a file alone, and a notice says so.
    for case in cases().into_iter().filter(|case| case.name != "reading/several-documents.yaml") {
        let strict = CheckRequest { profile: Some(Profile::Strict), ..case.request.clone() };
        let (answer, pictures) =
            (check(strict.clone(), &case.blobs()), draw(&strict, &case.blobs(), PictureFormat::Svg));
        // Beside the notices of a check, a picture says where a part could not be looked at.
        let said =
            pictures.notices.iter().filter(|notice| !notice.message.starts_with("A part of this template could"));
        assert!(said.eq(&answer.notices), "{}: {:?}", case.name, pictures.notices);
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

//! Names and texts that somebody chose to break a report stay text in each format.

use tablewarden_wire::{Format, ReportLine};

use super::formats::full;
use super::*;
use crate::Ended;
use tablewarden_source::is_harmful;

/// What ends a line, a cell, a property or an element somewhere, moves a cursor, or is a sign of some markup.
const HOSTILE: [&str; 8] = [
    "\u{1b}[31m\u{1b}]8;;http://e.vil\u{7}\r\n::error::x\n##[error]y\u{0}\u{85}\u{2028}\u{202e}",
    "</failure><script>alert(1)</script>]]>&lt;&\"'<!-- \u{fffe}\u{ffff}",
    "a|b\\|c` | `` | d\n| x | y |\n\n# Heading",
    "[x](javascript:alert(1)) ![i](http://e.vil/p.png) <img src=x> www.e.vil @all #1 !2 :bug: https://e.vil",
    "%0A%25,file=/etc/passwd:line=1::x",
    "../../etc/passwd",
    "{0} {{1}} \\u0041 \"},{\"",
    "*a* _b_ ~c~ $d$ %e% ${f} {{ g }}",
];

fn hostile(text: &str) -> CheckResponse {
    let mut response = full();
    let all = response.findings.iter_mut().chain(&mut response.waived);
    for finding in all {
        finding.message = format!("{text} `{text}`");
        finding.file = text.to_owned();
        finding.path = text.to_owned();
        finding.logical_id = Some(text.to_owned());
        finding.construct_path = Some(text.to_owned());
        finding.condition = Some(text.to_owned());
        finding.rule = text.to_owned();
        finding.name = text.to_owned();
        finding.related[0].message = text.to_owned();
        finding.related[0].file = text.to_owned();
        for fix in &mut finding.fixes {
            (fix.title, fix.diff) = (text.to_owned(), Some(format!("--- a\n+++ a\n{text}\n")));
        }
        if let Some(waiver) = &mut finding.waiver {
            waiver.reason = text.to_owned();
        }
    }
    response.file = text.to_owned();
    response.notices[0].message = text.to_owned();
    response.notices[0].file = text.to_owned();
    response.rules[0].id = text.to_owned();
    response.rules[0].title = Some(text.to_owned());
    response.rules[0].help = Some(text.to_owned());
    response.rules[0].address = None;
    response
}

/// The reports of one format about each of the texts, and about one of 10,000 characters.
fn reports(format: Format) -> Vec<(String, String)> {
    let long = HOSTILE.concat().chars().cycle().take(10_000).collect::<String>();
    let texts = HOSTILE.iter().map(|text| (*text).to_owned()).chain([long]);
    texts.map(|text| (rendered(format, &[hostile(&text)], Vec::new()).1, text)).collect()
}

#[test]
fn no_control_character_comes_through() {
    for format in Format::ALL {
        for (report, text) in reports(format) {
            let through: Vec<char> = report.chars().filter(|one| is_harmful(*one) && *one != '\n').collect();
            assert!(through.is_empty(), "{format:?} lets {through:?} of {text:?} through");
        }
    }
}

#[test]
fn colors_are_ours_alone() {
    for text in HOSTILE {
        let style = Style { color: true, verbose: true, statistics: true, advice: true, ..Style::default() };
        let mut renderer = Renderer::new(&[(Format::Text, style)], None);
        renderer.answer(&serde_json::to_vec(&hostile(text)).unwrap()).unwrap();
        let Ended { texts, statistics, .. } = renderer.end();
        let mut report = texts.concat() + &statistics;
        assert!(report.contains("\u{1b}[1m"));
        for color in ["0", "1", "1;94", "1;91", "1;33", "1;92"] {
            report = report.replace(&format!("\u{1b}[{color}m"), "");
        }
        let through: Vec<char> = report.chars().filter(|one| is_harmful(*one) && *one != '\n').collect();
        assert!(through.is_empty(), "{through:?} of {text:?} comes through");
    }
}

#[test]
fn lines_are_ours_alone() {
    for (report, text) in reports(Format::Concise) {
        assert_eq!(report.lines().count(), 4, "{text:?}: {report}");
    }
    for (report, text) in reports(Format::Github) {
        assert_eq!(report.lines().count(), 3, "{text:?}: {report}");
        for line in report.lines() {
            let (command, message) = line[2..].split_once("::").unwrap();
            assert!(line.starts_with("::") && !message.is_empty(), "{line}");
            let keys: Vec<&str> =
                command.split_once(' ').unwrap().1.split(',').map(|one| one.split('=').next().unwrap()).collect();
            assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"], "{text:?}: {line}");
        }
    }
}

#[test]
fn json_stays_json() {
    for (report, _) in reports(Format::Jsonl) {
        assert!(report.lines().all(|line| serde_json::from_str::<ReportLine>(line).is_ok()), "{report}");
    }
    for (report, text) in reports(Format::Gitlab) {
        let issues: Vec<serde_json::Value> = serde_json::from_str(&report).unwrap();
        assert_eq!(issues.len(), 3, "{text:?}");
        let prints: std::collections::BTreeSet<_> = issues.iter().map(|one| one["fingerprint"].to_string()).collect();
        assert_eq!(prints.len(), 3, "each issue has a fingerprint of its own: {report}");
    }
    for (report, text) in reports(Format::Sarif) {
        let log: serde_json::Value = serde_json::from_str(&report).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), 3, "{text:?}");
        let uri = run["artifacts"][0]["location"]["uri"].as_str().unwrap();
        assert!(uri.bytes().all(|one| one.is_ascii_alphanumeric() || b"-._~/%".contains(&one)), "{uri}");
        assert!(!run["results"][0]["message"]["text"].as_str().unwrap().replace("\\](", "").contains("]("), "{report}");
    }
}

#[test]
fn xml_has_our_elements_alone() {
    for (report, text) in reports(Format::Junit) {
        assert!(!report.contains(['\u{fffe}', '\u{ffff}']), "{text:?}");
        let names = report.split('<').skip(1).map(|rest| rest.split([' ', '>']).next().unwrap());
        let mut names: Vec<&str> = names.map(|name| name.trim_start_matches('/')).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names, ["?xml", "error", "failure", "skipped", "testcase", "testsuite", "testsuites"], "{text:?}");
        let entities = report.split('&').skip(1).map(|rest| rest.split(';').next().unwrap());
        assert!(entities.into_iter().all(|one| ["amp", "lt", "gt", "quot"].contains(&one)), "{text:?}");
    }
}

#[test]
fn markdown_has_our_table_and_nothing_else() {
    for (report, text) in reports(Format::Markdown) {
        for line in report.lines().filter(|line| line.starts_with("| w")) {
            assert_eq!(line.matches('|').count(), 5, "{text:?}: {line}");
        }
        let rows = report.lines().filter(|line| line.starts_with('|')).count();
        assert_eq!((rows, report.lines().filter(|line| line.starts_with('#')).count()), (7, 1), "{text:?}: {report}");
        let code: Vec<&str> = report.split('`').collect();
        assert!(code.len() % 2 == 1, "{text:?}: a backtick is left open: {report}");
        let outside = code.iter().step_by(2).copied().collect::<String>().replace("&#", "&");
        let tags = outside.split('<').skip(1).map(|rest| rest.split('>').next().unwrap());
        for tag in tags {
            let known = ["!-- tablewarden --", "br", "details", "summary", "/summary", "/details"];
            assert!(known.contains(&tag), "{text:?}: <{tag}>");
        }
        for sign in ["](", "![", "@all", "#1", "https://", "www.", "**a", "_b_"] {
            assert!(!outside.contains(sign), "{text:?}: {sign} in {outside}");
        }
    }
}

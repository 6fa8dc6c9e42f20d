//! The reports that docs/formats.md shows are those of its commands about its template.

use std::process::Command;

use serde_json::Value;
use tablewarden_tests::repository::{root, text};

/// The fenced blocks of a page, each with its language, in their order.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = page.split("\n```").collect();
    parts.iter().skip(1).step_by(2).filter_map(|part| part.split_once('\n')).collect()
}

#[test]
fn the_reports_that_the_page_shows_are_those_of_its_commands() {
    let page = text(&root().join("docs/formats.md"));
    let blocks = blocks(&page);
    let folder = std::env::temp_dir().join(format!("tablewarden-formats-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let (_, template) = blocks.iter().find(|(language, _)| *language == "yaml").expect("it shows a template");
    std::fs::write(folder.join("table.yaml"), format!("{template}\n")).expect("a file can be written");
    let command = std::env::var_os("TABLEWARDEN_COMMAND").expect("`cargo xtask test` says where the command is");
    let mut shown = Vec::new();
    for pair in blocks.windows(2) {
        let [(_, line), (_, report)] = pair else { continue };
        let Some(words) = line.strip_prefix("tablewarden ").filter(|line| line.ends_with(" table.yaml")) else {
            continue;
        };
        let mut run = Command::new(&command);
        // Standing in a workflow must not change what is compared.
        run.args(words.split(' ')).current_dir(&folder).env_remove("GITHUB_ACTIONS");
        let output = String::from_utf8(run.output().expect("the command starts").stdout).expect("it is text");
        if words.contains("sarif") {
            let log: Value = serde_json::from_str(&output).expect("SARIF is JSON");
            let picture: Value = serde_json::from_str(report).expect("the page shows JSON");
            assert_eq!(log["runs"][0]["results"][0], picture, "{line}");
        } else {
            assert_eq!(output.trim_end(), *report, "{line}");
        }
        shown.push(words.split(' ').skip_while(|word| *word != "--format").nth(1).expect("it has a format"));
    }
    std::fs::remove_dir_all(&folder).expect("a folder can be removed");
    assert_eq!(shown, ["concise", "jsonl", "sarif", "junit", "github", "gitlab", "cdk", "markdown"]);
}

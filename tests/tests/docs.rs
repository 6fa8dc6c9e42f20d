//! What the documentation shows is what happens: its commands run, its picture of the output is the output.

use std::path::Path;
use std::process::{Command, Output};

use tablewarden_tests::repository::{read, root};

/// Set to write the output into the README, to be looked at and committed.
const WRITE: &str = "TABLEWARDEN_WRITE_README";

fn text(name: &str) -> String {
    String::from_utf8(read(&root().join(name))).expect("documentation is UTF-8")
}

/// The fenced blocks of a language.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let open = format!("```{language}\n");
    text.split(&open).skip(1).filter_map(|rest| rest.split_once("```").map(|(block, _)| block)).collect()
}

fn tablewarden(arguments: &[&str], folder: &std::path::Path) -> Output {
    let command = std::env::var_os("TABLEWARDEN_COMMAND").expect("`cargo xtask test` says where the command is");
    Command::new(command).args(arguments).current_dir(folder).output().expect("the command starts")
}

#[test]
fn the_picture_in_the_readme_is_the_output() {
    let readme = text("README.md");
    let picture = blocks(&readme, "text")[0];
    let output = tablewarden(&["check", "template.yaml"], &root().join("examples"));
    assert_eq!(output.status.code(), Some(1));
    let output = String::from_utf8(output.stdout).expect("the output is UTF-8");
    if std::env::var_os(WRITE).is_some() {
        let written = readme.replacen(picture, &output, 1);
        return std::fs::write(root().join("README.md"), written).expect("the README is written");
    }
    assert_eq!(picture, output, "the README shows all of the output; {WRITE}=1 writes it");
}

#[test]
fn the_page_about_changes_shows_what_is_printed() {
    let page = text("docs/changes.md");
    let folder = std::env::temp_dir().join(format!("tablewarden-changes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let [old, new] = blocks(&page, "yaml")[..] else { panic!("the page has two templates") };
    for (name, template) in [("old.yaml", old), ("new.yaml", new)] {
        std::fs::write(folder.join(name), template).expect("a file can be written");
    }
    for format in ["text", "markdown"] {
        let output = tablewarden(&["changes", "old.yaml", "new.yaml", "--format", format], &folder);
        assert_eq!(output.status.code(), Some(0));
        let output = String::from_utf8(output.stdout).expect("the output is UTF-8");
        assert_eq!(blocks(&page, format), [output], "{format}");
    }
    std::fs::remove_dir_all(&folder).expect("a folder can be removed");
}

/// A rule file of a person, in the canonical form, and its tests.
const RULES: &str = "\
let tables = Resources.*[ Type == 'AWS::DynamoDB::Table' ]

rule recovery when %tables !empty {
    %tables.Properties.PointInTimeRecoverySpecification exists
}
";
const TESTS: &str = "\
- name: nothing to recover
  input: {Resources: {}}
  expectations: {rules: {recovery: SKIP}}
";

/// A folder that the commands of the documentation can run in.
fn surroundings() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("tablewarden-docs-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("infra")).expect("a folder can be made");
    std::fs::create_dir_all(folder.join("rules/tests")).expect("a folder can be made");
    let mut template = b"Parameters: {Stage: {Type: String}}\n".to_vec();
    template.extend(read(&root().join("examples/pattern1.corrected.yaml")));
    let files: [(&str, &[u8]); 8] = [
        ("old.yaml", &template),
        ("new.yaml", &template),
        ("stack.json", br#"["Stage=prod"]"#),
        ("template.yaml", &template),
        ("infra/table.yaml", &template),
        ("team.yaml", b"team: orders\n"),
        ("rules/recovery.guard", RULES.as_bytes()),
        ("rules/tests/recovery_tests.yaml", TESTS.as_bytes()),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).expect("a file can be written");
    }
    for arguments in [&["init", "-q"][..], &["add", "."], &["commit", "-q", "-m", "first"]] {
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let git = Command::new("git").args(who).args(arguments).current_dir(&folder).status().expect("git starts");
        assert!(git.success(), "git {arguments:?}");
    }
    folder
}

#[test]
fn the_commands_in_the_documentation_run() {
    let folder = surroundings();
    let mut run = 0;
    for page in ["README.md", "docs/guard.md", "docs/fleet.md", "docs/changes.md", "docs/baseline.md"].map(text) {
        for line in blocks(&page, "sh").iter().flat_map(|block| block.lines()) {
            let words: Vec<_> = line.split_whitespace().collect();
            match words.as_slice() {
                // `cargo xtask test` is what runs this, and it checks the example first.
                ["cargo", "xtask", "test"]
                | ["cargo", "xtask", "check", "--format", "concise", "examples/orders.yaml"] => {}
                // `npx` runs the same command in Node, and `cargo xtask test` compares the two.
                ["tablewarden", arguments @ ..] | ["npx", "tablewarden", arguments @ ..] => {
                    let output = tablewarden(arguments, &folder);
                    let says = String::from_utf8_lossy(&output.stderr);
                    let prints = String::from_utf8_lossy(&output.stdout);
                    assert_eq!(output.status.code(), Some(0), "{line}: {says}{prints}");
                    run += 1;
                }
                _ => panic!("the documentation shows a command that nothing runs: {line}"),
            }
        }
    }
    std::fs::remove_dir_all(&folder).expect("a folder can be removed");
    assert!(run >= 12, "{run}");
}

/// Whether a page has the heading that an address ends in: its words in small letters, with `-` between them.
fn has_heading(page: &Path, address: &str) -> bool {
    let text = std::fs::read_to_string(page).unwrap_or_default();
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| line.trim_start_matches('#').trim()).any(|heading| {
        let words: String = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect();
        words.to_lowercase().replace(' ', "-") == address
    })
}

/// The pages that people read, but for those of single rules.
fn pages() -> Vec<String> {
    let docs = std::fs::read_dir(root().join("docs")).expect("docs is a folder");
    let names =
        docs.map(|entry| entry.expect("it has an entry").file_name().into_string().expect("its name is Unicode"));
    let mut pages: Vec<_> = names.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")).collect();
    pages.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/rules/README.md"].map(str::to_owned));
    pages
}

#[test]
fn links_lead_somewhere() {
    for name in pages() {
        let text = text(&name);
        let folder = root().join(&name);
        let folder = folder.parent().expect("a file is in a folder");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            if target.contains("://") || file.is_empty() {
                continue;
            }
            let path = folder.join(file);
            assert!(path.exists(), "{name} links to {target}");
            assert!(heading.is_empty() || has_heading(&path, heading), "{name} links to {target}");
        }
    }
}

//! The inputs that a fuzzer starts with: made of what the repository has, so that none of it is there twice. Where a target has several
//! parts, they are put together here.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::ask;
use crate::json_twin::as_json;
use crate::parts::joined;

/// A fuzzer changes short inputs more often where it matters, and runs them faster.
const MOST: usize = 4096;

/// The seeds of the target with this name, from the repository at `root`, in an order that is always the same.
///
/// # Panics
/// Where there is no such target, or no seed of it.
#[must_use]
pub fn seeds(name: &str, root: &Path) -> Vec<Vec<u8>> {
    let from = Repository(root);
    let seeds = match name {
        "yaml" => from.corpus(&["yaml", "yml", "template"]),
        "json" => from.json(),
        "rules" => from.files(&["rules/dynamodb", "tests/guard"], &["guard"]),
        "unit_tests" => from.unit_tests(),
        "settings" => from.settings(),
        "waivers" => from.waivers(),
        "check" => from.wholes(),
        "fix" => from.corpus(&["yaml", "json"]),
        "frames" => from.frames(),
        "steps" => from.steps(),
        "server" => from.messages(),
        _ => panic!("there is no target `{name}`"),
    };
    let seeds: Vec<_> = seeds.into_iter().filter(|seed| seed.len() <= MOST).collect();
    assert!(!seeds.is_empty(), "there are no seeds of `{name}`");
    seeds
}

struct Repository<'r>(&'r Path);

impl Repository<'_> {
    /// The files of some folders with these endings, sorted.
    fn paths(&self, folders: &[&str], endings: &[&str]) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        let mut open: Vec<PathBuf> = folders.iter().map(|folder| self.0.join(folder)).collect();
        while let Some(folder) = open.pop() {
            let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
            for path in entries.map(|entry| entry.expect("a folder can be listed").path()) {
                let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
                if path.is_dir() {
                    open.push(path);
                } else if endings.contains(&ending) {
                    paths.push(path);
                }
            }
        }
        paths.sort();
        paths
    }

    fn files(&self, folders: &[&str], endings: &[&str]) -> Vec<Vec<u8>> {
        self.paths(folders, endings).iter().map(|path| read(path)).collect()
    }

    fn corpus(&self, endings: &[&str]) -> Vec<Vec<u8>> {
        self.files(&["tests/corpus", "examples"], endings)
    }

    /// The templates of the corpus in JSON, and the twins of those that are not.
    fn json(&self) -> Vec<Vec<u8>> {
        let twins =
            self.corpus(&["yaml"]).into_iter().filter_map(|yaml| as_json("t.yaml", &yaml).map(String::into_bytes));
        self.corpus(&["json"]).into_iter().chain(twins).collect()
    }

    /// Files of unit tests, each with its rule file: of a long one the first cases.
    fn unit_tests(&self) -> Vec<Vec<u8>> {
        let tests = self.paths(&["rules/dynamodb", "tests/guard"], &["yaml"]);
        let with_rules = tests.iter().filter_map(|tests| {
            let stem = tests.file_stem()?.to_str()?.strip_suffix("_tests")?;
            let rules = tests.parent()?.parent()?.join(format!("{stem}.guard"));
            let (mut tests, rules) = (read(tests), rules.exists().then(|| read(&rules))?);
            while tests.len() + rules.len() + 6 > MOST {
                tests.truncate(tests.windows(3).rposition(|window| window == b"\n- ")? + 1);
            }
            Some(joined(&[tests, rules]))
        });
        with_rules.collect()
    }

    /// What stands in the comments `# settings: ` of the corpus, with the template; and the example of the documentation.
    fn settings(&self) -> Vec<Vec<u8>> {
        let all = self.corpus(&["yaml"]);
        let said = all.iter().filter_map(|template| {
            let text = str::from_utf8(template).ok()?;
            let settings = text.lines().find_map(|line| line.strip_prefix("# settings: "))?;
            Some(joined(&[settings.as_bytes(), template]))
        });
        let page = String::from_utf8(read(&self.0.join("docs/settings.md"))).expect("it is text");
        let examples = page.split("```yaml\n").skip(1).filter_map(|text| text.split_once("```"));
        said.chain(examples.map(|(example, _)| example.as_bytes().to_vec())).collect()
    }

    /// The comments and the metadata of the corpus that are about waivers.
    fn waivers(&self) -> Vec<Vec<u8>> {
        let mut seeds = Vec::new();
        for template in self.files(&["tests/corpus/waivers"], &["yaml"]) {
            let text = String::from_utf8(template).expect("it is text");
            let comments: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once("# ")?.1)).collect();
            let metadata = text.split_once("Metadata:\n").map_or("", |(_, metadata)| metadata);
            let depth = metadata.find(|letter: char| letter != ' ').unwrap_or(0);
            let inside = metadata.lines().take_while(|line| line.len() > depth && line[..depth].trim().is_empty());
            let metadata: Vec<&str> = inside.map(|line| &line[depth..]).collect();
            seeds.push(joined(&[comments.join("\n"), metadata.join("\n"), "why not, it's ours: \"yes\"".to_owned()]));
        }
        seeds
    }

    /// Templates with their earlier versions, with rules and with settings.
    fn wholes(&self) -> Vec<Vec<u8>> {
        let rules = self.files(&["tests/guard", "rules/dynamodb"], &["guard"]);
        let mut seeds = Vec::new();
        for (at, template) in self.corpus(&["yaml", "json"]).into_iter().enumerate() {
            let rule = rules.get(at % rules.len()).filter(|rule| rule.len() < MOST / 2);
            seeds.push(joined(&[template, rule.cloned().unwrap_or_default(), b"profile: strict".to_vec(), Vec::new()]));
        }
        let versions = self.paths(&["tests/changes"], &["yaml", "json"]);
        for pair in versions.windows(2).filter(|pair| pair[0].parent() == pair[1].parent()) {
            seeds.push(joined(&[read(&pair[0]), Vec::new(), Vec::new(), read(&pair[1])]));
        }
        seeds
    }

    /// Headers of each kind, each a line with a blob behind it.
    fn frames(&self) -> Vec<Vec<u8>> {
        let template = b"Resources: {T: {Type: AWS::DynamoDB::Table}}";
        let check = ask::check(("t.yaml", template));
        let file = json!({"name": "t.yaml", "blob": 0});
        let one = |kind: &str| json!({"do": kind, "version": 1, "blobs": [template.len()], "file": file});
        let files =
            |kind: &str| json!({"do": kind, "version": 1, "blobs": [template.len()], "rules": [file], "tests": [file]});
        let mut plain = check.clone();
        ask::add(&mut plain, json!({"do": "check", "blobs": [template.len()]}));
        let of_check = |kind: &str, more: Value| {
            let mut header = ask::about(kind, &check, more);
            ask::add(&mut header, json!({"blobs": [template.len()]}));
            header
        };
        let headers = [
            plain,
            one("facts"),
            one("parameters"),
            one("parseRules"),
            one("formatRules"),
            files("testRules"),
            files("checkRules"),
            of_check("draw", json!({"format": "svg"})),
            of_check("fix", json!({"unsafe": true})),
            of_check("waive", json!({"rule": "DDB-R001", "reason": "why"})),
            of_check("assist", json!({"ask": {"kind": "hover", "offset": 20}})),
            json!({"do": "render", "version": 1, "blobs": [template.len()], "responses": [0], "format": "text"}),
            json!({"do": "rules", "version": 1}),
        ];
        let mut seeds: Vec<Vec<u8>> =
            headers.iter().map(|header| [header.to_string().as_bytes(), b"\n", template].concat()).collect();
        let start = crate::host::start(vec!["check".to_owned(), "t.yaml".to_owned()]);
        let go_on = json!({"do": "goOn", "version": 1, "blobs": [1], "replies": [{"reply": "look", "kind": "file", "real": "/work/t.yaml"}]});
        seeds.push(joined(&[start, [go_on.to_string().as_bytes(), b"\nx"].concat()]));
        seeds
    }

    /// The command lines of the script of invocations, on the files that a host of ours has; and what may go wrong.
    fn steps(&self) -> Vec<Vec<u8>> {
        let template = read(&self.0.join("examples/orders.yaml"));
        let template =
            if template.len() > MOST / 2 { read(&self.0.join("tests/corpus/waivers/comment.yaml")) } else { template };
        let files = [
            template,
            b"failOn: note\n".to_vec(),
            b"rule a {\n    Resources exists\n}\n".to_vec(),
            b"- input: {Resources: {}}\n  expectations: {rules: {a: PASS}}\n".to_vec(),
            b"{}".to_vec(),
            b"Resources: {T: {Type: AWS::DynamoDB::Table}}\n".to_vec(),
        ];
        let mut lines: Vec<String> = Vec::new();
        for script in self.files(&["tests/invocations"], &["yaml"]) {
            let script = String::from_utf8(script).expect("it is text");
            let runs = script.lines().filter_map(|line| line.trim().strip_prefix("- run: [")?.strip_suffix(']'));
            lines.extend(runs.map(|run| run.replace([',', '"', '\''], "")));
        }
        let own = [
            "check . --against before",
            "check t.yaml --against before/t.yaml",
            "check . --baseline known.json",
            "check . --write-baseline new.json",
            "changes --against before .",
            "fix t.yaml",
            "fix --diff .",
            "waive t.yaml DDB-R001 --reason why",
            "facts t.yaml",
            "draw t.yaml",
            "parameters t.yaml",
            "init new",
            "explain DDB-R001",
            "rules test own",
            "rules check own",
            "rules format own",
            "check . --watch",
            "check --format sarif=out.sarif --format text .",
            "lsp",
        ];
        lines.extend(own.map(str::to_owned));
        lines.sort();
        lines.dedup();
        let scripts = ["", "e", "oe", "ook", "ooer", "oooem", "ooc", "oooon", "of", "oops"];
        let seed = |(at, line): (usize, &String)| {
            let script = scripts[at % scripts.len()];
            let parts = [line.as_bytes().to_vec(), script.as_bytes().to_vec()];
            joined(&parts.into_iter().chain(files.iter().cloned()).collect::<Vec<_>>())
        };
        lines.iter().enumerate().map(seed).collect()
    }

    /// Conversations of editors: a document is opened, asked about in each way, changed and closed.
    fn messages(&self) -> Vec<Vec<u8>> {
        let mut seeds = Vec::new();
        let asked = ["hover", "completion", "definition", "documentSymbol", "codeLens", "codeAction"];
        for (at, template) in self.corpus(&["yaml", "json"]).into_iter().enumerate() {
            let Ok(template) = String::from_utf8(template) else { continue };
            let (uri, name) = ("file:///work/t.yaml", asked[at % asked.len()]);
            let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": template});
            let place = json!({"line": at % 9, "character": at % 7});
            let range = json!({"start": place, "end": place});
            let params = json!({"textDocument": {"uri": uri}, "position": place, "range": range, "context": {"diagnostics": []}});
            let changes = json!([{"range": range, "text": "Ref: x\n"}]);
            let messages = [
                json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "rootUri": "file:///work", "capabilities": {}}}),
                json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
                json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}),
                json!({"jsonrpc": "2.0", "id": 2, "method": format!("textDocument/{name}"), "params": params}),
                json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": uri, "version": 2}, "contentChanges": changes}}),
                json!({"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}}),
                json!({"jsonrpc": "2.0", "id": "s", "method": "shutdown"}),
                json!({"jsonrpc": "2.0", "method": "exit"}),
            ];
            // Some conversations end with the question, before the document changes.
            let most = if at % 2 == 0 { 4 } else { messages.len() };
            seeds.push(joined(&messages[..most].iter().map(Value::to_string).collect::<Vec<_>>()));
        }
        seeds
    }
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

//! Characters that a terminal takes for more than text, from every place that text comes from, through every command and format of
//! both hosts: none of them comes out as it is. Looks at bytes, and at what is written to files; never at what is said.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_tests::invocations::Host;

/// Escape sequences in both forms, other control characters, ends of lines and paragraphs, marks that turn the writing round, and what
/// has no width. Nothing that a file name can't have.
const HARM: &str = "\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}2J\u{1}\u{8}\r\u{7f}\u{85}\u{2028}\u{2029}\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\
                    \u{200f}\u{61c}\u{200b}\u{200d}\u{2060}\u{feff}\u{e0041}";

/// The sequences that our own reports are coloured with.
const COLORS: [&str; 6] = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[1;91m", "\u{1b}[1;33m", "\u{1b}[1;92m", "\u{1b}[1;94m"];

/// The text in double quotes, as YAML and JSON have it.
fn quoted(text: &str) -> String {
    let unit = |unit: u16| match char::from_u32(unit.into()) {
        Some(plain @ (' '..='!' | '#'..='[' | ']'..='~')) => plain.to_string(),
        _ => format!("\\u{unit:04x}"),
    };
    // YAML has no pairs.
    let text = text.replace('\u{e0041}', "");
    format!("\"{}\"", text.encode_utf16().map(unit).collect::<String>())
}

/// A template in which every text is harmful, in JSON, which is YAML too.
fn template(billing: &str) -> String {
    let name = |text: &str| quoted(&format!("{text}{HARM}"));
    let (harm, b) = (quoted(HARM), name("B"));
    format!(
        r#"{{
  "Description": {harm}, {unknown}: 1,
  "Parameters": {{{p}: {{"Type": "String", "Default": {harm}, "Description": {harm}, "AllowedValues": [{harm}, "x"]}}, "Q": {{"Type": {harm}}}}},
  "Conditions": {{{c}: {{"Fn::Equals": [{{"Ref": {p}}}, {harm}]}}, "D": {{"Fn::Equals": [{harm}]}}}},
  "Metadata": {{"tablewarden": {{"waive": [{{"rule": {harm}, "reason": {harm}}}, {{"rule": "DDB-R001", "reason": {harm}, "resource": {harm}}}, {{"rule": "DDB-R002", "reason": {harm}, "expires": {harm}}}, {{{harm}: 1, "rule": "x"}}]}}}},
  "Transform": ["AWS::LanguageExtensions", {harm}],
  "Resources": {{
    "T": {{"Type": "AWS::DynamoDB::Table", "Condition": {c}, {harm}: 1, "DependsOn": {harm},
      "Metadata": {{"aws:cdk:path": {harm}, "tablewarden": {{"waive": {{"rule": "DDB-R001", "reason": {harm}}}}}}},
      "Properties": {{"TableName": {harm}, "BillingMode": "{billing}", {harm}: 2, "KeySchema": [{{"AttributeName": {harm}, "KeyType": "HASH"}}, {{"AttributeName": {b}, "KeyType": {harm}}}],
        "AttributeDefinitions": [{{"AttributeName": {harm}, "AttributeType": "S"}}],
        "GlobalSecondaryIndexes": [{{"IndexName": {harm}, "KeySchema": [{{"AttributeName": {harm}, "KeyType": "HASH"}}], "Projection": {{"ProjectionType": {harm}, "NonKeyAttributes": [{harm}]}}}}],
        "TimeToLiveSpecification": {{"Enabled": true, "AttributeName": {harm}}}, "SSESpecification": {{"SSEEnabled": true, "KMSMasterKeyId": {{"Ref": {harm}}}}},
        "StreamSpecification": {{"StreamViewType": {harm}}}, "Tags": [{{"Key": {harm}, "Value": {harm}}}, {{"Key": {harm}, "Value": {{"Fn::Sub": {sub}}}}}]}}}},
    {t2}: {{"Type": "AWS::DynamoDB::GlobalTable", "Properties": {{"Replicas": [{{"Region": {harm}}}, {{"Region": {{"Fn::If": [{c}, {harm}, {{"Ref": {p}}}]}}}}]}}}},
    {u}: {{"Type": {harm}, "Properties": {{}}}}, "V": {harm}, "W": {{"Type": {type_name}}},
    "A": {{"Type": "AWS::CloudWatch::Alarm", "Properties": {{"AlarmName": {harm}, "Namespace": "AWS/DynamoDB", "MetricName": {harm}, "Dimensions": [{{"Name": "TableName", "Value": {{"Ref": "T"}}}}, {{"Name": {harm}, "Value": {harm}}}]}}}},
    "F": {{"Type": "AWS::Lambda::EventSourceMapping", "Properties": {{"EventSourceArn": {{"Fn::GetAtt": ["T", "StreamArn"]}}, "FunctionName": {harm}}}}},
    {fn_for_each}: ["I", {{"Ref": {harm}}}, {{"X${{I}}": {{"Type": "AWS::DynamoDB::Table"}}}}]
  }},
  "Outputs": {{{u}: {{"Value": {{"Fn::GetAtt": [{t2}, {harm}]}}, "Condition": {harm}}}}}
}}
"#,
        unknown = name("Resource"),
        p = name("P"),
        c = name("C"),
        t2 = name("T"),
        u = name("U"),
        type_name = name("AWS::DynamoDB::Table"),
        sub = quoted(&format!("${{{HARM}}}")),
        fn_for_each = name("Fn::ForEach::L"),
    )
}

/// The files that every command line finds. `{harm}` in a name is [`HARM`].
fn files() -> Vec<(String, String)> {
    let harm = quoted(HARM);
    let rules = format!(
        "# id: {HARM}\n# title: {HARM}\n# {HARM}\nlet x = '{HARM}'\nrule r when Resources exists {{\n  Resources.*.Type == /{HARM}/ <<{HARM}>>\n  %x == \"{HARM}\"\n}}\n"
    );
    let tests = format!(
        "- name: {harm}\n  input: {{Resources: {{{harm}: {{Type: {harm}}}}}}}\n  expectations: {{rules: {{{harm}: FAIL, r: {harm}}}}}\n- name: {harm}\n  input: {{Resources: {{T: {{Type: x}}}}}}\n  expectations: {{rules: {{r: PASS, {harm}: SKIP}}}}\n"
    );
    let plain = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: X}\n";
    let baseline = format!(
        "{{\"version\": 1, \"files\": {{{harm}: [{{\"rule\": {harm}, \"place\": {harm}, \"fingerprint\": {harm}}}], \"plain.yaml\": [{{\"rule\": {harm}, \"place\": {harm}, \"fingerprint\": {harm}}}]}}}}\n"
    );
    let manifest = format!(
        "{{\"version\": \"36.0.0\", \"artifacts\": {{{harm}: {{\"type\": \"aws:cloudformation:stack\", \"environment\": {harm}, \"displayName\": {harm}, \"properties\": {{\"templateFile\": \"a.template.json\", \"stackName\": {harm}}}}}, \"b\": {{\"type\": \"aws:cloudformation:stack\", \"environment\": \"aws://1/x\", \"properties\": {{\"templateFile\": {harm}}}}}}}}}"
    );
    let named = |name: &str, text: &str| (name.replace("{harm}", HARM), text.to_owned());
    vec![
        named("t.json", &template("X")),
        named("old.json", &template("PAY_PER_REQUEST")),
        named("plain.yaml", plain),
        named("raw.yaml", &format!("Resources:\n  T{HARM}:\n    Type: {HARM}\n# {HARM}\n{HARM}: {HARM}\n")),
        named(
            "bidi.yaml",
            &format!("# \u{202e}\u{200b}\n{plain}  \u{202e}U\u{200b}: {{Type: \u{2066}AWS::DynamoDB::Table}}\n"),
        ),
        named(
            "waived.yaml",
            &format!(
                "{plain}    # tablewarden: waive \u{202e}\u{200b} \u{2066}\n    # tablewarden: waive DDB-R001 \u{202e}\n    # tablewarden: \u{202e}\n"
            ),
        ),
        named("named {harm}/t{harm}.yaml", plain),
        named("named {harm}/r{harm}.guard", "rule r { Resources exists }\n"),
        named("named {harm}/broken{harm}.guard", "rule r { \n"),
        named("named {harm}/tests/t{harm}_tests.yaml", "- input: {}\n  expectations: {rules: {r: PASS}}\n"),
        named("r/a.guard", &rules),
        named("r/b.guard", &format!("rule {HARM} {{ x exists }}\n")),
        named("r/c.guard", &format!("rule c {{ Resources exists <<{HARM}>>\n %{HARM} exists\n}}\n")),
        named("r/d.guard", "rule d { Resources !exists <<it is {Type}>> }\nrule e { Resources.*.Type == 'x' }\n"),
        named("r/tests/a_tests.yaml", &tests),
        named("r/tests/b_tests.yaml", &format!("- name: {HARM}\n  input: {HARM}\n")),
        named(
            "set/tablewarden.yaml",
            &format!(
                "{harm}: 1\nrules: {{{harm}: off, DDB-R001: {harm}, DDB-K005: {{{harm}: 1}}}}\nprofile: {harm}\nregion: {harm}\nexclude: [{harm}]\nruleFiles: [{harm}]\nbaseline: {harm}\nformat: [{harm}]\n"
            ),
        ),
        named("set/t.yaml", plain),
        named("config.yaml", &format!("{harm}: 1\nrules: {{{harm}: off, DDB-R001: {harm}}}\nprofile: {harm}\n")),
        named("values.json", &format!("{{{harm}: {harm}, \"Q\": {harm}, \"A\": [{harm}]}}")),
        named("values.txt", &format!("{HARM}={HARM}\n")),
        named("baseline.json", &baseline),
        named("cdk.out/manifest.json", &manifest),
        named("cdk.out/cdk.out", "{\"version\": \"36.0.0\"}"),
        named("cdk.out/a.template.json", &template("X")),
        named("out/", ""),
    ]
}

/// One command line; words between blanks, in which `{harm}` is [`HARM`].
struct Line {
    words: String,
    folder: &'static str,
    input: Vec<u8>,
}

fn lines() -> Vec<Line> {
    let mut all: Vec<String> = Vec::new();
    let templates = "t.json raw.yaml bidi.yaml waived.yaml plain.yaml named{b}{harm}";
    for format in ["text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "cdk", "markdown"] {
        for more in ["--rules r", "--against old.json --region {harm}"] {
            let of_one = if more.starts_with("--against") { "t.json" } else { templates };
            all.push(format!("check --format {format} --color never {more} {of_one}"));
        }
        all.push(format!("check --format {format} cdk.out"));
        all.push(format!(
            "check --format {format} --statistics --advice --verbose --baseline baseline.json {templates}"
        ));
        all.push(format!("check --format {format}=out/report --parameters values.json {templates}"));
    }
    for one in [
        "check --color always --verbose --diff --statistics TEMPLATES",
        "check --color always --rules r --no-default-rules TEMPLATES",
        "check --list-files .",
        "check --write-baseline out/baseline.json t.json",
        "check --config config.yaml plain.yaml",
        "check set",
        "check --parameters values.txt plain.yaml",
        "check --input-parameters values.json --rules r plain.yaml",
        "check --parameter {harm}={harm} t.json",
        "check --parameter {harm} t.json",
        "check -",
        "facts t.json",
        "facts raw.yaml",
        "facts named{b}{harm}/t{harm}.yaml",
        "parameters t.json",
        "parameters --format json t.json",
        "draw t.json",
        "draw --format mermaid t.json",
        "draw --output out t.json",
        "draw --output out --format mermaid t.json",
        "draw --table {harm} t.json",
        "changes old.json t.json",
        "changes --format json old.json t.json",
        "changes --format markdown old.json t.json",
        "fix --diff --unsafe t.json",
        "fix --diff bidi.yaml waived.yaml raw.yaml",
        "fix --unsafe named{b}{harm}",
        "waive --diff --rule DDB-R002 --reason {harm} plain.yaml",
        "waive --diff --rule {harm} --reason x plain.yaml",
        "waive --diff --rule DDB-R002 --reason x --resource {harm} plain.yaml",
        "waive --rule DDB-R002 --reason x --resource T named{b}{harm}/t{harm}.yaml",
        "init named{b}{harm}",
        "rules list {harm}",
        "rules check r",
        "rules check --format json r",
        "rules test r",
        "rules test --format json r",
        "rules test r/d.guard r/tests/a_tests.yaml",
        "rules test named{b}{harm}",
        "rules parse r/a.guard",
        "rules parse r/b.guard",
        "rules parse named{b}{harm}/broken{harm}.guard",
        "rules format --check r",
        "rules format r named{b}{harm}",
        "explain {harm}",
        "completions {harm}",
        "{harm}",
        "--{harm}",
        "check --{harm}",
        "check --{harm}=x",
        "check -{harm}",
        "check --format {harm} plain.yaml",
        "check --format json={harm}/x plain.yaml",
        "check --profile {harm} plain.yaml",
        "check --fail-on {harm} plain.yaml",
        "check --region {harm} --account {harm} --partition {harm} plain.yaml",
        "check --now {harm} plain.yaml",
        "check --root {harm} plain.yaml",
        "check --config {harm} plain.yaml",
        "check --rules {harm} plain.yaml",
        "check --baseline {harm} plain.yaml",
        "check --parameters {harm} plain.yaml",
        "check --against {harm} plain.yaml",
        "check --against git:{harm} plain.yaml",
        "check --against git:{harm}...x plain.yaml",
        "check --exclude {harm} {harm}",
        "check --output-file {harm}/x plain.yaml",
        "check --skip-other-files {harm}",
        "check {harm} {harm}/{harm}",
        "facts {harm}",
        "draw {harm}",
        "fix {harm}",
        "parameters {harm}",
        "rules test {harm}",
        "rules format {harm}",
        "rules parse {harm}",
        "init {harm}",
        "fix --rule {harm} plain.yaml",
        "lsp {harm}",
    ] {
        all.push(one.replace("TEMPLATES", templates));
    }
    let line = |words: String| Line { words, folder: ".", input: template("X").into_bytes() };
    let mut all: Vec<Line> = all.into_iter().map(line).collect();
    all.push(Line { words: "lsp".to_owned(), folder: ".", input: spoken() });
    for words in ["check t{harm}.yaml", "check .", "rules test .", "facts t{harm}.yaml", "check --format json ."] {
        all.push(Line { words: words.to_owned(), folder: "named {harm}", input: Vec::new() });
    }
    all
}

/// What an editor says that opens a template, asks about it, and leaves.
fn spoken() -> Vec<u8> {
    let uri = "file:///work/t.json";
    let of = |method: &str| {
        format!(
            r#"{{"jsonrpc":"2.0","id":2,"method":"textDocument/{method}","params":{{"textDocument":{{"uri":"{uri}"}},"position":{{"line":10,"character":20}},"range":{{"start":{{"line":0,"character":0}},"end":{{"line":60,"character":0}}}},"context":{{"diagnostics":[]}}}}}}"#
        )
    };
    let text = quoted(&template("X"));
    let mut said = Vec::new();
    for message in [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}"#.to_owned(),
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#.to_owned(),
        format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{uri}","languageId":"json","version":1,"text":{text}}}}}}}"#),
        of("documentSymbol"),
        of("codeAction"),
        of("codeLens"),
        of("hover"),
        format!(r#"{{"jsonrpc":"2.0","id":{},"method":{}}}"#, quoted(HARM), quoted(HARM)),
        r#"{"jsonrpc":"2.0","id":9,"method":"shutdown"}"#.to_owned(),
        r#"{"jsonrpc":"2.0","method":"exit"}"#.to_owned(),
    ] {
        write!(said, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("memory can be written");
    }
    said
}

/// What came of a command line: its streams, and the files that it wrote.
#[derive(PartialEq, Eq)]
struct Came {
    exit: Option<i32>,
    outputs: Vec<(String, Vec<u8>)>,
}

fn run(line: &Line, host: &Host, here: &Path) -> Came {
    let _ = fs::remove_dir_all(here);
    for (name, text) in files() {
        let path = here.join(&name);
        fs::create_dir_all(if name.ends_with('/') { &path } else { path.parent().expect("it is in the folder") })
            .expect("folders can be made");
        if !name.ends_with('/') {
            fs::write(path, text).expect("files can be written");
        }
    }
    let word = |word: &str| word.replace("{harm}", HARM).replace("{b}", " ");
    let words: Vec<String> = line.words.split(' ').map(word).collect();
    let mut command = host.command(&words, &here.join(word(line.folder)));
    // Each variable that the command looks at; a workflow adds annotations.
    for name in ["COLUMNS", "TERM", "CI", "NO_COLOR"] {
        command.env(name, HARM);
    }
    command.env("GITHUB_ACTIONS", if line.words.len().is_multiple_of(2) { "true" } else { HARM });
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let (mut stdin, input) = (child.stdin.take().expect("it was asked for"), line.input.clone());
    let writer = std::thread::spawn(move || {
        // Most commands read nothing.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("a process ends");
    writer.join().expect("it does not panic");
    let mut outputs = vec![("standard output".to_owned(), output.stdout), ("standard error".to_owned(), output.stderr)];
    let written = fs::read_dir(here.join("out")).expect("it was made").map(|entry| entry.expect("it is there").path());
    let mut written: Vec<_> = written.collect();
    written.sort();
    outputs.extend(written.iter().map(|path| (path.display().to_string(), fs::read(path).expect("it can be read"))));
    fs::remove_dir_all(here).expect("the temporary folder can be taken away");
    Came { exit: output.status.code(), outputs }
}

/// The characters of a text that must not come out. The messages to editors have lengths before them, on lines of their own.
fn harm_in(bytes: &[u8], is_lsp: bool) -> BTreeSet<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return BTreeSet::from(["no UTF-8".to_owned()]) };
    let mut text = text.to_owned();
    for color in COLORS {
        text = text.replace(color, "");
    }
    if is_lsp {
        text = text.replace("\r\n\r\n", "");
    }
    let harm = |character: &char| {
        character.is_control() && !matches!(character, '\n' | '\t')
            || HARM.contains(*character) && !matches!(*character, ' '..='~')
            || matches!(*character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.chars().filter(harm).map(|character| character.escape_unicode().to_string()).collect()
}

#[test]
fn nothing_comes_out_raw() {
    let lines = lines();
    let (native, node) = (Host::native(), Host::node());
    let temporary = std::env::temp_dir().join(format!("tablewarden-raw-{}", std::process::id()));
    let (next, wrong, escaped) = (AtomicUsize::new(0), Mutex::new(Vec::new()), AtomicUsize::new(0));
    let work = |index: usize, line: &Line| {
        // The same folder for both, because paths are printed.
        let here = temporary.join(index.to_string());
        let (one, other) = (run(line, &native, &here), run(line, &node, &here));
        let mut mistakes = Vec::new();
        if one != other {
            mistakes.push(format!("the hosts differ: exit codes {:?} and {:?}", one.exit, other.exit));
            for ((name, one), (_, other)) in one.outputs.iter().zip(&other.outputs).filter(|(one, other)| one != other)
            {
                let at = one.iter().zip(other).take_while(|(one, other)| one == other).count();
                let from =
                    |bytes: &[u8]| bytes[at.saturating_sub(40)..(at + 80).min(bytes.len())].escape_ascii().to_string();
                mistakes.push(format!("  {name}: {}\n  {}", from(one), from(other)));
            }
        }
        if one.exit.is_none_or(|exit| exit > 2) {
            mistakes.push(format!("exit code {:?}", one.exit));
        }
        let is_lsp = line.words == "lsp";
        for (name, bytes) in one.outputs.iter().chain(&other.outputs) {
            let harm = harm_in(bytes, is_lsp);
            if !harm.is_empty() {
                mistakes.push(format!("{name} has {}", harm.into_iter().collect::<Vec<_>>().join(" ")));
            }
        }
        let has = |bytes: &Vec<u8>| bytes.windows(5).any(|part| part == b"u001b" || part == b"u202e");
        if one.outputs.iter().any(|(_, bytes)| has(bytes)) {
            escaped.fetch_add(1, Ordering::Relaxed);
        } else {
            println!("nothing of it is shown by `{}`: exit code {:?}", line.words, one.exit);
        }
        if !mistakes.is_empty() {
            wrong.lock().expect("nobody panicked").push(format!(
                "{} (in {})\n  {}",
                line.words,
                line.folder,
                mistakes.join("\n  ")
            ));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, Into::into).min(4) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(line) = lines.get(index) else { return };
                    work(index, line);
                }
            });
        }
    });
    let _ = fs::remove_dir_all(&temporary);
    let wrong = wrong.into_inner().expect("nobody panicked");
    assert!(wrong.is_empty(), "{} of {} command lines:\n\n{}", wrong.len(), lines.len(), wrong.join("\n"));
    // A line that shows nothing of what was sent shows nothing about us either.
    let (escaped, all) = (escaped.into_inner(), lines.len());
    println!("{all} command lines, {escaped} of which show what was sent, escaped");
    assert!(escaped * 10 >= all * 8, "only {escaped} of {all} command lines show what was sent");
}

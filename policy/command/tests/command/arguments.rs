//! What can be typed: help, wrong command lines, and what each is told.

use crate::invented::{Invented, Ran};

fn run(line: &str) -> Ran {
    Invented::new(&[]).run(line)
}

/// Standard output of a command that asks its host for nothing.
fn printed(line: &str) -> String {
    let ran = run(line);
    assert_eq!((ran.code, ran.stderr.as_str(), ran.wishes), (0, "", Vec::new()), "{line}");
    ran.stdout
}

#[test]
fn the_help_lists_the_commands() {
    let help = printed("--help");
    for line in ["-h", "help", "-h check --nothing"] {
        assert_eq!(printed(line), help);
    }
    assert!(help.starts_with("tablewarden checks the DynamoDB tables of CloudFormation templates.\n"), "{help}");
    for line in
        ["\n  check                       Check templates.\n", "\n  rules format                Rewrite rule files"]
    {
        assert!(help.contains(line), "{help}");
    }
    assert!(!help.contains("--profile"), "options are in the help of their command");
}

#[test]
fn a_command_has_its_own_short_help() {
    let help = printed("rules format --help");
    for line in ["help rules format", "rules format -h --nothing", "rules format a.guard --check -h"] {
        assert_eq!(printed(line), help);
    }
    let expected = "\
Rewrite rule files in the canonical form. `-` formats standard input to standard output.

Usage: tablewarden rules format [OPTIONS] FILE|FOLDER|-...

Options:
      --dialect 3.2.0|3.2.1   The version of cfn-guard that rule files are evaluated like. [default:
                              3.2.1]
      --check                 Rewrite nothing, and print the names of files that are not in the
                              canonical form.
  -h, --help                  Print this help.
";
    assert_eq!(help, expected);
    assert!(printed("explain --help").contains("\nUsage: tablewarden explain RULE\n"));
    assert!(
        printed("check --help")
            .contains("      --profile minimal|recommended|strict\n                              Which rules")
    );
    let group = printed("rules --help");
    assert!(group.contains("rules list") && !group.contains("\n  check"), "{group}");
}

#[test]
fn help_is_as_wide_as_the_terminal_it_goes_to() {
    let mut host = Invented::new(&[]);
    let widest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest(&host.run("check --help").stdout) <= 100);
    host.surroundings.width = Some(70);
    assert!(widest(&host.run("check --help").stdout) > 70, "a pipe has no width");
    host.surroundings.terminals.stdout = true;
    assert!(widest(&host.run("check --help").stdout) <= 70);
    host.surroundings.width = None;
    host.surroundings.environment.columns = Some("80".to_owned());
    assert!(widest(&host.run("check --help").stdout) <= 80);
}

#[test]
fn the_version_is_the_hosts_and_names_the_engine() {
    assert_eq!(printed("--version"), "tablewarden 1.2.3\n");
    let mut host = Invented::new(&[]);
    host.surroundings.engine_sha256 = Some("abc".to_owned());
    assert_eq!(host.run("-V").stdout, "tablewarden 1.2.3 (wasm sha256 abc)\n");
}

#[test]
fn every_option_is_taken_and_every_command_runs() {
    let mut host = Invented::new(&[
        (
            "t.yaml",
            "Parameters: {Stage: {Type: String}, Empty: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}}\n",
        ),
        ("c.yaml", "failOn: never\n"),
        ("a.json", "{\"Stage\": \"dev\"}"),
        ("r.guard", "rule r { Resources exists }\n"),
        ("i.yaml", "team: {name: orders}\n"),
        ("--b.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
    ]);
    let ran = host.run(
        "check t.yaml --format json --profile=strict --fail-on never --region eu-west-1 --account 111122223333 \
         --partition aws --root . --color always --now 1700000000 --time --skip-other-files --config c.yaml --advice \
         --parameter Stage=prod --parameter=Empty= --parameters a.json --rules r.guard --no-default-rules \
         --dialect 3.2.0 --input-parameters i.yaml -- --b.yaml",
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "tablewarden: 2 files in 12.3 ms\n"), "{}", ran.stdout);
    for line in ["check t.yaml", "facts t.yaml", "explain DDB-R001", "rules list", "rules parse r.guard"] {
        assert_eq!(host.run(line).code, 0, "{line}");
    }
    for line in ["rules test r.guard", "rules check r.guard", "rules format --check r.guard"] {
        let ran = host.run(line);
        assert!(!ran.stdout.is_empty() && ran.stderr.is_empty(), "{line}: {ran:?}");
    }
}

/// What is typed, and the line that it is told.
const WRONG: &[(&[&str], &str)] = &[
    (&[], "Name a command, as in `tablewarden check FILE`. `tablewarden --help` lists the commands."),
    (&["orders.yaml"], "Unknown command `orders.yaml`. To check a template, run `tablewarden check orders.yaml`."),
    (&["version"], "Unknown command `version`. Did you mean `--version`?"),
    (&["--versoin"], "Unknown option `--versoin`. Did you mean `--version`?"),
    (&["-"], "Unknown command `-`. To check a template, run `tablewarden check -`."),
    (&["chekc", "t.yaml"], "Unknown command `chekc`. Did you mean `check`?"),
    (&["lint", "t.yaml"], "Unknown command `lint`. `tablewarden --help` lists the commands."),
    (&[""], "Unknown command ``. `tablewarden --help` lists the commands."),
    (&["help", "chekc"], "Unknown command `chekc`. Did you mean `check`?"),
    (
        &["--format", "json", "check", "t.yaml"],
        "Name a command before `--format`, as in `tablewarden check FILE`. `tablewarden --help` lists the commands.",
    ),
    (
        &["--", "check"],
        "Name a command before `--`, as in `tablewarden check FILE`. `tablewarden --help` lists the commands.",
    ),
    (&["rules"], "After `rules`, name one of list, test, check, parse or format, as in `tablewarden rules list`."),
    (
        &["rules", "--format", "json"],
        "After `rules`, name one of list, test, check, parse or format, as in `tablewarden rules list`.",
    ),
    (&["rules", "formt", "a.guard"], "Unknown command `rules formt`. Did you mean `rules format`?"),
    (
        &["rules", "explode"],
        "Unknown command `rules explode`. After `rules`, name one of list, test, check, parse or format.",
    ),
    (&["check"], "Name a template or a folder of templates, or `-` for standard input."),
    (&["check", "--time"], "Name a template or a folder of templates, or `-` for standard input."),
    (&["check", "--"], "Name a template or a folder of templates, or `-` for standard input."),
    (&["check", "--config", "t.yaml"], "Name a template or a folder of templates, or `-` for standard input."),
    (
        &["check", "", "--time"],
        "An argument is empty. Name a template or a folder of templates, or `-` for standard input.",
    ),
    (
        &["check", "t.yaml", "--", "--", ""],
        "An argument is empty. Name a template or a folder of templates, or `-` for standard input.",
    ),
    (&["facts"], "Name a template, or `-` for standard input."),
    (&["facts", "a.yaml", "b.yaml"], "Unexpected `b.yaml`: `tablewarden facts` takes one FILE|-."),
    (&["facts", "-", "-"], "Unexpected `-`: `tablewarden facts` takes one FILE|-."),
    (&["completions", "tcsh"], "The shell must be bash, zsh, fish or powershell, not `tcsh`."),
    (&["completions"], "Name your shell, as in `tablewarden completions bash`: bash, zsh, fish or powershell."),
    (&["explain"], "Name a rule. `tablewarden rules list` lists them."),
    (&["explain", "DDB-R001", "DDB-R002"], "Unexpected `DDB-R002`: `tablewarden explain` takes one RULE."),
    (
        &["explain", "point-in-time-recovrey"],
        "Unknown rule `point-in-time-recovrey`. Did you mean `point-in-time-recovery`?",
    ),
    (&["explain", "#"], "Unknown rule `#`. `tablewarden rules list` lists the rules."),
    (&["rules", "list", "DDB"], "Unexpected `DDB`: `tablewarden rules list` takes options only."),
    (&["rules", "test"], "Name a rule file or a folder of rule files, or `-` for standard input."),
    (&["rules", "parse"], "Name a rule file, or `-` for standard input."),
    (&["check", "--fromat", "json", "t.yaml"], "Unknown option `--fromat`. Did you mean `--format`?"),
    (&["check", "--fromat=json", "t.yaml"], "Unknown option `--fromat`. Did you mean `--format`?"),
    (&["check", "t.yaml", "-x"], "Unknown option `-x`. `tablewarden check --help` lists the options."),
    (&["check", "t.yaml", "--loudly"], "Unknown option `--loudly`. `tablewarden check --help` lists the options."),
    (&["check", "--=x"], "Unknown option `--`. `tablewarden check --help` lists the options."),
    (
        &["facts", "--profile", "strict", "a.yaml"],
        "Unknown option `--profile`. `tablewarden facts --help` lists the options.",
    ),
    (
        &["rules", "check", "--now", "5", "a.guard"],
        "Unknown option `--now`. `tablewarden rules check --help` lists the options.",
    ),
    (
        &["check", "--format", "xml", "t.yaml"],
        "`--format` must be text, concise, json, jsonl, sarif, junit, github, gitlab, cdk or markdown, not `xml`.",
    ),
    (
        &["check", "--format", "JSON", "t.yaml"],
        "`--format` must be text, concise, json, jsonl, sarif, junit, github, gitlab, cdk or markdown, not `JSON`. Did you mean `json`?",
    ),
    (
        &["check", "--profile=strct", "t.yaml"],
        "`--profile` must be minimal, recommended or strict, not `strct`. Did you mean `strict`?",
    ),
    (&["check", "--dialect", "3", "t.yaml"], "`--dialect` must be 3.2.0 or 3.2.1, not `3`."),
    (&["check", "--format"], "`--format` needs a value: `--format FORMAT[=FILE]`."),
    (&["check", "--format=", "t.yaml"], "`--format` needs a value: `--format FORMAT[=FILE]`."),
    (&["check", "--region", "--time", "t.yaml"], "`--region` needs a value: `--region REGION`."),
    (&["check", "--region", "", "t.yaml"], "`--region` needs a value: `--region REGION`."),
    (&["check", "--region", "--", "t.yaml"], "`--region` needs a value: `--region REGION`."),
    (&["check", "t.yaml", "--parameter"], "`--parameter` needs a value: `--parameter NAME=VALUE`."),
    (&["check", "t.yaml", "--parameter", "Stage"], "`--parameter` must be NAME=VALUE, not `Stage`."),
    (&["facts", "t.yaml", "--parameter", "=prod"], "`--parameter` must be NAME=VALUE, not `=prod`."),
    (&["check", "--now", "today", "t.yaml"], "`--now` must be whole seconds since 1970-01-01, not `today`."),
    (&["check", "--now=-1", "t.yaml"], "`--now` must be whole seconds since 1970-01-01, not `-1`."),
    (
        &["check", "--now", "253402300800", "t.yaml"],
        "`--now` must be whole seconds since 1970-01-01, not `253402300800`.",
    ),
    (
        &["check", "--now", "99999999999999999999", "t.yaml"],
        "`--now` must be whole seconds since 1970-01-01, not `99999999999999999999`.",
    ),
    (
        &["check", "--format", "json", "--format", "text", "t.yaml"],
        "Two formats go to standard output. Give one a file, as in `--format text=FILE`.",
    ),
    (&["check", "--format", "json=", "t.yaml"], "`--format json=` names no file. Write `--format json=FILE`."),
    (
        &["check", "--format", "jso=r", "t.yaml"],
        "`--format` must be text, concise, json, jsonl, sarif, junit, github, gitlab, cdk or markdown, not `jso`. Did you mean `json`?",
    ),
    (&["rules", "list", "--format", "json", "--format", "text"], "`--format` is given twice. Give it once."),
    (&["check", "--time", "--time", "t.yaml"], "`--time` is given twice. Give it once."),
    (&["check", "--time=yes", "t.yaml"], "`--time` takes no value. Leave `=yes` out."),
    (&["check", "--help=x"], "`--help` takes no value. Leave `=x` out."),
    (
        &["check", "t.yaml", "--config", "a.yaml", "--no-config"],
        "`--config` and `--no-config` exclude each other. Give one of them.",
    ),
    (
        &["facts", "t.yaml", "--no-config", "--config", "a.yaml"],
        "`--no-config` and `--config` exclude each other. Give one of them.",
    ),
    (
        &["check", "--root", "no-such-folder", "t.yaml"],
        "`--root no-such-folder` is not a folder. Name the folder that paths in reports start at.",
    ),
    (
        &["check", "t.yaml", "--against", "git:"],
        "`--against git:` names no revision. Write `--against git:HEAD`, or name a branch.",
    ),
    (
        &["check", "t.yaml", "--against", "no-such-file.yaml"],
        "`no-such-file.yaml` cannot be read: there is no such file.",
    ),
    (
        &["check", "t.yaml", "folder", "--against", "t.yaml"],
        "`--against FILE` needs exactly one template. Name one, or use `--against git:REVISION`.",
    ),
    (&["check", "-", "--against", "-"], "`-` is given twice. Standard input can be read only once."),
    (&["check", "-", "--rules", "-"], "`-` is given twice. Standard input can be read only once."),
    (
        &["check", "t.yaml", "--parameters", "-", "--parameters", "-"],
        "`-` is given twice. Standard input can be read only once.",
    ),
    (&["facts", "-", "--parameters", "-"], "`-` is given twice. Standard input can be read only once."),
    (&["check", "-", "--config", "no-such-file.yaml"], "`no-such-file.yaml` cannot be read: there is no such file."),
    (&["check", "t.yaml", "--input-parameters", "folder"], "`folder` is a folder. Name a file of input parameters."),
    (&["facts", "t.yaml", "--parameters", "folder"], "`folder` is a folder. Name a file of parameter values."),
    (&["facts", "folder"], "`folder` is a folder. Name one template."),
    (&["facts", "no-such-file.yaml"], "`no-such-file.yaml` cannot be read: there is no such file."),
    (
        &["check", "t.yaml", "--rules", "folder"],
        "No rule file was found: no .guard or .ruleset file. Name a rule file.",
    ),
    (
        &["check", "t.yaml", "--rules", "no.guard", "--rules", "no.ruleset"],
        "`no.guard` cannot be read: there is no such file.",
    ),
    (&["rules", "parse", "folder"], "`folder` is a folder. Name one rule file."),
    (&["rules", "test", "t.yaml"], "No rule file was found: no .guard or .ruleset file. Name a rule file."),
    (&["rules", "check", "-"], "No rule file was found: no .guard or .ruleset file. Name a rule file."),
    (&["rules", "test", "no.guard"], "`no.guard` cannot be read: there is no such file."),
];

#[test]
fn a_wrong_command_line_is_told_in_one_line_and_exits_2() {
    let mut host = Invented::new(&[
        ("t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("folder/t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
    ]);
    let mut failed = Vec::new();
    for (words, line) in WRONG {
        let ran = host.run_words(words);
        if (ran.code, ran.stdout.as_str(), ran.stderr.as_str()) != (2, "", &format!("tablewarden: {line}\n")) {
            failed.push((words, ran));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

fn parsed(line: &str) -> Action {
    parse(line.split(' ').map(OsString::from)).unwrap()
}

fn check(line: &str) -> CheckArgs {
    match parsed(line) {
        Action::Check(args) => args,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_not_said_is_the_default_of_the_wire() {
    let args = check("check orders.yaml");
    assert_eq!(args.paths, [PathBuf::from("orders.yaml")]);
    assert_eq!((args.format, args.profile, args.fail_on), (Format::Text, None, None));
    assert_eq!(args.stack, StackArgs::default());
    assert_eq!((args.color, args.now, args.time, args.skip_other_files), (Color::Auto, None, false, false));
}

#[test]
fn every_option_arrives() {
    let args = check(
        "check a.yaml --format json --profile=strict --fail-on never --region eu-west-1 --account 111122223333 \
         --partition aws-cn --root infra --color always --now 1700000000 --time --skip-other-files --config c.yaml --advice \
         --parameter Stage=prod --parameter=Empty= --parameters a.json --parameters - - -- --b.yaml",
    );
    assert_eq!(args.paths, ["a.yaml", "-", "--b.yaml"].map(PathBuf::from));
    assert_eq!((args.format, args.profile, args.fail_on), (Format::Json, Some(Profile::Strict), Some(FailOn::Never)));
    assert_eq!(args.stack.region.as_deref(), Some("eu-west-1"));
    assert_eq!(args.stack.account.as_deref(), Some("111122223333"));
    assert_eq!(args.stack.partition.as_deref(), Some("aws-cn"));
    assert_eq!(args.stack.root, Some(PathBuf::from("infra")));
    assert_eq!((args.stack.config, args.stack.no_config), (Some(PathBuf::from("c.yaml")), false));
    assert!(args.advice && !check("check t.yaml").advice);
    assert!(check("check t.yaml --no-config").stack.no_config);
    assert_eq!(args.stack.parameters, ["Stage=prod", "Empty="]);
    assert_eq!(args.stack.parameter_files, ["a.json", "-"].map(PathBuf::from));
    assert_eq!(
        (args.color, args.now, args.time, args.skip_other_files),
        (Color::Always, Some(1_700_000_000), true, true)
    );
}

#[test]
fn the_other_commands() {
    assert_eq!(parsed("explain DDB-R001"), Action::Explain("DDB-R001".to_owned()));
    assert_eq!(parsed("rules list"), Action::RulesList(Format::Text));
    assert_eq!(parsed("rules list --format json"), Action::RulesList(Format::Json));
    let stack = StackArgs { region: Some("eu-west-1".to_owned()), ..StackArgs::default() };
    assert_eq!(parsed("facts t.yaml --region eu-west-1"), Action::Facts(FactsArgs { path: "t.yaml".into(), stack }));
    for line in ["--help", "-h", "check --help", "check -h --nothing", "facts -h", "rules --help", "rules list --help"]
    {
        assert_eq!(parsed(line), Action::Help, "{line}");
    }
    assert_eq!(parsed("--version"), Action::Version);
    assert_eq!(parsed("-V"), Action::Version);
}

#[test]
fn every_word_of_a_choice_is_one_of_the_wire() {
    for word in ["minimal", "recommended", "strict"] {
        check(&format!("check t.yaml --profile {word}"));
    }
    for word in ["error", "warning", "note", "never"] {
        check(&format!("check t.yaml --fail-on {word}"));
    }
}

#[test]
fn the_help_names_every_option_and_no_other() {
    let mut options: Vec<String> = vec!["--help".to_owned(), "--version".to_owned()];
    let mut commands = vec![command()];
    while let Some(command) = commands.pop() {
        options.extend(command.get_arguments().filter_map(Arg::get_long).map(|long| format!("--{long}")));
        commands.extend(command.get_subcommands().cloned());
    }
    options.sort();
    options.dedup();
    let mut named: Vec<String> = HELP
        .lines()
        .filter_map(|line| line.split([' ', '[', ']']).find(|word| word.starts_with("--")))
        .filter(|word| word.len() > 2)
        .map(str::to_owned)
        .collect();
    named.sort();
    named.dedup();
    assert_eq!(named, options);
    assert!(HELP.lines().all(|line| line.len() <= 120));
}

//! Of docs/messages.md what a machine can check: capitals, full stops, who is told what to do, no placeholder left, one spelling
//! of each word.

use std::collections::BTreeSet;

use tablewarden_rules::{RuleFile, read};
use tablewarden_tests::checkers::check;
use tablewarden_tests::corpus::cases;
use tablewarden_tests::repository;

/// Words that an instruction begins with. A message begins with none of them, a help and a title with one.
const IMPERATIVES: [&str; 75] = [
    "Add",
    "Alarm",
    "Allow",
    "Append",
    "Attach",
    "Avoid",
    "Back",
    "Build",
    "Cap",
    "Change",
    "Check",
    "Choose",
    "Combine",
    "Compare",
    "Connect",
    "Contain",
    "Correct",
    "Count",
    "Cover",
    "Create",
    "Declare",
    "Define",
    "Delete",
    "Deploy",
    "Do",
    "Drop",
    "Enable",
    "Encrypt",
    "Export",
    "Fix",
    "Give",
    "Grant",
    "Have",
    "Import",
    "Keep",
    "Leave",
    "Let",
    "Limit",
    "List",
    "Lower",
    "Make",
    "Match",
    "Merge",
    "Move",
    "Name",
    "Order",
    "Pass",
    "Pick",
    "Place",
    "Point",
    "Project",
    "Provision",
    "Put",
    "Quote",
    "Raise",
    "Read",
    "Remove",
    "Rename",
    "Replace",
    "Restore",
    "Retain",
    "Rotate",
    "Run",
    "Scale",
    "Send",
    "Set",
    "Split",
    "Start",
    "Stay",
    "Switch",
    "Treat",
    "Turn",
    "Update",
    "Use",
    "Write",
];

/// What is not said, and what is said for it.
const SPELLINGS: [(&str, &str); 27] = [
    ("region", "Region"),
    ("regions", "Regions"),
    ("global index", "global secondary index"),
    ("global indexes", "global secondary indexes"),
    ("local index", "local secondary index"),
    ("local indexes", "local secondary indexes"),
    ("indices", "indexes"),
    ("point in time", "point-in-time"),
    ("PITR", "point-in-time recovery"),
    ("on demand", "on-demand"),
    ("time to live", "Time to Live (TTL)"),
    ("customer-managed", "customer managed"),
    ("AWS-managed", "AWS managed"),
    ("AWS-owned", "AWS owned"),
    ("hash key", "partition key"),
    ("range key", "sort key"),
    ("cloudformation", "CloudFormation"),
    ("Cloudformation", "CloudFormation"),
    ("DynamoDb", "DynamoDB"),
    ("Dynamo", "DynamoDB"),
    ("Cloudwatch", "CloudWatch"),
    ("cannot", "can't"),
    ("surely", "certainly, or nothing"),
    ("passed over", "skipped"),
    ("asked for", "required"),
    ("comes out as", "is"),
    ("nothing to say", "no problems found"),
];

/// What a page does not say, and what it says for it.
const STIFF: [(&str, &str); 6] = [
    (" does not ", "doesn't"),
    (" do not ", "don't"),
    (" is not ", "isn't"),
    (" are not ", "aren't"),
    (" logical id ", "logical ID"),
    (" goes by ", "judges by"),
];

/// What is wrong with a text in plain words; code between backticks is no word.
pub(crate) fn wrong(text: &str) -> Option<String> {
    let prose: String = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '/');
    for (not, but) in SPELLINGS {
        let mut found = prose.match_indices(not);
        let stands_alone =
            found.any(|(at, _)| !prose[..at].ends_with(is_part) && !prose[at + not.len()..].starts_with(is_part));
        if stands_alone {
            return Some(format!("says `{not}`, not {but}"));
        }
    }
    let is_left = |inner: &str| inner.starts_with(|c: char| c.is_ascii_uppercase()) && !inner.contains([' ', '"', ':']);
    let opened = text.match_indices('{').filter(|(at, _)| !text[..*at].ends_with('$'));
    let mut braces = opened.filter_map(|(at, _)| Some(text[at + 1..].split_once('}')?.0));
    braces.find(|inner| is_left(inner)).map(|inner| format!("has a placeholder left: {{{inner}}}"))
}

/// What is wrong with a text of a page, which people read at leisure: it speaks as people do.
fn page_is_wrong(text: &str) -> Option<String> {
    let prose: String = text.split('`').step_by(2).collect();
    let stiff = STIFF.iter().find(|(not, _)| prose.contains(not));
    stiff.map(|(not, but)| format!("says `{not}`, not {but}")).or_else(|| wrong(text))
}

fn first_word(sentence: &str) -> &str {
    sentence.split([' ', ',', '.', ':']).next().unwrap_or_default()
}

/// Whether a sentence says what to do. ``Alarm `A` `` is a thing, though an alarm on something can be asked for.
fn instructs(sentence: &str) -> bool {
    IMPERATIVES.contains(&first_word(sentence)) && !sentence.starts_with("Alarm `")
}

/// The sentences of a text: what ends with a full stop and a blank outside of backticks.
fn sentences(text: &str) -> Vec<String> {
    let hidden: Vec<String> = text
        .split('`')
        .enumerate()
        .map(|(number, part)| if number % 2 == 1 { part.replace(". ", ".\u{a0}") } else { part.to_owned() })
        .collect();
    hidden.join("`").split(". ").map(str::to_owned).collect()
}

fn message_is_wrong(message: &str) -> Option<String> {
    if !message.starts_with(|first: char| first.is_uppercase() || first == '`') {
        return Some("does not begin with a capital".to_owned());
    }
    if !message.ends_with('.') && !message.ends_with('?') {
        return Some("does not end with a full stop".to_owned());
    }
    let told = sentences(message).into_iter().find(|sentence| instructs(sentence));
    told.map(|sentence| format!("tells what to do: {sentence}")).or_else(|| wrong(message))
}

/// A notice has no help: what to do is its second sentence.
fn notice_is_wrong(notice: &str) -> Option<String> {
    let mut sentences = sentences(notice);
    sentences.truncate(1);
    let first = sentences.join("");
    message_is_wrong(&format!("{}.", first.trim_end_matches('.'))).or_else(|| {
        let ends = notice.ends_with(['.', '?']);
        if ends { wrong(notice) } else { Some("does not end with a full stop".to_owned()) }
    })
}

fn help_is_wrong(help: &str) -> Option<String> {
    let help = help.trim();
    if !IMPERATIVES.contains(&first_word(help)) {
        return Some("does not begin with an instruction".to_owned());
    }
    if !help.ends_with('.') {
        return Some("does not end with a full stop".to_owned());
    }
    wrong(help)
}

#[test]
fn messages_state_and_helps_instruct() {
    let mut complaints = BTreeSet::new();
    let mut seen = 0;
    for case in cases() {
        let response = check(case.request.clone(), &case.blobs());
        for finding in response.findings.iter().chain(&response.waived).filter(|one| one.rule.starts_with("DDB-")) {
            seen += 1;
            if let Some(wrong) = message_is_wrong(&finding.message) {
                complaints.insert(format!("{} message {wrong}: {}", finding.rule, finding.message));
            }
            let help = finding.help.as_deref().unwrap_or_default();
            if let Some(wrong) = help_is_wrong(help) {
                complaints.insert(format!("{} help {wrong}: {help}", finding.rule));
            }
        }
        for notice in &response.notices {
            if let Some(wrong) = notice_is_wrong(&notice.message) {
                complaints.insert(format!("notice {wrong}: {}", notice.message));
            }
        }
    }
    assert!(seen > 1000, "{seen} findings");
    assert!(complaints.is_empty(), "{}", complaints.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn pages_say_what_to_have_why_and_how() {
    let rules = read(&repository::root().join("rules/dynamodb")).expect("the rules are read");
    let complaint = |rule: &RuleFile| {
        let header = &rule.header;
        let mut wrongs = Vec::new();
        if !IMPERATIVES.contains(&first_word(&header.title)) {
            wrongs.push(format!("title does not say what to have: {}", header.title));
        }
        wrongs.extend(help_is_wrong(&header.fix).map(|wrong| format!("fix {wrong}: {}", header.fix)));
        let texts = [&header.title, &header.why, &header.fix, &header.waive, &header.reports];
        wrongs.extend(texts.into_iter().filter_map(|text| page_is_wrong(text).map(|wrong| format!("{wrong}: {text}"))));
        let parts = [("waive", header.waive.is_empty()), ("cdk", header.cdk.is_empty())];
        wrongs.extend(parts.into_iter().filter(|(_, missing)| *missing).map(|(part, _)| format!("has no `{part}`")));
        if !header.references.iter().any(|address| address.starts_with("https://docs.aws.amazon.com/")) {
            wrongs.push("has no reference to AWS's documentation".to_owned());
        }
        let told = |name: &&String| !header.why.contains(*name) && !header.fix.contains(*name);
        wrongs.extend(header.parameters.iter().filter(told).map(|name| format!("does not say what `{name}` is")));
        wrongs.into_iter().map(|wrong| format!("{} {wrong}", header.id)).collect::<Vec<_>>()
    };
    let complaints: Vec<_> = rules.iter().flat_map(complaint).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn what_is_wrong_is_found() {
    let messages = [
        ("Table `T` has no recovery.", None),
        ("`T` is off. Deleted items can't be restored.", None),
        ("table `T` has no recovery.", Some("does not begin with a capital")),
        ("Table `T` has no recovery", Some("does not end with a full stop")),
        ("Table `T` is off. Set `A` to `true`.", Some("tells what to do: Set `A` to `true`.")),
        ("Table `T. Set it` is off.", None),
        ("Replica {Region} is off.", Some("has a placeholder left: {Region}")),
        ("Table `${Stage}-orders` is off.", None),
        ("Alarm `A` is off.", None),
        ("It is off. Alarm on `A`.", Some("tells what to do: Alarm on `A`.")),
        ("The region is unknown.", Some("says `region`, not Region")),
        ("The `region` of regional tables is unknown.", None),
    ];
    for (message, wrong) in messages {
        assert_eq!(message_is_wrong(message).as_deref(), wrong, "{message}");
    }
    assert_eq!(notice_is_wrong("A tab is used. Use spaces."), None);
    assert_eq!(notice_is_wrong("Use spaces.").as_deref(), Some("tells what to do: Use spaces."));
    assert_eq!(notice_is_wrong("A tab is used").as_deref(), Some("does not end with a full stop"));
    assert_eq!(page_is_wrong("The key is not rotated.").as_deref(), Some("says ` is not `, not isn't"));
    assert_eq!(page_is_wrong("The key isn't rotated."), None);
    assert_eq!(help_is_wrong("Set `A` to `true`."), None);
    assert_eq!(help_is_wrong("It is off.").as_deref(), Some("does not begin with an instruction"));
    assert_eq!(help_is_wrong("Set `A`").as_deref(), Some("does not end with a full stop"));
}

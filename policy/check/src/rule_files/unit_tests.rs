//! The unit tests of rule files, in cfn-guard's own format: a list of cases, each an `input` and what is expected of the rules.
//! An expectation is met where one of the rules of its name came to it, as there; what cannot be run is said, never passed.

use tablewarden_cloudformation::{Context, Template, expanded};
use tablewarden_dynamodb::{Settings, TextFaults, facts};
use tablewarden_engine::{Budget, Evaluation};
use tablewarden_order::{Map, Set};
use tablewarden_report::plural;
use tablewarden_source::{FileId, Place, SourceText, Span, harmless};
use tablewarden_template::{At, Document, Reading, Syntax, Value, View, read};
use tablewarden_wire::{
    Expectation, Gravity, Notice, Outcome, RuleFilesRequest, Status, TestCase, TestRulesResponse, VERSION,
};

use super::rule_set::{RuleFile, RuleSet, load};
use crate::findings::wire_status;
use crate::raw_notice::RawNotice;
use crate::reading::joined;
use crate::request::{Files, limits, named};

const NO_TEST: &str = "No test covers this rule file. Tests of `a.guard` belong in `tests/a_tests.yaml` beside it.";

/// Runs the tests of a request. Where no expectation was tested the run is incomplete.
///
/// # Errors
/// One line, where the request is none.
pub fn test(request: &RuleFilesRequest, blobs: &[&[u8]]) -> Result<TestRulesResponse, String> {
    let rules = named(&request.rules, blobs)?;
    let tests = named(&request.tests, blobs)?;
    let mut run = Run { request, files: Files::new(request.columns), cases: Vec::new(), notices: Vec::new() };
    let owners = owners(&rules, &tests);
    for (index, rule_file) in rules.iter().enumerate() {
        let set = load(&[*rule_file], request.dialect);
        let Some(file) = set.files.first() else { continue };
        let number = run.files.add(rule_file.0, rule_file.1)?;
        run.notices.extend(file.notices(number).map(|notice| run.files.notice(notice)));
        let own = tests.iter().zip(&owners).filter(|(_, owner)| **owner == Some(index));
        let mut is_tested = false;
        for ((name, bytes), _) in own {
            is_tested = true;
            if file.is_whole() {
                let number = run.files.add(name, bytes)?;
                run.file(&set, file, name, bytes, number);
            }
        }
        if !is_tested {
            run.notice(RawNotice::about(Gravity::Notice, number, NO_TEST.to_owned()));
        }
    }
    for ((name, _), _) in tests.iter().zip(&owners).filter(|(_, owner)| owner.is_none()) {
        let message =
            "No rule file belongs to these tests. Tests of `a.guard` belong in `tests/a_tests.yaml` beside it.";
        let number = run.files.add(name, &[])?;
        run.notice(RawNotice::about(Gravity::Incomplete, number, message.to_owned()));
    }
    Ok(run.finish())
}

/// For each file of tests the rule file it belongs to; the one with the longest name that fits.
pub(super) fn owners(rules: &[(&str, &[u8])], tests: &[(&str, &[u8])]) -> Vec<Option<usize>> {
    let fits = |rule: &str, test: &str| {
        let (folder, name) = split(test);
        let (above, rule) = split(rule);
        let stem = rule.rsplit_once('.').map_or(rule, |(stem, _)| stem);
        let beside =
            folder == above || folder.strip_suffix("tests").is_some_and(|before| before.trim_end_matches('/') == above);
        (beside && name.starts_with(stem)).then_some(stem.len())
    };
    let owner = |test: &str| match rules {
        [_] => Some(0),
        _ => {
            let fitting = rules.iter().enumerate().filter_map(|(index, (rule, _))| Some((fits(rule, test)?, index)));
            fitting.max_by_key(|(length, index)| (*length, std::cmp::Reverse(*index))).map(|(_, index)| index)
        }
    };
    tests.iter().map(|(test, _)| owner(test)).collect()
}

/// The folder of a path and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// A run of tests.
struct Run<'r> {
    request: &'r RuleFilesRequest,
    files: Files<'r>,
    cases: Vec<TestCase>,
    notices: Vec<Notice>,
}

/// One file of tests.
struct TestFile<'t> {
    rules: &'t str,
    name: &'t str,
    document: &'t Document<'t>,
    number: FileId,
}

impl Run<'_> {
    fn notice(&mut self, notice: RawNotice) {
        let notice = self.files.notice(notice);
        self.notices.push(notice);
    }

    /// Runs one file of tests.
    fn file(&mut self, set: &RuleSet, rules: &RuleFile, name: &str, bytes: &[u8], number: FileId) {
        let source = SourceText::new(bytes);
        let document = read(&source.text, Syntax::Auto, limits(self.request.limits));
        let tests = TestFile { rules: &rules.name, name, document: &document, number };
        for problem in source.problems.iter().chain(&document.problems) {
            if problem.gravity != tablewarden_source::Gravity::Notice {
                self.refuse(&tests, problem.span, problem.message.clone());
            }
        }
        let view = View::new(&document.tree, Reading::GuardTest);
        let root = view.root().filter(|root| view.value(*root) == Value::List);
        let Some(root) = root else {
            let message = "Tests must be a list of cases, each with `input` and `expectations`.";
            return self.refuse(&tests, Span::at(0), message.to_owned());
        };
        for (number, case) in (1..).zip(view.items(root)) {
            if let Err((span, message)) = self.case(set, rules, &tests, number, case) {
                self.refuse(&tests, span, format!("Case {number} {message}"));
            }
        }
    }

    fn refuse(&mut self, tests: &TestFile<'_>, span: Span, message: String) {
        self.notice(RawNotice::at(Gravity::Incomplete, Place::new(tests.number, span), message));
    }

    fn case(
        &mut self,
        set: &RuleSet,
        rules: &RuleFile,
        tests: &TestFile<'_>,
        number: u32,
        case: At,
    ) -> Result<(), (Span, String)> {
        let view = View::new(&tests.document.tree, Reading::GuardTest);
        let wrong = |at: At, message: &str| (view.place(at).span(), message.to_owned());
        let input = view.get(case, "input").ok_or_else(|| wrong(case, "has no `input`."))?;
        let expected = view.get(case, "expectations").and_then(|at| view.get(at, "rules"));
        let expected = expected.ok_or_else(|| wrong(case, "has no `expectations` with `rules`."))?;
        let mut wanted: Vec<(&str, Status, Span)> = Vec::new();
        for entry in view.entries(expected) {
            let status = match view.text(entry.value) {
                Some("PASS") => Status::Pass,
                Some("FAIL") => Status::Fail,
                Some("SKIP") => Status::Skip,
                _ => return Err(wrong(entry.value, "expects neither PASS, FAIL nor SKIP of a rule.")),
            };
            wanted.push((entry.key, status, entry.key_place.span()));
        }
        let mut expectations = Vec::new();
        for (part, with_facts) in set.parts() {
            if part.files.is_empty() {
                continue;
            }
            let sight = view.rooted(input);
            let rooted = view.seen(&sight);
            let context = Context::default();
            let written = View::new(&tests.document.tree, Reading::CloudFormation);
            let sight = written.rooted(input);
            let written = written.seen(&sight);
            let made =
                expanded(written, &context, self.request.limits.nodes).unwrap_or_default().filter(|_| with_facts);
            let made = made.as_ref().map_or(written, |tree| View::new(tree, Reading::CloudFormation));
            let template = Template::read(made, &context);
            let is_inside = |span: Span| written.place(input).span().contains(span);
            let duplicates = tests.document.duplicates.iter().filter(|(later, _)| is_inside(*later));
            let aliases = tests.document.aliases.iter().filter(|span| is_inside(**span));
            let (duplicates, aliases): (Vec<_>, Vec<_>) = (duplicates.copied().collect(), aliases.copied().collect());
            let faults = TextFaults { duplicates: &duplicates, aliases: &aliases };
            let settings = Settings { profile: "recommended".to_owned(), region: None };
            let facts = with_facts.then(|| facts(&template, faults, &settings, None));
            let sight = facts.as_ref().map(|facts| joined(rooted, facts));
            let seen = sight.as_ref().map_or(rooted, |sight| rooted.seen(sight));
            let evaluation = part.plan.evaluate(seen, &Budget { steps: self.request.limits.steps }, self.request.now);
            expectations = compared(&evaluation, &wanted);
        }
        let known: Set<&str> = expectations.iter().map(|one| one.rule.as_str()).collect();
        for (rule, _, span) in &wanted {
            if !known.contains(*rule) {
                let message =
                    format!("Case {number} expects something of `{rule}`, but {} has no such rule.", rules.name);
                self.refuse(tests, *span, message);
            }
        }
        let name = view.get(case, "name").and_then(|at| view.text(at)).map(str::to_owned);
        let (rules, tests) = (tests.rules.to_owned(), tests.name.to_owned());
        self.cases.push(TestCase { rules, tests, number, name, expectations });
        Ok(())
    }

    fn finish(self) -> TestRulesResponse {
        let Self { cases, notices, .. } = self;
        let all = || cases.iter().flat_map(|case| &case.expectations).filter(|one| one.expected.is_some());
        let count = |met: bool| u32::try_from(all().filter(|one| one.met == met).count()).unwrap_or(u32::MAX);
        let (passed, failed) = (count(true), count(false));
        let is_incomplete = passed + failed == 0 || notices.iter().any(|notice| notice.gravity != Gravity::Notice);
        let outcome = if is_incomplete {
            Outcome::Incomplete
        } else if failed > 0 {
            Outcome::Findings
        } else {
            Outcome::Clean
        };
        let text = text(&cases, &notices, passed, failed);
        TestRulesResponse { version: VERSION, outcome, passed, failed, cases, notices, text }
    }
}

/// What each rule came to, rules of one name together, and whether that is what is wanted.
fn compared(evaluation: &Evaluation<'_>, wanted: &[(&str, Status, Span)]) -> Vec<Expectation> {
    let wanted: Map<&str, Status> = wanted.iter().map(|(rule, status, _)| (*rule, *status)).collect();
    let mut found: Map<&str, Expectation> = Map::new();
    for outcome in &evaluation.outcomes {
        let (status, message) = wire_status(&outcome.status);
        let one = found.or_insert_with(outcome.name, || Expectation {
            rule: outcome.name.to_owned(),
            expected: wanted.get(outcome.name).copied(),
            evaluated: Vec::new(),
            met: true,
            message: None,
        });
        one.evaluated.push(status);
        one.message = one.message.take().or(message);
    }
    let mut found: Vec<Expectation> = found.into_iter().map(|(_, one)| one).collect();
    for one in &mut found {
        one.met = one.expected.is_none_or(|expected| one.evaluated.contains(&expected));
    }
    found
}

/// The run for people: what is not met, what could not be run, and a line of summary.
fn text(cases: &[TestCase], notices: &[Notice], passed: u32, failed: u32) -> String {
    let mut out = String::new();
    for case in cases {
        let name = case.name.as_ref().map_or_else(String::new, |name| format!(" `{name}`"));
        for one in case.expectations.iter().filter(|one| !one.met) {
            let expected = one.expected.map_or("", word);
            let came: Vec<&str> = one.evaluated.iter().copied().map(word).collect();
            let why = one.message.as_ref().map_or_else(String::new, |message| format!(": {message}"));
            let line = format!(
                "{}: case {}{name}: `{}` is {}, expected {expected}{why}",
                case.tests,
                case.number,
                one.rule,
                came.join(" and ")
            );
            out.extend([&*harmless(&line), "\n"]);
        }
    }
    out += &lines(notices);
    if passed + failed == 0 {
        return out + "Nothing was tested: no test has an expectation (exit code 2).\n";
    }
    out + &format!(
        "{passed} of {} met in {}.\n",
        plural((passed + failed) as usize, "expectation"),
        plural(cases.len(), "case")
    )
}

/// Notices for people, a line each.
pub(super) fn lines(notices: &[Notice]) -> String {
    let line = |notice: &Notice| {
        let place = notice.span.map(|span| format!(":{}:{}", span.start.line, span.start.column)).unwrap_or_default();
        harmless(&format!("{}{place}: {}", notice.file, notice.message)).into_owned() + "\n"
    };
    notices.iter().map(line).collect()
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Pass => "PASS",
        Status::Fail => "FAIL",
        Status::Skip => "SKIP",
        Status::Error => "an error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_belong_to_the_rule_file_they_are_named_after() {
        let named = |names: &[&'static str]| names.iter().map(|name| (*name, &b""[..])).collect::<Vec<_>>();
        let rules = named(&["r/a.guard", "r/a_b.guard", "q/a.guard"]);
        let tests = named(&[
            "r/tests/a_tests.yaml",
            "r/tests/a_b_tests.json",
            "q/tests/a.yaml",
            "x/tests/a.yaml",
            "r/a_b-tests.yml",
        ]);
        assert_eq!(owners(&rules, &tests), [Some(0), Some(1), Some(2), None, Some(1)]);
        assert_eq!(owners(&named(&["r/a.guard"]), &named(&["any.yaml"])), [Some(0)]);
    }
}

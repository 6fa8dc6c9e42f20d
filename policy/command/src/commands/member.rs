//! An answer of the engine that is printed in part: what it says about itself is told, and the text of its last member is what
//! is asked for, byte for byte as the engine wrote it. Also whether an answer is a refusal.

use tablewarden_edit::Edit;
use tablewarden_source::Span;
use tablewarden_template::{At, Document, Limits, Reading, Syntax, Value, View, read};
use tablewarden_wire::{Outcome, VERSION};

use super::call::{Call, Done};

/// Answers are our own: they are as large as they are.
const LIMITS: Limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 300 };

/// An answer that is no refusal.
pub(crate) struct Answer<'a> {
    text: &'a str,
    document: Document<'a>,
}

impl<'a> Answer<'a> {
    /// The answer that these bytes are.
    ///
    /// # Errors
    /// One line, where the answer is a refusal or none at all.
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, String> {
        refused(bytes)?;
        let text = str::from_utf8(bytes).map_err(|_| unreadable())?;
        let document = read(text, Syntax::Json, LIMITS);
        if document.tree.is_empty() || !document.problems.is_empty() {
            return Err(unreadable());
        }
        Ok(Self { text, document })
    }

    pub(crate) fn view(&self) -> View<'_> {
        View::new(&self.document.tree, Reading::CloudFormation)
    }

    /// A member of it.
    pub(crate) fn member(&self, name: &str) -> Option<At> {
        let view = self.view();
        view.get(view.root()?, name)
    }

    /// The edits of the template that it was about.
    pub(crate) fn edits(&self) -> Vec<Edit> {
        let view = self.view();
        let edit = |at: At| {
            let number = |key| view.get(at, key).and_then(|at| view.text(at)?.parse().ok()).unwrap_or(u32::MAX);
            Edit { span: Span::new(number("startByte"), number("endByte")), text: text_of(view, at, "text").to_owned() }
        };
        self.member("edits").into_iter().flat_map(|list| view.items(list)).map(edit).collect()
    }

    /// Tells what the answer says about itself; gives how it came out.
    pub(crate) fn told(&self, call: &Call) -> Outcome {
        self.told_of(call, |_| true)
    }

    /// The same of what kept the template from being checked whole.
    pub(crate) fn told_of_errors(&self, call: &Call) -> Outcome {
        self.told_of(call, |gravity| gravity != "notice")
    }

    fn told_of(&self, call: &Call, is_told: fn(&str) -> bool) -> Outcome {
        let view = self.view();
        let notices = self.member("notices").into_iter().flat_map(|list| view.items(list));
        for notice in notices.filter(|notice| is_told(text_of(view, *notice, "gravity"))) {
            call.say(&notice_line(view, notice));
        }
        match self.member("outcome").and_then(|at| view.str(at)) {
            Some("clean") => Outcome::Clean,
            Some("findings") => Outcome::Findings,
            Some("incomplete") => Outcome::Incomplete,
            _ => Outcome::Error,
        }
    }
}

/// The text of a member of a value; empty where it has none.
pub(crate) fn text_of<'a>(view: View<'a>, at: At, key: &str) -> &'a str {
    view.get(at, key).and_then(|at| view.str(at)).unwrap_or("")
}

/// The line and the column of a value that has a span, for people.
pub(crate) fn start_of(view: View<'_>, at: At) -> String {
    let start = view.find(at, &["span", "start"]);
    let number = |key| start.and_then(|start| view.text(view.get(start, key)?)).unwrap_or("");
    start.map(|_| format!(":{}:{}", number("line"), number("column"))).unwrap_or_default()
}

/// A notice on one line, with its place.
fn notice_line(view: View<'_>, notice: At) -> String {
    [text_of(view, notice, "file"), &start_of(view, notice), ": ", text_of(view, notice, "message")].concat()
}

/// What is an error in the answer about a file, each with its place; none where the file was skipped because it is no template.
///
/// # Errors
/// One line, where the answer is a refusal or none at all.
pub(crate) fn listed(answer: &[u8]) -> Result<Option<Vec<String>>, String> {
    let answer = Answer::of(answer)?;
    let view = answer.view();
    if answer.member("skipped").is_some_and(|at| view.value(at) == Value::Bool(true)) {
        return Ok(None);
    }
    let notices = answer.member("notices").into_iter().flat_map(|list| view.items(list));
    let is_error = |notice: &At| view.get(*notice, "gravity").and_then(|at| view.str(at)) == Some("error");
    Ok(Some(notices.filter(is_error).map(|notice| notice_line(view, notice)).collect()))
}

/// How many tables the template of an answer has; none where the file is no template.
pub(crate) fn tables(answer: &[u8]) -> Option<usize> {
    let answer = Answer::of(answer).ok()?;
    let view = answer.view();
    let is_true = |at: At| view.value(at) == Value::Bool(true);
    if answer.member("skipped").is_some_and(is_true) {
        return None;
    }
    view.text(view.get(answer.member("counts")?, "tables")?)?.parse().ok()
}

/// Prints the last member of an answer, which has this name.
///
/// # Errors
/// One line, where the answer is a refusal or none at all.
pub(crate) fn last_member(name: &str, answer: &[u8], call: &Call) -> Result<Done, String> {
    let answer = Answer::of(answer)?;
    let outcome = answer.told(call);
    let start = answer.member(name).map(|at| answer.view().span(at).start as usize).ok_or_else(unreadable)?;
    let member = answer.text.get(start..).and_then(|rest| rest.strip_suffix('}')).ok_or_else(unreadable)?;
    Ok(Done { text: format!("{member}\n").into_bytes(), outcome })
}

/// Takes an answer that says that the call failed as the failure it is. Of every other answer only the beginning is read.
///
/// # Errors
/// One line.
pub(crate) fn refused(answer: &[u8]) -> Result<(), String> {
    // The answer of no other call says so little before its outcome.
    let beginning = format!("{{\"version\":{VERSION},\"outcome\":\"error\",\"error\":");
    if !answer.starts_with(beginning.as_bytes()) {
        return Ok(());
    }
    let text = std::str::from_utf8(answer).unwrap_or_default();
    let document = read(text, Syntax::Json, Limits::default());
    let view = View::new(&document.tree, Reading::CloudFormation);
    let line = view.root().and_then(|root| view.str(view.get(root, "error")?));
    Err(line.map_or_else(unreadable, str::to_owned))
}

fn unreadable() -> String {
    "internal error: the engine's answer cannot be read; please report it with the template".to_owned()
}

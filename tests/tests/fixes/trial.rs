//! A template and what is asked about it in, what is wrong with the fixes that it gets out: it must end, be read afterwards, have nothing
//! left that has a fix, no new error, and stay as it is in a second run.

use std::collections::BTreeMap;

use tablewarden_tests::checkers::{Checker, fix_frame, frame_of, said};
use tablewarden_wire::{CheckRequest, CheckResponse, FixResponse, Gravity, Profile, Severity};

use super::shown::fixed;

/// The words of a refusal by the whole run, which keeps the fix in the answer.
const WITH_IT: &str = "With this fix";

/// A template that is to be fixed, and what is found in it.
pub(super) struct Trial<'t> {
    name: &'t str,
    request: CheckRequest,
    blobs: Vec<&'t [u8]>,
    engine: &'t mut dyn Checker,
    before: CheckResponse,
}

/// What a fix came to.
pub(super) struct Tried {
    pub(super) answer: FixResponse,
    /// The fixed file.
    pub(super) bytes: Vec<u8>,
    /// What is wrong, a line for each.
    pub(super) wrong: Vec<String>,
}

impl<'t> Trial<'t> {
    /// Checks the file under the strictest profile, with this engine.
    pub(super) fn new(
        name: &'t str,
        request: &CheckRequest,
        blobs: Vec<&'t [u8]>,
        engine: &'t mut dyn Checker,
    ) -> Self {
        let request = CheckRequest { profile: Some(Profile::Strict), fixes: true, ..request.clone() };
        let before = said(&engine.call(&frame_of(request.clone(), &blobs)));
        Self { name, request, blobs, engine, before }
    }

    /// The fixes of a file instead of this one.
    pub(super) fn fixes(&mut self, blobs: &[&[u8]], with_unsafe: bool) -> FixResponse {
        said(&self.engine.call(&fix_frame(&self.request, blobs, with_unsafe, &[])))
    }

    /// What is asked.
    pub(super) fn request(&self) -> &CheckRequest {
        &self.request
    }

    /// Fixes it, and looks at what came of it.
    pub(super) fn fix(&mut self, with_unsafe: bool) -> Tried {
        let answer = self.fixes(&self.blobs.clone(), with_unsafe);
        let bytes = fixed(&answer, self.blobs[0]);
        let mut wrong = Vec::new();
        let name = self.name;
        let mut say = |what: String| wrong.push(format!("{name} (unsafe: {with_unsafe}): {what}"));
        let mut blobs = self.blobs.clone();
        blobs[0] = &bytes;
        let after: CheckResponse = said(&self.engine.call(&frame_of(self.request.clone(), &blobs)));
        if unread(&after) > unread(&self.before) {
            say(format!("it can't be read any more: {:?}", after.notices));
        }
        for refused in answer.refused.iter().filter(|one| one.message.contains("internal error")) {
            say(format!("{}: {}: {}", refused.rule, refused.title, refused.message));
        }
        let refused = answer.refused.iter().filter(|one| one.message.contains(WITH_IT));
        let refused: Vec<&str> = refused.map(|one| one.title.as_str()).collect();
        for finding in &after.findings {
            let fix = finding.fixes.first().filter(|fix| fix.is_safe || with_unsafe);
            if fix.is_some_and(|fix| !refused.contains(&fix.title.as_str())) {
                say(format!("{} has a fix and is left: {}", finding.rule, finding.message));
            }
        }
        let known = errors(&self.before);
        for (rule, count) in errors(&after) {
            if count > known.get(rule).copied().unwrap_or(0) {
                let of_rule = after.findings.iter().filter(|one| one.rule == rule);
                let said: Vec<&str> = of_rule.map(|one| one.message.as_str()).collect();
                say(format!("a new error of {rule}: {}", said.join(" | ")));
            }
        }
        if !answer.edits.is_empty() && !self.fixes(&blobs, with_unsafe).edits.is_empty() {
            say("a second run changes it again".to_owned());
        }
        Tried { answer, bytes, wrong }
    }
}

fn errors(response: &CheckResponse) -> BTreeMap<&str, usize> {
    let mut errors = BTreeMap::new();
    for finding in response.findings.iter().filter(|one| one.severity == Severity::Error) {
        *errors.entry(finding.rule.as_str()).or_default() += 1;
    }
    errors
}

fn unread(response: &CheckResponse) -> usize {
    response.notices.iter().filter(|notice| notice.gravity != Gravity::Notice).count()
}

//! The fixes of what a check finds, as edits of the file: fixes that do not touch each other are made together, and the result is
//! checked again, until none is left. What is there is corrected before anything is added or removed, because what seems to be
//! missing may be there then. A fix with which the check finds more than before is not made.

mod round;
mod unread;
mod worse;

use tablewarden_edit::{Edit, applied, compose, merge};
use tablewarden_order::Set;
use tablewarden_source::{FileId, Place, Span};
use tablewarden_wire::{
    CheckRequest, Finding, Fix, FixRequest, FixResponse, FixedFinding, Gravity, Notice, RefusedFix, TextEdit, VERSION,
};

use crate::check_file::check_and;
use crate::each_template::put;
use crate::pack::unknown_rule;
use crate::request::{Files, all_findings, blob};
use crate::rule_name::comparable;

use self::round::{Checked, Key, Round, alike, key};

/// How often a file is checked. Each round but the last ones fixes everything that does not touch.
const MOST_ROUNDS: usize = 64;

const TOO_MANY_ROUNDS: &str = "Not everything could be fixed at once. Run it again.";

/// Fixes the file of a request.
///
/// # Errors
/// One line, where the request is none or names a rule that there is not.
pub(crate) fn fix(request: &FixRequest, blobs: &[&[u8]]) -> Result<FixResponse, String> {
    if let Some(unknown) = request.rules.iter().find_map(|rule| unknown_rule(rule)) {
        return Err(unknown);
    }
    let check = CheckRequest {
        fixes: true,
        diffs: false,
        excerpts: false,
        describe_rules: false,
        unknown_values: false,
        changes: false,
        statuses: false,
        limits: all_findings(request.check.limits),
        ..request.check.clone()
    };
    let bytes = blob(blobs, &check.file)?;
    let mut files = Files::new(check.columns);
    let file = files.add(&check.file.name, bytes)?;
    let mut run = Run {
        request,
        text: bytes.to_vec(),
        edits: Vec::new(),
        made: Set::new(),
        refused: Vec::new(),
        fixed: Vec::new(),
        most: usize::MAX,
    };
    let ask = |text: &[u8]| checked(&check, blobs, text);
    let mut now = ask(&run.text)?;
    let mut rounds = 1;
    while rounds < MOST_ROUNDS
        && let Some(round) = run.round(&now).or_else(|| run.again(&now))
    {
        rounds += 1;
        now = match round.text.as_deref().map(&ask).transpose()? {
            Some(next) => run.took(round, now, next, (&files, file)),
            None => run.lost(&round, unread::NOT_READ, now),
        };
    }
    Ok(run.response(now, rounds))
}

/// Checks another text in the place of the file.
fn checked(check: &CheckRequest, blobs: &[&[u8]], text: &[u8]) -> Result<Checked, String> {
    let mut blobs = blobs.to_vec();
    put(&mut blobs, check.file.blob, text);
    let (mut refused, mut corrections) = (Vec::new(), Vec::new());
    let response = check_and(check, &blobs, &mut |one| {
        refused.extend(one.unfixed);
        corrections.extend(one.corrections);
    })?;
    Ok(Checked { response, refused, corrections })
}

/// What was done so far.
struct Run<'r> {
    request: &'r FixRequest,
    /// The file with all edits.
    text: Vec<u8>,
    edits: Vec<Edit>,
    /// The fixes that were made.
    made: Set<Key>,
    /// The fixes that are not made. Later rounds move their bytes; their lines are looked up at the end.
    refused: Vec<NotMade>,
    fixed: Vec<FixedFinding>,
    /// How many fixes the next round has at most.
    most: usize,
}

/// A fix that was tried and not made.
struct NotMade {
    key: Key,
    fix: RefusedFix,
    /// How many fixes had been made by then.
    made: usize,
}

impl Run<'_> {
    /// The fix of a finding that is to be made.
    fn wanted<'f>(&self, finding: &'f Finding) -> Option<&'f Fix> {
        let fix = finding.fixes.first().filter(|fix| fix.is_safe || self.request.with_unsafe)?;
        self.is_asked(finding).then_some(fix)
    }

    fn is_asked(&self, finding: &Finding) -> bool {
        let is_named = |rule: &String| {
            let rule = comparable(rule);
            [&finding.rule, &finding.name].iter().any(|name| comparable(name) == rule)
        };
        self.request.rules.is_empty() || self.request.rules.iter().any(is_named)
    }

    /// The fixes of the next round; none where there is nothing left to fix.
    fn round(&self, checked: &Checked) -> Option<Round> {
        let response = &checked.response;
        let alike = alike(response);
        let is_new = |finding: &Finding, fix: &Fix| !self.was_tried(&key(finding, fix, &alike));
        let all = response.findings.iter().enumerate();
        let wanted = all.filter_map(|(place, finding)| Some((place, finding, self.wanted(finding)?)));
        let mut wanted: Vec<_> = wanted.filter(|(_, finding, fix)| is_new(finding, fix)).collect();
        let corrections = checked.corrected();
        let is_correction = |finding: &Finding| corrections.contains(finding.fingerprint.as_str());
        if wanted.iter().any(|(_, finding, _)| is_correction(finding)) {
            wanted.retain(|(_, finding, _)| is_correction(finding));
        }
        let (mut findings, groups): (Vec<usize>, Vec<Vec<Edit>>) =
            wanted.into_iter().take(self.most).map(|(place, _, fix)| (place, edits_of(fix))).unzip();
        if findings.is_empty() {
            return None;
        }
        let (edits, left_out) = merge(groups);
        let mut index = 0..;
        findings.retain(|_| index.next().is_some_and(|index| left_out.binary_search(&index).is_err()));
        let text = applied(&self.text, &edits);
        Some(Round { findings, edits, text })
    }

    fn was_tried(&self, key: &Key) -> bool {
        // Each that is not made takes a round, so they are few.
        self.made.contains(key) || self.refused.iter().any(|one| one.key == *key)
    }

    /// The next round where all was tried: of the fixes that were not made, but may be possible with those that were made since.
    fn again(&mut self, checked: &Checked) -> Option<Round> {
        let made = self.fixed.len();
        self.refused.retain(|one| one.made == made);
        self.round(checked)
    }

    /// Takes a round whose result was checked, or finds out which fix of it is no good; gives the check that counts.
    fn took(&mut self, round: Round, before: Checked, after: Checked, (files, file): (&Files<'_>, FileId)) -> Checked {
        let text = round.text.as_deref().unwrap_or_default();
        let checks = [&before, &after];
        let is_wanted = |one: &Finding| self.wanted(one).is_some();
        let was_tried = |one: &Key| self.was_tried(one);
        if let Some(message) = worse::worse(&round, checks, [&self.text, text], &is_wanted, &was_tried) {
            return self.lost(&round, &message, before);
        }
        self.most = usize::MAX;
        let (alike, edited) = (alike(&before.response), Edited::new(&self.edits));
        for finding in round.findings_in(&before) {
            let Some(fix) = finding.fixes.first() else { continue };
            self.made.insert(key(finding, fix, &alike));
            let [start, end] = [finding.span.start_byte, finding.span.end_byte].map(|at| edited.before(at));
            self.fixed.push(FixedFinding {
                rule: finding.rule.clone(),
                severity: finding.severity,
                message: finding.message.clone(),
                title: fix.title.clone(),
                is_safe: fix.is_safe,
                span: files.location(Place::new(file, Span::new(start, end.max(start)))),
            });
        }
        let edited = Edited::new(&round.edits);
        for NotMade { fix: refused, .. } in &mut self.refused {
            let [start, end] = [refused.span.start_byte, refused.span.end_byte].map(|at| edited.after(at));
            (refused.span.start_byte, refused.span.end_byte) = (start, end.max(start));
        }
        self.edits = compose(&self.edits, &round.edits);
        self.text = round.text.unwrap_or_default();
        after
    }

    /// Makes fewer fixes in the next round than in this one. One that is alone is not made.
    fn lost(&mut self, round: &Round, message: &str, before: Checked) -> Checked {
        self.most = round.findings.len() / 2;
        if let [place] = round.findings.as_slice()
            && let Some(finding) = before.response.findings.get(*place)
            && let Some(fix) = finding.fixes.first()
        {
            self.most = usize::MAX;
            let key = key(finding, fix, &alike(&before.response));
            let (rule, title) = (finding.rule.clone(), fix.title.clone());
            let fix = RefusedFix { rule, title, message: message.to_owned(), span: finding.span };
            self.refused.push(NotMade { key, fix, made: self.fixed.len() });
        }
        before
    }

    fn response(self, now: Checked, rounds: usize) -> FixResponse {
        let may_be_possible = self.refused.iter().any(|one| one.made != self.fixed.len());
        let is_unfinished = rounds == MOST_ROUNDS && (may_be_possible || self.round(&now).is_some());
        let Checked { response, refused, .. } = now;
        let left_unsafe = response.findings.iter().filter(|finding| self.is_asked(finding));
        let is_unsafe = |finding: &&Finding| finding.fixes.first().is_some_and(|fix| !fix.is_safe);
        let left_unsafe = if self.request.with_unsafe { 0 } else { left_unsafe.filter(is_unsafe).count() };
        let mut notices = response.notices;
        if is_unfinished {
            let (file, message) = (response.file.clone(), TOO_MANY_ROUNDS.to_owned());
            notices.push(Notice { gravity: Gravity::Notice, message, file, span: None });
        }
        let of_asked = |one: &RefusedFix| {
            let is_one = |rule: &String| comparable(rule) == comparable(&one.rule);
            self.request.rules.is_empty() || self.request.rules.iter().any(is_one)
        };
        let mut fixed_files = Files::new(self.request.check.columns);
        let place = fixed_files.add(&response.file, &self.text).map(|file| Place::new(file, Span::default()));
        let mut refused: Vec<RefusedFix> = refused.into_iter().filter(of_asked).collect();
        refused.extend(self.refused.into_iter().map(|NotMade { fix: mut one, .. }| {
            let span = Span::new(one.span.start_byte, one.span.end_byte);
            one.span = fixed_files.location(place.clone().unwrap_or_default().with_span(span));
            one
        }));
        tablewarden_order::sort_by_key(&mut refused, |one| one.span.start_byte);
        let edit = |Edit { span, text }| TextEdit { start_byte: span.start, end_byte: span.end, text };
        FixResponse {
            version: VERSION,
            file: response.file,
            outcome: response.outcome,
            fail_on: response.fail_on,
            skipped: response.skipped,
            notices,
            fixed: self.fixed,
            refused,
            left: response.counts,
            left_unsafe: u32::try_from(left_unsafe).unwrap_or(u32::MAX),
            edits: self.edits.into_iter().map(edit).collect(),
        }
    }
}

fn edits_of(fix: &Fix) -> Vec<Edit> {
    let span = |start, end| Span::new(start, end);
    fix.edits
        .iter()
        .map(|one| Edit { span: span(one.span.start_byte, one.span.end_byte), text: one.text.clone() })
        .collect()
}

/// An edited text: for each edit where it starts and ends there, where it started before, and how far the text behind it is ahead.
struct Edited(Vec<(i64, i64, u32, i64)>);

impl Edited {
    fn new(edits: &[Edit]) -> Self {
        let mut ahead = 0;
        let one = |Edit { span, text }: &Edit| {
            let start = i64::from(span.start) + ahead;
            let end = start + i64::try_from(text.len()).unwrap_or(i64::MAX / 2);
            ahead = end - i64::from(span.end);
            (start, end, span.start, ahead)
        };
        Self(edits.iter().map(one).collect())
    }

    /// Where a place was before the edits; what they wrote was where they wrote it.
    fn before(&self, at: u32) -> u32 {
        let behind = self.0.partition_point(|(start, ..)| *start <= i64::from(at));
        match behind.checked_sub(1).and_then(|last| self.0.get(last)) {
            None => at,
            Some((_, end, was, _)) if i64::from(at) < *end => *was,
            Some((.., ahead)) => u32::try_from((i64::from(at) - ahead).max(0)).unwrap_or(u32::MAX),
        }
    }

    /// Where a place of the text before the edits is; what they replace is where they write.
    fn after(&self, at: u32) -> u32 {
        let behind = self.0.partition_point(|(_, _, was, _)| *was <= at);
        let is = match behind.checked_sub(1).and_then(|last| self.0.get(last)) {
            None => i64::from(at),
            Some((start, end, _, ahead)) if i64::from(at) < end - ahead => *start,
            Some((.., ahead)) => i64::from(at) + ahead,
        };
        u32::try_from(is).unwrap_or(u32::MAX)
    }
}

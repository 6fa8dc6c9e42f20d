//! The response to a check: what the stages found in, with lines, columns, paths and waivers out. Decides nothing about
//! templates.

use tablewarden_cloudformation::{Path, Template, waivers};
use tablewarden_dynamodb::Facts;
use tablewarden_edit::{Edit, unified_diff_from};
use tablewarden_source::{FileId, Place, Span, harmless, shown};
use tablewarden_template::{At, Document};
use tablewarden_wire::{
    Changes, CheckResponse, Counts, FailOn, Finding, Fix, FixEdit, Gravity, NestedStack, Outcome, Profile, RefusedFix,
    Related, RuleStatus, Severity, Stack, VERSION, WaiverNote,
};

use crate::findings::{RawFinding, RuleStanding, WaiverUse, fingerprint, related_fingerprints as fingerprints};
use crate::fixes::{Fixed, Fixer, Unfixed};
use crate::raw_notice::RawNotice;
use crate::request::Files;
use crate::rule_name::RuleName;

use super::listing::{Listing, MOST, Standing, found};
use super::unknown_value::unknown_value;

fn weight(gravity: Gravity) -> Outcome {
    match gravity {
        Gravity::Notice => Outcome::Clean,
        Gravity::Incomplete => Outcome::Incomplete,
        Gravity::Error => Outcome::Error,
    }
}

/// A response that is being written.
pub(crate) struct ResponseBuilder<'p> {
    response: CheckResponse,
    files: &'p Files<'p>,
    /// The number of the template.
    file: FileId,
    /// Whether it describes the rules of its findings.
    describes: bool,
    /// Whether a baseline asks for the fingerprints of all that is there, reported or not.
    for_baseline: bool,
    unreported: Vec<String>,
    listing: Listing,
    /// How many second places of a finding are listed.
    most: u32,
    /// Of each finding that is not waived and listed the value of the facts that it is about.
    facts: Vec<Option<At>>,
    /// What writes the fixes of findings, where they are asked for, and whether each has its difference.
    fixer: Option<(Fixer<'p>, bool)>,
    unfixed: Vec<RefusedFix>,
    /// The fingerprints of the findings whose fix corrects what is there.
    corrections: Vec<String>,
}

impl<'p> ResponseBuilder<'p> {
    /// A response about the template `file`.
    pub(crate) fn new(files: &'p Files<'p>, file: FileId) -> Self {
        let response = CheckResponse {
            version: VERSION,
            file: files.name(file).to_owned(),
            stack: None,
            nested: Vec::new(),
            settings: None,
            outcome: Outcome::Clean,
            fail_on: FailOn::default(),
            skipped: false,
            findings: Vec::new(),
            waived: Vec::new(),
            baseline: None,
            known: Vec::new(),
            gone: Vec::new(),
            written: Vec::new(),
            unlisted: Vec::new(),
            notices: Vec::new(),
            counts: Counts::default(),
            unknown_values: Vec::new(),
            statuses: Vec::new(),
            changes: None,
            unused_parameters: Vec::new(),
            meant_parameters: Vec::new(),
            excerpts: Vec::new(),
            rules: Vec::new(),
            columns: files.unit(),
        };
        Self {
            response,
            files,
            file,
            describes: false,
            for_baseline: false,
            unreported: Vec::new(),
            listing: Listing::new(MOST),
            most: MOST,
            facts: Vec::new(),
            fixer: None,
            unfixed: Vec::new(),
            corrections: Vec::new(),
        }
    }

    /// Has it describe the rules of its findings, where that is asked for.
    pub(crate) fn describing(self, describes: bool) -> Self {
        Self { describes, ..self }
    }

    /// Has its findings have their fixes.
    pub(crate) fn fixing(&mut self, fixer: Fixer<'p>, with_diffs: bool) {
        self.fixer = Some((fixer, with_diffs));
    }

    /// Has it give the fingerprints that a baseline asks for.
    pub(crate) fn for_baseline(self, for_baseline: bool) -> Self {
        Self { for_baseline, ..self }
    }

    /// Has it list so many findings of a rule. What a baseline knows is known after all are there.
    pub(crate) fn listing(self, most: u32) -> Self {
        let findings = if self.for_baseline { u32::MAX } else { most };
        Self { listing: Listing::new(findings), most, ..self }
    }

    /// Adds notices.
    pub(crate) fn notices(&mut self, notices: impl IntoIterator<Item = RawNotice>) {
        self.response.notices.extend(notices.into_iter().map(|notice| self.files.notice(notice)));
    }

    /// Says that the file is no template and was skipped.
    pub(crate) fn skipped(&mut self) {
        self.response.skipped = true;
    }

    /// Adds what of the template was counted.
    pub(crate) fn counts(&mut self, facts: &Facts<'_>) {
        self.response.counts.unknown_values = u32::try_from(facts.unknown_values.len()).unwrap_or(u32::MAX);
        self.response.counts.tables = facts.tables;
    }

    /// Names the values of the template that are not known.
    #[inline(never)]
    pub(crate) fn unknown_values(&mut self, template: &Template<'_>, places: &[Place]) {
        let one = |place: &Place| unknown_value(template, *place, self.files.location(*place));
        self.response.unknown_values = places.iter().map(one).collect();
    }

    /// Says what happens to each table.
    pub(crate) fn changes(&mut self, changes: Changes) {
        self.response.changes = Some(changes);
    }

    /// Adds parameters of the request that the template does not have, and which of its own were meant.
    #[inline(never)]
    pub(crate) fn unused_parameters(&mut self, template: &Template<'_>, names: Vec<String>) {
        // Of each the parameter that is most like it; empty where none is.
        let known = || template.parameters().iter().map(|one| one.name);
        let meant = |name: &String| template.meant(name, known()).unwrap_or_default().to_owned();
        self.response.meant_parameters = names.iter().map(meant).collect();
        self.response.unused_parameters = names;
    }

    /// Repeats the stack of the request, and lists the stacks that are nested in its template.
    #[inline(never)]
    pub(crate) fn stack(&mut self, stack: &Stack, template: &Template<'_>) {
        self.response.stack = Some(stack.clone());
        let nested = template.resources().iter().filter(|one| one.type_name == Some("AWS::CloudFormation::Stack"));
        let text = |text: Option<&str>| text.map(str::to_owned);
        self.response.nested.extend(nested.map(|resource| NestedStack {
            logical_id: resource.logical_id.to_owned(),
            path: text(resource.asset_path(template.view())),
            construct_path: text(resource.construct_path),
        }));
    }

    /// Says which settings file counts.
    pub(crate) fn settings(&mut self, name: Option<&str>) {
        self.response.settings = name.map(str::to_owned);
    }

    /// Adds the statuses of rules.
    pub(crate) fn statuses(&mut self, statuses: Vec<RuleStatus>) {
        self.response.statuses.extend(statuses);
    }

    /// What was found, waived or not, as far as the profile reports it.
    #[inline(never)]
    pub(crate) fn findings(
        &mut self,
        (profile, now): (Profile, Option<i64>),
        template: &Template<'_>,
        document: &Document<'_>,
        found: Vec<RawFinding<'_>>,
        knows: &dyn Fn(&str) -> RuleStanding,
    ) {
        let waivers = waivers(template, &document.comments);
        self.notices(
            waivers.problems.iter().map(|problem| RawNotice::of_problem(self.file, problem)).collect::<Vec<_>>(),
        );
        let waivers_used = WaiverUse::new(waivers, now);
        for raw in found {
            if tablewarden_heap::is_full() {
                self.notices([RawNotice::no_room(raw.place)]);
                break;
            }
            let path = template.path_at(raw.place, raw.about.as_deref());
            let logical_id = path.as_ref().and_then(|path| path.logical_id).or(raw.about.as_deref());
            // What is not reported uses up its waivers all the same.
            let waiver = waivers_used.of(&raw.rule, logical_id, self.files);
            if raw.rule.is_reported(raw.severity, profile) {
                self.describe(&raw.rule);
                let standing = if waiver.is_some() { Standing::Waived } else { Standing::Open };
                self.count(raw.severity, standing);
                if !self.listing.takes(raw.rule.id, standing, 1) {
                    continue;
                }
                let fact = raw.fact;
                let finding = self.finding(template, raw, path, waiver);
                if finding.waiver.is_none() {
                    self.facts.push(fact);
                }
                self.add(finding);
            } else if self.for_baseline {
                let finding = self.finding(template, raw, path, waiver);
                self.unreported.push(finding.fingerprint);
            }
        }
        self.notices(waivers_used.notices(knows));
    }

    /// Describes a rule once, at its place in the order of ids.
    fn describe(&mut self, rule: &RuleName<'_>) {
        if !self.describes {
            return;
        }
        let rules = &mut self.response.rules;
        if let Err(at) = rules.binary_search_by(|known| known.id.as_str().cmp(rule.id)) {
            rules.insert(at, rule.described());
        }
    }

    #[inline(never)]
    fn finding(
        &mut self,
        template: &Template<'_>,
        raw: RawFinding<'_>,
        path: Option<Path<'_>>,
        waiver: Option<WaiverNote>,
    ) -> Finding {
        let (fixes, is_correction) = if waiver.is_none() { self.fixes(&raw) } else { (Vec::new(), false) };
        let RawFinding { rule, severity, message, help, place, condition, related, about, .. } = raw;
        let logical_id = path.as_ref().and_then(|path| path.logical_id).or(about.as_deref());
        let resource = logical_id.and_then(|id| template.resource(id));
        let fingerprint = fingerprint(template.view(), rule.id, resource, path.as_ref());
        if is_correction {
            self.corrections.push(fingerprint.clone());
        }
        let mut related_fingerprints = Vec::new();
        if self.for_baseline {
            let places = related.iter().map(|(place, _)| *place);
            related_fingerprints = fingerprints(template, rule.id, path.as_ref(), about.as_deref(), places);
        }
        Finding {
            rule: rule.id.to_owned(),
            name: rule.name.to_owned(),
            severity,
            message: shown(message),
            file: self.files.name(place.file()).to_owned(),
            span: self.files.location(place),
            logical_id: logical_id.map(|id| shown(id.to_owned())),
            path: path.map(|path| shown(path.pointer)).unwrap_or_default(),
            construct_path: resource.and_then(|one| one.construct_path).map(|path| shown(path.to_owned())),
            condition: condition.map(shown),
            related: self.related(related),
            help: help.or_else(|| rule.help.map(str::to_owned)).map(shown),
            fingerprint,
            fixes,
            waiver,
            related_fingerprints,
            baseline: None,
        }
    }

    /// The fix of a finding, where it has one that can be written, and whether it corrects what is there.
    fn fixes(&mut self, raw: &RawFinding<'_>) -> (Vec<Fix>, bool) {
        let Some((fixer, with_diffs)) = &self.fixer else { return (Vec::new(), false) };
        let fixed = fixer.fix(&raw.proposals, raw.about.as_deref(), raw.condition.is_some());
        let edit = |edit: Edit| FixEdit {
            file: self.response.file.clone(),
            span: self.files.location(raw.place.with_span(edit.span)),
            text: edit.text,
        };
        match fixed {
            None => (Vec::new(), false),
            Some(Ok(Fixed { title, is_safe, is_correction, edits })) => {
                let diff = if *with_diffs { self.diff(&edits) } else { None };
                let title = shown(title);
                (vec![Fix { title, is_safe, edits: edits.into_iter().map(edit).collect(), diff }], is_correction)
            }
            Some(Err(Unfixed { title, refused })) => {
                let span = self.files.location(refused.place.unwrap_or(raw.place));
                self.unfixed.push(RefusedFix {
                    rule: raw.rule.id.to_owned(),
                    title: shown(title),
                    message: shown(refused.message),
                    span,
                });
                (Vec::new(), false)
            }
        }
    }

    /// What edits change, with some lines around them; none where these are too long to be read. Not the whole text is looked at for
    /// each finding.
    fn diff(&self, edits: &[Edit]) -> Option<String> {
        const AROUND: usize = 4;
        const LONGEST: usize = 16 * 1024;
        let bytes = self.files.bytes(self.file);
        let (first, last) = (edits.first()?.span.start as usize, edits.last()?.span.end as usize);
        let near = first.saturating_sub(LONGEST)..last.saturating_add(LONGEST).min(bytes.len());
        let is_end = |byte: &u8| *byte == b'\n';
        let before = bytes.get(near.start..first)?;
        let above = before.iter().rev().enumerate().filter(|(_, byte)| is_end(byte)).nth(AROUND);
        let start = above.map(|(back, _)| first - back).or_else(|| (near.start == 0).then_some(0))?;
        let behind = bytes.get(last..near.end)?;
        let below = behind.iter().enumerate().filter(|(_, byte)| is_end(byte)).nth(AROUND);
        let end = below.map(|(on, _)| last + on + 1).or_else(|| (near.end == bytes.len()).then_some(near.end))?;
        let offset = u32::try_from(start).unwrap_or_default();
        let line = self.files.location(Place::new(self.file, Span::at(offset))).start.line;
        let moved = |edit: &Edit| Edit {
            span: Span::new(edit.span.start.saturating_sub(offset), edit.span.end.saturating_sub(offset)),
            text: edit.text.clone(),
        };
        let moved: Vec<Edit> = edits.iter().map(moved).collect();
        let part = bytes.get(start..end).unwrap_or_default();
        let diff = unified_diff_from(&harmless(&self.response.file), line.saturating_sub(1) as usize, part, &moved);
        Some(String::from_utf8_lossy(&diff).into_owned())
    }

    /// The second places of a finding; the last one that is listed says how many are not.
    fn related(&self, mut places: Vec<(Place, String)>) -> Vec<Related> {
        let most = (self.most as usize).min(places.len());
        let left = places.len() - most;
        if let Some((_, message)) = places.get_mut(most.saturating_sub(1)).filter(|_| left > 0) {
            message.extend([" ", &left.to_string(), " more places are counted and not listed."]);
        }
        places.truncate(most);
        let related = |(place, message): (Place, String)| {
            let file = self.files.name(place.file()).to_owned();
            Related { file, span: self.files.location(place), message: shown(message) }
        };
        places.into_iter().map(related).collect()
    }

    fn add(&mut self, finding: Finding) {
        let CheckResponse { findings, waived, .. } = &mut self.response;
        (if finding.waiver.is_some() { waived } else { findings }).push(finding);
    }

    fn count(&mut self, severity: Severity, standing: Standing) {
        let counts = &mut self.response.counts;
        *match (standing, severity) {
            (Standing::Waived, _) => &mut counts.waived,
            (_, Severity::Error) => &mut counts.errors,
            (_, Severity::Warning) => &mut counts.warnings,
            (_, Severity::Note) => &mut counts.notes,
        } += 1;
    }

    /// What each finding of the response is about.
    pub(crate) fn take_facts(&mut self) -> Vec<Option<At>> {
        std::mem::take(&mut self.facts)
    }

    /// The findings whose fix can't be written, in their order.
    pub(crate) fn take_unfixed(&mut self) -> Vec<RefusedFix> {
        std::mem::take(&mut self.unfixed)
    }

    /// The fingerprints of the findings whose fix corrects what is there.
    pub(crate) fn take_corrections(&mut self) -> Vec<String> {
        std::mem::take(&mut self.corrections)
    }

    /// The fingerprints of what is not reported.
    pub(crate) fn take_unreported(&mut self) -> Vec<String> {
        std::mem::take(&mut self.unreported)
    }

    /// The response, with its outcome.
    pub(crate) fn finish(mut self, fail_on: FailOn) -> CheckResponse {
        let fails = found(&self.response).any(|severity| fail_on.fails(severity));
        let found = if fails { Outcome::Findings } else { Outcome::Clean };
        let heaviest = self.response.notices.iter().map(|notice| weight(notice.gravity)).max();
        self.response.fail_on = fail_on;
        self.response.unlisted = self.listing.unlisted();
        self.response.outcome = heaviest.unwrap_or(Outcome::Clean).max(found);
        self.response
    }
}

//! The response to a check while it is written: what was found on the way becomes notices, statuses and findings, and at the
//! end an outcome. Takes what the lower floors give; decides nothing about templates.

use tablewarden_cloudformation::{Template, waivers};
use tablewarden_dynamodb::{Facts, MOST_DUPLICATES};
use tablewarden_engine::{Evaluation, RuleOutcome, RuleStatus as Verdict, Status as Came};
use tablewarden_source::{FileId, Gravity as Weight, Place, Problem, Span};
use tablewarden_template::Document;
use tablewarden_wire::{
    CheckResponse, Counts, FailOn, Finding, Gravity, Location, Notice, Outcome, Profile, RuleStatus, Severity, Status,
    VERSION,
};

use crate::findings::{RawFinding, RuleStanding, WaiverUse, fingerprint};
use crate::request::Files;
use crate::settings::SettingsFile;

const NO_TEMPLATE: &str = "this is no CloudFormation template: it has no mapping `Resources`";

fn weight(gravity: Gravity) -> Outcome {
    match gravity {
        Gravity::Notice => Outcome::Clean,
        Gravity::Incomplete => Outcome::Incomplete,
        Gravity::Error => Outcome::Error,
    }
}

/// A status as responses say it, and why there is no verdict.
pub(crate) fn wire_status(status: &Verdict) -> (Status, Option<String>) {
    match status {
        Verdict::Verdict(Came::Pass) => (Status::Pass, None),
        Verdict::Verdict(Came::Fail) => (Status::Fail, None),
        Verdict::Verdict(Came::Skip) => (Status::Skip, None),
        Verdict::Error(message) => (Status::Error, Some(message.to_string())),
    }
}

/// What is said of a parameter that has a value and is in no template.
pub(crate) fn unused_parameter(name: &str) -> String {
    format!("no template has the parameter `{name}`; correct its name, or leave it out")
}

/// Where the error of a rule without a verdict is reported.
pub(crate) enum RuleError {
    /// With its place in the rule file.
    At(Location),
    /// Without a place.
    Nowhere,
    /// It was told when the rule file was read.
    Already,
}

/// A response that is being written.
pub(crate) struct ResponseBuilder<'p> {
    response: CheckResponse,
    files: &'p Files<'p>,
}

impl<'p> ResponseBuilder<'p> {
    pub(crate) fn new(file: &str, files: &'p Files<'p>) -> Self {
        let response = CheckResponse {
            version: VERSION,
            file: file.to_owned(),
            settings: None,
            outcome: Outcome::Clean,
            skipped: false,
            findings: Vec::new(),
            notices: Vec::new(),
            counts: Counts::default(),
            statuses: Vec::new(),
            unused_parameters: Vec::new(),
        };
        Self { response, files }
    }

    pub(crate) fn notice(&mut self, gravity: Gravity, place: Option<Place>, message: String) {
        let file = place.map_or(&*self.response.file, |place| self.files.file(place)).to_owned();
        let span = place.map(|place| self.files.location(place));
        self.response.notices.push(Notice { gravity, message, file, span });
    }

    /// What was noticed already.
    pub(crate) fn notices_of_files<'n>(&mut self, notices: impl Iterator<Item = &'n Notice>) {
        self.response.notices.extend(notices.cloned());
    }

    /// Something to know about another file.
    pub(crate) fn notice_in(&mut self, gravity: Gravity, file: &str, span: Location, message: String) {
        self.response.notices.push(Notice { gravity, message, file: file.to_owned(), span: Some(span) });
    }

    pub(crate) fn problems(&mut self, problems: &[Problem]) {
        self.problems_in(FileId::default(), problems);
    }

    fn problems_in<'a>(&mut self, file: FileId, problems: impl IntoIterator<Item = &'a Problem>) {
        for problem in problems {
            let gravity = match problem.gravity {
                Weight::Notice => Gravity::Notice,
                Weight::Incomplete => Gravity::Incomplete,
                Weight::Fatal => Gravity::Error,
            };
            self.notice(gravity, Some(Place { file, span: problem.span }), problem.message.clone());
        }
    }

    /// What of the earlier version of the template could not be read, so that a change can have been missed.
    pub(crate) fn earlier(&mut self, file: FileId, problems: [&[Problem]; 2], is_template: bool) {
        let heavy = problems.into_iter().flatten().filter(|problem| problem.gravity != Weight::Notice);
        self.problems_in(file, heavy);
        if !is_template {
            self.notice(Gravity::Error, Some(Place { file, span: Span::at(0) }), NO_TEMPLATE.to_owned());
        }
    }

    /// More keys that a mapping has twice than are found.
    pub(crate) fn duplicates(&mut self, document: &Document<'_>) {
        if let Some(more) = document.duplicates.len().checked_sub(MOST_DUPLICATES).filter(|more| *more > 0) {
            self.notice(Gravity::Notice, None, format!("{more} more keys stand twice in their mapping"));
        }
    }

    /// A parameter of the request that the template does not have.
    pub(crate) fn unused_parameter(&mut self, name: &str) {
        self.response.unused_parameters.push(name.to_owned());
    }

    /// Says that parameters of the request are none of the template, where this is the only one.
    pub(crate) fn refuse_unused_parameters(&mut self) {
        for name in std::mem::take(&mut self.response.unused_parameters) {
            self.notice(Gravity::Error, None, unused_parameter(&name));
        }
    }

    /// Whether the file was passed over.
    pub(crate) fn is_skipped(&self) -> bool {
        self.response.skipped
    }

    pub(crate) fn no_template(&mut self, skip: bool) {
        let was_read = self.response.notices.iter().all(|notice| notice.gravity == Gravity::Notice);
        if skip && was_read {
            self.response.skipped = true;
            self.response.notices.clear();
        } else {
            let place = Place { span: Span::at(0), ..Place::default() };
            self.notice(Gravity::Error, Some(place), NO_TEMPLATE.to_owned());
        }
    }

    /// What of the template was not looked at because it is too much.
    pub(crate) fn gaps(&mut self, template: &Template<'_>, facts: &Facts<'_>) {
        self.problems(template.problems());
        for (place, what) in &facts.not_analysed {
            self.notice(Gravity::Incomplete, Some(*place), format!("not analysed: {what}"));
        }
        for (place, what) in &facts.without_allowed_values {
            let message = format!("not analysed: {what} with other allowed values of parameters; there are too many");
            self.notice(Gravity::Notice, Some(*place), message);
        }
        self.response.counts.unknown_values = facts.unknown_values;
        self.response.counts.tables = facts.tables;
    }

    /// The statuses of an evaluation; `name_of` names its rule files. A rule without a verdict is said in a notice, as
    /// `say` has it.
    pub(crate) fn statuses(
        &mut self,
        evaluation: &Evaluation<'_>,
        name_of: &dyn Fn(usize) -> String,
        say: &dyn Fn(&RuleOutcome<'_>, &str) -> RuleError,
    ) {
        for outcome in &evaluation.outcomes {
            let file = name_of(outcome.file);
            let (status, message) = wire_status(&outcome.status);
            if let Some(message) = &message {
                let whole = format!("the rule `{}` of {file} could not be evaluated: {message}", outcome.name);
                match say(outcome, message) {
                    RuleError::At(span) => self.notice_in(Gravity::Incomplete, &file, span, whole),
                    RuleError::Nowhere => self.notice(Gravity::Incomplete, None, whole),
                    RuleError::Already => {}
                }
            }
            let rule = outcome.name.to_owned();
            self.response.statuses.push(RuleStatus { file, rule, status, message });
        }
    }

    /// What was found, waived or not, as far as the profile reports it.
    pub(crate) fn findings(
        &mut self,
        (profile, now): (Profile, Option<i64>),
        template: &Template<'_>,
        document: &Document<'_>,
        found: Vec<RawFinding<'_>>,
        knows: &dyn Fn(&str) -> RuleStanding,
    ) {
        let waivers = waivers(template, &document.comments);
        self.problems(&waivers.problems);
        let mut waivers_used = WaiverUse::new(waivers, now);
        for raw in found {
            let reported = match (raw.rule.profile, profile) {
                (None, _) => true,
                (Some(_), Profile::Minimal) => raw.severity == Severity::Error,
                (Some(least), profile) => least <= profile,
            };
            let finding = self.finding(template, raw, &mut waivers_used);
            if reported {
                self.count(&finding);
                self.response.findings.push(finding);
            }
        }
        for (place, message) in waivers_used.notices(knows) {
            self.notice(Gravity::Notice, Some(place), message);
        }
    }

    fn finding(&self, template: &Template<'_>, raw: RawFinding<'_>, waivers_used: &mut WaiverUse<'_>) -> Finding {
        let path = template.path_at(raw.place, raw.about.as_deref());
        let RawFinding { rule, severity, message, place, condition, related, about } = raw;
        let logical_id = path.as_ref().and_then(|path| path.logical_id).or(about.as_deref());
        let resource = logical_id.and_then(|id| template.resource(id));
        let pointer = path.as_ref().map_or("", |path| &path.pointer);
        Finding {
            rule: rule.id.to_owned(),
            name: rule.name.to_owned(),
            severity,
            message,
            file: self.files.file(place).to_owned(),
            span: self.files.location(place),
            path: pointer.to_owned(),
            logical_id: logical_id.map(str::to_owned),
            construct_path: resource.and_then(|one| one.construct_path(template.view())).map(str::to_owned),
            condition,
            related: related.into_iter().map(|(place, message)| self.related(place, message)).collect(),
            help: rule.help.map(str::to_owned),
            fingerprint: fingerprint(template, rule.id, logical_id, pointer),
            fixes: Vec::new(),
            waiver: waivers_used.of(&rule, logical_id, self.files),
        }
    }

    fn related(&self, place: Place, message: String) -> tablewarden_wire::Related {
        let file = self.files.file(place).to_owned();
        tablewarden_wire::Related { file, span: self.files.location(place), message }
    }

    fn count(&mut self, finding: &Finding) {
        let counts = &mut self.response.counts;
        match (&finding.waiver, finding.severity) {
            (Some(_), _) => counts.waived += 1,
            (None, Severity::Error) => counts.errors += 1,
            (None, Severity::Warning) => counts.warnings += 1,
            (None, Severity::Note) => counts.notes += 1,
        }
    }

    /// Which settings file counts, and what is wrong in it: in the file of this number.
    pub(crate) fn settings(&mut self, reading: &SettingsFile, file: FileId) {
        self.response.settings.clone_from(&reading.in_force);
        for (span, message) in &reading.mistakes {
            self.notice(Gravity::Error, Some(Place { file, span: *span }), message.clone());
        }
    }

    pub(crate) fn finish(mut self, fail_on: FailOn) -> CheckResponse {
        let fails = |finding: &Finding| finding.waiver.is_none() && fail_on.fails(finding.severity);
        let found = if self.response.findings.iter().any(fails) { Outcome::Findings } else { Outcome::Clean };
        let heaviest = self.response.notices.iter().map(|notice| weight(notice.gravity)).max();
        self.response.outcome = heaviest.unwrap_or(Outcome::Clean).max(found);
        self.response
    }
}

//! One template checked: the way through, from bytes to a response. Each step is one function of a lower floor; here they
//! are put in a row, and what each could not do is kept.

use tablewarden_cloudformation::{Context, Template, waivers};
use tablewarden_dynamodb::{Facts, Settings, facts};
use tablewarden_engine::{Budget, Evaluation, RuleStatus as Verdict, Status as Came};
use tablewarden_source::{Gravity as Weight, Place, Problem, SourceText, Span};
use tablewarden_template::{Document, Limits, Reading, Syntax, View, read};
use tablewarden_wire::{
    CheckRequest, CheckResponse, Counts, FactsRequest, FactsResponse, Finding, Gravity, Notice, Outcome, Profile,
    RuleStatus, Severity, Status, VERSION,
};

use crate::fingerprint::fingerprint;
use crate::json::Json;
use crate::pack::{self, Pack};
use crate::places::Places;
use crate::sightings::{Sighting, sightings, without_superseded};
use crate::waiving::Waiving;

/// The key of the root under which the facts stand.
pub(crate) const FACTS: &str = "DynamoDB";

/// How many keys that stand twice are listed.
const MOST_DUPLICATES: usize = 20;

/// Checks the template of a request.
///
/// # Errors
/// One line, where the pack itself is no good.
pub(crate) fn check(request: &CheckRequest, bytes: &[u8]) -> Result<CheckResponse, String> {
    let pack = pack::pack()?;
    let source = SourceText::new(bytes);
    let document = read(&source.text, Syntax::Auto, limits(request.limits));
    let context = context(request);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let template = Template::read(view, &context);
    let places = Places::new(&request.file.name, &source.text, request.columns);
    let mut response = Answer { response: empty(&request.file.name), places: &places };
    response.problems(&source.problems);
    response.problems(&document.problems);
    response.duplicates(&document);
    if !template.is_template() {
        response.no_template(request.skip_other_files);
        return Ok(response.finish(request));
    }
    let settings = Settings { profile: word(request.profile).to_owned(), region: request.region.clone() };
    let facts = facts(&template, &settings);
    response.gaps(&template, &facts);
    let joined = view.join(FACTS, &facts.tree);
    let evaluation = pack.plan.evaluate(joined, &Budget { steps: request.limits.steps }, request.now);
    response.statuses(&evaluation);
    let found = without_superseded(sightings(&pack, &evaluation, &template, &facts, joined));
    response.findings(request, &template, &document, found);
    Ok(response.finish(request))
}

/// The facts of the template of a request, as JSON.
///
/// # Errors
/// One line, where they cannot be written.
pub(crate) fn facts_of(request: &FactsRequest, bytes: &[u8]) -> Result<FactsResponse, String> {
    let source = SourceText::new(bytes);
    let document = read(&source.text, Syntax::Auto, limits(request.limits));
    let context = Context {
        region: request.region.clone(),
        account: request.account.clone(),
        partition: request.partition.clone(),
        ..Context::default()
    };
    let view = View::new(&document.tree, Reading::CloudFormation);
    let template = Template::read(view, &context);
    let places = Places::new(&request.file.name, &source.text, tablewarden_wire::ColumnUnit::Utf8);
    let mut answer = Answer { response: empty(&request.file.name), places: &places };
    answer.problems(&source.problems);
    answer.problems(&document.problems);
    answer.duplicates(&document);
    let settings = Settings { profile: word(Profile::default()).to_owned(), region: request.region.clone() };
    let facts = facts(&template, &settings);
    if template.is_template() {
        answer.gaps(&template, &facts);
    } else {
        answer.no_template(false);
    }
    let joined = view.join(FACTS, &facts.tree);
    let json = match joined.root() {
        Some(root) => serde_json::to_string(&Json(joined, root)),
        None => Ok("null".to_owned()),
    };
    let document = json
        .and_then(serde_json::value::RawValue::from_string)
        .map_err(|error| format!("the facts cannot be written: {error}"))?;
    let CheckResponse { version, file, notices, .. } = answer.response;
    let outcome = notices.iter().map(|notice| weight(notice.gravity)).max().unwrap_or(Outcome::Clean);
    Ok(FactsResponse { version, file, outcome, notices, document })
}

fn limits(limits: tablewarden_wire::Limits) -> Limits {
    Limits { bytes: limits.bytes, nodes: limits.nodes, depth: limits.depth }
}

fn context(request: &CheckRequest) -> Context {
    Context {
        region: request.region.clone(),
        account: request.account.clone(),
        partition: request.partition.clone(),
        ..Context::default()
    }
}

fn empty(file: &str) -> CheckResponse {
    CheckResponse {
        version: VERSION,
        file: file.to_owned(),
        outcome: Outcome::Clean,
        skipped: false,
        findings: Vec::new(),
        notices: Vec::new(),
        counts: Counts::default(),
        statuses: Vec::new(),
    }
}

fn word(profile: Profile) -> &'static str {
    match profile {
        Profile::Minimal => "minimal",
        Profile::Recommended => "recommended",
        Profile::Strict => "strict",
    }
}

fn weight(gravity: Gravity) -> Outcome {
    match gravity {
        Gravity::Notice => Outcome::Clean,
        Gravity::Incomplete => Outcome::Incomplete,
        Gravity::Error => Outcome::Error,
    }
}

/// A response that is being written.
struct Answer<'p> {
    response: CheckResponse,
    places: &'p Places<'p>,
}

impl Answer<'_> {
    fn notice(&mut self, gravity: Gravity, place: Option<Place>, message: String) {
        let file = self.response.file.clone();
        let span = place.map(|place| self.places.location(place));
        self.response.notices.push(Notice { gravity, message, file, span });
    }

    fn problems(&mut self, problems: &[Problem]) {
        for problem in problems {
            let gravity = match problem.gravity {
                Weight::Notice => Gravity::Notice,
                Weight::Incomplete => Gravity::Incomplete,
                Weight::Fatal => Gravity::Error,
            };
            let place = Place { span: problem.span, ..Place::default() };
            self.notice(gravity, Some(place), problem.message.clone());
        }
    }

    /// Keys that a mapping has twice: both were read, the last value counts.
    fn duplicates(&mut self, document: &Document<'_>) {
        for (later, _) in document.duplicates.iter().take(MOST_DUPLICATES) {
            let key = later.of(document.tree.source()).trim_matches(['"', '\'']);
            let message = format!("the key `{key}` stands here twice, and the last value counts; remove one");
            self.notice(Gravity::Notice, Some(Place { span: *later, ..Place::default() }), message);
        }
        if let Some(more) = document.duplicates.len().checked_sub(MOST_DUPLICATES).filter(|more| *more > 0) {
            self.notice(Gravity::Notice, None, format!("{more} more keys stand twice in their mapping"));
        }
    }

    fn no_template(&mut self, skip: bool) {
        let was_read = self.response.notices.iter().all(|notice| notice.gravity == Gravity::Notice);
        if skip && was_read {
            self.response.skipped = true;
            self.response.notices.clear();
        } else {
            let message = "this is no CloudFormation template: it has no mapping `Resources`".to_owned();
            self.notice(Gravity::Error, Some(Place { span: Span::at(0), ..Place::default() }), message);
        }
    }

    /// What of the template was not looked at.
    fn gaps(&mut self, template: &Template<'_>, facts: &Facts<'_>) {
        self.problems(template.problems());
        for gap in template.not_analysed() {
            self.notice(Gravity::Notice, Some(gap.place), format!("not analysed: {}", gap.message()));
        }
        for (place, what) in &facts.not_analysed {
            self.notice(Gravity::Incomplete, Some(*place), format!("not analysed: {what}"));
        }
        self.response.counts.unknown_values = facts.unknown_values;
        self.response.counts.tables = facts.tables;
    }

    fn statuses(&mut self, evaluation: &Evaluation<'_>) {
        for outcome in &evaluation.outcomes {
            let file = Pack::file(outcome.file).map_or("", |file| file.file);
            let (status, message) = match &outcome.status {
                Verdict::Verdict(Came::Pass) => (Status::Pass, None),
                Verdict::Verdict(Came::Fail) => (Status::Fail, None),
                Verdict::Verdict(Came::Skip) => (Status::Skip, None),
                Verdict::Error(message) => (Status::Error, Some(message.to_string())),
            };
            if let Some(message) = &message {
                let message = format!("the rule `{}` of {file} could not be evaluated: {message}", outcome.name);
                self.notice(Gravity::Incomplete, None, message);
            }
            let (file, rule) = (file.to_owned(), outcome.name.to_owned());
            self.response.statuses.push(RuleStatus { file, rule, status, message });
        }
    }

    fn findings(
        &mut self,
        request: &CheckRequest,
        template: &Template<'_>,
        document: &Document<'_>,
        found: Vec<Sighting>,
    ) {
        let waivers = waivers(template, &document.comments);
        self.problems(&waivers.problems);
        let mut waiving = Waiving::new(waivers, request.now);
        for sighting in found {
            let reported = match request.profile {
                Profile::Minimal => sighting.severity == Severity::Error,
                profile => sighting.file.profile <= profile,
            };
            let finding = self.finding(template, sighting, &mut waiving);
            if reported {
                self.count(&finding);
                self.response.findings.push(finding);
            }
        }
        for (place, message) in waiving.notices(pack::knows) {
            self.notice(Gravity::Notice, Some(place), message);
        }
    }

    fn finding(&self, template: &Template<'_>, sighting: Sighting, waiving: &mut Waiving<'_>) -> Finding {
        let path = template.path_at(sighting.place);
        let logical_id = path.as_ref().and_then(|path| path.logical_id);
        let resource = logical_id.and_then(|id| template.resource(id));
        let pointer = path.as_ref().map_or("", |path| &path.pointer);
        let Sighting { file, severity, message, place, condition, related } = sighting;
        Finding {
            rule: file.id.to_owned(),
            name: file.name.to_owned(),
            severity,
            message,
            file: self.places.file(place).to_owned(),
            span: self.places.location(place),
            path: pointer.to_owned(),
            logical_id: logical_id.map(str::to_owned),
            construct_path: resource.and_then(|one| one.construct_path(template.view())).map(str::to_owned),
            condition,
            related: related.into_iter().map(|(place, message)| self.related(place, message)).collect(),
            help: Some(file.help.to_owned()),
            fingerprint: fingerprint(template, file.id, logical_id, pointer),
            fixes: Vec::new(),
            waiver: waiving.of(file.id, file.name, logical_id, self.places),
        }
    }

    fn related(&self, place: Place, message: String) -> tablewarden_wire::Related {
        let file = self.places.file(place).to_owned();
        tablewarden_wire::Related { file, span: self.places.location(place), message }
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

    fn finish(mut self, request: &CheckRequest) -> CheckResponse {
        let fails = |finding: &Finding| finding.waiver.is_none() && request.fail_on.fails(finding.severity);
        let found = if self.response.findings.iter().any(fails) { Outcome::Findings } else { Outcome::Clean };
        let heaviest = self.response.notices.iter().map(|notice| weight(notice.gravity)).max();
        self.response.outcome = heaviest.unwrap_or(Outcome::Clean).max(found);
        self.response
    }
}

//! The check of one template, a row of stages: each takes what the ones before it gave and gives a value. What a stage could
//! not do is a notice among what it gives. Each stage is a function that is never inlined, because JavaScript engines compile and
//! optimise functions whole (docs/adr/0010-ready-when-it-starts.md).

mod built_in;

use tablewarden_cloudformation::Template;
use tablewarden_dynamodb::Facts;
use tablewarden_report::excerpts;
use tablewarden_template::{At, Document};
use tablewarden_wire::{CheckRequest, CheckResponse, Gravity, RefusedFix, Stack};

use crate::findings::{RuleStanding, Verdicts, adjust, changes, in_order, lower_outside_production};
use crate::fixes::Fixer;
use crate::pack;
use crate::raw_notice::RawNotice;
use crate::reading::{
    Expanded, Versions, as_written, document, facts_of, joined, may_be_damaged_template, no_document, not_analysed,
    notice_of_no_template, notice_of_skipped, notices_of_reading, notices_of_template, states_cloudformation,
    unknown_part,
};
use crate::request::{Files, Sources, StackValues, limits};
use crate::response::{MOST, ResponseBuilder, Unreported, not_evaluated};
use crate::rule_files::{self, RuleFile, RuleSet};
use crate::settings;

/// What is said where there is no rule to evaluate.
const NO_RULE: &str = "There is no rule to evaluate: the built-in rules are left out, and no rule file has a rule.";

/// What is said of a template that was not there earlier, behind where that is.
const NEW: &str = "` has no earlier version of this template, so changes to its tables aren't checked.";

/// What the file is, for what is asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Template,
    /// The earlier version of a template that is deleted.
    Deleted,
    /// No template, and only rule files that take any document are asked for.
    AnyDocument,
    /// No template, to be skipped.
    Skipped,
    /// No template, which is an error.
    NoTemplate,
}

/// What a check has in hand when it ends.
pub(crate) struct Checked<'c> {
    pub(crate) files: &'c Files<'c>,
    /// The file as it was read.
    pub(crate) document: &'c Document<'c>,
    pub(crate) template: &'c Template<'c>,
    pub(crate) facts: &'c Facts<'c>,
    pub(crate) response: &'c CheckResponse,
    /// The value of the facts that each finding is about.
    pub(crate) found: Vec<Option<At>>,
    /// The findings whose fix can't be written.
    pub(crate) unfixed: Vec<RefusedFix>,
    /// The fingerprints of the findings whose fix corrects what is there.
    pub(crate) corrections: Vec<String>,
    /// What a baseline may know and this check does not report.
    pub(crate) unreported: Unreported,
    /// How many findings of one rule are listed.
    pub(crate) most: u32,
}

/// Checks the template of a request, and hands to `then` what there is at the end.
///
/// # Errors
/// One line, where the request is none, or the pack itself is no good.
pub(crate) fn checked(
    request: &CheckRequest,
    blobs: &[&[u8]],
    then: &mut dyn FnMut(Checked<'_>),
) -> Result<CheckResponse, String> {
    let caps = limits(request.limits);
    let sources = Sources::of_check(request, blobs)?;
    let own = (!request.rules.is_empty()).then(|| rule_files::load(&sources.rule_files(), request.dialect));
    let own_knows = |rule: &str| own.as_ref().is_some_and(|own| own.knows(rule));
    let settings_file = settings::of_request(&sources, &own_knows);
    let settings = &settings_file.settings;
    let profile = request.profile.or(settings.profile).unwrap_or_default();
    let pack = pack::pack(&settings.parameters)?;
    StackValues::refuse_places([&request.region, &request.account, &request.partition])?;
    let place = settings.stack(deployed_to(request));
    let stack = StackValues::read(place, &request.parameters, &settings.values, &sources, caps)?;

    let documents = match request.deleted {
        true => Versions { current: no_document(), earlier: Some(document(&sources.files, sources.template, caps)) },
        false => sources.versions().map(|file| document(&sources.files, *file, caps)),
    };
    let expanded = documents.map(|document| Expanded::of(document, &stack.context, request.limits.nodes));
    let templates = expanded.map_in_turn(|expanded, earlier| expanded.template(&stack.context, earlier));
    let (document, template) = (&documents.current, &templates.current);
    let facts = facts_of(&templates, document, profile, &stack.context);
    let mut notices = notices_of_reading(&sources, &documents, &templates);
    // What the file of the request is read as.
    let (file_document, file_template) = match (&documents.earlier, &templates.earlier) {
        (Some(document), Some(template)) if request.deleted => (document, template),
        _ => (document, template),
    };
    let may_be_one = || states_cloudformation(file_template.view()) || may_be_damaged_template(&sources, file_document);
    let kind = kind(request, file_template.is_template(), may_be_one);
    let mut is_broken = !notices.is_empty();

    let mut verdicts = Verdicts::new(request.statuses);
    if matches!(kind, Kind::Template | Kind::Deleted) && !request.no_default_rules {
        verdicts = built_in::evaluate(&pack, template, &facts, (settings, profile), sources.template, request);
    }
    if let Some(own) = own.as_ref().filter(|_| !matches!(kind, Kind::Skipped | Kind::Deleted)) {
        let mut others = rule_files::evaluate(own, request, &sources, &document.tree, &facts);
        adjust(&mut others.findings, settings);
        verdicts.add(others);
    }
    if let Some(production) = &settings.production {
        let sight = joined(template.view(), &facts);
        lower_outside_production(&mut verdicts.findings, production, template, template.view().seen(&sight));
    }
    in_order(&mut verdicts.findings);

    // Fixes are written into the template as the file has it.
    let unexpanded = (request.fixes && expanded.current.is_made())
        .then(|| Template::read(as_written(&document.tree), &stack.context));
    let most = request.limits.findings.or(settings.max_findings).unwrap_or(MOST);
    let mut response = ResponseBuilder::new(&sources.files, sources.template)
        .describing(request.describe_rules)
        .for_baseline(request.baseline.is_some())
        .listing(most);
    if request.fixes && kind == Kind::Template {
        response.fixing(Fixer::new(unexpanded.as_ref().unwrap_or(template), document.syntax), request.diffs);
    }
    if request.changes && matches!(kind, Kind::Template | Kind::Deleted) {
        response.changes(changes(&templates, &facts, &verdicts.findings, &sources));
    }
    match kind {
        Kind::Template => {
            notices.extend(notices_of_template(sources.template, &expanded.current, template, &facts));
            notices.extend(stack.notices(template));
            notices.extend(unknown_part(&facts).filter(|_| request.changes));
            response.counts(&facts);
            if request.unknown_values {
                response.unknown_values(template, &facts.unknown_values);
            }
            response.unused_parameters(template, stack.unused_parameters(template));
            if let Some(place) = request.new_since.as_ref().filter(|_| facts.tables > 0 && !request.changes) {
                notices.push(RawNotice::about(Gravity::Notice, sources.template, ["`", place, NEW].concat()));
            }
        }
        Kind::Deleted => {
            let missed = not_analysed(&facts.not_analysed);
            is_broken |= !missed.is_empty();
            notices.extend(missed);
            response.unused_parameters(file_template, stack.unused_parameters(file_template));
        }
        Kind::AnyDocument => {}
        Kind::Skipped => {
            notices.clear();
            notices.extend(notice_of_skipped(&sources.files, sources.template));
            response.skipped();
        }
        Kind::NoTemplate => {
            notices.push(notice_of_no_template(&sources.files, sources.template, template.view(), true))
        }
    }
    if let Some(stack) = &request.stack {
        response.stack(stack, template);
    }
    if let Some(file) = sources.settings.filter(|_| !matches!(kind, Kind::Skipped | Kind::Deleted)) {
        notices.extend(settings_file.notices(file));
        response.settings(settings_file.in_force.as_deref());
    }
    let is_idle = |own: &RuleSet| own.files.iter().all(RuleFile::has_no_rule);
    if request.no_default_rules
        && !matches!(kind, Kind::Skipped | Kind::Deleted)
        && own.as_ref().is_none_or(|own| is_idle(own))
    {
        notices.push(RawNotice::about(Gravity::Error, sources.template, NO_RULE.to_owned()));
    }
    response.notices(notices);
    response.notices(verdicts.notices);
    response.statuses(verdicts.statuses.unwrap_or_default());
    let standing = |rule: &str| match (own_knows(rule), pack::find(rule).is_some()) {
        (false, false) => RuleStanding::NoSuchRule,
        _ if settings.is_off(rule) => RuleStanding::LeftOut,
        (false, true) if request.no_default_rules || request.deleted => RuleStanding::LeftOut,
        _ => RuleStanding::Evaluated,
    };
    response.findings((profile, request.now), file_template, file_document, verdicts.findings, &standing);
    let (found, unfixed, corrections) = (response.take_facts(), response.take_unfixed(), response.take_corrections());
    let is_evaluated = |rule: &str| matches!(standing(rule), RuleStanding::Evaluated);
    let (fingerprints, rules) = (response.take_unreported(), not_evaluated(request, &is_evaluated));
    let unreported = Unreported { fingerprints, rules };
    let mut response = response.finish(request.fail_on.or(settings.fail_on).unwrap_or_default());
    let has_tables = response.changes.as_ref().is_some_and(|changes| !changes.tables.is_empty());
    response.skipped |= kind == Kind::Deleted && response.findings.is_empty() && !has_tables && !is_broken;
    if request.excerpts {
        response.excerpts = excerpts(&response, |name| sources.files.text_named(name));
    }
    let files = &sources.files;
    then(Checked {
        files,
        document,
        template,
        facts: &facts,
        response: &response,
        found,
        unfixed,
        corrections,
        unreported,
        most,
    });
    Ok(response)
}

/// Region, account and partition as the request has them: what is said of the one stack before what is said of all.
fn deployed_to(request: &CheckRequest) -> [&Option<String>; 3] {
    let CheckRequest { stack, region, account, partition, .. } = request;
    let of_stack = |own: fn(&Stack) -> &Option<String>| stack.as_ref().map(own).filter(|own| own.is_some());
    [of_stack(|stack| &stack.region).unwrap_or(region), of_stack(|stack| &stack.account).unwrap_or(account), partition]
}

/// What the file is. What states that it is a template, or could not be read whole and may be one, is not skipped.
fn kind(request: &CheckRequest, is_template: bool, may_be_one: impl Fn() -> bool) -> Kind {
    match request.skip_other_files {
        _ if request.deleted => {
            if is_template || may_be_one() {
                Kind::Deleted
            } else {
                Kind::Skipped
            }
        }
        _ if is_template => Kind::Template,
        true if !may_be_one() => Kind::Skipped,
        false if request.no_default_rules && !request.rules.is_empty() => Kind::AnyDocument,
        _ => Kind::NoTemplate,
    }
}

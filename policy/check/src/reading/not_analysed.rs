//! What was not analysed, as notices: which facts of what, why, and the values that would make it known. Decides nothing about the
//! template.

use tablewarden_cloudformation::MOST_SCENARIOS;
use tablewarden_dynamodb::{Excess, Facts, MOST_PROBLEMS, NotAnalysed};
use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::At;
use tablewarden_wire::Gravity;

use super::documents::as_written;
use crate::raw_notice::RawNotice;

/// How many parameters a notice names.
const MOST_NAMED: usize = 20;

/// What one notice is about: its place, its name for people, why.
type Thing<'n> = (Place, &'n str, Excess);
/// Its facts and parameters, each once.
type Listed<'n> = (Vec<&'n str>, Vec<&'n str>);

/// One notice for each thing that was not analysed for one reason: which facts, why, and the parameters to pass.
pub(crate) fn not_analysed(all: &[NotAnalysed]) -> Vec<RawNotice> {
    let mut things: Map<Thing<'_>, Listed<'_>> = Map::new();
    for one in all {
        let (whats, parameters) = things.or_default((one.place, &one.of, one.why));
        whats.extend(Some(one.what).filter(|what| !what.is_empty()));
        for parameter in &one.parameters {
            if !parameters.contains(&parameter.as_str()) {
                parameters.push(parameter);
            }
        }
    }
    let one = |((place, of, why), (whats, parameters)): (Thing<'_>, Listed<'_>)| {
        let is_looked_at = matches!(why, Excess::AllowedValues | Excess::Versions | Excess::Earlier);
        let gravity = if is_looked_at { Gravity::Notice } else { Gravity::Incomplete };
        let thing = if whats.is_empty() { of.to_owned() } else { [&listed(&whats), " of ", of].concat() };
        RawNotice::at(gravity, place, [reason(why, &thing).as_str(), &remedy(why, &parameters)].concat())
    };
    things.into_iter().map(one).collect()
}

/// The kinds of problems that keep a part of a template from being looked at.
const UNKNOWN_PARTS: [&str; 3] = ["not-analysed", "no-type", "not-a-mapping"];

/// For what shows tables and not what is found: that a part of the template could not be looked at, with the first such place. In
/// it there may be more tables, or other values.
pub(crate) fn unknown_part(facts: &Facts<'_>) -> Option<RawNotice> {
    let view = as_written(&facts.tree);
    let problems = view.root().and_then(|root| view.get(root, "Problems"))?;
    let is_one = |at: &At| {
        let kind = view.get(*at, "Kind").and_then(|kind| view.text(kind));
        kind.is_some_and(|kind| UNKNOWN_PARTS.contains(&kind))
    };
    let at = view.items(problems).find(is_one)?;
    let message = "A part of this template could not be looked at, so this may lack tables or changes. Run `tablewarden check` to see why.";
    Some(RawNotice::at(Gravity::Notice, view.place(at), message.to_owned()))
}

fn reason(why: Excess, thing: &str) -> String {
    match why {
        Excess::Outcomes => {
            format!("Not analysed: {thing}. The conditions there have more than {MOST_SCENARIOS} outcomes.")
        }
        Excess::AllowedValues => format!(
            "Analysed with default values only: {thing}. The allowed values there have more than {MOST_SCENARIOS} combinations."
        ),
        Excess::Versions => {
            format!(
                "Changes of {thing} were compared in part. The conditions of both versions have too many outcomes, or can't be analysed."
            )
        }
        Excess::Earlier => {
            format!("The earlier version can't be looked at whole, so changes to its tables may be missed. {thing}")
        }
        Excess::Problems => format!(
            "More than {MOST_PROBLEMS} problems of one kind were found, and from here on they are not listed. Correct those before this place."
        ),
        Excess::Facts => format!("Not analysed: {thing}. It is too large. Split the template."),
    }
}

fn remedy(why: Excess, parameters: &[&str]) -> String {
    match parameters {
        [] if why == Excess::Outcomes => " Use fewer conditions there.".to_owned(),
        [] => String::new(),
        [one] => format!(" Pass a value with `--parameter {one}=VALUE`."),
        several => {
            let named: Vec<String> = several.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
            let more = several.len().saturating_sub(MOST_NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!(" Pass values with `--parameter NAME=VALUE` for {}{more}.", named.join(", "))
        }
    }
}

/// `keys, billing and alarms`.
fn listed(whats: &[&str]) -> String {
    match whats.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => whats.concat(),
    }
}

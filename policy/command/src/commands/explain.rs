//! `tablewarden explain`: prints the page of a rule. The pages lie beside the module; the engine knows only which rules there
//! are.

use tablewarden_cloudformation::schema::nearest;
use tablewarden_wire::Outcome;

use super::call::{Call, Done};
use crate::files::about;

/// Prints the page of the rule of that id or name.
///
/// # Errors
/// One line, where there is no such rule.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let typed = call.arguments.operands.first().map_or("", String::as_str);
    let rules = tablewarden_check::rules().rules;
    let is_meant = |text: &str| text.eq_ignore_ascii_case(typed);
    match rules.iter().find(|rule| is_meant(&rule.id) || is_meant(&rule.name)) {
        Some(rule) => {
            let page = call.host.page(rule.id.clone()).await;
            let page = page.map_err(|line| about(&format!("The page of {}", rule.id), &line))?;
            Ok(Done { text: page.to_vec(), outcome: Outcome::Clean })
        }
        None => Err(match nearest(typed, rules.iter().flat_map(|rule| [rule.name.as_str(), rule.id.as_str()])) {
            Some(meant) => format!("Unknown rule `{typed}`. Did you mean `{meant}`?"),
            None => format!("Unknown rule `{typed}`. `tablewarden rules list` lists the rules."),
        }),
    }
}

//! `tablewarden explain`: prints the page of a rule. The pages are data of this command, made from docs/rules when it is built; the
//! engine has none of them.

use tablewarden_wire::Outcome;

use crate::command::Done;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Prints the page of the rule of that id or name.
///
/// # Errors
/// One line, where there is no such rule.
pub(crate) fn run(rule: &str) -> Result<Done, String> {
    let wanted = rule.to_ascii_lowercase();
    let page = PAGES.iter().find(|page| {
        let heading = page.lines().next().unwrap_or_default().to_ascii_lowercase();
        heading.split(' ').skip(1).any(|word| word == wanted)
    });
    match page {
        Some(page) => Ok(Done { text: (*page).to_owned(), outcome: Outcome::Clean }),
        None => Err(format!("there is no rule `{rule}`: `tablewarden rules list` lists them")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_page_is_found_by_id_and_by_name() {
        for rule in ["DDB-R001", "ddb-r001", "point-in-time-recovery"] {
            assert!(run(rule).ok().unwrap().text.starts_with("# DDB-R001 point-in-time-recovery\n"), "{rule}");
        }
        for rule in ["DDB-R", "#", "Point", ""] {
            assert!(run(rule).is_err_and(|line| line.contains("there is no rule")), "{rule}");
        }
    }
}

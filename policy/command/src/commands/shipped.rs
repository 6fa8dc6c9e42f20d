//! `tablewarden explain`, `completions`, `man`: prints a file that lies beside the module, the page of a rule, the completions of a
//! shell, the manual page. The engine knows only their names.

use tablewarden_cloudformation::schema::nearest;
use tablewarden_usage::or;
use tablewarden_wire::Outcome;

use super::call::{Call, Done};
use crate::files::about;

/// Prints the page of the rule of that id or name.
///
/// # Errors
/// One line, where there is no such rule.
pub(crate) async fn explain(call: &Call) -> Result<Done, String> {
    let typed = operand(call);
    let rules = tablewarden_check::rules().rules;
    let is_meant = |text: &str| text.eq_ignore_ascii_case(typed);
    match rules.iter().find(|rule| is_meant(&rule.id) || is_meant(&rule.name)) {
        Some(rule) => print(call, ["pages/", &rule.id, ".md"].concat(), &["The page of ", &rule.id].concat()).await,
        None => Err(match nearest(typed, rules.iter().flat_map(|rule| [rule.name.as_str(), rule.id.as_str()])) {
            Some(meant) => format!("Unknown rule `{typed}`. Did you mean `{meant}`?"),
            None => format!("Unknown rule `{typed}`. `tablewarden rules list` lists the rules."),
        }),
    }
}

/// The shells, each with the file of its completions. Each has the name under which its shell looks for it.
const SHELLS: [(&str, &str); 4] = [
    ("bash", "tablewarden.bash"),
    ("zsh", "_tablewarden"),
    ("fish", "tablewarden.fish"),
    ("powershell", "tablewarden.ps1"),
];

/// Prints the completions of that shell.
///
/// # Errors
/// One line, where there are none.
pub(crate) async fn completions(call: &Call) -> Result<Done, String> {
    let typed = operand(call);
    match SHELLS.iter().find(|(shell, _)| *shell == typed) {
        Some((_, file)) => print(call, ["completions/", file].concat(), "The completions").await,
        None => {
            let shells = SHELLS.iter().map(|(shell, _)| *shell);
            Err(format!("The shell must be {}, not `{typed}`.", or(shells)))
        }
    }
}

/// Prints the manual page, as formatters of manual pages read it.
///
/// # Errors
/// One line, where there is none.
pub(crate) async fn manual(call: &Call) -> Result<Done, String> {
    print(call, "man/tablewarden.1".to_owned(), "The manual page").await
}

fn operand(call: &Call) -> &str {
    call.arguments.operands.first().map_or("", String::as_str)
}

/// Prints the file; `name` is what is said of it where it cannot be read.
async fn print(call: &Call, path: String, name: &str) -> Result<Done, String> {
    let file = call.host.shipped(path).await.map_err(|line| about(name, &line))?;
    Ok(Done { text: file.to_vec(), outcome: Outcome::Clean })
}

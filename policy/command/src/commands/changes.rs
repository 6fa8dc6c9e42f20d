//! `tablewarden changes`: a check against the earlier version that is named first, in which nothing fails; its report says what happens to
//! each table. Compares nothing itself.

use tablewarden_usage::command;

use super::call::{Call, Done};
use super::check;
use super::outputs::Report;
use crate::words::Arguments;

/// Compares what was typed.
///
/// # Errors
/// One line, where nothing can be printed at all.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let row = command("check").ok_or("internal error: there is no check")?;
    let mut arguments = Arguments::new(row);
    let (old, new) = call.arguments.operands.split_first().ok_or("internal error: no operand")?;
    arguments.operands = new.to_vec();
    arguments.take_options(&call.arguments);
    arguments.add("against", old.clone());
    arguments.add("fail-on", "never".to_owned());
    // What is known of the tables is no matter of this update.
    arguments.add("no-baseline", String::new());
    check::run(&Call::new(arguments, call.surroundings.clone(), call.host.clone()), Report::Changes).await
}

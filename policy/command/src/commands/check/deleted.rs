//! The check of templates that are deleted since the earlier version: answers about those of whose tables something is said. They
//! are looked for in the folders that are checked, and left out as the files there are.

use super::batch::{Checked, Run, check_since};
use super::task::{Task, tasks_of};
use crate::commands::member::listed;
use crate::files::Before;

/// Those that there are, after all other templates were checked.
pub(super) async fn tasks(run: &Run<'_>) -> Vec<Task> {
    let Run { call, here, .. } = run;
    let inputs = run.earlier.deleted(run.folders, &call.host).await;
    if inputs.is_empty() {
        return Vec::new();
    }
    // The file that was named could be read before.
    tasks_of(inputs, call, here).await.map(|(tasks, _)| tasks).unwrap_or_default()
}

/// Checks some of them.
pub(super) async fn check(tasks: Vec<Task>, run: &Run<'_>) -> Vec<Checked> {
    let before = vec![Ok(Before::NotAsked); tasks.len()];
    let checked = check_since(tasks, before, run).await;
    let is_told = |one: &Checked| one.answer.as_ref().map_or(true, |answer| !matches!(listed(answer), Ok(None)));
    checked.into_iter().filter(is_told).collect()
}

//! The templates in a folder, as a check would find them without settings. Reports nothing of what is found in them.

use super::baselines::Baselines;
use super::batch::{Checked, Run};
use super::companions::Companions;
use super::nested;
use super::task::Task;
use tablewarden_report::Needs;

use crate::commands::call::Call;
use crate::commands::member::tables;
use crate::files::{Earlier, Follower, Selection, Wanted, selection};

/// How many answers are held at a time.
const AT_ONCE: usize = 64;

/// A template.
pub(crate) struct FoundTemplate {
    /// How many tables it has.
    pub(crate) tables: usize,
    /// Whether it belongs to a stack of a cloud assembly.
    pub(crate) is_of_assembly: bool,
}

/// The templates in the folder that a call of `check` names.
///
/// # Errors
/// One line, where files that go with them cannot be read; the call names none.
pub(crate) async fn templates(call: &Call) -> Result<Vec<FoundTemplate>, String> {
    let here = call.here();
    let operands = &call.arguments.operands;
    let companions = Companions::read(call, &here).await?;
    let Selection { inputs, folders, .. } = selection(operands, Wanted::Templates, false, &here, &call.host).await;
    let earlier = Earlier::read(None, operands, &folders, &here, &call.host).await?;
    let baselines = Baselines::default();
    let run = Run {
        call,
        here: &here,
        folders: &folders,
        earlier: &earlier,
        companions: &companions,
        baselines: &baselines,
        needs: Needs::default(),
    };
    let mut follower = Follower::new(inputs.iter(), &here, &call.host);
    let mut tasks = inputs.into_iter().map(|input| Task { input, settings: Ok(None) });
    let mut found = Vec::new();
    while tasks.len() > 0 {
        let batch = tasks.by_ref().take(AT_ONCE).collect();
        for Checked { task: Task { input, .. }, answer } in nested::check_all(batch, &mut follower, &run).await {
            if let Some(tables) = answer.ok().and_then(|answer| tables(&answer)) {
                found.push(FoundTemplate { tables, is_of_assembly: input.deployed.is_some() });
            }
        }
    }
    Ok(found)
}

//! The templates that a check or a fix is about, each with its settings: inputs in, tasks out, without those that are left out. Reads
//! no template.

use crate::commands::call::Call;
use crate::files::{FoundSettings, Here, Input, Settings, is_left_out, settings_of};

/// What is said where folders have no file that may be a template.
const NOTHING_FOUND: &str =
    "Nothing was checked: no .yaml, .yml, .json, .template or .jsn file was found. Name a template.";
const NOTHING_BUT_IGNORED: &str =
    "Nothing was checked: `.gitignore` leaves out every template that was found. Name a file to check it all the same.";

pub(crate) const NOTHING_BUT_EXCLUDED: &str = "Nothing was checked: `--exclude` or the settings leave out every template that was \
                                               found. Name a file to check it all the same.";

/// A template to check: its file and its settings.
pub(crate) struct Task {
    pub(crate) input: Input,
    pub(crate) settings: Settings,
}

/// What is said where nothing is found.
pub(crate) fn nothing_found(has_ignored: bool) -> String {
    if has_ignored { NOTHING_BUT_IGNORED } else { NOTHING_FOUND }.to_owned()
}

/// The inputs that are not left out, and the settings of the run.
///
/// # Errors
/// One line, where the settings file that was named cannot be read.
pub(crate) async fn tasks_of(inputs: Vec<Input>, call: &Call, here: &Here) -> Result<(Vec<Task>, Settings), String> {
    let FoundSettings { of_inputs, of_run } = settings_of(&inputs, &call.lookup(here), here, &call.host).await?;
    let typed = call.arguments.texts("exclude");
    let all = inputs.into_iter().zip(of_inputs);
    let all = all.filter(|(input, settings)| !is_left_out(input, settings, &typed, &call.here()));
    Ok((all.map(|(input, settings)| Task { input, settings }).collect(), of_run))
}

//! The files that go with every template of a check: rule files, input parameters, values of parameters.

use crate::commands::call::Call;
use crate::commands::rules::NO_RULE_FILE;
use crate::files::{Here, SourceFile, Wanted, read_all, read_named, select, stdin_once};

/// What a file under `--parameters` is.
pub(crate) const PARAMETER_VALUES: &str = "a file of parameter values";

/// The files that go with every template.
pub(crate) struct Companions {
    pub(crate) rules: Vec<SourceFile>,
    pub(crate) input_parameters: Vec<SourceFile>,
    pub(crate) parameter_files: Vec<SourceFile>,
}

impl Companions {
    /// Reads what the arguments name.
    ///
    /// # Errors
    /// One line, where a file is missing.
    pub(crate) async fn read(call: &Call, here: &Here) -> Result<Self, String> {
        let (arguments, host) = (&call.arguments, &call.host);
        let [rules, inputs, values] = ["rules", "input-parameters", "parameters"].map(|option| arguments.texts(option));
        let others = arguments.value("against").into_iter();
        let others = others.chain([&rules, &inputs, &values].into_iter().flatten().map(String::as_str));
        stdin_once(&arguments.operands, others)?;
        let rule_files = read_all(select(&rules, Wanted::Rules, false, here, host).await, host).await?;
        if rule_files.is_empty() && !rules.is_empty() {
            return Err(NO_RULE_FILE.to_owned());
        }
        let input_parameters = read_named(&inputs, "a file of input parameters", here, host).await?;
        let parameter_files = read_named(&values, PARAMETER_VALUES, here, host).await?;
        Ok(Self { rules: rule_files, input_parameters, parameter_files })
    }

    /// All of them, in the order of their blobs.
    pub(crate) fn all(&self) -> impl Iterator<Item = &SourceFile> {
        self.rules.iter().chain(&self.input_parameters).chain(&self.parameter_files)
    }
}

//! The Control Tower rule files, out of the npm package that publishes them.

use tablewarden_guard::{Dialect, Parsed, RuleFile, format, parse};
use tablewarden_repository::{files_below, read, root};

/// One rule file.
pub(crate) struct RuleText {
    /// Its name without folder and extension, such as `ct-dynamodb-pr-1`.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// All rule files, sorted by their paths.
pub(crate) fn all() -> Vec<RuleText> {
    let package = root().join("tests/control-tower/node_modules/@cdklabs/cdk-validator-cfnguard");
    let folder = package.join("rules/control-tower/cfn-guard");
    assert!(folder.exists(), "{} is not there; run `npm ci` in tests/control-tower", folder.display());
    let files = files_below(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "guard"));
    let rule = |path: std::path::PathBuf| RuleText {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        text: String::from_utf8(read(&path)).expect("rule files are UTF-8"),
    };
    files.map(rule).collect()
}

impl RuleText {
    /// Its tree.
    pub(crate) fn parsed(&self) -> Parsed {
        let parsed = parse(&self.text, Dialect::V3_2_1);
        assert_eq!(parsed.errors, [], "{}", self.name);
        parsed
    }

    /// Its tree after it was printed and read again.
    pub(crate) fn printed_and_parsed(&self) -> (String, RuleFile) {
        let printed = format(&self.parsed(), &self.text).expect("it has no errors");
        let file = parse(&printed, Dialect::V3_2_1).into_result();
        (printed, file.unwrap_or_else(|errors| panic!("{}: {errors:?}", self.name)))
    }
}

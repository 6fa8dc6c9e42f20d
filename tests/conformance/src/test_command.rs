//! What cfn-guard's own `test` command says of a rule file and its unit tests.

use std::collections::BTreeMap;
use std::path::Path;

use cfn_guard::commands::Executable;
use cfn_guard::commands::validate::OutputFormatType;
use cfn_guard::utils::reader::{ReadBuffer, Reader};
use cfn_guard::utils::writer::{WriteBuffer, Writer};
use cfn_guard::{CommandBuilder, TestBuilder};

/// By number of the case, from 1, and name of the rule: whether the expectation is met.
pub type Expectations = BTreeMap<(u32, String), bool>;

/// Runs the command; nothing where it refuses the rules or the tests.
#[must_use]
pub fn tested(rules: &Path, tests: &Path) -> Option<Expectations> {
    let text = |path: &Path| Some(path.to_string_lossy().into_owned());
    let run = || {
        let test = TestBuilder::default()
            .rules(text(rules))
            .test_data(text(tests))
            .output_format(OutputFormatType::JSON)
            .try_build()
            .ok()?;
        let mut writer = Writer::new_with_err(WriteBuffer::Vec(Vec::new()), WriteBuffer::Vec(Vec::new())).ok()?;
        let mut reader = Reader::new(ReadBuffer::Cursor(std::io::Cursor::new(Vec::new())));
        test.execute(&mut writer, &mut reader).ok()?;
        writer.stripped().ok()
    };
    let report = std::panic::catch_unwind(run).ok()??;
    let report: serde_json::Value = serde_json::from_str(&report).ok()?;
    let mut expectations = Expectations::new();
    for (number, case) in (1..).zip(report["test_cases"].as_array()?) {
        for (key, met) in [("passed_rules", true), ("failed_rules", false)] {
            for rule in case[key].as_array()? {
                expectations.insert((number, rule["name"].as_str()?.to_owned()), met);
            }
        }
    }
    Some(expectations)
}

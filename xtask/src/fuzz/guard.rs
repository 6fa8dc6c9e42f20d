//! `cargo xtask fuzz guard`: the differential test of the engine on more cases than every test run has, from seeds that
//! those runs do not see. Prints the test's table; a failure names the seed and shows the rules.

use std::process::ExitCode;

use crate::error::Result;
use crate::places::Places;
use crate::programs::process;

pub(super) fn run(mut rest: &[String]) -> Result<ExitCode> {
    let (mut cases, mut seed) = (200_000_u64, 1_000_000_u64);
    while let [option, value, more @ ..] = rest {
        let value = value.parse().map_err(|_| format!("{option} takes a whole number, not `{value}`"))?;
        match option.as_str() {
            "--cases" => cases = value,
            "--seed" => seed = value,
            _ => return Err(super::usage::USAGE.to_owned()),
        }
        rest = more;
    }
    if !rest.is_empty() {
        return Err(super::usage::USAGE.to_owned());
    }
    let mut test = process::cargo(&Places::find()?.root);
    test.args([
        "test",
        "--package",
        "tablewarden-conformance",
        "--test",
        "differential",
        "--",
        "--nocapture",
        "out_of_a_seed",
    ]);
    test.env("DIFFERENTIAL_CASES", cases.to_string()).env("DIFFERENTIAL_SEED", seed.to_string());
    process::run(&mut test).map(|()| ExitCode::SUCCESS)
}

//! The test resources that the published crate of cfn-guard carries.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Their folder.
#[must_use]
pub fn resources() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo gives JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let package = packages.iter().find(|package| package["name"] == "cfn-guard").expect("a dependency of this crate");
    Path::new(package["manifest_path"].as_str().expect("a path")).with_file_name("resources")
}

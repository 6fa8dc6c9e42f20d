//! One version everywhere: the workspace, the npm package, and the texts that tell people what to put in their pipelines. Gives it,
//! or what differs.

use std::path::Path;

use crate::error::Result;
use crate::places::read;

/// Where people are told a tag or a version, and what stands before it.
const TOLD: [(&str, &str); 7] = [
    ("README.md", "rev: "),
    ("README.md", "tablewarden/pipelines@"),
    ("docs/ci.md", "rev: "),
    ("docs/ci.md", "tablewarden/pipelines@"),
    ("docs/ci.md", "tablewarden@"),
    ("pipelines/README.md", "rev: "),
    ("pipelines/README.md", "tablewarden/pipelines@"),
];

/// The version of everything; with a tag, the tag has to be its tag, and what changed has to be told.
pub(crate) fn agree(root: &Path, tag: Option<&str>) -> Result<String> {
    let version = package(root, "npm/package.json")?;
    let tag_of_version = format!("v{version}");
    let manifest = text(root, "Cargo.toml")?;
    let ours =
        |line: &&str| line.starts_with("version = ") || line.starts_with("tablewarden-") && line.contains("version");
    for line in manifest.lines().filter(ours) {
        if !line.contains(&format!("version = \"{version}\"")) {
            return Err(format!("Cargo.toml says `{line}`, and npm/package.json says {version}"));
        }
    }
    for (file, before) in TOLD {
        for told in text(root, file)?.split(before).skip(1) {
            let told = told.split(|end: char| end.is_whitespace() || "`\"'".contains(end)).next().unwrap_or("");
            if told.strip_prefix('v').unwrap_or(told) != version {
                return Err(format!("{file} says `{before}{told}`, and the version is {version}"));
            }
        }
    }
    match tag {
        None => Ok(version),
        Some(tag) if tag != tag_of_version => Err(format!("the tag is {tag}, and the version is {version}")),
        Some(_) if !text(root, "CHANGELOG.md")?.lines().any(|line| line == format!("## {version}")) => {
            Err(format!("CHANGELOG.md has no heading `## {version}`"))
        }
        Some(_) => Ok(version),
    }
}

fn package(root: &Path, file: &str) -> Result<String> {
    let json: serde_json::Value =
        serde_json::from_str(&text(root, file)?).map_err(|error| format!("{file}: {error}"))?;
    json["version"].as_str().map(str::to_owned).ok_or_else(|| format!("{file} has no version"))
}

fn text(root: &Path, file: &str) -> Result<String> {
    String::from_utf8(read(&root.join(file))?).map_err(|_| format!("{file} is no UTF-8"))
}

//! One version everywhere: the workspace, the npm package, and the texts that tell people what to put in their pipelines. Gives it,
//! or what differs.

use std::path::Path;

use crate::error::Result;
use crate::places::read;

/// Where people are told a tag or a version, and what stands before it.
const TOLD: [(&str, &str); 8] = [
    ("README.md", "rev: "),
    ("README.md", "tablewarden/pipelines@"),
    ("README.md", "tablewarden@"),
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

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[workspace.package]\nversion = \"1.2.3\"\n[workspace.dependencies]\n\
        tablewarden-rules = { path = \"rules\" }\ntablewarden-order = { path = \"policy/order\", version = \"1.2.3\" }\n\
        nom = { version = \"8.0\" }\n";

    /// What is said of a repository with these files, and files that agree in place of the others.
    fn said(name: &str, files: &[(&str, &str)], tag: Option<&str>) -> Result<String> {
        let root = std::env::temp_dir().join(format!("tablewarden-versions-{}-{name}", std::process::id()));
        let agreeing = [
            ("Cargo.toml", MANIFEST),
            ("npm/package.json", "{\"version\": \"1.2.3\"}"),
            ("README.md", "    rev: v1.2.3\n      - uses: tablewarden/pipelines@v1.2.3\n"),
            ("docs/ci.md", "`npx tablewarden@1.2.3` or npx tablewarden@1.2.3 check"),
            ("pipelines/README.md", "rev: v1.2.3"),
            ("CHANGELOG.md", "# Changelog\n\n## 1.2.3\n"),
        ];
        for (file, text) in agreeing.iter().chain(files) {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().unwrap_or(&root)).map_err(|error| error.to_string())?;
            std::fs::write(path, text).map_err(|error| error.to_string())?;
        }
        let said = agree(&root, tag);
        std::fs::remove_dir_all(&root).map_err(|error| error.to_string())?;
        said
    }

    #[test]
    fn what_agrees_is_the_version() {
        assert_eq!(said("agrees", &[], None), Ok("1.2.3".to_owned()));
        assert_eq!(said("tag", &[], Some("v1.2.3")), Ok("1.2.3".to_owned()));
    }

    #[test]
    fn what_was_forgotten_is_named() {
        let manifest = MANIFEST.replace("order\", version = \"1.2.3", "order\", version = \"1.2.2");
        let cases = [
            ("Cargo.toml", manifest.as_str(), "tablewarden-order = "),
            ("npm/package.json", "{\"version\": \"1.2.4\"}", "Cargo.toml says `version = \"1.2.3\"`"),
            ("npm/package.json", "{}", "npm/package.json has no version"),
            ("README.md", "rev: v1.2.2", "README.md says `rev: v1.2.2`"),
            ("docs/ci.md", "npx tablewarden@1.2.30 check", "docs/ci.md says `tablewarden@1.2.30`"),
            ("pipelines/README.md", "tablewarden/pipelines@v1.2\n", "pipelines@v1.2`"),
        ];
        for (file, text, expected) in cases {
            let said = said("forgotten", &[(file, text)], None).err().unwrap_or_default();
            assert!(said.contains(expected), "{said}");
        }
        assert!(said("other", &[], Some("v1.2.4")).err().unwrap_or_default().starts_with("the tag is v1.2.4"));
        let changelog = ("CHANGELOG.md", "## Unreleased\n");
        assert!(
            said("untold", &[changelog], Some("v1.2.3"))
                .err()
                .unwrap_or_default()
                .starts_with("CHANGELOG.md has no heading")
        );
    }
}

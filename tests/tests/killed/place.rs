//! A folder with files that commands change, what they are before, and what they become.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files by their names.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What is typed, with the files that are there.
pub(crate) struct Case {
    pub(crate) words: &'static [&'static str],
    pub(crate) files: &'static [(&'static str, &'static str)],
}

const TABLES: &str = "Resources:\n  T: # a\n    Type: AWS::DynamoDB::Table\n    Properties: {X: 1}\n";
const RULES: &str = "rule a{b exists}";

/// A command for each way in which files are written: one that is replaced, several that are, and reports in parts.
pub(crate) const CASES: [Case; 5] = [
    Case {
        words: &["fix", "--unsafe", "--fail-on", "never", "t.yaml", "u.yaml"],
        files: &[("t.yaml", TABLES), ("u.yaml", TABLES)],
    },
    Case { words: &["waive", "--rule", "DDB-R001", "--reason", "a test", "t.yaml"], files: &[("t.yaml", TABLES)] },
    Case { words: &["rules", "format", "a.guard", "b.guard"], files: &[("a.guard", RULES), ("b.guard", RULES)] },
    Case {
        words: &["check", "--write-baseline", "known.json", "t.yaml"],
        files: &[("t.yaml", TABLES), ("known.json", "{\"version\": 1, \"files\": {}}\n")],
    },
    Case {
        words: &[
            "check",
            "--now",
            "1790000000",
            "--format",
            "json=report.json",
            "--format",
            "sarif=report.sarif",
            "t.yaml",
        ],
        files: &[("t.yaml", TABLES), ("report.json", "{}\n"), ("report.sarif", "{\"old\": true}\n")],
    },
];

/// A folder of its own; gone with the value.
pub(crate) struct Place(PathBuf);

impl Place {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tablewarden-killed-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(fs::canonicalize(path).expect("it is there"))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Makes the files what they were, and removes everything else.
    pub(crate) fn reset(&self, files: &Files) {
        for name in self.all().keys() {
            fs::remove_file(self.0.join(name)).expect("a file");
        }
        for (name, bytes) in files {
            fs::write(self.0.join(name), bytes).expect("a file");
        }
    }

    /// Everything that is there.
    pub(crate) fn all(&self) -> Files {
        let read = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()));
        let entries = fs::read_dir(&self.0).expect("a folder").flatten().map(read);
        entries.map(|(name, bytes)| (name, bytes.expect("a file"))).collect()
    }

    /// That each file is the old one or the new one, and that what else is there is hidden and no template.
    pub(crate) fn is_whole(&self, old: &Files, new: &Files, when: &str) {
        let all = self.all();
        for name in old.keys() {
            let bytes = all.get(name);
            assert!(bytes.is_some(), "{when}: {name} is gone");
            assert!(
                bytes == old.get(name) || bytes == new.get(name),
                "{when}: {name} is neither the old nor the new one"
            );
        }
        for name in all.keys().filter(|name| !old.contains_key(*name)) {
            assert!(name.starts_with('.') && name.ends_with(".tablewarden"), "{when}: {name} is left");
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Case {
    pub(crate) fn old(&self) -> Files {
        self.files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }
}

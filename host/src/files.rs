//! Which files a check is about: paths of the command line in, inputs in a fixed order out. A file that was named twice
//! comes once; one that cannot be read comes with the reason, so that it is never passed over. Reads no template.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::names::{absolute, report_name};

/// Which files are taken out of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// What may be a template.
    Templates,
    /// Rule files.
    Rules,
    /// Rule files, and the files of tests in folders named `tests`.
    RulesAndTests,
}

/// The name of a settings file, which is no template.
pub(crate) const SETTINGS: &str = "tablewarden.yaml";

const TEMPLATES: [&str; 5] = ["yaml", "yml", "json", "template", "jsn"];
const RULES: [&str; 2] = ["guard", "ruleset"];
const TESTS: [&str; 4] = ["yaml", "yml", "json", "jsn"];

impl Wanted {
    fn takes(self, path: &Path) -> bool {
        match self {
            Self::Templates => has_ending(path, &TEMPLATES) && path.file_name().is_none_or(|name| name != SETTINGS),
            Self::Rules => is_rule_file(path),
            Self::RulesAndTests => {
                let in_tests = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == "tests");
                is_rule_file(path) || in_tests && has_ending(path, &TESTS)
            }
        }
    }
}

/// Whether a file is one of rules, by its ending.
pub(crate) fn is_rule_file(path: &Path) -> bool {
    has_ending(path, &RULES)
}

/// Folders that are never gone into, besides hidden ones.
const PASSED_OVER: [&str; 2] = ["node_modules", "target"];

/// One byte more than the engine takes of one template: enough for it to see that the cap is passed, and a bound on
/// what an endless file costs.
const MOST_BYTES: u64 = 32 * 1024 * 1024 + 1;

/// One file to be checked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// As reports show it.
    pub(crate) name: String,
    /// Where its bytes are.
    pub(crate) place: Place,
    /// Whether it is passed over where it is no template.
    pub(crate) skip_other_files: bool,
}

/// Where the bytes of an input are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a file.
    File(PathBuf),
    /// Here already: standard input.
    Bytes(Vec<u8>),
    /// Nowhere, one line why.
    Unread(String),
}

impl Place {
    /// The bytes, or one line why there are none.
    pub(crate) fn read(self) -> Result<Vec<u8>, String> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::Unread(message) => Err(message),
            Self::File(path) => fs::File::open(path)
                .and_then(read_to_cap)
                .map_err(|error| format!("cannot be read: {}", reason(&error))),
        }
    }
}

/// Reads up to the cap.
pub(crate) fn read_to_cap(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a file cannot be read, in the same words on every system and in every host.
pub(crate) fn reason(error: &io::Error) -> String {
    match (error.kind(), error.raw_os_error()) {
        (io::ErrorKind::NotFound, _) => "there is no such file".to_owned(),
        (io::ErrorKind::PermissionDenied, _) => "permission denied".to_owned(),
        (io::ErrorKind::IsADirectory, _) => "it is a folder".to_owned(),
        (_, Some(number)) => format!("input/output error {number}"),
        (kind, None) => kind.to_string(),
    }
}

/// Where paths start.
pub(crate) struct Here<'a> {
    /// Relative paths are looked up from here; absolute.
    pub(crate) working_dir: &'a Path,
    /// Names in reports start here; absolute.
    pub(crate) root: &'a Path,
}

/// The inputs that `paths` name, in that order, folders replaced by their files in the order of their names.
pub(crate) fn collect(
    paths: &[PathBuf],
    wanted: Wanted,
    skip_other_files: bool,
    here: &Here<'_>,
    stdin: &mut dyn Read,
) -> Vec<Input> {
    let mut found = Found { wanted, inputs: Vec::new(), seen: HashMap::new() };
    for path in paths {
        if path.as_os_str() == "-" {
            found.stdin(skip_other_files, stdin);
            continue;
        }
        let path = absolute(path, here.working_dir);
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => found.folder(&path, here),
            Ok(_) => found.file(path, skip_other_files, here),
            Err(error) => found.unread(&path, &error, here),
        }
    }
    found.inputs
}

struct Found {
    wanted: Wanted,
    inputs: Vec<Input>,
    /// The canonical path of each file and its place among the inputs; the empty path is standard input.
    seen: HashMap<PathBuf, usize>,
}

impl Found {
    /// True where the file at `canonical` is new. One that was named asks for more than one that was merely found.
    fn is_new(&mut self, canonical: PathBuf, skip_other_files: bool) -> bool {
        if let Some(&index) = self.seen.get(&canonical) {
            if let Some(input) = self.inputs.get_mut(index) {
                input.skip_other_files &= skip_other_files;
            }
            return false;
        }
        self.seen.insert(canonical, self.inputs.len());
        true
    }

    fn stdin(&mut self, skip_other_files: bool, stdin: &mut dyn Read) {
        if !self.is_new(PathBuf::new(), skip_other_files) {
            return;
        }
        let place = match read_to_cap(stdin) {
            Ok(bytes) => Place::Bytes(bytes),
            Err(error) => Place::Unread(format!("cannot be read: {}", reason(&error))),
        };
        self.inputs.push(Input { name: "<stdin>".to_owned(), place, skip_other_files });
    }

    fn file(&mut self, path: PathBuf, skip_other_files: bool, here: &Here<'_>) {
        let canonical = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.is_new(canonical, skip_other_files) {
            let name = report_name(&path, here.root);
            self.inputs.push(Input { name, place: Place::File(path), skip_other_files });
        }
    }

    fn unread(&mut self, path: &Path, error: &io::Error, here: &Here<'_>) {
        if self.is_new(path.to_owned(), false) {
            let place = Place::Unread(format!("cannot be read: {}", reason(error)));
            self.inputs.push(Input { name: report_name(path, here.root), place, skip_other_files: false });
        }
    }

    fn folder(&mut self, top: &Path, here: &Here<'_>) {
        let mut files: Vec<(String, PathBuf, Option<io::Error>)> = Vec::new();
        let mut folders = vec![top.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    files.push((report_name(&folder, here.root), folder, Some(error)));
                    continue;
                }
            };
            for entry in entries {
                match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                    Ok((kind, entry)) if kind.is_dir() => {
                        if is_gone_into(&entry.file_name().to_string_lossy()) {
                            folders.push(entry.path());
                        }
                    }
                    // A link to a file counts as the file; links to folders are not followed, they may lead in circles.
                    Ok((kind, entry))
                        if self.wanted.takes(&entry.path()) && !(kind.is_symlink() && entry.path().is_dir()) =>
                    {
                        files.push((report_name(&entry.path(), here.root), entry.path(), None));
                    }
                    Ok(_) => {}
                    Err(error) => files.push((report_name(&folder, here.root), folder.clone(), Some(error))),
                }
            }
        }
        files.sort_by(|left, right| left.0.cmp(&right.0));
        for (_, path, error) in files {
            match error {
                None => self.file(path, true, here),
                Some(error) => self.unread(&path, &error, here),
            }
        }
    }
}

fn is_gone_into(folder: &str) -> bool {
    !folder.starts_with('.') && !PASSED_OVER.contains(&folder)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests;

//! `SHA256SUMS` of the files of a release, as `sha256sum --check` reads it.

use std::fs;
use std::path::Path;

use crate::error::Result;
use crate::freshness::sha256;
use crate::places::{read, write};

const NAME: &str = "SHA256SUMS";

/// Makes it for the files in a folder, in the order of their names.
pub(super) fn make(folder: &Path) -> Result<()> {
    let failed = |error| format!("cannot list {}: {error}", folder.display());
    let entries: Vec<_> = fs::read_dir(folder).and_then(Iterator::collect).map_err(failed)?;
    let mut names: Vec<String> = Vec::new();
    for entry in entries.iter().filter(|entry: &&fs::DirEntry| entry.path().is_file()) {
        let name = entry.file_name().into_string().map_err(|name| format!("{name:?} is no Unicode"))?;
        names.push(name);
    }
    names.retain(|name| name != NAME);
    names.sort();
    if names.is_empty() {
        return Err(format!("{} has no files", folder.display()));
    }
    let mut sums = String::new();
    for name in names {
        sums.push_str(&format!("{}  {name}\n", sha256(&read(&folder.join(&name))?)));
    }
    write(&folder.join(NAME), sums.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_by_name_and_their_list_is_not() {
        let folder = std::env::temp_dir().join(format!("tablewarden-checksums-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("a folder")).unwrap_or_default();
        assert!(make(&folder).is_err(), "a release without files");
        write(&folder.join("b"), b"").and_then(|()| write(&folder.join("a"), b"a")).unwrap_or_default();
        for _ in 0..2 {
            assert_eq!(make(&folder), Ok(()));
            let expected = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a\n\
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n";
            assert_eq!(read(&folder.join(NAME)), Ok(expected.as_bytes().to_vec()));
        }
        let _ = fs::remove_dir_all(&folder);
    }
}

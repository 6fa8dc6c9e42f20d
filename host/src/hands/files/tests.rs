#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

/// A folder of its own for one test; gone with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tablewarden-hands-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(fs::canonicalize(path).unwrap())
    }

    fn path(&self, name: &str) -> String {
        slashed(&self.0.join(name))
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }

    /// The names of everything in it.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = list(&self.path(".")).unwrap().entries.into_iter().map(|entry| entry.name).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_look_says_what_is_there() {
    let folder = Folder::new("look");
    let file = folder.write("a.yaml", "a");
    assert_eq!(look(&file), Ok(LookReply { kind: PathKind::File, real: Some(file.clone()) }));
    assert_eq!(look(&folder.path(".")).unwrap().kind, PathKind::Folder);
    assert_eq!(look(&folder.path("gone")), Ok(LookReply { kind: PathKind::Missing, real: None }));
    assert_eq!(look(&format!("{file}/below")), Err("cannot be read: a part of its path is not a folder".to_owned()));
}

#[test]
fn no_more_than_the_bound_is_read() {
    let folder = Folder::new("read");
    let file = folder.write("a", "abcdef");
    assert_eq!(read(&file, 4).unwrap(), b"abcd");
    assert_eq!(read_from(io::repeat(b'x'), 9, 0).unwrap().len(), 9);
    assert_eq!(read(&folder.path("gone"), 4), Err("cannot be read: there is no such file".to_owned()));
    assert_eq!(read(&folder.path("."), 4), Err("cannot be read: it is a folder".to_owned()));
}

#[test]
fn a_file_is_replaced_only_where_it_is_what_was_read() {
    let folder = Folder::new("replace");
    let file = folder.write("a", "old");
    let changed = Err("cannot be written: it has changed meanwhile".to_owned());
    assert_eq!(replace(&file, b"new", &digest(b"other")), changed);
    assert_eq!(fs::read(&file).unwrap(), b"old");
    assert_eq!(replace(&file, b"new", &digest(b"old")), Ok(()));
    assert_eq!((fs::read(&file).unwrap(), folder.names()), (b"new".to_vec(), vec!["a".to_owned()]));
    let gone = Err("cannot be written: there is no such file".to_owned());
    assert_eq!(replace(&folder.path("gone"), b"new", &digest(b"old")), gone);
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_mode_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("mode");
    let file = folder.write("a", "old");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o750)).unwrap();
    symlink(&file, folder.path("link")).unwrap();
    assert_eq!(replace(&folder.path("link"), b"new", &digest(b"old")), Ok(()));
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o750);
    assert!(fs::symlink_metadata(folder.path("link")).unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn what_stands_beside_a_file_is_not_written_into() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("beside");
    let (file, other) = (folder.write("a", "old"), folder.write("b", "another file"));
    symlink(&other, folder.path(&format!(".a.{}.tablewarden", std::process::id()))).unwrap();
    assert_eq!((write(&file, b"new", 0), finish(&file)), (Ok(()), Ok(())));
    assert_eq!((fs::read(&file).unwrap(), fs::read(&other).unwrap()), (b"new".to_vec(), b"another file".to_vec()));
}

#[cfg(unix)]
#[test]
fn a_list_names_links_as_links_and_odd_names_as_odd() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let folder = Folder::new("list");
    folder.write("a", "");
    fs::create_dir(folder.0.join("b")).unwrap();
    symlink(folder.0.join("b"), folder.0.join("c")).unwrap();
    fs::write(folder.0.join(OsStr::from_bytes(b"d\xe9")), "").unwrap();
    let mut entries = list(&folder.path(".")).unwrap().entries;
    entries.sort_by(|left, right| left.name.cmp(&right.name));
    let kinds: Vec<_> = entries.iter().map(|entry| (entry.name.as_str(), entry.kind, entry.unreadable_name)).collect();
    let expected = [
        ("a", EntryKind::File, false),
        ("b", EntryKind::Folder, false),
        ("c", EntryKind::Link, false),
        ("d\u{fffd}", EntryKind::File, true),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(list(&folder.path("gone")), Err("cannot be read: there is no such file".to_owned()));
}

#[test]
fn a_written_file_is_there_when_it_is_finished() {
    let folder = Folder::new("write");
    let (new, old) = (folder.path("new"), folder.write("old", "before"));
    for path in [&new, &old] {
        assert_eq!(write(path, b"ab", 0), Ok(()));
        assert_eq!(write(path, b"cd", 2), Ok(()));
    }
    assert!(look(&new).unwrap().kind == PathKind::Missing && read(&old, 9).unwrap() == b"before");
    assert_eq!((finish(&new), finish(&old)), (Ok(()), Ok(())));
    assert_eq!((read(&new, 9).unwrap(), read(&old, 9).unwrap()), (b"abcd".to_vec(), b"abcd".to_vec()));
    assert_eq!(folder.names(), ["new", "old"]);
}

#[test]
fn a_file_that_is_begun_again_has_nothing_of_an_earlier_run() {
    let folder = Folder::new("again");
    let path = folder.path("a");
    assert_eq!((write(&path, b"long before", 0), write(&path, b"new", 0), finish(&path)), (Ok(()), Ok(()), Ok(())));
    assert_eq!(read(&path, 99).unwrap(), b"new");
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = Folder::new("unwritable");
    let gone = folder.path("gone/a");
    assert_eq!(write(&gone, b"a", 0), Err("cannot be written: there is no such file".to_owned()));
    assert_eq!(finish(&folder.path("never")), Err("cannot be written: there is no such file".to_owned()));
    assert!(folder.names().is_empty());
    let begun = folder.path("begun");
    assert_eq!((write(&begun, b"a", 0), discard(&begun), discard(&begun)), (Ok(()), Ok(()), Ok(())));
    assert!(folder.names().is_empty());
}

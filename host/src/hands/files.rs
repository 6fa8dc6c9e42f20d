//! Files: what is at a path, what is in a folder, the bytes of a file, other bytes into a file. Never decides which.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tablewarden_wire::{EntryKind, FolderEntry, ListReply, LookReply, PathKind};

use crate::texts::{reason, slashed, unreadable};

/// What is at a path, links followed.
///
/// # Errors
/// One line.
pub(super) fn look(path: &str) -> Result<LookReply, String> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(LookReply { kind: PathKind::Missing, real: None });
        }
        Err(error) => return Err(unreadable(&error)),
    };
    let kind = match metadata.file_type() {
        kind if kind.is_dir() => PathKind::Folder,
        kind if kind.is_file() => PathKind::File,
        _ => PathKind::Other,
    };
    Ok(LookReply { kind, real: fs::canonicalize(path).ok().map(|real| slashed(&real)) })
}

/// What is in a folder.
///
/// # Errors
/// One line.
pub(super) fn list(path: &str) -> Result<ListReply, String> {
    let entry = |entry: io::Result<fs::DirEntry>| -> io::Result<FolderEntry> {
        let entry = entry?;
        let kind = match entry.file_type()? {
            kind if kind.is_symlink() => EntryKind::Link,
            kind if kind.is_dir() => EntryKind::Folder,
            kind if kind.is_file() => EntryKind::File,
            _ => EntryKind::Other,
        };
        let name = entry.file_name();
        Ok(FolderEntry { name: name.to_string_lossy().into_owned(), kind, unreadable_name: name.to_str().is_none() })
    };
    let entries = fs::read_dir(path).and_then(|entries| entries.map(entry).collect());
    entries.map(|entries| ListReply { entries }).map_err(|error| unreadable(&error))
}

/// The bytes of a file, up to `most`.
///
/// # Errors
/// One line.
pub(super) fn read(path: &str, most: u32) -> Result<Vec<u8>, String> {
    let found = fs::metadata(path).map_err(|error| unreadable(&error))?;
    // A pipe of the disk would be waited for, until somebody writes into it.
    if !found.is_file() && !found.is_dir() && !is_handed_over(path) {
        return Err("cannot be read: it is not a regular file".to_owned());
    }
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    read_from(file, most, usize::try_from(found.len().min(u64::from(most))).unwrap_or_default())
}

/// Whether a path leads to what this process was started with: `/dev/stdin`, or `<(…)` of a shell. That has no other path, or on
/// some systems one in the folder of open files.
fn is_handed_over(path: &str) -> bool {
    fs::canonicalize(path).map_or(true, |real| real.starts_with("/dev/fd"))
}

/// The bytes of a stream, up to `most`; `length` of them, as far as that is known.
///
/// # Errors
/// One line.
pub(super) fn read_from(from: impl Read, most: u32, length: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(length);
    from.take(u64::from(most)).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

/// Puts other bytes into a file, at once: who reads it sees the old ones or the new ones.
///
/// # Errors
/// One line, where the file cannot be written, or no longer has the bytes of the digest `was`.
pub(super) fn replace(path: &str, bytes: &[u8], was: &str) -> Result<(), String> {
    let there = read(path, u32::MAX).map_err(|line| line.replacen("read", "written", 1))?;
    if digest(&there) != was {
        return Err("cannot be written: it has changed meanwhile".to_owned());
    }
    write(path, bytes, 0).and_then(|()| finish(path))
}

/// Puts bytes into a new file beside `path`, behind the `at` bytes that are there. It has the mode of the file at `path`, where
/// there is one.
///
/// # Errors
/// One line.
pub(super) fn write(path: &str, bytes: &[u8], at: u64) -> Result<(), String> {
    beside(path, |path, beside| {
        if at > 0 {
            return File::options().append(true).open(beside)?.write_all(bytes);
        }
        // What an earlier run left there goes; what anyone else puts there is not written into.
        let _ = fs::remove_file(beside);
        let mut file = File::options().write(true).create_new(true).open(beside)?;
        if let Ok(there) = fs::metadata(path) {
            // A file that must not be written is not replaced either, though its folder would allow it.
            File::options().write(true).open(path)?;
            file.set_permissions(there.permissions())?;
        }
        file.write_all(bytes)
    })
}

/// Puts the new file beside `path` into its place.
///
/// # Errors
/// One line.
pub(super) fn finish(path: &str) -> Result<(), String> {
    beside(path, |path, beside| {
        File::options().write(true).open(beside)?.sync_all()?;
        fs::rename(beside, path)
    })
}

/// Removes the new file beside `path`, if there is one.
///
/// # Errors
/// One line.
pub(super) fn discard(path: &str) -> Result<(), String> {
    beside(path, |_, beside| if beside.exists() { fs::remove_file(beside) } else { Ok(()) })
}

/// Does something with a path, at the end of links, and with one in the same folder that no other run uses. What fails leaves
/// nothing at the second.
fn beside(path: &str, work: impl FnOnce(&Path, &Path) -> io::Result<()>) -> Result<(), String> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tablewarden", std::process::id()));
    work(&path, &beside).map_err(|error| {
        let _ = fs::remove_file(&beside);
        unwritable(&error)
    })
}

fn unwritable(error: &io::Error) -> String {
    format!("cannot be written: {}", reason(error))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;

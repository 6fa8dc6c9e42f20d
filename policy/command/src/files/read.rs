//! Files that a command needs whole, such as rule files: their names and their bytes, or one line why not all are there.

use tablewarden_wire::{FileBlob, PathKind};

use super::input::{Input, Place};
use super::path::Here;
use super::select::{Wanted, select};
use super::unread::about;
use crate::host::{Bytes, Host};

/// A file: its name in reports, and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

/// The bytes of each input, or one line why there are none. All are read at once.
pub(crate) async fn read_each(inputs: &[Input], host: &Host) -> Vec<Result<Bytes, String>> {
    let paths = inputs.iter().filter_map(|input| match &input.place {
        Place::File(path) => Some(path.clone()),
        Place::Stdin(_) | Place::Deleted { .. } | Place::Unread(_) => None,
    });
    let mut read = host.read(paths).await.into_iter();
    let bytes = |input: &Input| match &input.place {
        Place::File(_) => read.next().unwrap_or_else(|| Err(String::new())),
        Place::Stdin(bytes) | Place::Deleted { bytes, .. } => Ok(bytes.clone()),
        Place::Unread(line) => Err(line.clone()),
    };
    inputs.iter().map(bytes).collect()
}

/// The names and bytes of inputs, all of which have to be there.
///
/// # Errors
/// One line about the first that is not.
pub(crate) async fn read_all(inputs: Vec<Input>, host: &Host) -> Result<Vec<SourceFile>, String> {
    let read = read_each(&inputs, host).await;
    let named = |(input, bytes): (Input, Result<Bytes, String>)| match bytes {
        Ok(bytes) => Ok(SourceFile { name: input.name, bytes }),
        Err(line) => Err(about(&input.name, &line)),
    };
    inputs.into_iter().zip(read).map(named).collect()
}

/// The names and bytes of files that are named one by one; `what` says what they are.
///
/// # Errors
/// One line, where one is a folder or cannot be read.
pub(crate) async fn read_named(
    paths: &[String],
    what: &str,
    here: &Here,
    host: &Host,
) -> Result<Vec<SourceFile>, String> {
    for path in paths {
        no_folder(path, what, here, host).await?;
    }
    read_all(select(paths, Wanted::Templates, false, here, host).await, host).await
}

/// Refuses a folder where one file has to be named.
///
/// # Errors
/// One line.
pub(crate) async fn no_folder(path: &str, what: &str, here: &Here, host: &Host) -> Result<(), String> {
    if is_folder(path, here, host).await {
        return Err(format!("`{path}` is a folder. Name {what}."));
    }
    Ok(())
}

/// Whether a path is that of a folder.
pub(crate) async fn is_folder(path: &str, here: &Here, host: &Host) -> bool {
    let look = host.look((path != "-").then(|| here.absolute(path))).await.pop();
    matches!(look, Some(Ok(look)) if look.kind == PathKind::Folder)
}

/// Refuses that standard input is a file that goes with others and another one too.
///
/// # Errors
/// One line.
pub(crate) fn stdin_once<'p>(paths: &[String], others: impl Iterator<Item = &'p str>) -> Result<(), String> {
    let of_others = others.filter(|path| *path == "-").count();
    if of_others > 0 && of_others + paths.iter().filter(|path| *path == "-").count() > 1 {
        return Err("`-` is given twice. Standard input can be read only once.".to_owned());
    }
    Ok(())
}

/// The files as a request names them, `first` being the blob of the first.
pub(crate) fn blobs_of(files: &[SourceFile], first: usize) -> Vec<FileBlob> {
    let blob = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    files.iter().zip(first..).map(|(file, number)| FileBlob { name: file.name.clone(), blob: blob(number) }).collect()
}

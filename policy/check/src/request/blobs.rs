//! What the header of a request stands for: the bytes behind a blob's number, and the caps on reading them.

use tablewarden_source::Place;
use tablewarden_template::Limits;
use tablewarden_wire::FileBlob;

/// The caps of a request on what is read: no more bytes than a place can count.
pub(crate) fn limits(limits: tablewarden_wire::Limits) -> Limits {
    Limits { bytes: limits.bytes.min(Place::LAST_OFFSET), nodes: limits.nodes, depth: limits.depth }
}

/// The caps of a request for whoever looks at each finding and lists none.
pub(crate) fn all_findings(limits: tablewarden_wire::Limits) -> tablewarden_wire::Limits {
    tablewarden_wire::Limits { findings: Some(u32::MAX), ..limits }
}

/// The bytes of a file of the request.
///
/// # Errors
/// Where the request names a blob that is not there.
pub(crate) fn blob<'a>(blobs: &[&'a [u8]], file: &FileBlob) -> Result<&'a [u8], String> {
    let blob = blobs.get(file.blob as usize).copied();
    blob.ok_or_else(|| format!("the request names blob {}, and there are {}", file.blob, blobs.len()))
}

/// The names and the bytes of files of the request.
///
/// # Errors
/// As [`blob`].
pub(crate) fn named<'a>(files: &'a [FileBlob], blobs: &[&'a [u8]]) -> Result<Vec<(&'a str, &'a [u8])>, String> {
    files.iter().map(|file| Ok((file.name.as_str(), blob(blobs, file)?))).collect()
}

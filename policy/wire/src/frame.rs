//! The frame of a call: `u32` header length (little endian), the header as JSON, then the blobs one after another.
//! Templates are bytes and may be no valid text, so they travel outside the JSON. Never says what a request means.

use crate::Request;

/// Why a frame could not be taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameError(pub String);

impl std::fmt::Display for FrameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FrameError {}

/// A request and the bytes of the files it names by index.
#[derive(Debug)]
pub struct Call<'a> {
    /// What is asked.
    pub request: Request,
    /// The blobs, in the order of the header's `blobs`.
    pub blobs: Vec<&'a [u8]>,
}

/// The header of a frame, and what is behind it.
///
/// # Errors
/// Where the length does not fit the bytes: one line for a person.
pub fn split(bytes: &[u8]) -> Result<(&[u8], &[u8]), FrameError> {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else {
        return Err(FrameError("the frame is shorter than its length field".to_owned()));
    };
    let length = u32::from_le_bytes(*length) as usize;
    rest.split_at_checked(length)
        .ok_or_else(|| FrameError(format!("the header should have {length} bytes, the frame has {}", rest.len())))
}

/// The blobs behind a header that gives their lengths. Copies none.
///
/// # Errors
/// Where the lengths do not fit the bytes: one line for a person.
pub fn cut<'a>(mut rest: &'a [u8], lengths: &[u32]) -> Result<Vec<&'a [u8]>, FrameError> {
    let mut blobs = Vec::with_capacity(lengths.len());
    for (index, length) in lengths.iter().enumerate() {
        let Some((blob, after)) = rest.split_at_checked(*length as usize) else {
            return Err(FrameError(format!("blob {index} should have {length} bytes, {} are left", rest.len())));
        };
        blobs.push(blob);
        rest = after;
    }
    if !rest.is_empty() {
        return Err(FrameError(format!("{} bytes after the last blob", rest.len())));
    }
    Ok(blobs)
}

/// Puts a frame together. `request` must list the lengths of `blobs` already ([`Request::set_blobs`]).
#[must_use]
pub fn encode(request: &Request, blobs: &[&[u8]]) -> Vec<u8> {
    join(&serde_json::to_vec(request).unwrap_or_default(), blobs)
}

/// Puts a frame together: a header that lists the lengths of `blobs` already, then these.
#[must_use]
pub fn join(header: &[u8], blobs: &[&[u8]]) -> Vec<u8> {
    let total: usize = blobs.iter().map(|blob| blob.len()).sum();
    let mut out = Vec::with_capacity(4 + header.len() + total);
    out.extend_from_slice(&u32::try_from(header.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(header);
    for blob in blobs {
        out.extend_from_slice(blob);
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{RulesRequest, VERSION};

    #[test]
    fn a_frame_comes_apart_as_it_was_put_together() {
        let request = Request::Rules(RulesRequest { version: VERSION });
        let call = encode(&request, &[]);
        let (header, rest) = split(&call).unwrap();
        assert_eq!((serde_json::from_slice::<Request>(header).unwrap(), rest), (request, b"".as_slice()));
        assert_eq!(cut(b"abcd", &[1, 0, 3]).unwrap(), [b"a".as_slice(), b"", b"bcd"]);
    }

    #[test]
    fn lengths_that_do_not_fit_are_said() {
        let error = |bytes: &[u8]| split(bytes).unwrap_err().0;
        assert_eq!(error(b"\x01"), "the frame is shorter than its length field");
        assert_eq!(error(b"\x05\0\0\0ab"), "the header should have 5 bytes, the frame has 2");
        assert_eq!(cut(b"ab", &[3]).unwrap_err().0, "blob 0 should have 3 bytes, 2 are left");
        assert_eq!(cut(b"ab", &[1]).unwrap_err().0, "1 bytes after the last blob");
    }
}

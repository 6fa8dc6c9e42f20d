//! A file as its templates: what is asked of one is asked of each YAML document that is a template, in its place, and the answers are
//! added up. The other documents are named. Asks nothing itself.

use tablewarden_report::excerpts;
use tablewarden_source::Place;
use tablewarden_wire::{CheckResponse, ColumnUnit, FileBlob, Gravity, Outcome};

use crate::raw_notice::RawNotice;
use crate::reading::{Several, first_line, instead_of, several};
use crate::request::{Files, blob};
use crate::response::add;

const OTHER: &str =
    "Skipped: this document is not a CloudFormation template, because it has no top-level `Resources`. ";
const TOO_MANY: &str = "Not checked: the file has more than 64 templates. Split it.";

/// The blobs of a request with one template in the place of its file, and which of the templates that is, from 0.
pub(crate) type Ask<'a> = dyn FnMut(&[&[u8]], usize) -> Result<CheckResponse, String> + 'a;

/// Asks about each template of a file. With `excerpts` the answer has the lines that are told of here.
///
/// # Errors
/// The first one of the answers, or one line, where the request names a blob that is not there.
pub(crate) fn of_each_template(
    file: &FileBlob,
    (columns, excerpts): (ColumnUnit, bool),
    blobs: &[&[u8]],
    ask: &mut Ask<'_>,
) -> Result<CheckResponse, String> {
    let bytes = blob(blobs, file)?;
    let Some(of_file) = several(bytes) else { return ask(blobs, 0) };
    let mut all: Option<CheckResponse> = None;
    for (number, text) in of_file.templates.iter().enumerate() {
        let mut blobs = blobs.to_vec();
        put(&mut blobs, file.blob, text.as_bytes());
        let one = ask(&blobs, number)?;
        match &mut all {
            None => all = Some(one),
            Some(all) => add(all, one),
        }
    }
    let mut all = all.ok_or("the file has no template")?;
    // The order of a report is that of a file.
    for findings in [&mut all.findings, &mut all.waived] {
        tablewarden_order::sort_by_key(findings, |one| (one.severity, one.span.start_byte));
    }
    tell(&mut all, &of_file, &file.name, (columns, excerpts), bytes)?;
    Ok(all)
}

/// Puts other bytes in the place of a blob.
pub(crate) fn put<'b>(blobs: &mut [&'b [u8]], blob: u32, bytes: &'b [u8]) {
    if let Some(at) = blobs.get_mut(blob as usize) {
        *at = bytes;
    }
}

/// Adds what is said of the documents that nothing was asked about.
fn tell(
    all: &mut CheckResponse,
    of_file: &Several,
    name: &str,
    (columns, with_excerpts): (ColumnUnit, bool),
    bytes: &[u8],
) -> Result<(), String> {
    let mut files = Files::new(columns);
    let file = files.add(name, bytes)?;
    let text = str::from_utf8(bytes).unwrap_or_default();
    let mut notice = |gravity, span, message: String| {
        all.notices.push(files.notice(RawNotice::at(gravity, Place::new(file, span), message)));
    };
    for range in &of_file.others {
        let next = instead_of(name, text.get(range.clone()).unwrap_or_default());
        notice(Gravity::Notice, first_line(text, range), [OTHER, next].concat().trim_end().to_owned());
    }
    for range in &of_file.too_many {
        notice(Gravity::Incomplete, first_line(text, range), TOO_MANY.to_owned());
    }
    if !of_file.too_many.is_empty() {
        all.outcome = all.outcome.max(Outcome::Incomplete);
    }
    if with_excerpts {
        let findings = std::mem::take(&mut all.findings);
        let of_notices = excerpts(all, |name| files.text_named(name));
        all.findings = findings;
        all.excerpts.extend(of_notices);
    }
    Ok(())
}

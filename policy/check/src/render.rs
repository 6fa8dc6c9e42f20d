//! Several answers into one output. Takes the answers as they came and the files for excerpts; decides nothing.

mod excerpt;
mod text;

use tablewarden_wire::{
    CheckResponse, Counts, Format, Gravity, Notice, Outcome, RenderRequest, RenderResponse, Report, UnreadFile, VERSION,
};

/// Renders what the request lists. An answer that is none is an error of the caller.
pub(crate) fn render(request: &RenderRequest, blobs: &[&[u8]]) -> Result<RenderResponse, String> {
    let report = report(request, blobs)?;
    let text = match request.format {
        Format::Json => serde_json::to_string_pretty(&report).map_err(|error| error.to_string())? + "\n",
        Format::Text => {
            let mut sources = text::Sources::default();
            for source in &request.sources {
                sources.add(&source.name, blob(blobs, source.blob)?);
            }
            text::render(&report, &sources, request.color)
        }
    };
    Ok(RenderResponse { version: VERSION, outcome: report.outcome, text })
}

fn report(request: &RenderRequest, blobs: &[&[u8]]) -> Result<Report, String> {
    let mut files = Vec::with_capacity(request.responses.len());
    for index in &request.responses {
        let response: CheckResponse = serde_json::from_slice(blob(blobs, *index)?)
            .map_err(|error| format!("blob {index} is no answer of a check: {error}"))?;
        files.push(response);
    }
    let notices: Vec<Notice> = request.unread.iter().map(unread).collect();
    let outcome = files.iter().map(|file| file.outcome).max().unwrap_or(Outcome::Clean);
    let outcome = if notices.is_empty() { outcome } else { Outcome::Error };
    let counts = files.iter().fold(Counts::default(), |sum, file| add(sum, file.counts));
    let skipped = files.iter().filter(|file| file.skipped).count();
    Ok(Report {
        version: VERSION,
        outcome,
        counts,
        skipped: u32::try_from(skipped).unwrap_or(u32::MAX),
        files,
        notices,
    })
}

fn blob<'a>(blobs: &[&'a [u8]], index: u32) -> Result<&'a [u8], String> {
    blobs.get(index as usize).copied().ok_or_else(|| format!("there is no blob {index}"))
}

fn unread(file: &UnreadFile) -> Notice {
    Notice { gravity: Gravity::Error, message: file.message.clone(), file: file.name.clone(), span: None }
}

fn add(a: Counts, b: Counts) -> Counts {
    Counts {
        errors: a.errors.saturating_add(b.errors),
        warnings: a.warnings.saturating_add(b.warnings),
        notes: a.notes.saturating_add(b.notes),
        waived: a.waived.saturating_add(b.waived),
        tables: a.tables.saturating_add(b.tables),
        unknown_values: a.unknown_values.saturating_add(b.unknown_values),
    }
}

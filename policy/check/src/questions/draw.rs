//! The tables of a template as pictures: what a check of it has in hand goes to where pictures are made. Draws nothing itself.

use tablewarden_draw::{Drawn, Wanted};
use tablewarden_template::{At, NodeId, Reading, View};
use tablewarden_wire::{CheckRequest, CheckResponse, DrawRequest, DrawResponse, TablePicture};

use crate::check::{Checked, checked};
use crate::each_template::of_each_template;
use crate::reading::unknown_part;
use crate::request::{all_findings, blob};

/// Draws the tables of the template of a request.
///
/// # Errors
/// One line, where the request is none, or names a table that the template does not have.
pub(crate) fn draw(request: &DrawRequest, blobs: &[&[u8]]) -> Result<DrawResponse, String> {
    let wanted = Wanted { format: request.format, table: request.table.as_deref(), line: request.line };
    let mut pictures = Vec::new();
    let check = CheckRequest { limits: all_findings(request.check.limits), ..request.check.clone() };
    let file = &check.file;
    let response = of_each_template(file, (request.check.columns, false), blobs, &mut |blobs, _| {
        let mut of_template = Vec::new();
        let mut not_drawn = None;
        let mut response = checked(&check, blobs, &mut |checked| {
            of_template = of_checked(&checked, &wanted);
            not_drawn = unknown_part(checked.facts).map(|notice| checked.files.notice(notice));
        })?;
        response.notices.extend(not_drawn);
        match wanted.line {
            // The line is in the last template that begins before it.
            Some(line) if first_line_of(blob(blobs, file)?) <= line && !of_template.is_empty() => {
                pictures = of_template
            }
            Some(_) if !pictures.is_empty() => {}
            _ => pictures.append(&mut of_template),
        }
        Ok(response)
    })?;
    let CheckResponse { version, file, outcome, notices, counts, .. } = response;
    match wanted.table {
        Some(table) if pictures.is_empty() && counts.tables > 0 => {
            Err(format!("No table has the logical id `{table}`."))
        }
        _ => Ok(DrawResponse { version, file, outcome, notices, pictures }),
    }
}

/// The number of the first line with something on it.
fn first_line_of(text: &[u8]) -> u32 {
    let blank = text.iter().take_while(|byte| byte.is_ascii_whitespace());
    u32::try_from(blank.filter(|byte| **byte == b'\n').count() + 1).unwrap_or(u32::MAX)
}

fn of_checked(
    Checked { files, template, facts, response, found, .. }: &Checked<'_>,
    wanted: &Wanted<'_>,
) -> Vec<TablePicture> {
    let view = View::new(&facts.tree, Reading::CloudFormation);
    let findings: Vec<_> = response.findings.iter().zip(found.iter().copied()).collect();
    let line = |place| files.location(place).start.line;
    let lines = |logical_id: &str| {
        let resource = template.resource(logical_id)?;
        let whole = files.location(template.view().place(resource.at));
        let last = if whole.end.column == 1 { whole.end.line.saturating_sub(1) } else { whole.end.line };
        let first = line(resource.key_place);
        Some((first, last.max(first)))
    };
    let drawn = Drawn {
        file: &response.file,
        facts: view,
        root: At::main(NodeId(0)),
        findings: &findings,
        line: &line,
        lines: &lines,
    };
    tablewarden_draw::draw(&drawn, wanted)
}

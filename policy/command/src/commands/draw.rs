//! `tablewarden draw`: one call of the engine, and its pictures to standard output, or each to a file of its own. Draws nothing.

use tablewarden_draw::{Shape, sheet};
use tablewarden_source::harmless;
use tablewarden_template::{At, View};
use tablewarden_wire::{CheckRequest, DrawRequest, PathKind, PictureFormat, Request, VERSION};

use super::call::{Call, Done};
use super::member::Answer;
use super::one_template::OneTemplate;
use crate::files::{about, join};
use crate::host::Bytes;

/// The longest name of a file, without its ending.
const MOST_LETTERS: usize = 100;

/// Draws the tables of one template.
///
/// # Errors
/// One line, where nothing can be drawn or written.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let arguments = &call.arguments;
    let folder = match arguments.value("output") {
        Some(typed) => Some(folder(typed, call).await?),
        None => None,
    };
    let template = OneTemplate::with_rules(call).await?;
    let name = template.file.name.clone();
    let format: PictureFormat = arguments.word("format").unwrap_or_default();
    let request = request(call, &template, format);
    let answer = template.ask(Request::Draw(request), call).await.map_err(|line| about(&name, &line))?;
    let answer = Answer::of(&answer).map_err(|line| about(&name, &line))?;
    let (view, outcome) = (answer.view(), answer.told(call));
    let pictures: Vec<At> = answer.member("pictures").into_iter().flat_map(|list| view.items(list)).collect();
    if pictures.is_empty() {
        call.say(&format!("{name}: The template has no table to draw."));
        return Ok(Done { text: Vec::new(), outcome });
    }
    match folder {
        Some(folder) => write(call, &folder, view, &pictures, format).await.map(|text| Done { text, outcome }),
        None => {
            let shapes: Vec<Shape<'_>> = pictures.iter().map(|picture| shape(view, *picture)).collect();
            Ok(Done { text: sheet(format, &shapes).into_bytes(), outcome })
        }
    }
}

/// The folder that files go to: as it was typed, and its path.
async fn folder(typed: &str, call: &Call) -> Result<(String, String), String> {
    let path = call.here().absolute(typed);
    match call.host.look([path.clone()]).await.pop() {
        Some(Ok(look)) if look.kind == PathKind::Folder => Ok((typed.to_owned(), path)),
        _ => Err(format!("`--output {typed}` is not a folder. Make it first, or name another one.")),
    }
}

fn request(call: &Call, template: &OneTemplate, format: PictureFormat) -> DrawRequest {
    let arguments = &call.arguments;
    let text = |option| arguments.value(option).map(str::to_owned);
    let check = CheckRequest { profile: arguments.word("profile"), ..template.check(call) };
    let line = arguments.line("line");
    DrawRequest { version: VERSION, blobs: Vec::new(), check, format, table: text("table"), line }
}

fn shape(view: View<'_>, picture: At) -> Shape<'_> {
    let number = |key| view.get(picture, key).and_then(|at| view.text(at)?.parse().ok()).unwrap_or(0);
    Shape { width: number("width"), height: number("height"), text: text_of(view, picture, "text") }
}

fn text_of<'a>(view: View<'a>, picture: At, key: &str) -> &'a str {
    view.get(picture, key).and_then(|at| view.str(at)).unwrap_or("")
}

/// Writes each picture to a file; gives the names of the files, each on a line.
async fn write(
    call: &Call,
    (typed, path): &(String, String),
    view: View<'_>,
    pictures: &[At],
    format: PictureFormat,
) -> Result<Vec<u8>, String> {
    let ending = match format {
        PictureFormat::Svg => ".svg",
        PictureFormat::Mermaid => ".mmd",
    };
    let mut names: Vec<String> = Vec::new();
    let mut writes = Vec::new();
    for picture in pictures {
        let mut name = file_name(text_of(view, *picture, "logicalId"));
        while names.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
            name.push('_');
        }
        let text = Bytes::from(text_of(view, *picture, "text").as_bytes());
        writes.push((join(path, &[&name, ending].concat()), text, 0));
        names.push(name);
    }
    let paths: Vec<String> = writes.iter().map(|(path, ..)| path.clone()).collect();
    let mut lines = String::new();
    let written = call.host.write(writes).await;
    let finished = if written.iter().any(Result::is_err) {
        let _ = call.host.discard(paths).await;
        written
    } else {
        call.host.finish(paths).await
    };
    for (name, done) in names.iter().zip(finished) {
        let file = join(typed.trim_end_matches('/'), &[name, ending].concat());
        done.map_err(|line| about(&file, &line))?;
        lines.extend([&*harmless(&file), "\n"]);
    }
    Ok(lines.into_bytes())
}

/// The name of a table's file: letters and digits of it, so that no name leads out of the folder or is one that Windows keeps.
fn file_name(logical_id: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let mut name: String = logical_id.chars().take(MOST_LETTERS).map(plain).collect();
    let device = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if name.is_empty()
        || ["con", "prn", "aux", "nul", "com", "lpt"].iter().any(|kept| kept.eq_ignore_ascii_case(device))
    {
        name.push('_');
    }
    name
}

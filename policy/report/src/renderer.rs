//! One answer after the other in, the text of each format out as far as it can be written by then.

use std::borrow::Cow;

use tablewarden_order::Set;
use tablewarden_source::{SourceText, harmless_lines, harmless_lines_with_colors};
use tablewarden_template::{Limits, Reading, Syntax, View, read};
use tablewarden_wire::{BaselineCounts, Format, Outcome, RenderRequest, RenderResponse, UnreadFile, VERSION};

use crate::answer::Answer;
use crate::formats::writer;
use crate::found::Found;
use crate::statistics::Statistics;
use crate::totals::Totals;
use crate::writer::{Style, Writer};

/// What is left to write at the end.
pub struct Ended {
    /// The heaviest outcome of all answers.
    pub outcome: Outcome,
    /// The rest of each format, in their order.
    pub texts: Vec<String>,
    /// How often each rule found something, and where; empty where it was not asked for.
    pub statistics: String,
    /// What was found, to be compared with another run.
    pub found: Found,
}

/// Several formats that are written at once.
pub struct Renderer {
    outputs: Vec<Output>,
    totals: Totals,
    statistics: Option<Statistics>,
    /// None where nobody compares.
    found: Option<Found>,
    /// What was said about files that go with every template.
    told: Set<String>,
}

struct Output {
    writer: Box<dyn Writer>,
    color: bool,
    /// What can be written by now.
    text: String,
}

impl Output {
    /// Takes what is written. Whatever a writer let through of a template does no harm where it is read.
    fn take(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        let harmless = if self.color { harmless_lines_with_colors(&text) } else { harmless_lines(&text) };
        match harmless {
            Cow::Borrowed(_) => text,
            Cow::Owned(other) => other,
        }
    }
}

impl Renderer {
    /// A report in each of these formats about nothing yet. Where `named` says what was to be checked, it is an error that every
    /// file is skipped.
    #[must_use]
    pub fn new(formats: &[(Format, Style)], named: Option<String>) -> Self {
        let output = |(format, style): &(Format, Style)| {
            let (mut writer, mut text) = (writer(*format, *style), String::new());
            writer.begin(&mut text);
            Output { writer, color: style.color, text }
        };
        let has = |asked: fn(&Style) -> bool| formats.iter().any(|(_, style)| asked(style));
        Self {
            outputs: formats.iter().map(output).collect(),
            totals: Totals::new(has(|style| style.advice), named),
            statistics: has(|style| style.statistics).then(Statistics::default),
            found: has(|style| style.compared).then(Found::default),
            told: Set::new(),
        }
    }

    /// Adds the answer of a check, as it came.
    ///
    /// # Errors
    /// One line, where it is none.
    pub fn answer(&mut self, bytes: &[u8]) -> Result<(), String> {
        let source = SourceText::new(bytes);
        let document = read(&source.text, Syntax::Json, LIMITS);
        let answer = Answer::new(View::new(&document.tree, Reading::CloudFormation));
        let mut answer = answer.filter(|_| document.problems.is_empty()).ok_or("this is no answer of a check")?;
        answer.leave_out_told(&mut self.told);
        self.totals.add(&answer);
        if let Some(statistics) = &mut self.statistics {
            statistics.add(&answer);
        }
        if let Some(found) = &mut self.found {
            found.add(&answer);
        }
        for output in &mut self.outputs {
            output.writer.answer(&answer, &mut output.text);
        }
        Ok(())
    }

    /// Adds a file that has no answer.
    pub fn unread(&mut self, file: &UnreadFile) {
        self.totals.unread();
        if let Some(found) = &mut self.found {
            found.unread(file);
        }
        for output in &mut self.outputs {
            output.writer.unread(file, &mut output.text);
        }
    }

    /// Adds known findings of files that are not there any more.
    pub fn gone(&mut self, baseline: &str, gone: u32) {
        self.totals.compared(baseline, BaselineCounts { known: 0, gone });
    }

    /// Takes what can be written by now, for each format.
    pub fn take(&mut self) -> Vec<String> {
        self.outputs.iter_mut().map(Output::take).collect()
    }

    /// Ends the report.
    #[must_use]
    pub fn end(self) -> Ended {
        let Self { outputs, totals, statistics, found, .. } = self;
        let end = |mut output: Output| {
            output.writer.end(&totals, &mut output.text);
            output.take()
        };
        Ended {
            outcome: totals.outcome(),
            texts: outputs.into_iter().map(end).collect(),
            statistics: statistics.map_or_else(String::new, |statistics| statistics.text()),
            found: found.unwrap_or_default(),
        }
    }
}

/// Renders what the request lists. An answer that is none is an error of the caller, and so is to ask for a bare output that is no JSON.
///
/// # Errors
/// One line.
pub fn render(request: &RenderRequest, blobs: &[&[u8]]) -> Result<RenderResponse, String> {
    if request.bare && request.format != Format::Json {
        return Err("`bare` is for the format `json` alone".to_owned());
    }
    let style = Style { color: request.color, advice: request.advice, bare: request.bare, ..Style::default() };
    let mut renderer = Renderer::new(&[(request.format, style)], None);
    for file in &request.unread {
        renderer.unread(file);
    }
    for index in &request.responses {
        let bytes = blobs.get(*index as usize).ok_or_else(|| format!("there is no blob {index}"))?;
        renderer.answer(bytes).map_err(|line| format!("blob {index}: {line}"))?;
    }
    let Ended { outcome, texts, .. } = renderer.end();
    Ok(RenderResponse { version: VERSION, outcome, text: texts.into_iter().collect() })
}

/// Answers are our own: they are as large as they are.
const LIMITS: Limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 64 };

//! Answers of checks in, what people and programs read of them out, in several formats at once. Decides nothing about what was
//! found, reads no template, and keeps no answer: a run over any number of files needs the memory of one.
//!
//! [`Renderer`] is the door; [`render()`] is the same for answers that are all there. `formats` has one file for each format.
//! What a renderer cannot know without the templates is in the answers: [`excerpts`] makes it.

mod advice;
mod answer;
mod columns;
mod excerpt;
mod formats;
mod found;
mod plural;
mod renderer;
mod statistics;
#[cfg(test)]
mod tests;
mod totals;
mod writer;
mod writing;

pub use columns::columns;
pub use excerpt::{excerpts, places};
pub use formats::Needs;
pub use found::Found;
pub use plural::plural;
pub use renderer::{Ended, Renderer, render};
pub use totals::unused_parameter;
pub use writer::Style;
pub use writing::JsonText;

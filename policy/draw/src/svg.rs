//! A table's parts as an SVG: a head, a row for each key, a box for each setting, the stream with its arrows, the alarms, the
//! map of the replicas. All colours are in one style element, all geometry in whole numbers.

mod cards;
mod description;
mod glyphs;
mod out;
mod page;
mod rows;
mod style;
mod text;
mod world;

pub(crate) use page::picture;
pub(crate) use style::STYLE;

/// A picture that is put beside others.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'p> {
    /// Its width; of an SVG only.
    pub width: u32,
    /// Its height; of an SVG only.
    pub height: u32,
    /// Its text.
    pub text: &'p str,
}

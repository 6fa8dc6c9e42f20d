//! A template as it is written, and what may be changed in it. Each operation is a file: it takes a place and a value, gives the
//! edits, or says why there are none.

mod insert;
mod moved;
mod part;
mod refusals;
mod relocate;
mod remove;
mod rename;
mod replace;
mod respell;
mod set;
mod template;

pub use template::Writer;

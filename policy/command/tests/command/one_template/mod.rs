//! The commands that are about one template.

mod draw;
mod parameters;
mod waive;

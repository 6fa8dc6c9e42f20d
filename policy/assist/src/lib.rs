//! A file that is open in an editor and a place in it in, what the editor shows out: what is known there, what can be written
//! there, where a name is defined, what the file consists of. Knows no protocol of editors, judges nothing and changes nothing.
//!
//! [`hover`], [`define`], [`symbols`] and [`lenses`] take an [`Opened`] template, [`complete`] a text that is being written. A
//! [`GuardFile`] has answers of its own. What is said of tables comes from the facts, what is said of properties from the schemas.

mod choice;
mod complete;
mod define;
mod guard;
mod hover;
mod lens;
mod opened;
mod referred;
mod shape;
mod slot;
mod spot;
mod symbols;
mod updates;

pub use choice::RuleTitle;
pub use complete::complete;
pub use define::define;
pub use guard::GuardFile;
pub use hover::hover;
pub use lens::lenses;
pub use opened::Opened;
pub use symbols::symbols;

//! The facts and findings of a template in, a picture of each of its tables out, as SVG or as Mermaid.
//!
//! [`draw`] is the door, [`sheet`] puts several pictures into one document, [`summaries`] says the same in words. Reads no template and judges nothing: what a
//! picture shows is a fact, and where it has a mark there is a finding. The same facts give the same bytes.
//!
//! Facts become a [`table`] of parts; [`marks`] puts the findings onto them; [`svg`] and [`mermaid`] write what there is then.

mod belongings;
mod facts;
mod marks;
mod mermaid;
mod part;
mod pictures;
mod sheet;
mod subject;
mod summary;
mod svg;
mod table;

pub use pictures::{Drawn, Wanted, draw};
pub use sheet::sheet;
pub use summary::{KeySummary, Summary, summaries};
pub use svg::Shape;

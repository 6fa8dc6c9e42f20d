//! Reports: what `changes` prints, and where the texts of all formats go.

mod baseline;
mod changes;
mod outputs;

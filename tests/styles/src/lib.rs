//! A template as a value of its own, and the same written in many styles: YAML with comments wherever one may stand, in blocks and in
//! brackets, with anchors, tabs and every line end, and JSON. Whatever is random comes from a [`Seed`], so each run is the same.

mod json;
mod model;
mod mutate;
mod seed;
mod yaml;

pub use json::json;
pub use model::Model;
pub use mutate::mutated;
pub use seed::Seed;
pub use yaml::yaml;

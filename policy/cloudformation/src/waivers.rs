//! Waivers as they are written: in `Metadata` of a resource or of the template, and in comments inside a resource. Never
//! says whether one is used, and knows no rule.

mod commented_resources;
mod in_template;
mod other_tools;
#[cfg(test)]
mod tests;
mod waiver;

pub use in_template::waivers;
pub use waiver::{Expiry, OtherTool, Scope, Tool, Waiver, Waivers};

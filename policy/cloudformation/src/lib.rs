//! A document read as a CloudFormation template in, what the template says out: resources, parameters, conditions,
//! intrinsics resolved under conditions, references, waivers. Never judges, never fails: what cannot be known says why.
//!
//! [`Template::read`] is the door. A value is asked for under a [`Scenario`], in which conditions are decided:
//! [`Template::conditions_in`] says which matter, [`Template::scenarios`] lists their possible outcomes, and
//! [`Template::resolve`], [`Template::get`], [`Template::items`], [`Template::parts`] and [`Template::target`] read
//! values in one of them. A [`When`] says under which conditions something holds.

mod condition;
mod context;
mod expand;
mod gap;
mod output;
mod parameter;
mod path;
mod reference;
mod resolve;
mod resource;
mod same;
mod scenario;
pub mod schema;
mod template;
#[cfg(test)]
mod testing;
mod values;
mod waiver;

pub use condition::{Condition, ConditionId, Conditions, When};
pub use context::Context;
pub use expand::expanded;
pub use gap::{Gap, GapKind};
pub use output::Output;
pub use parameter::Parameter;
pub use path::Path;
pub use reference::{Owner, Reference, ReferenceKind};
pub use resolve::{
    Alternative, Element, Field, Fields, Item, Items, Parts, Piece, Reason, Resolved, Scalar, Target, TextList, Typed,
    Unknown,
};
pub use resource::Resource;
pub use scenario::{ConditionSet, MOST_SCENARIOS, Scenario, TooMany};
pub use template::Template;
pub use values::{GivenValue, given_values, name_and_value};
pub use waiver::{Expiry, Peer, Scope, Waiver, Waivers, waivers};

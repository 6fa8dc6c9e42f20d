//! A document read as a CloudFormation template in, what the template says out: resources, parameters, conditions,
//! intrinsics resolved under conditions, references, waivers. Never judges, never fails: what cannot be known says why.
//!
//! [`Template::read`] is the door. A value is asked for under a [`Scenario`], in which conditions are decided:
//! [`Template::conditions_in`] says which matter, [`Template::scenarios`] lists their possible outcomes, and
//! [`Template::resolve`], [`Template::get`], [`Template::items`], [`Template::parts`] and [`Template::target`] read
//! values in one of them. A [`When`] says under which conditions something holds.

mod condition;
mod context;
mod digest;
mod entries_by_name;
mod expand;
mod function_names;
mod given_values;
mod placeholder;
mod places;
mod resolve;
pub mod schema;
mod template;
#[cfg(test)]
mod testing;
mod waivers;

pub use condition::{
    Condition, ConditionId, ConditionSet, Conditions, EarlierConditions, MOST_SCENARIOS, Scenario, TooMany, When,
};
pub use context::Context;
pub use expand::expanded;
pub use function_names::{FUNCTIONS, is_function, is_generator};
pub use given_values::{GivenValue, given_values, name_and_value, values_of};
pub use placeholder::{Templating, has_mark, is_filled_in, may_be_filled_in};
pub use places::{PlaceKind, mistake_in_place, mistake_in_places};
pub use resolve::{
    Alternative, Element, Field, Fields, Item, Items, Parts, Piece, Reason, Resolved, Scalar, Target, TextList, Typed,
    Unknown,
};
pub use template::{
    ATTRIBUTES, Gap, GapKind, Output, Owner, Parameter, Path, Reference, ReferenceKind, Resource, Step, Template,
    is_damaged,
};
pub use waivers::{Expiry, OtherTool, Scope, Tool, Waiver, Waivers, waivers};

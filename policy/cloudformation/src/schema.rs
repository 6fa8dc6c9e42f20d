//! A resource's properties in, what is wrong with them by the schema of its type out: unknown properties, missing ones,
//! values of the wrong type or outside their bounds, each with its place and the conditions under which it holds.
//! Never follows a reference itself, never fails: what is not known is right.
//!
//! [`check`] is the door; [`known_type`] gives the schema itself. The schemas are constants, made while compiling from
//! the tables in `rules/schema`.

mod advice;
mod check;
mod model;
mod nearest;
mod possible;
mod presence;
mod problem;
mod rules;
mod trail;
mod value;

pub use check::{MOST_PROBLEMS, UNIQUE, check};
pub use model::{
    Bounds, List, ObjectSchema, Property, Rule, Shape, Text, TypeSchema, Update, Values, known_type, known_types,
};
pub use nearest::nearest;
pub use possible::{Possible, PossibleValues};
pub use problem::{ProblemKind, SchemaProblem};
pub use rules::ABSENT;
pub use value::Matches;

//! What a value is once conditions are decided: absent, a scalar, a list, a map, or unknown and why. Text that is not
//! known whole is a row of pieces, so that two values can be seen to name the same thing.

mod alternative;
mod collections;
mod compute;
mod evaluate;
mod function;
mod known;
mod resolved;
mod scalar;
mod split_text;
mod sub_tokens;
mod target;
#[cfg(test)]
mod tests;
mod text_parts;
mod unknown;

pub use alternative::{Alternative, Element};
pub use collections::{Field, Fields, Item, Items};
pub(crate) use evaluate::{Evaluator, condition_name, filled_in};
pub(crate) use known::{Known, Parameters};
pub use resolved::{Resolved, TextList};
pub use scalar::{Scalar, Typed};
pub(crate) use sub_tokens::{Token, tokens};
pub use target::Target;
pub use text_parts::{Parts, Piece};
pub use unknown::{Reason, Unknown};

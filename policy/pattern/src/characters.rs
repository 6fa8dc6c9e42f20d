//! What a character is: upper and lower case, classes such as `\d` and `\w`, and the tables of Unicode behind them. Knows
//! nothing of patterns.

pub(crate) mod case;
pub(crate) mod classes;
pub(crate) mod unicode;
mod varints;

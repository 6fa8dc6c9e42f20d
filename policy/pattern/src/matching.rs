//! Programs on texts: the machine that goes all ways at once, the look-arounds that are worked out before, and the plain
//! texts that need neither.

pub(crate) mod lookaround;
pub(crate) mod machine;
pub(crate) mod places;
pub(crate) mod plain;
pub(crate) mod steps;

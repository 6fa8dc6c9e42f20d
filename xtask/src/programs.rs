//! The programs of others that chores run, each kind in a file: how it is started, what is asked of it, and what to do where it is
//! missing.

pub(crate) mod npm;
pub(crate) mod process;
pub(crate) mod python;
pub(crate) mod tool;
pub(crate) mod toolchain;

//! `check --against`: what is compared with what, and what is gone.

mod folder;
mod git;

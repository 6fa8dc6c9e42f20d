//! A command that is stopped before or after any wish, or killed at any moment, loses nothing: each file is the old one or the new
//! one, whole, and what is left of the run is in nobody's way.

mod at_any_moment;
mod at_every_wish;
mod place;

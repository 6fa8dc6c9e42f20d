//! What an answer carries for whoever renders it, over the corpus: the lines of its places, and the rules that found something.

mod excerpts;
mod reported_rules;
mod statuses;
mod waive;

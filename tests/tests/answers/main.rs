//! What an answer carries for whoever renders it, over the corpus: the lines of its places, and the rules that found something; and what conditions and earlier versions do to it.

mod baseline;
mod change_twins;
mod changes;
mod conditions;
mod ends;
mod excerpts;
mod reported_rules;
mod statuses;
mod updates;
mod waive;

//! What `fix` makes of templates: of the examples of each rule and of cases made for it, and of the whole corpus.

mod corpus;
mod rules;
mod seed;
mod shown;
mod trial;

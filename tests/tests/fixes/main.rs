//! What `fix` makes of templates: of the examples of each rule and of cases made for it, of the whole corpus, and of many that are made
//! at random.

mod corpus;
mod kept;
mod later;
mod named;
mod properties;
mod rules;
mod seed;
mod shown;
mod trial;
mod values;

//! The regular expressions of the Guard rules language: a pattern in, matches and groups of a text out, always in
//! time linear in the text. Never backtracks, and so refuses when compiled what only backtracking can match.
//!
//! cfn-guard compiles its patterns with fancy-regex 0.13. What both accept means the same here, but for what
//! [`differences`] lists. The search is unanchored; of matches that begin at the same place the one wins that a
//! backtracking engine finds first.
//!
//! How it works: the text of the pattern becomes a tree, the tree a small program ([`Pattern::weight`] instructions).
//! The machine follows all ways through the program at once. A look-around becomes a bit for each place of the text,
//! filled in by one pass of its own, the inner ones first. A match costs at most weight times text length.
//!
//! ```
//! use tablewarden_pattern::{Pattern, Template};
//!
//! let pattern = Pattern::new(r"(?<![A-Z0-9])(?P<key>[A-Z0-9]{4})(?![A-Z0-9])")?;
//! assert!(pattern.is_match("key: AB12."));
//! assert!(!pattern.is_match("key: AB123."));
//!
//! let captures = pattern.captures("key: AB12.").ok_or("no match")?;
//! let mut hidden = String::new();
//! Template::new("<${key}>").expand(&captures, &mut hidden);
//! assert_eq!(hidden, "<AB12>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ast;
mod captures;
mod characters;
mod compile;
pub mod differences;
mod error;
mod expand;
mod matching;
mod parse;
mod pattern;
mod program;
pub mod wildcards;

pub use captures::{CaptureMatches, Captures};
pub use characters::case::{to_lowercase, to_uppercase};
pub use error::PatternError;
pub use expand::Template;
pub use pattern::{Matcher, Pattern, Scratch};

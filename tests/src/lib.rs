//! What the whole-program tests stand on: the engine behind each of its hosts, the corpus, the hostile
//! inputs, and where things are in the
//! repository. Holds no expectation: those stand in the corpus and in the tests.

pub mod bytes;
pub mod checkers;
pub mod corpus;
pub mod counting;
pub mod hostile;
#[cfg(unix)]
pub mod invocations;
pub mod kinds;
pub mod repository;
#[cfg(unix)]
pub mod trees;

pub use tablewarden_invariants::json_twin;

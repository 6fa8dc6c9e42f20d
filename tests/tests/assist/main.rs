//! What an editor shows: the reviewed answers of `tests/assist`, and that every place of many files has an answer.

mod asking;
mod everywhere;
mod reviewed;
mod shown;
mod twins;
mod written;

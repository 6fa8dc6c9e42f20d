//! What was typed, taken apart: a command, its operands, and the values of its options. Never says what they are for.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use tablewarden_usage::{CommandRow, options};

/// The arguments of one command.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) command: &'static CommandRow,
    pub(crate) operands: Vec<String>,
    /// In the order they were typed; of a flag the value is empty.
    values: Vec<(&'static str, String)>,
}

impl Arguments {
    pub(crate) fn new(command: &'static CommandRow) -> Self {
        Self { command, operands: Vec::new(), values: Vec::new() }
    }

    pub(crate) fn add(&mut self, option: &'static str, value: String) {
        self.values.push((option, value));
    }

    /// Takes the options of another command that has them too.
    pub(crate) fn take_options(&mut self, others: &Self) {
        self.values.extend(others.values.iter().cloned());
    }

    /// Whether an option was given.
    pub(crate) fn has(&self, option: &str) -> bool {
        self.value(option).is_some()
    }

    /// The value of an option that is given once.
    pub(crate) fn value(&self, option: &str) -> Option<&str> {
        self.all(option).next()
    }

    /// The values of an option, in their order.
    pub(crate) fn all(&self, option: &str) -> impl Iterator<Item = &str> {
        debug_assert!(options(self.command.name).any(|row| row.name == option), "no option --{option}");
        self.values.iter().filter(move |(name, _)| *name == option).map(|(_, value)| value.as_str())
    }

    /// The values of an option as texts of their own.
    pub(crate) fn texts(&self, option: &str) -> Vec<String> {
        self.all(option).map(str::to_owned).collect()
    }

    /// The value of an option whose words are the wire's own.
    pub(crate) fn word<T: for<'de> Deserialize<'de>>(&self, option: &str) -> Option<T> {
        self.value(option).and_then(word)
    }

    /// The value of an option that takes seconds.
    pub(crate) fn seconds(&self, option: &str) -> Option<i64> {
        self.value(option)?.parse().ok()
    }

    /// The value of an option that takes the number of a line.
    pub(crate) fn line(&self, option: &str) -> Option<u32> {
        self.value(option)?.parse().ok()
    }
}

/// A word that is the wire's own.
pub(crate) fn word<T: for<'de> Deserialize<'de>>(word: &str) -> Option<T> {
    T::deserialize(IntoDeserializer::<Error>::into_deserializer(word)).ok()
}

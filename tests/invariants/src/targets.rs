//! The targets: what is asked about an input, and what has to hold of the answers.

mod fixes;
mod frames;
mod rules;
mod server;
mod settings;
mod steps;
mod templates;
mod waivers;
mod whole;

use crate::engine::Engine;

/// A kind of input.
pub struct Target {
    /// Its name: that of its file in `fuzz/fuzz_targets` and of its folder in `tests/fuzzed`.
    pub name: &'static str,
    /// What the parts of an input are.
    pub parts: &'static str,
    pub(crate) hold: fn(&[u8], &mut dyn Engine),
}

/// All of them.
pub const TARGETS: [Target; 11] = [
    Target { name: "yaml", parts: "a template in YAML", hold: templates::yaml },
    Target { name: "json", parts: "a template in JSON", hold: templates::json },
    Target { name: "rules", parts: "a rule file; a template", hold: rules::rules },
    Target { name: "unit_tests", parts: "a file of unit tests; its rule file", hold: rules::unit_tests },
    Target { name: "settings", parts: "a settings file; a template", hold: settings::settings },
    Target { name: "waivers", parts: "comments in a table; its metadata; a reason", hold: waivers::waivers },
    Target { name: "check", parts: "a template; rules; settings; the earlier template", hold: whole::check },
    Target { name: "fix", parts: "a template", hold: fixes::fix },
    Target { name: "frames", parts: "calls of the module, as they are", hold: frames::frames },
    Target { name: "steps", parts: "a command line; what goes wrong at each step; the files", hold: steps::steps },
    Target { name: "server", parts: "messages of an editor", hold: server::server },
];

/// The target with this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

//! Finds sections of a template that are misspelt, and those that are no mapping of names to mappings. Writes them as problems. Never
//! looks at `Resources`.

use tablewarden_cloudformation::{When, is_filled_in, is_generator, may_be_filled_in};
use tablewarden_template::{At, Entry, Value};

use crate::facts::writer::Writer;
use crate::problems::problem::{Problem, what};
use crate::problems::suggestions::meant;

/// How many entries of sections are reported.
const MOST_ENTRIES: usize = 20;

/// The sections of a template; `Globals` is SAM's. Source:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>.
const SECTIONS: [&str; 12] = [
    "AWSTemplateFormatVersion",
    "Conditions",
    "Description",
    "Globals",
    "Hooks",
    "Mappings",
    "Metadata",
    "Outputs",
    "Parameters",
    "Resources",
    "Rules",
    "Transform",
];

/// Those that have to be mappings, by the same source; what one of their entries is called where each has to be a mapping too.
const MAPPINGS: [(&str, &str); 6] = [
    ("Conditions", ""),
    ("Globals", "global section"),
    ("Mappings", "mapping"),
    ("Outputs", "output"),
    ("Parameters", "parameter"),
    ("Rules", "rule"),
];

/// Writes what is wrong with the sections.
pub(crate) fn write(writer: &mut Writer<'_, '_>) {
    let view = writer.template.view();
    let mut left = MOST_ENTRIES;
    for entry in view.root().into_iter().flat_map(|root| view.entries(root)) {
        match MAPPINGS.iter().find(|(name, _)| *name == entry.key) {
            Some((name, noun)) => write_mapping(writer, entry, &["`", name, "`"].concat(), noun, &mut left),
            None => write_misspelt(writer, entry),
        }
    }
}

/// Writes that a key at the top of the template is a misspelt section.
fn write_misspelt(writer: &mut Writer<'_, '_>, entry: Entry<'_>) {
    let near = meant(entry.key, &SECTIONS).filter(|_| !SECTIONS.contains(&entry.key));
    let Some(near) = near else { return };
    let problem = Problem {
        kind: "unknown-section",
        is_certain: true,
        property: entry.key,
        suggestion: &["Write `", near, "`."].concat(),
        meant: near,
        ..Problem::default()
    };
    problem.write_always(writer, entry.key_place, When::ALWAYS);
}

/// Writes that a section is no mapping, or which of its entries are none.
fn write_mapping(writer: &mut Writer<'_, '_>, section: Entry<'_>, name: &str, noun: &str, left: &mut usize) {
    if write_unless_mapping(writer, section, name) || noun.is_empty() {
        return;
    }
    let view = writer.template.view();
    for entry in view.entries(section.value) {
        if *left == 0 || is_generator(entry.key) {
            continue;
        }
        *left -= usize::from(write_unless_mapping(writer, entry, &[noun, " `", entry.key, "`"].concat()));
    }
}

/// Writes that a value is no mapping; whether it is none.
fn write_unless_mapping(writer: &mut Writer<'_, '_>, entry: Entry<'_>, of: &str) -> bool {
    let view = writer.template.view();
    let at: At = entry.value;
    let is_open = view.is_damaged(at)
        || view.has_unknown_tag(at)
        || view.str(at).is_some_and(is_filled_in)
        || may_be_filled_in(entry.key);
    let is_function = view.intrinsic(at).is_some_and(|function| match function.key {
        // Good names too.
        "Ref" | "Condition" => view.value(function.value) != Value::Map,
        key => !is_generator(key),
    });
    if is_open || view.value(at) == Value::Map && !is_function {
        return false;
    }
    let problem = Problem { kind: "not-a-mapping", is_certain: true, of, found: what(view, at), ..Problem::default() };
    problem.write_always(writer, entry.key_place, When::ALWAYS);
    true
}

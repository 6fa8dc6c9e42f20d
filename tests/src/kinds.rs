//! Every kind of list and of nesting that a template, a rule file or a file beside them can have: a name, and a function of how many. What is
//! hostile about each is that there are many of it; nothing else is wrong with most. Expects nothing: tests do.

mod answers;
mod around;
mod crossed;
mod functions;
mod guard;
mod guard_values;
mod input;
mod other_resources;
mod sections;
mod settings;
mod statements;
mod tables;
mod text;
mod text_broken;
mod written;

pub use input::{Input, Kind};

/// All of them.
#[must_use]
pub fn all() -> Vec<Kind> {
    let rooms: [&[Kind]; 13] = [
        &tables::KINDS,
        &sections::KINDS,
        &other_resources::KINDS,
        &statements::KINDS,
        &functions::KINDS,
        &crossed::KINDS,
        &around::KINDS,
        &text::KINDS,
        &text_broken::KINDS,
        &guard::KINDS,
        &guard_values::KINDS,
        &settings::KINDS,
        &answers::KINDS,
    ];
    rooms.concat()
}

/// The kind of that name.
#[must_use]
pub fn named(name: &str) -> Option<Kind> {
    all().into_iter().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_has_a_name_of_its_own_and_grows() {
        let kinds = all();
        let names: HashSet<_> = kinds.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), kinds.len());
        for kind in kinds {
            let bytes = |count| (kind.make)(count).bytes();
            assert!(bytes(400) > bytes(100) + 250, "{}", kind.name);
        }
    }
}

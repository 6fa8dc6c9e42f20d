//! What a setting is that an update can make lower: where it stands in the facts, how it falls, and what that is called.
//! Compares one setting in two versions of what has it. Knows no setting by name.

use crate::changes::change::Change;
use crate::changes::keys::known;
use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

/// One setting, or several that fall in the same way.
pub(crate) struct Setting {
    /// The path to the list whose elements have it; the variant has it where there is none.
    list: &'static [&'static str],
    /// What the elements are `Of`, where it is not all of them.
    of: Option<&'static str>,
    /// What is known to be so before and after.
    given: Option<(&'static str, &'static str)>,
    falls: Falls,
    /// The kind of change.
    kind: &'static str,
    /// Keys of the facts, each with what it is for people.
    keys: &'static [(&'static str, &'static str)],
}

/// When a setting is lower than before.
pub(crate) enum Falls {
    /// It was `true`, and is not.
    Off,
    /// It is `false`, and was not.
    OffIfWritten,
    /// It was a policy that retains, and is none.
    Kept,
    /// It was there, known or not, and is not.
    Gone,
    /// It is a lower number. Where it is not there it is this one, in these words.
    Down(Option<(u64, &'static str)>),
    /// It is a later one of these words.
    Along(&'static [&'static str]),
    /// It is there before and after, and is another.
    Other,
}

impl Setting {
    pub(crate) const fn new(
        list: &'static [&'static str],
        falls: Falls,
        kind: &'static str,
        keys: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { list, of: None, given: None, falls, kind, keys }
    }

    /// Of these elements only.
    pub(crate) const fn of(self, of: &'static str) -> Self {
        Self { of: Some(of), ..self }
    }

    /// Only where a value of the element, or of the variant around it, is this one before and after.
    pub(crate) const fn given(self, key: &'static str, value: &'static str) -> Self {
        Self { given: Some((key, value)), ..self }
    }

    /// Whether what the setting depends on is so on both sides.
    fn is_given(&self, variant: &Pair<'_, '_, '_>, element: &Pair<'_, '_, '_>) -> bool {
        self.given.is_none_or(|(key, value)| {
            [(variant.old, element.old), (variant.new, element.new)]
                .iter()
                .all(|(around, own)| known(*own, key).or_else(|| known(*around, key)) == Some(value))
        })
    }
}

/// Compares a setting in two versions of a variant.
pub(crate) fn compare(setting: &Setting, variant: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    if setting.list.is_empty() {
        return compare_element(setting, variant, variant, changes);
    }
    for element in variant.pairs(setting.list) {
        if setting.of.is_none_or(|of| element.new.text("Of") == Some(of)) {
            compare_element(setting, variant, &element, changes);
        }
    }
}

fn compare_element(
    setting: &Setting,
    variant: &Pair<'_, '_, '_>,
    element: &Pair<'_, '_, '_>,
    changes: &mut Vec<Change>,
) {
    if !setting.is_given(variant, element) {
        return;
    }
    for (key, name) in setting.keys {
        let Some((old, new)) = fallen(&setting.falls, element, key) else { continue };
        let subject = match (*name, element.new.text("Direction")) {
            ("", Some(direction)) => [direction, "s"].concat(),
            (name, Some(direction)) => [name, " of ", direction, "s"].concat(),
            (name, None) => name.to_owned(),
        };
        let mut change = Change::of(setting.kind, element, subject, old, new);
        if let Falls::Down(Some((_, words))) = setting.falls
            && old.value() == Some(Value::Absent)
        {
            words.clone_into(&mut change.old);
        }
        match changes.last_mut() {
            // What goes in one way is said at once.
            Some(last) if matches!(setting.falls, Falls::Along(_)) && last.is_of_one_cause(&change) => {
                last.add(&change.subject);
            }
            _ => changes.push(change),
        }
    }
}

/// Both values of a key, where it has fallen.
fn fallen<'c>(falls: &Falls, of: &Pair<'c, '_, '_>, key: &str) -> Option<(WrittenFact<'c>, WrittenFact<'c>)> {
    let both = |has_fallen: fn(Value<'c>, Value<'c>) -> bool| {
        of.both(key).filter(|(_, _, was, is)| has_fallen(*was, *is)).map(|(old, new, ..)| (old, new))
    };
    match falls {
        Falls::Off => both(|was, is| was == ON && is != ON),
        Falls::OffIfWritten => both(|was, is| was != OFF && is == OFF),
        Falls::Kept => both(|was, is| keeps(was) && !keeps(is)),
        Falls::Gone => of.different(key).filter(|(_, new)| new.value() == Some(Value::Absent)),
        Falls::Other => {
            let is_there = |side: &WrittenFact<'_>| side.value() != Some(Value::Absent);
            of.different(key).filter(|(old, new)| is_there(old) && is_there(new))
        }
        Falls::Down(absent) => {
            let (old, new, was, is) = of.both(key)?;
            let number = |value: Value<'_>| match value {
                Value::Known(text) => text.parse::<u64>().ok(),
                Value::Absent => absent.map(|(number, _)| number),
            };
            (number(was)? > number(is)?).then_some((old, new))
        }
        Falls::Along(words) => {
            let (old, new) = (of.old.get(key)?, of.new.get(key)?);
            let rank = |side: WrittenFact<'_>| words.iter().position(|word| side.plain() == Some(word));
            (rank(old)? < rank(new)?).then_some((old, new))
        }
    }
}

const ON: Value<'static> = Value::Known("true");
const OFF: Value<'static> = Value::Known("false");

/// Whether a policy retains the resource.
pub(crate) fn keeps(policy: Value<'_>) -> bool {
    matches!(policy, Value::Known("Retain" | "RetainExceptOnCreate"))
}

//! What the header of a rule says of a fix, as the build writes it into the module (docs/rule-files.md). Texts have placeholders:
//! `{Key}` is a fact of the finding.

/// One fix of a rule: the first that fits a finding counts.
#[derive(Debug)]
pub(crate) struct FixRow {
    /// What it does, one line.
    pub(crate) title: &'static str,
    /// The rule of the file whose findings it fixes; empty: any.
    pub(crate) rule: &'static str,
    /// Facts of the finding that must have one of these texts.
    pub(crate) when: &'static [(&'static str, &'static [&'static str])],
    /// Facts that must be known, beside those that placeholders name.
    pub(crate) needs: &'static [&'static str],
    /// The logical id of the resource that is changed; empty: that of the finding.
    pub(crate) resource: &'static str,
    /// The values around the finding of which the innermost is changed; none: the value itself.
    pub(crate) at: &'static [&'static str],
    pub(crate) change: Change,
    /// Whether there is one right value, and a deployment over an existing stack replaces, deletes and stops nothing.
    pub(crate) is_safe: bool,
}

/// Values by paths of keys joined by dots, or resources by logical ids.
pub(crate) type Entries = &'static [(&'static str, Value)];

/// What is done, below the value that is changed.
#[derive(Debug)]
pub(crate) enum Change {
    /// Properties, which are made where they are missing.
    Set(Entries),
    /// An element for each of these lists, which are made where they are missing.
    Append(Entries),
    /// Another value in place of this one.
    Replace(Value),
    /// No such entries; `.` is the value itself.
    Remove(&'static [&'static str]),
    /// Another word in place of one, in the text that the finding points at.
    Respell(&'static str, &'static str),
    /// Another key.
    Rename(&'static str),
    /// The finding's entry, into each mapping that this path leads to.
    Move(&'static str),
    /// Resources, after the one that is changed.
    Add(Entries),
}

impl Change {
    /// Whether something that is there gets the name, the place or the value that was meant.
    pub(crate) fn is_correction(&self) -> bool {
        matches!(self, Self::Rename(_) | Self::Respell(..) | Self::Move(_) | Self::Replace(_))
    }

    /// Whether resources are added.
    pub(crate) fn is_addition(&self) -> bool {
        matches!(self, Self::Add(_))
    }
}

/// A value with placeholders.
#[derive(Debug)]
pub(crate) enum Value {
    Text(&'static str),
    Number(&'static str),
    Bool(bool),
    List(&'static [Value]),
    Map(Entries),
    /// A function and its argument.
    Function(&'static str, &'static Value),
}

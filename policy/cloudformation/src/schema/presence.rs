//! Whether a value is there at all, given that `Ref: AWS::NoValue` means that it is not, and what its `Fn::If` says.

use tablewarden_template::{At, Value, View};

use crate::resolve::filled_in;

/// Whether a value is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Under no condition.
    Never,
    /// Under some conditions.
    Sometimes,
    /// Under every condition.
    Always,
}

/// What stands for a value that is not there itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stand<'d> {
    /// The value itself.
    Plain,
    /// `Ref: AWS::NoValue`: nothing.
    Nothing,
    /// `Fn::If`: the condition's name, the value where it is true, the value where it is false.
    Either(&'d str, At, At),
    /// Another function, an `Fn::If` that is none, or text that is looked up or filled in later: any value.
    Anything,
}

/// Looks at one value, not at what is in it.
pub(super) fn stand(view: View<'_>, at: At) -> Stand<'_> {
    if view.is_plain(at) {
        return match view.value(at) {
            Value::Str(text) if filled_in(text).is_some() => Stand::Anything,
            _ => Stand::Plain,
        };
    }
    let Some(entry) = view.intrinsic(at) else {
        return if view.has_unknown_tag(at) { Stand::Anything } else { Stand::Plain };
    };
    if entry.key == "Ref" && view.text(entry.value) == Some("AWS::NoValue") {
        return Stand::Nothing;
    }
    if entry.key == "Fn::If" {
        let mut items = view.items(entry.value);
        if let (Some(condition), Some(yes), Some(no), None) = (items.next(), items.next(), items.next(), items.next())
            && let Some(condition) = view.str(condition)
        {
            return Stand::Either(condition, yes, no);
        }
    }
    Stand::Anything
}

/// Looks through all branches. Which conditions exclude each other is not asked.
pub(super) fn presence(view: View<'_>, at: At) -> Presence {
    // Nearly every value has no branch.
    if view.is_plain(at) || view.intrinsic(at).is_none() {
        return Presence::Always;
    }
    let (mut there, mut gone) = (false, false);
    let mut open = vec![at];
    while let Some(at) = open.pop() {
        match stand(view, at) {
            Stand::Nothing => gone = true,
            Stand::Either(_, yes, no) => open.extend([yes, no]),
            Stand::Plain | Stand::Anything => there = true,
        }
        if there && gone {
            return Presence::Sometimes;
        }
    }
    if gone { Presence::Never } else { Presence::Always }
}

//! Where cfn-guard has no verdict and we have an answer, or an error on one rule: every reason there is, in one place.

use tablewarden_conformance::GaveUp;

/// A reason.
pub(crate) struct Known {
    /// A part of what cfn-guard says when it gives up on the whole file.
    theirs: &'static str,
    /// A part of our error on the one rule.
    ours: &'static str,
    /// Why that is.
    pub(crate) why: &'static str,
}

/// In all of them cfn-guard ends the run with an error or a panic, and no rule of the file has a verdict. Here the rule is
/// an error, and the others have their verdicts.
const ALL: [Known; 9] = [
    Known {
        theirs: "internal error: entered unreachable code",
        ours: "a filter on a map has to follow a key",
        why: "panic: two filters in a row on a map",
    },
    Known {
        theirs: "incompatible `Joining",
        ours: "`join` is given a value",
        why: "abort: `join` of what is no text, where no clause can fail for it",
    },
    Known {
        theirs: "incompatible `failed to convert",
        ours: "is no ",
        why: "abort: a conversion that is refused, where no clause can fail for it",
    },
    Known {
        theirs: "incompatible `Failed to parse datetime",
        ours: "is no time",
        why: "abort: `parse_epoch` of what is no time, where no clause can fail for it",
    },
    Known {
        theirs: "function requires the",
        ours: "argument ",
        why: "abort: an argument of a kind that the function does not take",
    },
    Known {
        theirs: "returning a non-string value for key",
        ours: "is used as a key, but",
        why: "abort: a name in a query (`.%name`) that is no text",
    },
    Known {
        theirs: "based variable interpolation is not supported",
        ours: "in the middle of a query",
        why: "abort: a filter or `*` behind a name in a query (`.%name`)",
    },
    Known {
        theirs: "incompatible `Attempting EMPTY operation",
        ours: "`empty` is asked of",
        why: "abort: `empty` of a number, where no clause can fail for it",
    },
    Known {
        theirs: "Could not resolve variable by name key",
        ours: "`%key` has no keys yet",
        why: "abort: captured keys before a filter captured some",
    },
];

/// The reason for which cfn-guard gave up, where our error on the rule is `ours`.
pub(crate) fn reason(gave_up: &GaveUp, ours: &str) -> Option<&'static Known> {
    let (GaveUp::Unread(theirs) | GaveUp::Aborted(theirs) | GaveUp::Panicked(theirs)) = gave_up;
    ALL.iter().find(|known| theirs.contains(known.theirs) && ours.contains(known.ours))
}

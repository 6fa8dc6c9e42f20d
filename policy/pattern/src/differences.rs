//! What is known to differ from fancy-regex 0.13: data for tests and documentation. Never read while matching.

/// One difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// A pattern that shows it.
    pub pattern: &'static str,
    /// Whether the pattern is refused here.
    pub refused: bool,
    /// What differs, and why.
    pub what: &'static str,
}

const fn refused(pattern: &'static str, what: &'static str) -> Difference {
    Difference { pattern, refused: true, what }
}

const fn other(pattern: &'static str, what: &'static str) -> Difference {
    Difference { pattern, refused: false, what }
}

/// All known differences.
pub const DIFFERENCES: &[Difference] = &[
    refused(r"(a)\1", "back-references need backtracking"),
    refused(r"(?<n>a)\k<n>", "back-references need backtracking"),
    refused(r"(?P<n>a)(?P=n)", "back-references need backtracking"),
    refused(r"(?>a+)b", "atomic groups need backtracking"),
    refused(r"a++b", "possessive repetitions are atomic groups"),
    refused(r"(a)?(?(1)b|c)", "conditions need backtracking"),
    refused(r"a\Kb", "what is before `\\K` would be left out of the match"),
    refused(r"\Ga", "`\\G` depends on the match before"),
    refused(r"(?<=(a+))b", "a look-behind with groups must have one length (fancy-regex 0.13 refuses every other one)"),
    refused(r"\p{Greek}", "scripts and most general categories would need large tables"),
    refused(r"(?:[a-z]{1,1000}){1,1000}", "a pattern has at most 32,768 instructions"),
    other(r"(?<=a+)b", "a look-behind may have any length; fancy-regex 0.13 refuses it, 0.20 does not"),
    other(r"(a(?i)b)c", "a flag ends with its group; in fancy-regex 0.13 it goes on behind it, in 0.20 it does not"),
    other(
        r"(?:|a)*(?=b)",
        "with a look-around or a word boundary in the pattern, fancy-regex goes on after an empty repetition; here one \
         ends the loop, as in fancy-regex without them. Whether there is a match is the same, its end and the group \
         of an empty repetition may not be",
    ),
    other(r"a|(b){0}", "a group that stands no times is counted; fancy-regex 0.13 forgets it, 0.20 does not"),
    other(
        r"(?:(?=(a)|b)[ab])*",
        "a group in a look-around is that of the last time that it held, also if another branch of it held then",
    ),
    other(r"\w", "letters, digits and letter case of other Unicode versions than the one of the standard library"),
];

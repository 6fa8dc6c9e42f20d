//! The differences between cfn-guard 3.2.0 and 3.2.1 that show in a verdict, and what counts as having met one.

/// A difference. The numbers are those of the table of differences; the one that is missing is the shape of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    NotBeforeComparison = 1,
    NotBeforeCall = 2,
    SkippedCall = 3,
    NotBeforeSkippedRule = 4,
    SkippedRuleInCondition = 5,
    NoRightSide = 6,
    VariableWithoutValues = 7,
    EmptyVariable = 8,
    EmptyNumberOrNull = 9,
    EmptyBoolean = 10,
    IntWithFloat = 11,
    NegativeIndex = 12,
    HugeIndex = 13,
    IndexBehindNames = 14,
    ConditionOfTypeBlock = 15,
    TypeBlockWithoutResources = 16,
    WordsInOtherCase = 17,
    NameLikeWord = 18,
    SignsAndExponents = 19,
    RefusedConversion = 20,
    SubstringOfCharacters = 21,
    UndecidableFilter = 22,
}

/// What shows that a rule made for a difference met it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Our two dialects give two verdicts, or only one of them reads the rule.
    Dialects,
    /// cfn-guard 3.2.0 gives up there, and our dialects both do what 3.2.1 does: the rule was made so that it meets
    /// the difference whatever else happens.
    Made,
    /// As before, but only on a document without resources.
    WithoutResources,
}

impl Difference {
    pub(crate) const ALL: [Self; 22] = [
        Self::NotBeforeComparison,
        Self::NotBeforeCall,
        Self::SkippedCall,
        Self::NotBeforeSkippedRule,
        Self::SkippedRuleInCondition,
        Self::NoRightSide,
        Self::VariableWithoutValues,
        Self::EmptyVariable,
        Self::EmptyNumberOrNull,
        Self::EmptyBoolean,
        Self::IntWithFloat,
        Self::NegativeIndex,
        Self::HugeIndex,
        Self::IndexBehindNames,
        Self::ConditionOfTypeBlock,
        Self::TypeBlockWithoutResources,
        Self::WordsInOtherCase,
        Self::NameLikeWord,
        Self::SignsAndExponents,
        Self::RefusedConversion,
        Self::SubstringOfCharacters,
        Self::UndecidableFilter,
    ];

    pub(crate) fn proof(self) -> Proof {
        match self {
            Self::TypeBlockWithoutResources => Proof::WithoutResources,
            Self::EmptyNumberOrNull
            | Self::RefusedConversion
            | Self::SubstringOfCharacters
            | Self::UndecidableFilter => Proof::Made,
            _ => Proof::Dialects,
        }
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>2} {self:?}", *self as u8)
    }
}

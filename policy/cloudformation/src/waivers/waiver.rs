//! One waiver: which rule, why, until when, of what, and for which tool it is written. Knows no rule.

use tablewarden_source::{Place, Problem};

/// One waiver. Without a reason it is void, unless it is written for another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver<'d> {
    /// The rule as it is named: its id or its name.
    pub rule: &'d str,
    /// Why.
    pub reason: Option<&'d str>,
    /// Its last day.
    pub expires: Option<Expiry<'d>>,
    /// What it is about.
    pub scope: Scope<'d>,
    /// The other tool that it is written for.
    pub other_tool: Option<OtherTool>,
    /// Where it is written.
    pub place: Place,
}

/// What a waiver is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope<'d> {
    /// The resource of this logical id.
    Resource(&'d str),
    /// The whole template.
    Template,
}

/// The last day of a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Expiry<'d> {
    /// As it is written: `YYYY-MM-DD`.
    pub text: &'d str,
    /// Days since 1970-01-01.
    pub day: i64,
}

impl<'d> Expiry<'d> {
    /// The day that a text `YYYY-MM-DD` is; none where it is no date.
    #[must_use]
    pub fn read(text: &'d str) -> Option<Self> {
        day_of(text).map(|day| Self { text, day })
    }

    /// Whether the day is over at `now`, in seconds since 1970-01-01T00:00Z.
    #[must_use]
    pub fn is_over(&self, now: i64) -> bool {
        now.div_euclid(86_400) > self.day
    }
}

/// The waivers of a template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waivers<'d> {
    /// In the order: the template's, then resource by resource, then those of comments.
    pub waivers: Vec<Waiver<'d>>,
    /// What is written as a waiver and cannot be one, or not as it is meant.
    pub problems: Vec<Problem>,
}

/// The other tool that a waiver is written for, and how it names a rule there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherTool {
    /// The tool.
    pub tool: Tool,
    /// Whether it waives every rule whose id there begins with what it says.
    pub by_prefix: bool,
}

/// A tool whose waivers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tool {
    /// cdk-nag.
    CdkNag,
    /// cfn-guard.
    CfnGuard,
    /// cfn-lint.
    CfnLint,
    /// cfn_nag.
    CfnNag,
    /// checkov.
    Checkov,
}

impl Tool {
    /// Its name, as it writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CdkNag => "cdk-nag",
            Self::CfnGuard => "cfn-guard",
            Self::CfnLint => "cfn-lint",
            Self::CfnNag => "cfn_nag",
            Self::Checkov => "checkov",
        }
    }
}

/// The day of a date `YYYY-MM-DD`, counted from 1970-01-01.
pub(super) fn day_of(text: &str) -> Option<i64> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i64>().ok()).flatten()
    };
    let is_dashed = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    if !is_dashed || day < 1 || day > length {
        return None;
    }
    // Days before the year, of years counted from 0000, and before the month.
    let before = year * 365 + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    let month = usize::try_from(month).ok()?;
    let months: i64 = lengths.iter().take(month - 1).sum();
    Some(before + months + day - 1 - 719_528)
}

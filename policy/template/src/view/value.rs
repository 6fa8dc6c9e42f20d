//! What a value of a view can be, and the readings that decide it.

/// Whose rules type the scalars and wrap the tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// CloudFormation: YAML 1.1 scalars, every short tag in every form.
    CloudFormation,
    /// cfn-guard's `validate`.
    GuardValidate,
    /// cfn-guard's `test`.
    GuardTest,
}

/// What a value is. Lists and maps are walked through the view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'d> {
    /// Nothing: `null`, `~`, or a key without a value.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number.
    Float(f64),
    /// Text.
    Str(&'d str),
    /// Values one after another.
    List,
    /// Keys and values.
    Map,
}

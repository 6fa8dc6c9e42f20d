//! The shape of the table of facts: rows in groups, one group for each kind of map in the facts document. Says how a row is
//! written down; never which rows there are.

/// One kind of map in the facts document, such as a table, an index or an alarm. It may stand at several paths.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// What it is, in the singular: `index`.
    pub name: &'static str,
    /// What has to be known of it beside its rows: full sentences, or nothing.
    pub about: &'static str,
    /// Its keys, in the order of the documentation.
    pub rows: &'static [Row],
}

/// One fact.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// Its key in the map.
    pub key: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// What it says, in one sentence.
    pub meaning: &'static str,
    /// The property or the resources that it comes from.
    pub source: &'static str,
    /// When it is there, where it is not always.
    pub only: Option<&'static str>,
}

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A value that is always known.
    Known(Value),
    /// `{Is, Value, Default}`: a value that may be unknown or absent.
    MayBeUnknown(Value),
    /// A list of texts.
    Texts,
    /// A map.
    Map(&'static Group),
    /// A list of maps.
    List(&'static Group),
    /// A list of maps, one for each way in which the conditions can come out.
    Variants(&'static Group),
}

/// A value that is neither a map nor a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Any text.
    Text,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// True or false. Where it may be unknown, text that is neither.
    Bool,
    /// A whole number.
    Int,
    /// A number, or text that is none.
    Number,
}

impl Row {
    /// The fact is there only in this case, which reads after "only".
    #[must_use]
    pub const fn only(self, case: &'static str) -> Self {
        Self { only: Some(case), ..self }
    }
}

const fn row(key: &'static str, shape: Shape, meaning: &'static str, source: &'static str) -> Row {
    Row { key, shape, meaning, source, only: None }
}

/// A fact that is always known.
pub(crate) const fn known(key: &'static str, value: Value, meaning: &'static str, source: &'static str) -> Row {
    row(key, Shape::Known(value), meaning, source)
}

/// A fact that may be unknown or absent.
pub(crate) const fn maybe(key: &'static str, value: Value, meaning: &'static str, source: &'static str) -> Row {
    row(key, Shape::MayBeUnknown(value), meaning, source)
}

/// A fact that says whether something is written: `given`, or absent.
pub(crate) const fn given(key: &'static str, meaning: &'static str, source: &'static str) -> Row {
    maybe(key, Value::OneOf(&["given"]), meaning, source)
}

/// A list of texts.
pub(crate) const fn texts(key: &'static str, meaning: &'static str, source: &'static str) -> Row {
    row(key, Shape::Texts, meaning, source)
}

/// A map.
pub(crate) const fn map(key: &'static str, group: &'static Group, meaning: &'static str, source: &'static str) -> Row {
    row(key, Shape::Map(group), meaning, source)
}

/// A list of maps.
pub(crate) const fn list(key: &'static str, group: &'static Group, meaning: &'static str, source: &'static str) -> Row {
    row(key, Shape::List(group), meaning, source)
}

/// A list with a map for each variant.
pub(crate) const fn variants(
    key: &'static str,
    group: &'static Group,
    meaning: &'static str,
    source: &'static str,
) -> Row {
    row(key, Shape::Variants(group), meaning, source)
}

/// When the map holds, in words.
pub(crate) const WHEN: Row = known(
    "When",
    Value::Text,
    "When the map holds: `always`, or conditions and parameters in words.",
    "`Condition`, `Fn::If`, `AllowedValues`",
);

/// The logical id of the resource.
pub(crate) const LOGICAL_ID: Row = known("LogicalId", Value::Text, "The logical id of the resource.", "`Resources`");

/// What a message calls the thing.
pub(crate) const WHAT: Row = known(
    "What",
    Value::Text,
    "The thing for people: ``table `Orders` ``, ``index `StatusIndex` of `Orders` ``, ``replica `eu-west-1` of `Orders` ``.",
    "derived",
);

/// Which index or replica of a table it is.
pub(crate) const PART: Row = known(
    "Part",
    Value::Text,
    "The name of the index or the Region of the replica that it is about: `What` without the table.",
    "derived",
);

/// What can't stand in a name of which only a part is known.
pub(crate) const WRONG_IN_NAME: Row = known(
    "Wrong",
    Value::Text,
    "What no name can have, in a name of which only a part is known, for people; or empty.",
    "the name",
);

/// A second place that belongs to a finding.
pub(crate) const RELATED_GROUP: Group = Group {
    name: "second place",
    about: "The place of the map is shown beside a finding of the map around it.",
    rows: &[known("Message", Value::Text, "What is at that place.", "derived")],
};

/// The list of second places.
pub(crate) const RELATED: Row =
    list("Related", &RELATED_GROUP, "Second places that belong to a finding of this map.", "derived");

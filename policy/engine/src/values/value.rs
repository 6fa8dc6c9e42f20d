//! A value during an evaluation: a place in the document, a literal of a rule, or something a function made. Cheap to
//! clone; subtrees are never copied.

use std::rc::Rc;

use tablewarden_guard::Range;
use tablewarden_pattern::Pattern;
use tablewarden_template::{At, Reading, Tree, Value, View};

use crate::plan::literal::Literal;
use crate::plan::text::Texts;

/// A value, and with it where it came from.
#[derive(Debug, Clone)]
pub(crate) enum Val<'a> {
    /// A value of the document.
    Doc(At),
    /// A value of a rule.
    Lit(&'a Literal),
    /// A scalar that a function made, or a key.
    Made(Rc<Made<'a>>),
    /// A value of a text that was parsed.
    Parsed(Rc<Parsed>, At),
}

/// A scalar that is neither in the document nor in a rule.
#[derive(Debug)]
pub(crate) struct Made<'a> {
    pub(crate) what: Scalar<'a>,
    /// The value of the document that it was made from; for a key, the value behind it.
    pub(crate) origin: Option<At>,
}

/// What a function made.
#[derive(Debug)]
pub(crate) enum Scalar<'a> {
    /// The key of a map.
    Key(&'a str),
    Null,
    Str(Box<str>),
    Int(i64),
    Float(f64),
    Bool(bool),
    Char(char),
}

/// A text that was parsed: a tree of its own.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) tree: Tree<'static>,
    /// The value of the document that the text was.
    pub(crate) origin: Option<At>,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape<'v> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    Str(&'v str),
    Regex(&'v Pattern),
    Ints(&'v Range<i64>),
    Floats(&'v Range<f64>),
    Chars(&'v Range<char>),
    List,
    Map,
}

impl Shape<'_> {
    pub(crate) fn is_scalar(self) -> bool {
        !matches!(self, Shape::List | Shape::Map)
    }
}

impl Parsed {
    /// The tree as cfn-guard reads it there: by the loader of its `test`.
    pub(crate) fn view(&self) -> View<'_> {
        View::new(&self.tree, Reading::GuardTest)
    }
}

impl<'a> Val<'a> {
    /// A scalar made from `origin`.
    pub(crate) fn made(what: Scalar<'a>, origin: Option<At>) -> Self {
        Self::Made(Rc::new(Made { what, origin }))
    }

    /// What the value is, in a document and with the texts of the rules.
    pub(crate) fn shape<'v>(&'v self, view: View<'a>, texts: &'v Texts) -> Shape<'v> {
        match self {
            Self::Doc(at) => shape_of(view.value(*at)),
            Self::Parsed(parsed, at) => shape_of(parsed.view().value(*at)),
            Self::Lit(literal) => shape_of_literal(literal, texts),
            Self::Made(own) => match &own.what {
                Scalar::Key(text) => Shape::Str(text),
                Scalar::Null => Shape::Null,
                Scalar::Str(text) => Shape::Str(text),
                Scalar::Int(value) => Shape::Int(*value),
                Scalar::Float(value) => Shape::Float(*value),
                Scalar::Bool(value) => Shape::Bool(*value),
                Scalar::Char(value) => Shape::Char(*value),
            },
        }
    }

    /// The value of the document that this one is, or was made from.
    pub(crate) fn origin(&self) -> Option<At> {
        match self {
            Self::Doc(at) => Some(*at),
            Self::Lit(_) => None,
            Self::Made(own) => own.origin,
            Self::Parsed(parsed, _) => parsed.origin,
        }
    }

    /// Whether the value is a key of a map rather than what is behind it.
    pub(crate) fn is_key(&self) -> bool {
        matches!(self, Self::Made(own) if matches!(own.what, Scalar::Key(_)))
    }
}

pub(crate) fn shape_of(value: Value<'_>) -> Shape<'_> {
    match value {
        Value::Null => Shape::Null,
        Value::Bool(value) => Shape::Bool(value),
        Value::Int(value) => Shape::Int(value),
        Value::Float(value) => Shape::Float(value),
        Value::Str(text) => Shape::Str(text),
        Value::List => Shape::List,
        Value::Map => Shape::Map,
    }
}

/// What a value of a rule is.
pub(crate) fn shape_of_literal<'v>(literal: &'v Literal, texts: &'v Texts) -> Shape<'v> {
    match literal {
        Literal::Null => Shape::Null,
        Literal::Bool(value) => Shape::Bool(*value),
        Literal::Int(value) => Shape::Int(*value),
        Literal::Float(value) => Shape::Float(*value),
        Literal::Str(text) => Shape::Str(texts.get(*text)),
        Literal::Regex(regex) => Shape::Regex(regex),
        Literal::Ints(range) => Shape::Ints(range),
        Literal::Floats(range) => Shape::Floats(range),
        Literal::Chars(range) => Shape::Chars(range),
        Literal::List(_) => Shape::List,
        Literal::Map(_) => Shape::Map,
    }
}

//! One reference: how it is written, what it names, where, and what it stands in. And all references of a template, by name.

use std::borrow::Cow;

use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::At;

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'d> {
    /// How it is written.
    pub kind: ReferenceKind,
    /// The name: of a resource, a parameter, a pseudo parameter, or of nothing.
    pub name: &'d str,
    /// What stands between the braces of `${…}`, with the spaces around it; none in other forms.
    pub inside: Option<&'d str>,
    /// The attribute, dots included; none for a reference to the thing itself.
    pub attribute: Option<Cow<'d, str>>,
    /// The function, or the text under `DependsOn`.
    pub at: At,
    /// Where the name stands; for `Fn::Sub` the `${…}` where the text is written as it is read.
    pub place: Place,
    /// What it stands in.
    pub owner: Owner<'d>,
}

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// `Ref`.
    Ref,
    /// `Fn::GetAtt`.
    GetAtt,
    /// `${…}` in the text of `Fn::Sub`.
    Sub,
    /// `DependsOn`.
    DependsOn,
}

/// What a reference stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner<'d> {
    /// A resource.
    Resource(&'d str),
    /// An output.
    Output(&'d str),
    /// Another section.
    Elsewhere,
}

/// All references of a template.
#[derive(Debug, Default)]
pub(crate) struct References<'d> {
    pub(super) list: Vec<Reference<'d>>,
    /// How many of them stand in the order of the document; `DependsOn` comes behind.
    pub(super) in_order: usize,
    pub(super) by_name: Map<&'d str, Vec<usize>>,
}

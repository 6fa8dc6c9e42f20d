//! For tests: what holds for every document, whatever the text; and a document written out as one line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;

use crate::{At, Document, Kind, Limits, NodeId, Reading, Syntax, Tree, Value, View, read};

/// Panics where a document breaks a promise of its types.
pub(crate) fn check(document: &Document<'_>) {
    let tree = &document.tree;
    let text = tree.source();
    let sound = |span: tablewarden_source::Span| {
        assert!(span.start <= span.end, "{span:?}");
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {text:?}");
    };
    let length = u32::try_from(tree.len()).unwrap();
    assert!(tree.root().is_none_or(|root| tree.end(root).0 == length), "{text:?}");
    for id in (0..length).map(NodeId) {
        sound(tree.span(id));
        if let Some((_, span)) = tree.tag(id) {
            sound(span);
        }
        assert!(tree.end(id).0 > id.0 && tree.end(id).0 <= length);
        let children: Vec<_> = tree.children(id).collect();
        for (at, child) in children.iter().enumerate() {
            assert!(tree.end(*child) <= tree.end(id), "{text:?}");
            let is_value = tree.kind(id) == Kind::Map && at % 2 == 1;
            assert_eq!(tree.key_of(*child).is_some(), is_value, "{text:?}");
            if !tree.is_aliased(*child) && !tree.is_merged(*child) {
                let (inner, outer) = (tree.span(*child), tree.span(id));
                assert!(outer.contains(inner), "{inner:?} in {outer:?} of {text:?}");
            }
        }
        if tree.kind(id) == Kind::Map {
            assert_eq!(children.len() % 2, 0);
            assert!(children.iter().step_by(2).all(|key| tree.kind(*key) == Kind::Scalar));
            let counted = children.iter().step_by(2).filter(|key| !tree.is_shadowed(**key)).count();
            assert_eq!(counted, tree.count(id) as usize, "{text:?}");
        }
    }
    assert!(document.comments.is_sorted(), "{:?} of {text:?}", document.comments);
    for comment in &document.comments {
        sound(*comment);
        let comment = comment.of(text);
        assert!(comment.starts_with('#') || comment.starts_with('/'), "{comment:?} of {text:?}");
    }
    for problem in &document.problems {
        if !text.is_empty() {
            sound(problem.span);
        }
        assert!(!problem.message.contains('\n'));
    }
}

/// Reads `text`, checks what holds for all documents, and gives the document.
pub(crate) fn sound(text: &str, syntax: Syntax) -> Document<'_> {
    let document = read(text, syntax, Limits::default());
    check(&document);
    document
}

/// The document as CloudFormation has it, in one line like JSON.
pub(crate) fn shown(text: &str, syntax: Syntax) -> String {
    let document = sound(text, syntax);
    line(&document.tree)
}

/// A tree as CloudFormation has it, in one line like JSON; damaged nodes with a `!`.
pub(crate) fn line(tree: &Tree<'_>) -> String {
    let view = View::new(tree, Reading::CloudFormation);
    let mut out = String::new();
    if let Some(root) = view.root() {
        write_value(view, root, &mut out);
    }
    out
}

fn write_value(view: View<'_>, at: At, out: &mut String) {
    if view.is_damaged(at) && !at.is_inside() {
        out.push('!');
    }
    match view.value(at) {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => write!(out, "{value}").unwrap(),
        Value::Int(value) => write!(out, "{value}").unwrap(),
        Value::Float(value) => write!(out, "{value:?}").unwrap(),
        Value::Str(text) => write!(out, "{text:?}").unwrap(),
        Value::List => {
            out.push('[');
            for (at, item) in view.items(at).enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write_value(view, item, out);
            }
            out.push(']');
        }
        Value::Map => {
            out.push('{');
            for (at, entry) in view.entries(at).enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write!(out, "{:?}:", entry.key).unwrap();
                write_value(view, entry.value, out);
            }
            out.push('}');
        }
    }
}

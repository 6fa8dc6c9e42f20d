#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tablewarden_source::FileId;

use super::*;
use crate::invariants::line;
use crate::{Limits, Syntax, read};

fn at(start: u32, end: u32) -> Place {
    Place::new(FileId(0), Span::new(start, end))
}

fn word(builder: &mut TreeBuilder<'_>, text: &str) -> Option<NodeId> {
    builder.scalar(Style::Plain, at(0, 0), Text::Cooked(text))
}

fn map(builder: &mut TreeBuilder<'_>) -> Option<NodeId> {
    builder.open(Kind::Map, Style::Block, at(0, 0))
}

#[test]
fn maps_are_keys_with_values() {
    let mut builder = TreeBuilder::new("", 100);
    map(&mut builder);
    assert!(builder.wants_key());
    word(&mut builder, "a");
    assert!(builder.wants_value());
    builder.open(Kind::List, Style::Flow, at(0, 0));
    word(&mut builder, "x");
    word(&mut builder, "y");
    builder.close(Some(9));
    let key = word(&mut builder, "b").unwrap();
    let tree = builder.finish();
    assert_eq!(line(&tree), r#"{"a":["x","y"],"b":!null}"#, "a key without a value gets one");
    assert_eq!((tree.len(), tree.count(NodeId(0)), tree.count(NodeId(2))), (7, 2, 2));
    assert_eq!(tree.span(NodeId(2)), Span::new(0, 9));
    assert_eq!(tree.key_of(NodeId(key.0 + 1)), Some(key));
    assert_eq!(tree.key_of(NodeId(3)), None);
}

#[test]
fn a_collection_as_a_key_gets_a_scalar_before_it() {
    let mut builder = TreeBuilder::new("", 100);
    map(&mut builder);
    builder.tag(Tag::Ref, Span::new(1, 2));
    map(&mut builder);
    builder.close(None);
    let tree = builder.finish();
    assert_eq!(line(&tree), r#"{"":{"Ref":{}}}"#);
}

#[test]
fn past_the_cap_everything_is_dropped_and_stays_whole() {
    for most in 0..12 {
        let mut builder = TreeBuilder::new("", most);
        map(&mut builder);
        for key in ["a", "b", "c"] {
            word(&mut builder, key);
            map(&mut builder);
            word(&mut builder, "k");
            word(&mut builder, "v");
            builder.close(None);
        }
        assert_eq!(builder.is_full(), most < 13);
        builder.close(None);
        assert_eq!(builder.depth(), 0);
        let tree = builder.finish();
        assert!(tree.len() <= most as usize + 2, "{} of {most}", tree.len());
        assert!(tree.children(NodeId(0)).count().is_multiple_of(2));
        assert!(line(&tree).len() < 60);
    }
}

#[test]
fn a_subtree_is_copied_with_its_texts_and_tags() {
    let text = "k: !Sub [\"a\\n\", {b: !Ref 'c'}]";
    let source = read(text, Syntax::Yaml, Limits::default()).tree;
    let mut builder = TreeBuilder::new(text, 100);
    builder.open(Kind::List, Style::Block, at(5, 6));
    let same = builder.copy(&source, NodeId(2), false).unwrap();
    builder.close(None);
    let tree = builder.finish();
    assert_eq!(line(&tree), r#"[{"Fn::Sub":["a\n",{"b":{"Ref":"c"}}]}]"#);
    assert_eq!(tree.span(same), source.span(NodeId(2)));
    assert_eq!(tree.span(NodeId(0)), Span::new(5, 6), "a copy moves no end");

    let mut builder = TreeBuilder::new("", 100);
    map(&mut builder);
    word(&mut builder, "x");
    builder.copy(&source, NodeId(2), true);
    let tree = builder.finish();
    assert_eq!(line(&tree), r#"{"x":{"Fn::Sub":["a\n",{"b":{"Ref":"c"}}]}}"#, "over another text");
    assert!(tree.is_aliased(NodeId(2)) && !tree.is_aliased(NodeId(1)));
}

#[test]
fn a_copy_that_does_not_fit_is_not_begun() {
    let source = read("[1, 2, 3]", Syntax::Json, Limits::default()).tree;
    let mut builder = TreeBuilder::new("", 4);
    map(&mut builder);
    word(&mut builder, "x");
    assert_eq!(builder.copy(&source, NodeId(0), false), None);
    assert!(builder.is_full());
    assert_eq!(line(&builder.finish()), r#"{"x":!null}"#);
}

#[test]
fn what_was_taken_back_leaves_no_trace() {
    let mut builder = TreeBuilder::new("", 100);
    let root = map(&mut builder).unwrap();
    word(&mut builder, "a");
    builder.tag(Tag::Ref, Span::new(0, 1));
    word(&mut builder, "x");
    builder.drop_last();
    assert!(builder.wants_value());
    builder.drop_last();
    assert!(builder.wants_key());
    word(&mut builder, "b");
    let list = builder.open(Kind::List, Style::Flow, at(0, 1)).unwrap();
    map(&mut builder);
    word(&mut builder, "c");
    builder.hollow(list, 7);
    assert_eq!(builder.innermost(), Some(root));
    builder.close(None);
    assert!(builder.reopen(root));
    word(&mut builder, "d");
    word(&mut builder, "1");
    let tree = builder.finish();
    assert_eq!(line(&tree), r#"{"b":![],"d":1}"#);
    assert_eq!(tree.span(list), Span::new(0, 7));
}

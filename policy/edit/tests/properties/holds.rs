//! What has to hold for every operation on every template.

use std::collections::BTreeMap;

use tablewarden_edit::{Edit, Writer, applied};
use tablewarden_source::{Gravity, Span};
use tablewarden_styles::{Model, Seed};
use tablewarden_template::{Document, Limits, Reading, Style, Syntax, View, read};

use crate::operation::Operation;
use crate::way::place;

/// How often what happened.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) done: usize,
    pub(crate) same: usize,
    pub(crate) refused: usize,
    /// What the template has no place for, which is refused too.
    pub(crate) senseless: usize,
    /// What has more problems than the text with mistakes that it was made of.
    pub(crate) worse: usize,
    reasons: BTreeMap<String, usize>,
}

impl Tally {
    fn refuse(&mut self, message: &str) {
        self.refused += 1;
        let plain: String = message.split('`').step_by(2).collect();
        *self.reasons.entry(plain).or_default() += 1;
    }

    pub(crate) fn report(&self, what: &str) {
        println!(
            "{what}: {} done, {} without edits, {} refused: {:#?}",
            self.done, self.same, self.refused, self.reasons
        );
    }
}

/// Makes a random operation on the text, and checks what comes of it.
pub(crate) fn holds(text: &str, syntax: Syntax, seed: &mut Seed, tally: &mut Tally) {
    let document = read(text, syntax, Limits::default());
    let view = View::new(&document.tree, Reading::CloudFormation);
    let Some(root) = view.root() else { return };
    let operation = Operation::any(&Model::read(view, root), seed);
    changed(text, &document, &operation, tally);
}

/// The same operation on both texts, which say the same.
pub(crate) fn both_hold(texts: &[String; 2], seed: &mut Seed, tally: &mut Tally) {
    let documents = texts.each_ref().map(|text| read(text, Syntax::Auto, Limits::default()));
    let view = View::new(&documents[1].tree, Reading::CloudFormation);
    let root = view.root().unwrap();
    let operation = Operation::any(&Model::read(view, root), seed);
    let results: Vec<Option<Model>> =
        texts.iter().zip(&documents).map(|(text, document)| changed(text, document, &operation, tally)).collect();
    if let [Some(yaml), Some(json)] = &results[..] {
        assert_eq!(yaml, json, "{operation:?} of {}\n{}", texts[0], texts[1]);
    }
}

/// What the text says after the operation; none where it is refused or makes no sense.
fn changed(text: &str, document: &Document<'_>, operation: &Operation, tally: &mut Tally) -> Option<Model> {
    let view = View::new(&document.tree, Reading::CloudFormation);
    let before = Model::read(view, view.root()?);
    let expected = operation.of(&before);
    let made = operation.make(&Writer::new(view, document.syntax), view)?;
    let what = || format!("{operation:?}\n--- of\n{text}\n--- as\n{text:?}");
    let edits = match made {
        Ok(edits) => edits,
        Err(refused) => {
            assert!(refused.message.ends_with('.') && refused.message.len() > 10, "{refused:?}");
            let span = refused.place.map(|place| place.span());
            assert!(
                span.is_some_and(|span| text.get(span.start as usize..span.end as usize).is_some()),
                "{refused:?} {}",
                what()
            );
            match expected {
                Some(_) => tally.refuse(&refused.message),
                None => tally.senseless += 1,
            }
            return None;
        }
    };
    let expected = expected.unwrap_or_else(|| panic!("{edits:?} for what makes no sense: {}", what()));
    if edits.is_empty() {
        assert_eq!(before.sorted(), expected.sorted(), "no edits: {}", what());
        tally.same += 1;
        return Some(expected.sorted());
    }
    let after = applied(text.as_bytes(), &edits).unwrap_or_else(|| panic!("{edits:?} {}", what()));
    let after = String::from_utf8(after).unwrap();
    let shown = || format!("{edits:#?}\n--- gives\n{after}\n--- from {}", what());
    let new = read(&after, document.syntax, Limits::default());
    // What is read of a text behind a mistake depends on what stands around it.
    assert!(problems(&new) == 0 || problems(document) > 0, "{:?} {}", new.problems, shown());
    tally.worse += usize::from(problems(&new) > problems(document));
    let new_view = View::new(&new.tree, Reading::CloudFormation);
    let found = Model::read(new_view, new_view.root().unwrap());
    if problems(document) == 0 && document.duplicates.is_empty() {
        assert_eq!(found.sorted(), expected.sorted(), "{}", shown());
    }
    comments_stay(text, document, operation, &edits, &new, &shown);
    let ends_with_lines = (0..new.tree.len()).next_back().is_some_and(|last| {
        let style = new.tree.style(tablewarden_template::NodeId(u32::try_from(last).unwrap()));
        matches!(style, Style::Literal | Style::Folded)
    });
    if !text.ends_with(['\n', '\r']) && problems(document) == 0 && !ends_with_lines {
        assert!(!after.ends_with(['\n', '\r']), "{}", shown());
    }
    // No line end that the text does not have comes in.
    let line_ends = |text: &str| {
        let others = text.replace("\r\n", "");
        [text.contains("\r\n"), others.contains('\r'), others.contains('\n')]
    };
    let old = line_ends(text);
    if old.contains(&true) {
        assert!(line_ends(&after).iter().zip(old).all(|(new, old)| old || !*new), "{}", shown());
    }
    tally.done += 1;
    Some(found.sorted())
}

fn problems(document: &Document<'_>) -> usize {
    document.problems.iter().filter(|problem| problem.gravity != Gravity::Notice).count()
}

/// Every comment is there still, but for those in what is replaced, and those that belong to what is removed.
fn comments_stay(
    text: &str,
    old: &Document<'_>,
    operation: &Operation,
    edits: &[Edit],
    new: &Document<'_>,
    shown: &dyn Fn() -> String,
) {
    if let (Operation::Relocate(..), 0) = (operation, problems(old)) {
        let texts = |document: &Document<'_>| -> Vec<String> {
            let text = document.tree.source();
            let mut texts: Vec<_> = document.comments.iter().map(|one| one.of(text).trim().to_owned()).collect();
            texts.sort();
            texts
        };
        return assert_eq!(texts(old), texts(new), "{}", shown());
    }
    let view = View::new(&old.tree, Reading::CloudFormation);
    let gone = operation.gone().and_then(|way| place(view, &way));
    let span = gone.map(|at| {
        let key = view.tree(at).key_of(at.node()).map(|key| view.tree(at).span(key));
        let value = view.span(at);
        Span::new(
            key.map_or(value.start, |key| key.start.min(value.start)),
            value.end.max(key.map_or(0, |key| key.end)),
        )
    });
    let is_cut =
        |comment: &Span| edits.iter().any(|edit| edit.span.start < comment.end && comment.start < edit.span.end);
    let lost: Vec<&Span> = old.comments.iter().filter(|comment| is_cut(comment)).collect();
    for comment in &lost {
        let span = span.unwrap_or_else(|| panic!("{:?} is lost: {}", comment.of(text), shown()));
        let is_inside = span.start <= comment.start && comment.end <= span.end;
        let between = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or("");
        // Behind it on its line, or above it with nothing but comments between.
        let is_behind = comment.start >= span.end && !between(span.end, comment.start).contains(['\n', '\r']);
        let above = between(comment.start, span.start);
        let is_above = matches!(operation, Operation::Remove(_))
            && comment.end <= span.start
            && above.lines().all(|line| {
                ["#", "?", "-", "&", "!", "/"].iter().any(|start| line.trim().starts_with(start))
                    || line.trim().is_empty()
            });
        assert!(
            is_inside
                || (is_behind
                    && matches!(
                        operation,
                        Operation::Remove(_) | Operation::Replace(..) | Operation::Set(..) | Operation::SetAll(..)
                    ))
                || is_above,
            "{:?} is lost: {}",
            comment.of(text),
            shown()
        );
    }
    let kept: Vec<&str> =
        old.comments.iter().filter(|comment| !is_cut(comment)).map(|comment| comment.of(text)).collect();
    let found: Vec<&str> = new.comments.iter().map(|comment| comment.of(new.tree.source())).collect();
    if problems(old) == 0 {
        assert_eq!(kept, found, "{}", shown());
    }
}

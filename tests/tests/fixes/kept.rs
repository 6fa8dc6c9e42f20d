//! What fixes must not lose: every comment of a file is in the fixed one, but for those of what a fix takes away; another part of the same
//! name that a fix adds elsewhere is not the one that was there.

use std::collections::HashMap;

use tablewarden_edit::Edit;
use tablewarden_source::Span;
use tablewarden_styles::Model;
use tablewarden_template::{At, Document, Limits, Reading, Syntax, Value, View, read};

/// The comments that are gone and belong to nothing that is, a line for each.
pub(super) fn lost(before: &str, after: &str, edits: &[Edit]) -> Vec<String> {
    let (old, new) = (document(before), document(after));
    let mut left: HashMap<&str, usize> = HashMap::new();
    for comment in &new.comments {
        *left.entry(comment.of(after).trim()).or_default() += 1;
    }
    let mut lost: Vec<Span> = Vec::new();
    // Those that no edit touches are there, and take their own.
    let is_cut =
        |comment: &Span| edits.iter().any(|edit| edit.span.start < comment.end && comment.start < edit.span.end);
    let (cut, whole): (Vec<&Span>, Vec<&Span>) = old.comments.iter().partition(|comment| is_cut(comment));
    for comment in whole.into_iter().chain(cut) {
        match left.get_mut(comment.of(before).trim()) {
            Some(count @ 1..) => *count -= 1,
            _ => lost.push(*comment),
        }
    }
    if lost.is_empty() {
        return Vec::new();
    }
    let mut gone = Vec::new();
    let [old_view, new_view] = [&old, &new].map(|of| View::new(&of.tree, Reading::CloudFormation));
    if let (Some(one), Some(other)) = (old_view.root(), new_view.root()) {
        let keys = Keys { text: before, edits };
        keys.taken_away((old_view, one), (new_view, other), &mut gone);
    }
    lost.retain(|comment| !gone.iter().any(|part| part.owns(*comment, before)));
    lost.iter().map(|comment| format!("the comment `{}` is lost", comment.of(before))).collect()
}

/// The document of a text, which is read as every command reads it.
pub(super) fn document(text: &str) -> Document<'_> {
    read(text, Syntax::Auto, Limits::default())
}

/// A part of the file that the fixed one does not have so.
struct Gone {
    /// From its key to the end of its value.
    span: Span,
    /// Whether something else stands in its place.
    is_replaced: bool,
}

impl Gone {
    /// Whether a comment goes with it: it stands inside, or behind or above what has nothing in its place.
    fn owns(&self, comment: Span, text: &str) -> bool {
        let between = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or("");
        let is_inside = self.span.start <= comment.start && comment.end <= self.span.end;
        let is_behind = comment.start >= self.span.end && !between(self.span.end, comment.start).contains(['\n', '\r']);
        let is_above = comment.end <= self.span.start
            && between(comment.start, self.span.start).split(['\n', '\r']).all(|line| {
                let line = line.trim();
                line.is_empty() || line.starts_with(['#', '-', '?', '&', '!'])
            });
        // Behind the last line of a value that was on many, it is that line's.
        let is_on_many_lines = between(self.span.start, self.span.end).contains(['\n', '\r']);
        is_inside || is_behind && (is_on_many_lines || !self.is_replaced) || is_above && !self.is_replaced
    }
}

/// The keys of a file, and what is done to them.
struct Keys<'k> {
    text: &'k str,
    edits: &'k [Edit],
}

impl Keys<'_> {
    /// Whether the key of an entry is cut out of its place, where something else begins then.
    fn is_cut(&self, view: View<'_>, at: At) -> bool {
        let Some(key) = view.key_place(at).map(|place| place.span()) else { return false };
        let is_over = |edit: &&Edit| edit.span.start <= key.start && key.end <= edit.span.end;
        self.edits.iter().filter(is_over).any(|edit| !edit.text.trim_start().starts_with(key.of(self.text)))
    }

    /// Gathers what is in the first template and not in the second.
    fn taken_away(&self, (old, one): (View<'_>, At), (new, other): (View<'_>, At), gone: &mut Vec<Gone>) {
        let part = |at: At, is_replaced: bool| {
            let (key, value) = (old.key_place(at).map(|place| place.span()), old.span(at));
            let start = key.map_or(value.start, |key| key.start.min(value.start));
            Gone { span: Span::new(start, value.end.max(key.map_or(0, |key| key.end))), is_replaced }
        };
        // A function is written anew as a whole, but for a condition.
        let is_function = old.intrinsic(one).is_some_and(|function| function.key != "Fn::If");
        if is_function && Model::read(old, one) != Model::read(new, other) {
            gone.push(part(one, true));
            return;
        }
        match (old.value(one), new.value(other)) {
            (Value::Map, Value::Map) => {
                for entry in old.entries(one) {
                    match new.get(other, entry.key) {
                        Some(now) if !self.is_cut(old, entry.value) => {
                            self.taken_away((old, entry.value), (new, now), gone)
                        }
                        _ => gone.push(part(entry.value, false)),
                    }
                }
            }
            (Value::List, Value::List) if old.len(one) == new.len(other) => {
                for (item, now) in old.items(one).zip(new.items(other)) {
                    if named(old, item) != named(new, now) {
                        gone.push(part(item, false));
                    }
                    self.taken_away((old, item), (new, now), gone);
                }
            }
            // Which of the elements is missing is not asked.
            (Value::List, Value::List) => gone.extend(old.items(one).map(|item| part(item, false))),
            (Value::Map | Value::List, _) => gone.push(part(one, true)),
            (was, is) if was != is => gone.push(part(one, true)),
            _ => {}
        }
    }
}

/// What an element of a list is known by: the text of its first entry.
fn named(view: View<'_>, at: At) -> Option<&str> {
    view.entries(at).next().and_then(|entry| view.text(entry.value))
}

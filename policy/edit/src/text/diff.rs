//! Edits of a text as a unified diff, made from the edits themselves: nothing is compared.

use std::ops::Range;

use super::edit::{Edit, applied};

/// How many lines are shown around a change.
const AROUND: usize = 3;

/// Lines that are replaced, and what comes in their place.
struct Change<'t> {
    lines: Range<usize>,
    new: Vec<u8>,
    old: Vec<&'t [u8]>,
}

impl Change<'_> {
    /// Without the first and the last lines that are the same in both.
    fn narrowed(mut self) -> Self {
        let new: Vec<&[u8]> = self.new.split_inclusive(|byte| *byte == b'\n').collect();
        let same = |(old, new): &(&&[u8], &&[u8])| old == new;
        let head = self.old.iter().zip(&new).take_while(same).count();
        let most = self.old.len().min(new.len()) - head;
        let tail = self.old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
        let kept = new.get(head..new.len() - tail).unwrap_or_default().concat();
        self.old = self.old.get(head..self.old.len() - tail).unwrap_or_default().to_vec();
        self.lines = self.lines.start + head..self.lines.end - tail;
        self.new = kept;
        self
    }
}

/// The diff that makes the edited text of `bytes`; empty where the edits do not fit. `name` is the file's.
#[must_use]
pub fn unified_diff(name: &str, bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    unified_diff_from(name, 0, bytes, edits)
}

/// The same of a part of a text that has `above` lines above it.
#[must_use]
pub fn unified_diff_from(name: &str, above: usize, bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let Some(changes) = changes(bytes, &lines, edits) else { return Vec::new() };
    let mut out = Vec::new();
    let mut changes = changes.into_iter().peekable();
    // By how many lines the new text is ahead of the old one.
    let mut ahead = 0_isize;
    while let Some(first) = changes.next() {
        if out.is_empty() {
            out.extend_from_slice(format!("--- {name}\n+++ {name}\n").as_bytes());
        }
        let mut shown = first.lines.start.saturating_sub(AROUND);
        let begin = shown;
        let (mut body, mut removed, mut added) = (Vec::new(), 0, 0);
        let mut next = Some(first);
        while let Some(change) = next {
            context(&mut body, &lines, shown..change.lines.start);
            for line in &change.old {
                push(&mut body, b'-', line);
            }
            let new: Vec<&[u8]> = change.new.split_inclusive(|byte| *byte == b'\n').collect();
            for line in &new {
                push(&mut body, b'+', line);
            }
            (removed, added) = (removed + change.old.len(), added + new.len());
            shown = change.lines.end;
            next = changes.next_if(|other| other.lines.start <= shown + 2 * AROUND);
        }
        let end = (shown + AROUND).min(lines.len());
        context(&mut body, &lines, shown..end);
        let old = end - begin;
        let new = old + added - removed;
        let at = |count: usize, start: usize| if count == 0 { above + start } else { above + start + 1 };
        let head = format!("@@ -{},{old} +{},{new} @@\n", at(old, begin), at(new, begin.saturating_add_signed(ahead)));
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(&body);
        ahead += added.cast_signed() - removed.cast_signed();
    }
    out
}

/// The whole lines that the edits change.
fn changes<'t>(bytes: &[u8], lines: &[&'t [u8]], edits: &[Edit]) -> Option<Vec<Change<'t>>> {
    applied(bytes, edits)?;
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |end, line| {
            let start = *end;
            *end += line.len();
            Some(start)
        })
        .collect();
    let start_of = |line: usize| starts.get(line).copied().unwrap_or(bytes.len());
    let mut changes: Vec<(Range<usize>, Vec<Edit>)> = Vec::new();
    for edit in edits {
        let (from, to) = (edit.span.start as usize, edit.span.end as usize);
        let first = starts.partition_point(|start| *start <= from).saturating_sub(1);
        // Lines that are put between two others leave both alone.
        let is_between = from == to && edit.text.ends_with('\n') && (start_of(first) == from);
        let after = if from == bytes.len() && bytes.last() == Some(&b'\n') { lines.len() } else { first };
        let touched = if is_between || after != first {
            after..after
        } else {
            first..starts.partition_point(|start| *start < to.max(from + 1)).max(first + 1).min(lines.len())
        };
        match changes.last_mut() {
            Some((lines, edits)) if touched.start < lines.end => {
                lines.end = lines.end.max(touched.end);
                edits.push(edit.clone());
            }
            _ => changes.push((touched, vec![edit.clone()])),
        }
    }
    let change = |(range, edits): (Range<usize>, Vec<Edit>)| {
        let base = start_of(range.start);
        let moved: Vec<Edit> = edits
            .into_iter()
            .map(|mut edit| {
                let base = u32::try_from(base).unwrap_or(u32::MAX);
                edit.span.start = edit.span.start.saturating_sub(base);
                edit.span.end = edit.span.end.saturating_sub(base);
                edit
            })
            .collect();
        let new = applied(bytes.get(base..start_of(range.end))?, &moved)?;
        Some(Change { old: lines.get(range.clone())?.to_vec(), lines: range, new }.narrowed())
    };
    changes.into_iter().map(change).collect()
}

fn context(out: &mut Vec<u8>, lines: &[&[u8]], range: Range<usize>) {
    for line in lines.get(range).unwrap_or(&[]) {
        push(out, b' ', line);
    }
}

fn push(out: &mut Vec<u8>, sign: u8, line: &[u8]) {
    out.push(sign);
    out.extend_from_slice(line);
    if line.last() != Some(&b'\n') {
        out.extend_from_slice(b"\n\\ No newline at end of file\n");
    }
}

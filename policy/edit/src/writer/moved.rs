//! The text of an entry that is moved, written into its new place: with its comments, indented as that has it.

use crate::style::Habits;

/// The text of an entry that is moved.
#[derive(Debug)]
pub(super) struct Moved<'d> {
    /// The comments above it.
    pub(super) above: Vec<&'d str>,
    /// From its start to its key: a `?`.
    pub(super) before_key: &'d str,
    pub(super) behind_key: &'d str,
    /// The comment behind it.
    pub(super) behind: &'d str,
    /// How far its lines were indented.
    pub(super) indent: usize,
}

impl Moved<'_> {
    pub(super) fn has_comments(&self) -> bool {
        !self.above.is_empty() || !self.behind.is_empty()
    }

    /// Below these keys in block style, at a column at which the first line has begun.
    pub(super) fn block(&self, habits: &Habits<'_>, keys: &[&str], mut column: usize, out: &mut String) {
        let Some((key, outer)) = keys.split_last() else { return };
        for key in outer {
            out.extend([&*habits.key(key, false), ":"]);
            column += habits.step;
            habits.next_line(column, out);
        }
        for comment in &self.above {
            out.push_str(comment);
            habits.next_line(column, out);
        }
        self.entry(&habits.key(key, false), &" ".repeat(column), out);
        out.push_str(self.behind);
    }

    /// Below these keys in flow style, on a line that is indented by `indent`. Comments stand above it, if it has a line of its own.
    pub(super) fn flow(&self, habits: &Habits<'_>, keys: &[&str], indent: &str, out: &mut String) {
        let Some((key, outer)) = keys.split_last() else { return };
        for comment in self.above.iter().copied().chain(Some(self.behind.trim()).filter(|comment| !comment.is_empty()))
        {
            out.extend([comment, habits.line_end, indent]);
        }
        for key in outer {
            out.extend([&*habits.key(key, true), ": {"]);
        }
        self.entry(&habits.key(key, true), indent, out);
        out.extend(outer.iter().map(|_| '}'));
    }

    /// The entry without its comments; other lines than the first are indented by `indent` where they were by its own.
    fn entry(&self, key: &str, indent: &str, out: &mut String) {
        out.extend([self.before_key, key]);
        for (number, line) in self.behind_key.split_inclusive(['\n', '\r']).enumerate() {
            let blanks = line.bytes().take(self.indent).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let rest = line.get(if number > 0 { blanks } else { 0 }..).unwrap_or("");
            if number > 0 && !rest.trim_matches(['\n', '\r']).is_empty() {
                out.push_str(indent);
            }
            out.push_str(rest);
        }
    }
}

//! Another key for an entry, in the quotes of the old one.

use tablewarden_template::{At, Style};

use super::template::Writer;
use crate::refused::Refused;
use crate::style::{Habits, Quote, is_plain, quoted};
use crate::text::Edit;

impl Writer<'_> {
    /// Gives the entry with this value another key.
    ///
    /// # Errors
    /// Why it can't have it, and where.
    pub fn rename(&self, at: At, key: &str) -> Result<Vec<Edit>, Refused> {
        let table = self.table();
        self.standing(at)?;
        let (Some(old), Some(map)) = (
            table.key_of(at.node()).filter(|key| !at.is_inside() && !table.span(*key).is_empty()),
            self.parent(at.node()),
        ) else {
            return self.refused(at, "This has no key.");
        };
        if table.text(old) == key {
            return Ok(Vec::new());
        }
        if self.view.get(At::main(map), key).is_some() {
            return self.refused(at, ["There is an entry `", key, "` already."].concat());
        }
        let is_same = |node| table.key_of(node).is_some_and(|key| table.text(key) == table.text(old));
        if table.children(map).filter(|node| is_same(*node)).count() > 1 {
            return self.refused(at, "This key is there twice. Remove one of them first.");
        }
        let style = table.style(old);
        let text = match Quote::of(style) {
            Some(quote) => quoted(key, quote),
            None if style == Style::Plain && is_plain(key, self.is_flow(map)) => key.to_owned(),
            None if style == Style::Plain => quoted(key, Habits::around(self, map).quote),
            None => return self.refused(at, "This key is written on lines. Write it on one first."),
        };
        Ok(vec![Edit { span: table.span(old), text }])
    }
}

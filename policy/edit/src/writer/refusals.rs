//! A place of a template in, why it can't be changed out. Writes no edits.

use tablewarden_template::{At, NodeId, Value};

use super::template::Writer;
use crate::refused::Refused;

impl Writer<'_> {
    /// Refuses a value that is not written where it counts, or that counts in several places.
    ///
    /// # Errors
    /// Why, and where.
    pub fn standing(&self, at: At) -> Result<(), Refused> {
        let table = self.table();
        if at.is_joined() || at.node().index() >= table.len() {
            return Err(Refused { place: None, message: "This is not written in the template.".to_owned() });
        }
        for id in self.ancestors(at.node()) {
            let key = table.key_of(id);
            let is_elsewhere = |id: NodeId| table.is_aliased(id) || table.is_merged(id);
            if is_elsewhere(id) || key.is_some_and(is_elsewhere) {
                return self.refused(at, "This stands in an alias or a merge, and counts in several places.");
            }
            if self.has_anchor(id) {
                return self.refused(at, "This has an anchor, and may count in several places.");
            }
            let is_loop = key.is_some_and(|key| table.text(key).starts_with("Fn::ForEach"));
            let has_loop = table.tag(id).is_some_and(|(tag, _)| tag.function() == Some("Fn::ForEach"));
            if is_loop || has_loop {
                return self.refused(at, "This stands in a loop (`Fn::ForEach`), and counts in each of its copies.");
            }
        }
        Ok(())
    }

    /// Refuses a collection or a value that can't be changed.
    pub(crate) fn writable(&self, at: At) -> Result<(), Refused> {
        self.standing(at)?;
        if self.view.is_damaged(at) {
            return self.refused(at, "A part of this could not be read. Correct it first.");
        }
        Ok(())
    }

    /// Refuses a value that can't go, as something in it counts elsewhere too.
    pub(crate) fn replaceable(&self, at: At) -> Result<(), Refused> {
        self.writable(at)?;
        let table = self.table();
        if self.parent(at.node()).is_some_and(|parent| table.is_damaged(parent)) {
            return self.refused(at, "Something beside this could not be read. Correct it first.");
        }
        let inner = (at.node().0..table.end(at.node()).0).map(NodeId).filter(|id| !table.is_aliased(*id));
        let has_any = table.span(at.node()).of(&self.text).contains('&');
        if has_any && inner.into_iter().any(|id| self.has_anchor(id)) {
            return self.refused(at, "Something in this has an anchor, and may count in other places too.");
        }
        Ok(())
    }

    /// Refuses what is no mapping that can be changed.
    pub(crate) fn mapping(&self, at: At, key: &str) -> Result<(), Refused> {
        self.writable(at)?;
        if self.view.intrinsic(at).is_some() {
            return self.refused(at, ["This is a function, and has no place for `", key, "`."].concat());
        }
        if self.view.value(at) != Value::Map {
            return self.refused(at, ["This is not a mapping, and has no place for `", key, "`."].concat());
        }
        Ok(())
    }
}

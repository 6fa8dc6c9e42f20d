//! Anchors and aliases: an alias becomes a copy of what its anchor stands for, under the caps of nodes and depth. What
//! does not fit is never built.

use super::gap;
use super::reader::Reader;
use super::scalar::KEY_IS_A_FUNCTION;
use crate::read::caps::Cap;
use crate::read::places::{offset, place, span};

use crate::{Kind, NodeId, Style, Text, Tree};

/// Why an alias is not read.
enum Unread {
    Wrong(&'static str),
    Beyond(Cap),
}

impl Reader<'_> {
    /// The node that came last has the anchor that stands at `start`.
    #[inline(never)]
    pub(super) fn anchor(&mut self, start: usize, end: usize) {
        if let (Some(id), Some(name)) = (self.last, self.text.get(start + 1..end)) {
            self.anchors.insert(name, id);
        }
    }

    #[inline(never)]
    pub(super) fn alias(&mut self, start: usize, end: usize) {
        gap::scan(self.text, self.cursor, start, &mut self.comments);
        self.cursor = self.cursor.max(end);
        self.reach = self.reach.max(offset(end));
        self.last = None;
        self.is_scalar_last = false;
        if self.skipped > 0 {
            return;
        }
        let span = span(start, end);
        let is_key = self.builder.wants_key();
        let name = self.text.get(start + 1..end).unwrap_or("");
        match self.target(name, is_key) {
            Ok(target) => {
                self.aliases.push(span);
                self.last = self.builder.copy_own(target);
            }
            Err(why) => {
                match why {
                    Unread::Wrong(message) => self.problems.error(span, message),
                    Unread::Beyond(cap) => self.problems.beyond(cap, span, self.limits),
                }
                self.last = self.builder.scalar(Style::Plain, place(start, end), Text::Cooked(""));
                for id in self.last.into_iter().chain(self.builder.innermost()) {
                    self.builder.damage(id);
                }
            }
        }
        if is_key {
            self.note_key(start);
        }
    }

    fn target(&mut self, name: &str, is_key: bool) -> Result<NodeId, Unread> {
        let Some(id) = self.anchors.get(name).copied() else {
            return Err(Unread::Wrong("This alias names no anchor before it. Write the value itself."));
        };
        if self.builder.open_nodes().any(|open| open == id) {
            return Err(Unread::Wrong("This alias stands inside what it names. Write the value itself."));
        }
        let tree = self.builder.tree();
        if is_key && tree.kind(id) != Kind::Scalar {
            return Err(Unread::Wrong("A key that is a list or a map. Use text as the key."));
        }
        if is_key && tree.tag(id).is_some_and(|(tag, _)| tag.is_of_cloudformation()) {
            return Err(Unread::Wrong(KEY_IS_A_FUNCTION));
        }
        // Only what there is room for is looked at, and it takes the room: the others cost nothing, however many they are.
        let has_room = self.copies.take(tree.end(id).index() - id.index(), 0);
        let (height, bytes) = if has_room { measures(tree, id) } else { (0, 0) };
        if !has_room || !self.copies.take(0, bytes) {
            return Err(Unread::Beyond(Cap::Aliases));
        }
        if self.builder.depth() + height > self.limits.depth as usize {
            return Err(Unread::Beyond(Cap::Depth));
        }
        Ok(id)
    }

    /// Forgets the anchors of nodes that were taken back.
    pub(super) fn forget_anchors(&mut self) {
        let next = self.builder.next();
        let anchors = std::mem::take(&mut self.anchors);
        self.anchors = anchors.into_iter().filter(|(_, id)| *id < next).collect();
    }
}

/// How many collections are within each other at most, from `id` on, and how many bytes of text there are.
fn measures(tree: &Tree<'_>, id: NodeId) -> (usize, usize) {
    let mut ends: Vec<NodeId> = Vec::new();
    let (mut most, mut bytes) = (0, 0);
    for at in (id.0..tree.end(id).0).map(NodeId) {
        while ends.last().is_some_and(|end| *end <= at) {
            ends.pop();
        }
        if tree.kind(at) != Kind::Scalar {
            ends.push(tree.end(at));
            most = most.max(ends.len());
        } else {
            bytes += tree.text(at).len();
        }
    }
    (most, bytes)
}

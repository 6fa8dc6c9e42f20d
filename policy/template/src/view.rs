//! A tree as CloudFormation or Guard reads it: scalars typed, short tags wrapped into the maps they are short for,
//! and, if wanted, a second tree under one more key of the root. A value is asked for by its place in the table; nothing
//! is built.

pub(crate) mod at;
pub(crate) mod entries;
mod scalar;
pub(crate) mod value;

use tablewarden_source::{Place, Span};

use crate::tree::node::TAGGED;
use crate::tree::vocabulary::Wanted;
use crate::tree::window::Shown;
use crate::{At, Entries, Entry, Items, Kind, NodeId, Reading, Style, Tag, Tree, Value, Window};

/// A key that was looked up in the vocabularies of a view.
#[derive(Debug, Clone, Copy)]
pub struct ViewKey<'k> {
    main: Wanted<'k>,
    joined: Wanted<'k>,
}

/// A tree and how to read it. Cheap to copy: two addresses, which most functions are handed.
#[derive(Debug, Clone, Copy)]
pub struct View<'d> {
    tree: &'d Tree<'d>,
    sight: &'d Sight<'d>,
}

/// How a tree is seen: more or less than all of it, and as what. Whoever sees it in another way keeps that beside the view.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'d> {
    reading: Reading,
    top: At,
    joined: Option<(&'d str, &'d Tree<'d>)>,
    /// What is shown of lists of the joined tree, if not all.
    window: Option<&'d Window>,
}

impl Sight<'_> {
    const fn all(reading: Reading) -> Self {
        Self { reading, top: At::main(NodeId(0)), joined: None, window: None }
    }
}

impl<'d> View<'d> {
    /// `tree` as `reading` has it.
    #[must_use]
    pub fn new(tree: &'d Tree<'d>, reading: Reading) -> Self {
        let sight = match reading {
            Reading::CloudFormation => const { &Sight::all(Reading::CloudFormation) },
            Reading::GuardTest => const { &Sight::all(Reading::GuardTest) },
            Reading::GuardValidate => const { &Sight::all(Reading::GuardValidate) },
        };
        Self { tree, sight }
    }

    /// The tree, seen in another way.
    #[must_use]
    pub fn seen<'s>(self, sight: &'s Sight<'s>) -> View<'s>
    where
        'd: 's,
    {
        View { tree: self.tree, sight }
    }

    /// This view with the value at `top` as the root: what is outside of it is not seen from there.
    #[must_use]
    pub fn rooted(self, top: At) -> Sight<'d> {
        Sight { top, ..*self.sight }
    }

    /// This view with the root of `joined` under one more key of the root map.
    #[must_use]
    pub fn join(self, key: &'d str, joined: &'d Tree<'d>) -> Sight<'d> {
        Sight { joined: Some((key, joined)), ..*self.sight }
    }

    /// This view once for each of these windows: with only that of the lists of the joined tree's root.
    #[must_use]
    pub fn through(self, windows: &'d [Window]) -> Vec<Sight<'d>> {
        windows.iter().map(|window| Sight { window: Some(window), ..*self.sight }).collect()
    }

    /// How scalars and tags are read.
    #[must_use]
    pub fn reading(self) -> Reading {
        self.sight.reading
    }

    /// The main tree.
    #[must_use]
    pub fn main_tree(self) -> &'d Tree<'d> {
        self.tree
    }

    /// The tree that `at` is in.
    #[must_use]
    pub fn tree(self, at: At) -> &'d Tree<'d> {
        match self.sight.joined {
            Some((_, joined)) if at.is_joined() => joined,
            _ => self.tree,
        }
    }

    /// The root; none where the document has no nodes.
    #[must_use]
    pub fn root(self) -> Option<At> {
        self.tree.root().map(|_| self.sight.top)
    }

    /// What the value is.
    #[must_use]
    pub fn value(self, at: At) -> Value<'d> {
        let tree = self.tree(at);
        let node = tree.node(at.node());
        if node.has(TAGGED) && self.wrap(at).is_some() {
            return Value::Map;
        }
        match node.kind() {
            Kind::List => Value::List,
            Kind::Map => Value::Map,
            Kind::Scalar => match node.style() {
                Style::Plain if !(node.has(TAGGED) && self.is_text(at)) => {
                    scalar::typed(tree.text_of(at.node(), node), self.sight.reading)
                }
                _ => Value::Str(tree.text_of(at.node(), node)),
            },
        }
    }

    /// The text of a scalar as it is written, whatever its type; none for a collection or a wrapped tag.
    #[must_use]
    pub fn text(self, at: At) -> Option<&'d str> {
        let is_scalar = self.wrap(at).is_none() && self.tree(at).kind(at.node()) == Kind::Scalar;
        is_scalar.then(|| self.tree(at).text(at.node()))
    }

    /// The text of a value that is a string in this reading.
    #[must_use]
    pub fn str(self, at: At) -> Option<&'d str> {
        match self.value(at) {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// How many elements or entries the value has; 0 for a scalar.
    #[must_use]
    pub fn len(self, at: At) -> usize {
        if self.wrap(at).is_some() {
            return 1;
        }
        if let Some(shown) = self.shown(at) {
            return shown.count as usize;
        }
        self.tree(at).count(at.node()) as usize + usize::from(self.joined_here(at).is_some())
    }

    /// How many elements or entries stand in the tree, whatever tags and windows make of them.
    #[must_use]
    pub fn count(self, at: At) -> u32 {
        self.tree(at).count(at.node())
    }

    /// The elements of a list; nothing for another value.
    #[must_use]
    pub fn items(self, at: At) -> Items<'d> {
        let tree = self.tree(at);
        if let Some(Shown { first, last, count, .. }) = self.shown(at) {
            return Items { tree, at, next: first, last, left: count };
        }
        let is_list = self.wrap(at).is_none() && tree.kind(at.node()) == Kind::List;
        let (last, left) = if is_list { (tree.end(at.node()), tree.count(at.node())) } else { (at.node(), 0) };
        Items { tree, at, next: NodeId(at.node().0 + 1), last, left }
    }

    /// The entries of a map; nothing for another value. A key that stands twice comes
    /// once, with its last value.
    #[must_use]
    pub fn entries(self, at: At) -> Entries<'d> {
        let tree = self.tree(at);
        if let Some(function) = self.wrap(at) {
            let span = tree.tag(at.node()).map_or_else(|| tree.span(at.node()), |(_, span)| span);
            let key_place = Place::new(tree.file(at.node()), span);
            let only = Entry { key: function, key_place, value: at.inside() };
            return Entries { tree, at, next: at.node(), last: at.node(), more: Some(only) };
        }
        let is_map = tree.kind(at.node()) == Kind::Map;
        let last = if is_map { tree.end(at.node()) } else { at.node() };
        Entries { tree, at, next: NodeId(at.node().0 + 1), last, more: self.joined_here(at) }
    }

    /// The value of `key` in a map. Where a text has the key twice, the last one: the others are shadowed.
    #[must_use]
    pub fn get(self, at: At, key: &str) -> Option<At> {
        self.named(at, &self.tree(at).wanted(key))
    }

    /// The key with that text, to be looked up in many maps.
    #[must_use]
    pub fn key(self, text: &str) -> ViewKey<'_> {
        ViewKey {
            main: self.tree.wanted_often(text),
            joined: self.sight.joined.map_or_else(|| self.tree.wanted(text), |(_, joined)| joined.wanted_often(text)),
        }
    }

    /// The same as [`View::get`] for a key that was made by [`View::key`] of this view.
    #[must_use]
    pub fn get_by(self, at: At, key: &ViewKey<'_>) -> Option<At> {
        self.named(at, if at.is_joined() { &key.joined } else { &key.main })
    }

    fn named(self, at: At, wanted: &Wanted<'_>) -> Option<At> {
        let tree = self.tree(at);
        // Nearly every map is one of these.
        if at != self.sight.top && tree.is_bare_map(at.node()) {
            return tree.value_of(at.node(), wanted).map(|value| at.of(value));
        }
        if tree.node(at.node()).has(TAGGED)
            && let Some(function) = self.wrap(at)
        {
            return (function == wanted.text).then(|| at.inside());
        }
        match self.joined_here(at) {
            Some(joined) if joined.key == wanted.text => Some(joined.value),
            _ => tree.value_of(at.node(), wanted).map(|value| at.of(value)),
        }
    }

    /// The value at the end of `path`, key by key.
    #[must_use]
    pub fn find(self, at: At, path: &[&str]) -> Option<At> {
        path.iter().try_fold(at, |at, key| self.get(at, key))
    }

    /// Whether the row of a value alone tells that it is no intrinsic, as that of nearly every value does.
    #[must_use]
    #[inline]
    pub fn is_plain(self, at: At) -> bool {
        let node = self.tree(at).node(at.node());
        let is_tagged = node.has(TAGGED) && !at.is_inside();
        !is_tagged && (node.kind() != Kind::Map || node.size() != 1)
    }

    /// Whether the value has a tag that CloudFormation does not have: what it stands for is not known.
    #[must_use]
    pub fn has_unknown_tag(self, at: At) -> bool {
        !at.is_inside() && matches!(self.tree(at).tag(at.node()), Some((Tag::Other, _)))
    }

    /// The function and the argument of an intrinsic in long or short form: a map with the one key `Ref`,
    /// `Condition` or `Fn::…`.
    #[must_use]
    pub fn intrinsic(self, at: At) -> Option<Entry<'d>> {
        if self.is_plain(at) || self.len(at) != 1 {
            return None;
        }
        self.entries(at)
            .next()
            .filter(|entry| entry.key == "Ref" || entry.key == "Condition" || entry.key.starts_with("Fn::"))
    }

    /// The entry of `key` in a map. Where a text has the key twice, the last one: the others are shadowed.
    #[must_use]
    pub fn entry(self, at: At, key: &str) -> Option<Entry<'d>> {
        let value = self.get(at, key)?;
        if value.is_inside() || value.is_joined() != at.is_joined() {
            return self.entries(at).find(|entry| entry.value == value);
        }
        let tree = self.tree(at);
        let key = tree.key_of(value.node())?;
        Some(Entry { key: tree.text(key), key_place: tree.place(key), value })
    }

    /// Where the value is; a wrapped tag's value starts with the tag.
    #[must_use]
    pub fn place(self, at: At) -> Place {
        Place::new(self.tree(at).file(at.node()), self.span(at))
    }

    /// The bytes of the value, however far behind they are.
    #[must_use]
    pub fn span(self, at: At) -> Span {
        let tree = self.tree(at);
        let mut span = tree.span(at.node());
        if !at.is_inside()
            && let Some((_, tag)) = tree.tag(at.node())
        {
            span.start = span.start.min(tag.start);
        }
        span
    }

    /// Where the value's key is, if it stands in a map; for what is behind a tag, where the tag is.
    #[must_use]
    pub fn key_place(self, at: At) -> Option<Place> {
        let tree = self.tree(at);
        if at.is_inside() {
            return tree.tag(at.node()).map(|(_, span)| Place::new(tree.file(at.node()), span));
        }
        tree.key_of(at.node()).map(|key| tree.place(key))
    }

    /// Whether something inside could not be read: what is missing there may have been there.
    #[must_use]
    pub fn is_damaged(self, at: At) -> bool {
        self.tree(at).is_damaged(at.node())
    }

    /// What is shown of a list, if not all.
    fn shown(self, at: At) -> Option<Shown> {
        let window = self.sight.window.filter(|_| at.is_joined())?;
        if self.tree(at).kind(at.node()) == Kind::List { window.of(at.node()) } else { None }
    }

    /// Whether its tag makes a plain scalar text. cfn-guard's `validate` takes what stands behind a template's tag as it is written.
    fn is_text(self, at: At) -> bool {
        match self.tree(at).tag(at.node()) {
            Some((Tag::Str, _)) => true,
            Some((Tag::Core, _)) | None => false,
            Some(_) => self.sight.reading == Reading::GuardValidate,
        }
    }

    /// The function that the value's tag is short for, where this reading wraps it.
    fn wrap(self, at: At) -> Option<&'static str> {
        let tree = self.tree(at);
        if at.is_inside() || !tree.node(at.node()).has(TAGGED) {
            return None;
        }
        let (tag, _) = tree.tag(at.node())?;
        let function = tag.function()?;
        let wraps = match self.sight.reading {
            Reading::CloudFormation => true,
            Reading::GuardTest => scalar::guard_knows(tag),
            Reading::GuardValidate => scalar::guard_wraps(tag, tree.kind(at.node())),
        };
        wraps.then_some(function)
    }

    fn joined_here(self, at: At) -> Option<Entry<'d>> {
        let (key, tree) = self.sight.joined.filter(|_| at == self.sight.top)?;
        let root = tree.root()?;
        let here = self.tree.kind(at.node()) == Kind::Map;
        here.then(|| Entry { key, key_place: tree.place(root), value: At::joined(root) })
    }
}

#[cfg(test)]
mod tests;

//! The tree that loops and globals make: the document is copied, and what has to be made is made in its place.

use tablewarden_source::Place;
use tablewarden_template::{At, Copies, Kind, NodeId, Style, Text, Tree, TreeBuilder, View};

use super::bindings::{Bindings, names};
use super::global::Global;
use crate::condition::{Scenario, When};
use crate::context::Context;
use crate::resolve::{Reason, Resolved};
use crate::template::{Template, transforms};

/// How many copies all loops of a template make.
const MOST_COPIES: u32 = 10_000;
/// What stands before the name of a loop.
const LOOP: &str = "Fn::ForEach::";

/// The document with loops written out and globals merged; none where there is nothing of both. Linear in the size of
/// what is made.
///
/// # Errors
/// The place of the loop, or of the globals, with which it has more than `most` nodes, too many copies or too much of them.
pub fn expanded<'d>(view: View<'d>, context: &'d Context, most: u32) -> Result<Option<Tree<'d>>, Place> {
    let tree = view.main_tree();
    let Some(root) = view.root() else { return Ok(None) };
    let transforms = view.get(root, "Transform").map(|at| transforms(view, at)).unwrap_or_default();
    let has = |wanted: &str| transforms.iter().any(|(name, _)| *name == wanted);
    let is_loop = |id: &NodeId| tree.key_of(*id).is_some_and(|key| tree.text(key).starts_with(LOOP));
    let ids = || (0..u32::try_from(tree.len()).unwrap_or(u32::MAX)).map(NodeId);
    let loops = if has("AWS::LanguageExtensions") { ids().filter(is_loop).collect() } else { Vec::new() };
    let globals = view.get(root, "Globals").filter(|_| has("AWS::Serverless-2016-10-31"));
    if loops.is_empty() && globals.is_none() {
        return Ok(None);
    }
    let template = Template::read(view, context);
    let mut writer = Writer {
        template: &template,
        view,
        tree,
        builder: TreeBuilder::new(tree.source(), most),
        loops,
        bindings: Bindings::default(),
        copies: 0,
        room: Copies::of(tree.source()),
        maker: view.place(globals.unwrap_or(root)),
        over: None,
    };
    writer.root(root, globals);
    if writer.builder.is_full() {
        writer.stop();
    }
    writer.over.map_or_else(|| Ok(Some(writer.builder.finish())), Err)
}

/// Copies the document and makes what has to be made.
pub(super) struct Writer<'t, 'd> {
    template: &'t Template<'d>,
    pub(super) view: View<'d>,
    pub(super) tree: &'d Tree<'d>,
    pub(super) builder: TreeBuilder<'d>,
    /// The arguments of all loops, in the order of the table.
    loops: Vec<NodeId>,
    bindings: Bindings,
    /// How many copies loops make.
    copies: u32,
    /// What may yet be made beside what is written.
    room: Copies,
    /// The outermost loop that is written out now, or else the globals.
    maker: Place,
    /// What made too much. Nothing more is written then.
    over: Option<Place>,
}

impl Writer<'_, '_> {
    fn root(&mut self, root: At, globals: Option<At>) {
        self.open(root.node());
        for (key, value) in self.pairs(root.node()) {
            self.scalar(key);
            match self.tree.text(key) {
                "Resources" => self.resources(value, globals),
                "Conditions" | "Outputs" => self.value(value),
                _ => self.copy(value),
            }
        }
        self.builder.close(None);
    }

    fn resources(&mut self, section: NodeId, globals: Option<At>) {
        if self.tree.kind(section) != Kind::Map || self.tree.tag(section).is_some() {
            return self.copy(section);
        }
        self.open(section);
        self.entries(section, &|writer, key, value| writer.resource(key, value, globals));
        self.builder.close(None);
    }

    fn resource(&mut self, key: NodeId, resource: NodeId, globals: Option<At>) {
        let global = globals.and_then(|globals| Global::of(self.view, globals, At::main(resource)));
        let Some(global) = global else { return self.value(resource) };
        self.open(resource);
        let mut is_merged = false;
        for (key, value) in self.pairs(resource) {
            self.scalar(key);
            if self.tree.text(key) == "Properties" {
                is_merged = true;
                self.merged(&global, value);
            } else {
                self.value(value);
            }
        }
        if !is_merged {
            // They have no place of their own.
            let place = self.tree.place(key);
            self.builder.scalar(Style::Plain, place, Text::Cooked("Properties"));
            self.builder.open(Kind::Map, Style::Flow, place);
            self.global(&global, &[]);
            self.builder.close(None);
        }
        self.builder.close(None);
    }

    /// Nothing more is to be written: it is too much.
    fn stop(&mut self) {
        self.over.get_or_insert(self.maker);
    }

    /// Takes the room for a node that is made with so many bytes of text and those inside.
    fn take(&mut self, nodes: usize, bytes: usize) {
        if !self.room.take(nodes, bytes) {
            self.stop();
        }
    }

    /// Takes the room for a value that is copied once more than it is written.
    pub(super) fn made(&mut self, node: NodeId) {
        let span = self.tree.span(node);
        if self.bindings.is_empty() {
            self.maker = self.tree.place(node);
        }
        self.take(self.tree.end(node).index() - node.index(), span.end.saturating_sub(span.start) as usize);
    }

    /// A value, loops in it written out and names replaced.
    pub(super) fn value(&mut self, node: NodeId) {
        if self.over.is_some() {
            return;
        }
        if self.bindings.is_empty() && !self.has_loop(node) {
            return self.copy(node);
        }
        if let Some(place) = self.bound(node) {
            return self.literal(place.0, &place.1);
        }
        match self.tree.kind(node) {
            Kind::Scalar => self.scalar(node),
            Kind::List => {
                self.open(node);
                let items: Vec<NodeId> = self.tree.children(node).collect();
                items.into_iter().for_each(|item| self.value(item));
                self.builder.close(None);
            }
            Kind::Map => {
                self.open(node);
                self.entries(node, &|writer, _, value| writer.value(value));
                self.builder.close(None);
            }
        }
    }

    /// The entries of a map, those of loops in their place; `write` writes the value of a key.
    pub(super) fn entries(&mut self, map: NodeId, write: &dyn Fn(&mut Self, NodeId, NodeId)) {
        for (key, value) in self.pairs(map) {
            let is_loop = self.loops.binary_search(&value).is_ok();
            if is_loop && self.bindings.is_empty() {
                self.maker = self.tree.place(key);
            }
            let copies = if is_loop { self.loop_of(value) } else { None };
            let Some((name, values, body)) = copies else {
                self.scalar(key);
                write(self, key, value);
                continue;
            };
            for value in values {
                if self.over.is_some() {
                    break;
                }
                self.bindings.push(name.clone(), value);
                self.entries(body, write);
                self.bindings.pop();
            }
        }
    }

    /// The name of a loop, its values and what it makes of each; none where that is not known, or too much.
    fn loop_of(&mut self, argument: NodeId) -> Option<(String, Vec<String>, NodeId)> {
        let mut items = self.view.items(At::main(argument));
        let (name, collection, body) = (items.next()?, items.next()?, items.next()?);
        let name = self.view.text(name).filter(|_| items.next().is_none())?.to_owned();
        let is_body = self.tree.kind(body.node()) == Kind::Map && self.tree.tag(body.node()).is_none();
        let values = self.values(collection).filter(|_| is_body)?;
        self.copies = self.copies.saturating_add(u32::try_from(values.len()).unwrap_or(u32::MAX));
        if self.copies > MOST_COPIES {
            self.stop();
            return None;
        }
        Some((name, values, body.node()))
    }

    /// The texts of a collection, where all of them are known.
    fn values(&mut self, collection: At) -> Option<Vec<String>> {
        let scenario = Scenario::given(When::ALWAYS);
        let mut values = Vec::new();
        match self.template.resolve(collection, &scenario) {
            Resolved::List(list) => {
                for at in self.view.items(list) {
                    values.push(match self.bound(at.node()) {
                        Some((_, text)) => text,
                        None => {
                            self.bindings.replaced(&self.template.resolve(at, &scenario).scalar()?.text).into_owned()
                        }
                    });
                }
            }
            Resolved::Texts(texts) => {
                for item in &texts.items {
                    values.push(item.literal()?.to_owned());
                }
            }
            Resolved::Unknown(unknown) if unknown.reason == Reason::TooLarge => {
                self.stop();
                return None;
            }
            _ => return None,
        }
        Some(values)
    }

    /// Where a `Ref` to a name of a loop stands, and the text that it is.
    fn bound(&self, node: NodeId) -> Option<(Place, String)> {
        let function = self.view.intrinsic(At::main(node)).filter(|function| function.key == "Ref")?;
        let text = self.bindings.get(self.view.text(function.value)?)?;
        Some((self.view.place(At::main(node)), text.to_owned()))
    }

    fn has_loop(&self, node: NodeId) -> bool {
        let first = self.loops.partition_point(|argument| *argument <= node);
        self.loops.get(first).is_some_and(|argument| *argument < self.tree.end(node))
    }

    /// Keys and values that count.
    pub(super) fn pairs(&self, map: NodeId) -> Vec<(NodeId, NodeId)> {
        let keys = self.tree.children(map).step_by(2).filter(|key| !self.tree.is_shadowed(*key));
        keys.map(|key| (key, self.tree.end(key))).collect()
    }

    /// Opens a collection like this one.
    pub(super) fn open(&mut self, node: NodeId) {
        if !self.bindings.is_empty() {
            self.take(1, 0);
        }
        if let Some((tag, span)) = self.tree.tag(node) {
            self.builder.tag(tag, span);
        }
        let opened = self.builder.open(self.tree.kind(node), self.tree.style(node), self.tree.place(node));
        if let Some(opened) = opened.filter(|_| self.tree.is_damaged(node)) {
            self.builder.damage(opened);
        }
    }

    pub(super) fn copy(&mut self, node: NodeId) {
        if !self.bindings.is_empty() {
            self.made(node);
        }
        if self.over.is_none() {
            self.builder.copy(self.tree, node, false);
        }
    }

    /// A scalar with the names of loops replaced.
    fn scalar(&mut self, node: NodeId) {
        let text = self.tree.text(node);
        if self.bindings.is_empty() || !names(text) {
            return self.copy(node);
        }
        if let Some((tag, span)) = self.tree.tag(node) {
            self.builder.tag(tag, span);
        }
        let replaced = self.bindings.replaced(text).into_owned();
        self.written(self.tree.style(node), self.tree.place(node), &replaced);
    }

    fn literal(&mut self, place: Place, text: &str) {
        self.written(Style::Double, place, text);
    }

    fn written(&mut self, style: Style, place: Place, text: &str) {
        self.take(1, text.len());
        if self.over.is_none() {
            self.builder.scalar(style, place, Text::Cooked(text));
        }
    }
}

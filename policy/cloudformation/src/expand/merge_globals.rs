//! `Globals` of the serverless model merged as the model merges them: mappings key by key, lists one behind the other,
//! and of anything else the resource's own. Never merges into functions like `Ref`.

use tablewarden_template::{At, NodeId, Value};

use super::global::{Global, is_map};
use super::writer::Writer;

impl Writer<'_, '_> {
    /// The properties of a resource with what is global for it.
    pub(super) fn merged(&mut self, global: &Global<'_>, properties: NodeId) {
        if !is_map(self.view, At::main(properties)) {
            return self.value(properties);
        }
        self.open(properties);
        let own: Vec<&str> = self.pairs(properties).iter().map(|(key, _)| self.tree.text(*key)).collect();
        self.global(global, &own);
        let pairs = self.pairs(global.at.node());
        self.entries(properties, &|writer, key, value| {
            let text = writer.tree.text(key);
            let same = pairs.iter().find(|(key, _)| writer.tree.text(*key) == text);
            match same.filter(|_| !global.without.contains(&text)) {
                Some((_, global)) => writer.both(*global, value),
                None => writer.value(value),
            }
        });
        self.builder.close(None);
    }

    /// The global properties that the resource does not have itself.
    pub(super) fn global(&mut self, global: &Global<'_>, own: &[&str]) {
        for (key, value) in self.pairs(global.at.node()) {
            let text = self.tree.text(key);
            if !own.contains(&text) && !global.without.contains(&text) {
                self.made(value);
                self.copy(key);
                self.copy(value);
            }
        }
    }

    /// A global value and the resource's own for the same property.
    fn both(&mut self, global: NodeId, own: NodeId) {
        let view = self.view;
        if is_map(view, At::main(global)) && is_map(view, At::main(own)) {
            let inner = Global { at: At::main(global), without: Vec::new() };
            return self.merged(&inner, own);
        }
        let is_list = |node: NodeId| view.value(At::main(node)) == Value::List;
        if !is_list(global) || !is_list(own) {
            return self.value(own);
        }
        self.open(own);
        let items: Vec<NodeId> = self.tree.children(global).collect();
        items.into_iter().for_each(|item| {
            self.made(item);
            self.copy(item);
        });
        let items: Vec<NodeId> = self.tree.children(own).collect();
        items.into_iter().for_each(|item| self.value(item));
        self.builder.close(None);
    }
}

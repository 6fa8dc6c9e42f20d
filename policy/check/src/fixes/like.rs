//! A resource that is to be added in, the same out with what another resource has: properties, or the condition.

use std::cell::RefCell;

use tablewarden_cloudformation::Template;
use tablewarden_edit::Tree;
use tablewarden_order::Map;
use tablewarden_template::At;

/// The function that stands for what the first resource of the same type has.
const LIKE: &str = "Fn::Like";

const PROPERTIES: &str = "Properties";

/// What the resources of a template have, looked for once, however many fixes ask.
pub(super) struct Likes<'t> {
    template: &'t Template<'t>,
    /// By the type of the resources, and by the property.
    found: RefCell<Map<(String, String), Option<At>>>,
}

impl<'t> Likes<'t> {
    pub(super) fn new(template: &'t Template<'t>) -> Self {
        Self { template, found: RefCell::default() }
    }

    /// A resource in which properties are as those of the first one of its type that has them: `{Fn::Like: NAME}` stands for them.
    pub(super) fn fill(&self, body: Tree<'t>) -> Tree<'t> {
        let Tree::Map(mut body) = body else { return body };
        let kind = body.iter().find_map(|(key, value)| match value {
            Tree::Text(text) if key == "Type" => Some(text.clone().into_owned()),
            _ => None,
        });
        for (_, properties) in body.iter_mut().filter(|(key, _)| key == PROPERTIES) {
            let Tree::Map(properties) = properties else { continue };
            for (_, value) in properties.iter_mut() {
                let Tree::Function(function, argument) = &*value else { continue };
                let (true, Tree::Text(name)) = (function == LIKE, &**argument) else { continue };
                let found = kind.as_deref().and_then(|kind| self.first(kind, name));
                *value = found.map_or(Tree::Map(Vec::new()), |at| Tree::read(self.template.view(), at));
            }
            properties.retain(|(_, value)| !matches!(value, Tree::Map(map) if map.is_empty()));
        }
        Tree::Map(body)
    }

    /// The property of the first resource of a type that has it.
    fn first(&self, kind: &str, name: &str) -> Option<At> {
        *self.found.borrow_mut().or_insert_with((kind.to_owned(), name.to_owned()), || {
            let same = self.template.resources().iter().filter(|one| one.type_name == Some(kind));
            same.filter_map(|one| self.template.view().get(one.properties?, name)).next()
        })
    }
}

/// A resource under the condition of the one that it is added for: it names that one, and is of no use without it.
pub(super) fn under<'t>(body: Tree<'t>, condition: &'t str) -> Tree<'t> {
    let Tree::Map(mut body) = body else { return body };
    // Behind its type.
    body.insert(body.len().min(1), ("Condition".into(), Tree::text(condition)));
    Tree::Map(body)
}

//! A resource that is to be added in, the same out with what another resource has: properties, or the condition.

use tablewarden_cloudformation::Template;
use tablewarden_edit::Tree;

/// The function that stands for what the first resource of the same type has.
const LIKE: &str = "Fn::Like";

const PROPERTIES: &str = "Properties";

/// A resource in which properties are as those of the first one of its type that has them: `{Fn::Like: NAME}` stands for them.
pub(super) fn with_likes<'t>(template: &Template<'t>, body: Tree<'t>) -> Tree<'t> {
    let Tree::Map(mut body) = body else { return body };
    let kind = body.iter().find_map(|(key, value)| match value {
        Tree::Text(text) if key == "Type" => Some(text.clone().into_owned()),
        _ => None,
    });
    let view = template.view();
    for (_, properties) in body.iter_mut().filter(|(key, _)| key == PROPERTIES) {
        let Tree::Map(properties) = properties else { continue };
        for (_, value) in properties.iter_mut() {
            let Tree::Function(function, argument) = &*value else { continue };
            let (true, Tree::Text(name)) = (function == LIKE, &**argument) else { continue };
            let resources = template.resources().iter();
            let same = resources.filter(|one| one.type_name.is_some() && one.type_name == kind.as_deref());
            let found = same.filter_map(|one| view.get(one.properties?, name)).next();
            *value = found.map_or(Tree::Map(Vec::new()), |at| Tree::read(view, at));
        }
        properties.retain(|(_, value)| !matches!(value, Tree::Map(map) if map.is_empty()));
    }
    Tree::Map(body)
}

/// A resource under the condition of the one that it is added for: it names that one, and is of no use without it.
pub(super) fn under<'t>(body: Tree<'t>, condition: &'t str) -> Tree<'t> {
    let Tree::Map(mut body) = body else { return body };
    // Behind its type.
    body.insert(body.len().min(1), ("Condition".into(), Tree::text(condition)));
    Tree::Map(body)
}

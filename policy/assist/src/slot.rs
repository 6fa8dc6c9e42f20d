//! What the schema of a resource type says of a place: the way from `Properties` in, the property and the shape of its value out.
//! A branch of `Fn::If` has the shape of the whole; what another function gives has none.

use tablewarden_cloudformation::schema::{ObjectSchema, Property, Shape, Update, known_type};

use crate::spot::{Step, To};

/// What a place is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    /// What its value may be.
    pub(crate) shape: Shape,
    /// The property it is the value of, or an element of.
    pub(crate) property: Option<&'static Property>,
    /// The object that has the property.
    pub(crate) object: Option<&'static ObjectSchema>,
    /// What a changed value does to the resource: the most of all properties on the way.
    pub(crate) update: Update,
}

/// What the schema of a type says of the value at the end of a way from `Properties`.
pub(crate) fn slot(type_name: &str, way: &[Step<'_>]) -> Option<Slot> {
    let root = known_type(type_name)?.root;
    let mut slot = Slot { shape: Shape::Object(root), property: None, object: None, update: Update::Free };
    let mut steps = way.iter();
    while let Some(step) = steps.next() {
        match (step.to, slot.shape) {
            (To::Key("Fn::If"), _) => {
                let branch = steps.next()?;
                if !matches!(branch.to, To::Element(1 | 2)) {
                    return None;
                }
            }
            (To::Key(key), Shape::Object(object)) => {
                let property = object.property(key)?;
                slot.shape = property.shape;
                slot.property = Some(property);
                slot.object = Some(object);
                slot.update = more(slot.update, property.update);
            }
            (To::Element(_), Shape::List(list)) => slot.shape = list.of,
            _ => return None,
        }
    }
    Some(slot)
}

fn more(one: Update, other: Update) -> Update {
    match (one, other) {
        (Update::Replaces, _) | (_, Update::Replaces) => Update::Replaces,
        (Update::MayReplace, _) | (_, Update::MayReplace) => Update::MayReplace,
        _ => Update::Free,
    }
}

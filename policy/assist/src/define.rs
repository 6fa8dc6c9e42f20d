//! Where a name is defined that the place refers to: in the section of the template that has it.

use tablewarden_source::Place;
use tablewarden_template::{At, View};
use tablewarden_wire::Location;

use crate::opened::Opened;
use crate::referred::{Referred, referred};
use crate::spot::spot;

/// Where the thing is defined that the text at an offset refers to; none where it refers to nothing, or to what is not there.
#[must_use]
pub fn define(opened: &Opened<'_, '_>, offset: u32) -> Vec<Location> {
    let view = opened.view;
    let found = spot(view, offset).and_then(|spot| referred(view, &spot, offset));
    found.map_or_else(Vec::new, |(referred, _)| {
        places(opened, referred).into_iter().map(|at| opened.location(at)).collect()
    })
}

/// Where it is defined. Of attributes every definition of that name.
fn places(opened: &Opened<'_, '_>, referred: Referred<'_>) -> Vec<Place> {
    let (view, template) = (opened.view, opened.template);
    let one = match referred {
        Referred::Name(name, _) => {
            let resource = template.resource(name).map(|resource| resource.key_place);
            resource.or_else(|| template.parameter(name).map(|parameter| parameter.key_place))
        }
        Referred::Local(_, value) => view.key_place(value),
        Referred::Condition(name) => {
            let conditions = template.conditions();
            conditions.find(name).and_then(|id| conditions.get(id)).map(|condition| condition.key_place)
        }
        Referred::Mapping(name, keys) => {
            // What is behind a function is not known: as far as the text says.
            let mapping = view.root().and_then(|root| view.find(root, &["Mappings", name]));
            let named = keys.into_iter().map_while(|key| key);
            let at = mapping.and_then(|mapping| named.into_iter().try_fold(mapping, |of, key| view.get(of, key)));
            at.and_then(|at| view.key_place(at))
        }
        Referred::Attribute(name, definitions) => {
            let is_it = |at: &At| name_of(view, *at) == Some(name);
            let all = view.items(definitions).filter(is_it);
            return all.filter_map(|at| Some(view.place(view.get(at, "AttributeName")?))).collect();
        }
    };
    one.into_iter().collect()
}

/// The name that an attribute definition gives.
fn name_of<'d>(view: View<'d>, definition: At) -> Option<&'d str> {
    view.text(view.get(definition, "AttributeName")?)
}

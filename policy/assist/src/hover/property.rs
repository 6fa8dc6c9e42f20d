//! What the schema says of the property whose name is at a place.

use tablewarden_cloudformation::schema::known_type;

use crate::opened::Opened;
use crate::shape;
use crate::slot::slot;
use crate::spot::Spot;
use crate::updates;

/// The property whose key the spot is at.
pub(super) fn property(opened: &Opened<'_, '_>, spot: &Spot<'_>) -> Option<String> {
    spot.key?;
    let properties = spot.properties(opened.view)?;
    let known = known_type(properties.type_name)?;
    let slot = slot(properties.type_name, spot.way.get(properties.first..)?)?;
    let property = slot.property?;
    if property.read_only {
        return Some(["`", property.name, "`: CloudFormation gives this attribute; a template can't set it."].concat());
    }
    let required = if property.required { ", required" } else { "" };
    let mut text = ["`", property.name, "`: ", &shape::words(property.shape), required].concat();
    let update = updates::sentence(known.name, spot.way.get(properties.first..)?, slot.update);
    if !update.is_empty() {
        text.extend(["\n\n", &update]);
    }
    text.extend(["\n\nSchema of `", known.name, "`, ", known.date]);
    Some(text)
}

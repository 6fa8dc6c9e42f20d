//! What the schema says of the property whose name is at a place.

use tablewarden_cloudformation::schema::{Update, known_type};

use crate::opened::Opened;
use crate::shape;
use crate::slot::slot;
use crate::spot::Spot;

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
    text.push_str(match slot.update {
        Update::Replaces => "\n\nAn update that changes it replaces the resource.",
        Update::MayReplace => "\n\nAn update that changes it can replace the resource.",
        Update::Free => "",
    });
    text.extend(["\n\nSchema of `", known.name, "`, ", known.date]);
    Some(text)
}

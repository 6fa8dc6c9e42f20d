//! A picture as tests read it: its elements and attributes. Fails where it is no XML.

use tablewarden_wire::TablePicture;

/// An SVG, read.
pub(crate) fn read<'p>(name: &str, picture: &'p TablePicture) -> roxmltree::Document<'p> {
    roxmltree::Document::parse(&picture.text).unwrap_or_else(|error| panic!("{name}: {error}\n{}", picture.text))
}

/// The value of an attribute wherever it is, in the order of the picture.
pub(crate) fn attributes<'p>(document: &'p roxmltree::Document<'_>, name: &str) -> Vec<&'p str> {
    document.descendants().filter_map(|node| node.attribute(name)).collect()
}

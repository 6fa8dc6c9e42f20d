//! A template that is open in an editor: what was read of it, and what a check of it knows. Data.

use tablewarden_cloudformation::Template;
use tablewarden_draw::Summary;
use tablewarden_source::{Place, Span};
use tablewarden_template::{Reading, Tree, View};
use tablewarden_wire::{CheckResponse, Location};

/// A template that is open in an editor.
#[derive(Clone, Copy)]
pub struct Opened<'o, 'd> {
    /// The document as it is written.
    pub view: View<'d>,
    /// The template, with its loops written out.
    pub template: &'o Template<'d>,
    /// Its tables in words.
    pub tables: &'o [Summary],
    /// What a check found in it, with the rules described.
    pub response: &'o CheckResponse,
    /// Lines and columns of a place.
    pub locate: &'o dyn Fn(Place) -> Location,
}

impl Opened<'_, '_> {
    /// A span of the template's own text as an answer has it; none of another file.
    pub(crate) fn location(&self, place: Place) -> Location {
        (self.locate)(place)
    }

    /// A span of the template's text.
    pub(crate) fn place(&self, span: Span) -> Place {
        let tree = self.view.main_tree();
        Place::new(tree.file(tablewarden_template::NodeId(0)), span)
    }
}

/// A tree as CloudFormation reads it.
pub(crate) fn as_cloudformation<'d>(tree: &'d Tree<'d>) -> View<'d> {
    View::new(tree, Reading::CloudFormation)
}

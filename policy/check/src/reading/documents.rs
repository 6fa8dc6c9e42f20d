//! From the bytes of a template to its facts: the document, what its transforms make of it, the template, the facts. Each
//! step borrows from the one before.

use tablewarden_cloudformation::{Context, Template, expanded};
use tablewarden_dynamodb::{Before, Excess, Facts, Settings, TextFaults, facts};
use tablewarden_source::{FileId, Place};
use tablewarden_template::{Document, Limits, Reading, Syntax, Tree, View, read};
use tablewarden_wire::Profile;

use super::versions::Versions;
use crate::request::Files;

/// The document that a file is.
#[inline(never)]
pub(crate) fn document<'f>(files: &'f Files<'_>, file: FileId, limits: Limits) -> Document<'f> {
    let mut document = read(files.source(file).map_or("", |source| &source.text), Syntax::Auto, limits);
    if file != FileId::default() {
        document.tree.set_file(file);
    }
    document
}

/// The document of a template that is deleted.
pub(crate) fn no_document() -> Document<'static> {
    read("{}", Syntax::Json, Limits::default())
}

/// A document with its loops written out and its globals merged.
pub(crate) struct Expanded<'d> {
    document: &'d Document<'d>,
    /// None where there is nothing of both.
    made: Result<Option<Tree<'d>>, Place>,
}

impl<'d> Expanded<'d> {
    /// Writes out at most `most` nodes.
    pub(crate) fn of(document: &'d Document<'d>, context: &'d Context, most: u32) -> Self {
        Self { document, made: expanded(as_written(&document.tree), context, most) }
    }

    /// Where what is too much to be written out begins.
    pub(crate) fn too_much(&self) -> Option<Place> {
        self.made.as_ref().err().copied()
    }

    /// Whether there is something written out that the file has not.
    pub(crate) fn is_made(&self) -> bool {
        matches!(self.made, Ok(Some(_)))
    }

    /// The template, and its earlier version's where there is one.
    pub(crate) fn template<'e>(&'e self, context: &'e Context, earlier: Option<&Template<'e>>) -> Template<'e> {
        let made = self.made.as_ref().ok().and_then(Option::as_ref);
        let view = as_written(made.unwrap_or(&self.document.tree));
        Template::read_after(view, context, earlier.map(Template::conditions))
    }
}

/// A tree as CloudFormation reads it.
pub(crate) fn as_written<'d>(tree: &'d Tree<'d>) -> View<'d> {
    View::new(tree, Reading::CloudFormation)
}

/// The facts of the template, with what it changes of its earlier version where there is one.
#[inline(never)]
pub(crate) fn facts_of<'d>(
    templates: &Versions<Template<'d>>,
    document: &Document<'_>,
    profile: Profile,
    context: &Context,
) -> Facts<'d> {
    let settings = Settings { profile: word(profile).to_owned(), region: context.region.clone() };
    let faults = TextFaults { duplicates: &document.duplicates, aliases: &document.aliases };
    let Some(earlier) = &templates.earlier else {
        let mut alone = facts(&templates.current, faults, &settings, None);
        // What only a comparison needs is not missed.
        alone.not_analysed.retain(|one| one.why != Excess::Versions);
        return alone;
    };
    let before = facts(earlier, TextFaults::default(), &settings, None);
    let before = Before { template: earlier, facts: &before };
    facts(&templates.current, faults, &settings, Some(before))
}

fn word(profile: Profile) -> &'static str {
    match profile {
        Profile::Minimal => "minimal",
        Profile::Recommended => "recommended",
        Profile::Strict => "strict",
    }
}

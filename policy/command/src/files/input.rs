//! One file that a command is about: what reports call it, where its bytes are, and which stack it is the template of.

use std::rc::Rc;

use tablewarden_wire::Stack;

use super::path::Here;
use crate::host::Bytes;

/// One file that a command is about.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// As reports show it.
    pub(crate) name: String,
    /// Where its bytes are.
    pub(crate) place: Place,
    /// Whether it is skipped where it is no template.
    pub(crate) skip_other_files: bool,
    /// Its path without links; empty of standard input.
    pub(crate) real: String,
    /// The stack it is the template of, where an assembly says so.
    pub(crate) deployed: Option<Deployed>,
}

/// Where the bytes of an input are.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// In the file at this absolute path.
    File(String),
    /// Here already: standard input.
    Stdin(Bytes),
    /// Not any more at this absolute path: these are the bytes of its earlier version.
    Deleted { path: String, bytes: Bytes },
    /// Nowhere, one line why.
    Unread(String),
}

/// Which stack of which assembly a template belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Deployed {
    pub(crate) stack: Stack,
    /// The name of the stack that it is nested in, however deep; its own where it is in none.
    pub(crate) outermost: Rc<str>,
    /// The folder of the whole assembly, without links.
    pub(crate) top: Rc<str>,
    /// The manifests of the files that are published for the stack; none of a nested one.
    pub(crate) assets: Vec<String>,
}

impl Input {
    /// A file of an assembly: its path without links, or one line why it cannot be read.
    pub(crate) fn of_assembly(
        path: String,
        real: Result<String, String>,
        deployed: Option<Deployed>,
        here: &Here,
    ) -> Self {
        let name = here.name(&path);
        let (real, place) = match real {
            Ok(real) => (real, Place::File(path)),
            Err(line) => (path, Place::Unread(line)),
        };
        Self { name, place, skip_other_files: false, real, deployed }
    }

    /// The folder of a template, and the stack it belongs to.
    pub(crate) fn folder_and_stack(&self) -> Option<(&str, &Deployed)> {
        let Place::File(path) = &self.place else { return None };
        Some((super::path::parent(path)?, self.deployed.as_ref()?))
    }
}

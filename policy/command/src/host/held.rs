//! What a command prints and looks at, held for the command that runs it again and again: nothing of it is printed yet, and every
//! path is remembered. Never decides what is shown.

use tablewarden_order::Set;
use tablewarden_wire::{BlobSource, LookReply, PathKind, Request, Stream, Wish};

/// What is held.
#[derive(Default)]
pub(crate) struct Held {
    pub(crate) print: Vec<(Stream, Vec<u8>)>,
    pub(crate) looked: Looked,
}

/// Where a command looked.
#[derive(Default)]
pub(crate) struct Looked {
    /// The files that were read.
    pub(crate) read: Set<String>,
    /// What is there, whatever it is, at the path that was wished and at the one that it leads to.
    pub(crate) there: Set<String>,
    /// Paths where nothing is.
    pub(crate) missing: Set<String>,
    /// The folders that were listed.
    pub(crate) folders: Set<String>,
    /// The paths of which the host will say what is there.
    asked: Vec<String>,
}

impl Looked {
    /// Remembers where is looked.
    pub(super) fn wished(&mut self, wishes: &[Wish<Request>]) {
        self.asked.clear();
        for wish in wishes {
            match wish {
                Wish::Look { path } => self.asked.push(path.clone()),
                Wish::List { path } => drop(self.folders.insert(path.clone())),
                Wish::Read { path, .. } => drop(self.read.insert(path.clone())),
                Wish::Answer { calls } => {
                    let sources = calls.iter().flat_map(|call| &call.blobs);
                    self.read.extend(sources.filter_map(|source| match source {
                        BlobSource::File { path, .. } => Some(path.clone()),
                        BlobSource::Blob { .. } => None,
                    }));
                }
                _ => {}
            }
        }
    }

    /// Remembers what the host says that is there; one for each wish, none of one that is no look.
    pub(super) fn found<'r>(&mut self, looks: impl Iterator<Item = Option<&'r LookReply>>) {
        for (path, look) in std::mem::take(&mut self.asked).into_iter().zip(looks) {
            let Some(look) = look else { continue };
            self.there.extend(look.real.clone());
            let place = if look.kind == PathKind::Missing { &mut self.missing } else { &mut self.there };
            place.insert(path);
        }
    }
}

//! A CDK cloud assembly, the folder that `cdk synth` writes: a folder in, the templates of its stacks out, those of a stage where
//! the manifest has the stage. Nothing outside of the folder is taken. Reads manifests, no template.

use std::rc::Rc;

use tablewarden_order::Set;
use tablewarden_wire::{LookReply, PathKind};

use super::input::{Deployed, Input};
use super::manifest::{Artifact, MANIFEST, StackArtifact, artifacts};
use super::path::{Here, is_inside, join};
use crate::host::Host;

/// An assembly that is being read.
enum Part {
    Stack { folder: String, artifact: StackArtifact },
    Assembly { folder: String },
    Unread { path: String, line: String },
}

/// The templates of the assembly in a folder, whose path without links is `real`; none where `manifest` is not one of an assembly.
pub(crate) async fn templates(
    folder: &str,
    real: &str,
    manifest: &[u8],
    here: &Here,
    host: &Host,
) -> Option<Vec<Input>> {
    let mut parts = parts_of(folder, artifacts(manifest)?, here);
    let mut read = Set::new();
    read.insert(real.to_owned());
    while assemblies(&parts).next().is_some() {
        parts = opened(parts, real, &mut read, here, host).await;
    }
    Some(looked_up(parts, real, here, host).await)
}

fn parts_of(folder: &str, artifacts: Vec<Artifact>, here: &Here) -> Vec<Part> {
    let part = |artifact| match artifact {
        Artifact::Stack(StackArtifact { stack, template, .. }) if template.is_empty() => Part::Unread {
            path: join(folder, MANIFEST),
            line: format!("The manifest names no template of the stack `{}`. Run `cdk synth` again.", stack.name),
        },
        Artifact::Stack(artifact) => Part::Stack { folder: folder.to_owned(), artifact },
        Artifact::Assembly(name) => Part::Assembly { folder: here.absolute(&join(folder, &name)) },
    };
    artifacts.into_iter().map(part).collect()
}

/// Puts in the place of each assembly what its manifest lists. `read` are the folders of those that were opened, without links.
async fn opened(parts: Vec<Part>, top: &str, read: &mut Set<String>, here: &Here, host: &Host) -> Vec<Part> {
    let unread = |folder: &str, line| Part::Unread { path: join(folder, MANIFEST), line };
    let mut looks = host.look(assemblies(&parts).map(str::to_owned)).await.into_iter();
    let mut known = Vec::new();
    for part in parts {
        let Part::Assembly { folder } = &part else {
            known.push(part);
            continue;
        };
        match within(top, looks.next().unwrap_or_else(|| Err(String::new())), PathKind::Folder) {
            Ok(real) if read.contains(&real) => {} // A link leads back to it.
            Ok(real) => {
                read.insert(real);
                known.push(part);
            }
            Err(line) => known.push(unread(folder, line)),
        }
    }
    let mut manifests = host.read(assemblies(&known).map(|folder| join(folder, MANIFEST))).await.into_iter();
    let mut out = Vec::new();
    for part in known {
        let Part::Assembly { folder } = &part else {
            out.push(part);
            continue;
        };
        let manifest = manifests.next().unwrap_or_else(|| Err(String::new()));
        match manifest.and_then(|bytes| artifacts(&bytes).ok_or_else(|| NO_MANIFEST.to_owned())) {
            Ok(artifacts) => out.extend(parts_of(folder, artifacts, here)),
            Err(line) => out.push(unread(folder, line)),
        }
    }
    out
}

fn assemblies(parts: &[Part]) -> impl Iterator<Item = &str> {
    parts.iter().filter_map(|part| match part {
        Part::Assembly { folder } => Some(folder.as_str()),
        Part::Stack { .. } | Part::Unread { .. } => None,
    })
}

/// What is said of a manifest that cannot be read.
pub(crate) const NO_MANIFEST: &str = "This is not the manifest of a cloud assembly. Run `cdk synth` again.";

/// What is said of a manifest that lists nothing to check.
pub(crate) const NO_STACK: &str = "The cloud assembly has no stack. Run `cdk synth` again, or name a template.";

/// Where the templates are.
async fn looked_up(parts: Vec<Part>, top: &str, here: &Here, host: &Host) -> Vec<Input> {
    let paths = parts.iter().filter_map(|part| match part {
        Part::Stack { folder, artifact } => Some(here.absolute(&join(folder, &artifact.template))),
        Part::Assembly { .. } | Part::Unread { .. } => None,
    });
    let mut looks = host.look(paths).await.into_iter();
    let shared: Rc<str> = Rc::from(top);
    let template = |part| match part {
        Part::Stack { folder, artifact } => {
            let StackArtifact { stack, template, assets } = artifact;
            let path = here.absolute(&join(&folder, &template));
            let real = within(top, looks.next().unwrap_or_else(|| Err(String::new())), PathKind::File);
            let assets = assets.iter().map(|name| join(&folder, name)).collect();
            let outermost = Rc::from(&*stack.name);
            let deployed = Deployed { stack, outermost, top: Rc::clone(&shared), assets };
            Input::of_assembly(path, real, Some(deployed), here)
        }
        Part::Assembly { folder: path } => Input::of_assembly(path, Err(NO_MANIFEST.to_owned()), None, here),
        Part::Unread { path, line } => Input::of_assembly(path, Err(line), None, here),
    };
    parts.into_iter().map(template).collect()
}

/// The path without links of what is in an assembly.
///
/// # Errors
/// One line, where it is not there, or outside of the assembly.
pub(crate) fn within(top: &str, look: Result<LookReply, String>, kind: PathKind) -> Result<String, String> {
    match look? {
        LookReply { kind: PathKind::Missing, .. } => Err("cannot be read: there is no such file".to_owned()),
        LookReply { kind: other, real: Some(real) } if other == kind => match real == top || is_inside(&real, top) {
            true => Ok(real),
            false => Err("cannot be read: it is outside of the cloud assembly".to_owned()),
        },
        LookReply { kind: PathKind::Folder, .. } => Err("cannot be read: it is a folder".to_owned()),
        _ => Err("cannot be read: it is not what the cloud assembly says".to_owned()),
    }
}

//! The templates of nested stacks: answers of the engine in, the inputs that they lead to out. A template is taken once, and
//! only from the folder of its assembly. Reads manifests of assets, no template.

use tablewarden_order::Set;
use tablewarden_template::{Limits, Reading, Syntax, View, read};
use tablewarden_wire::{NestedStack, PathKind, Stack};

use super::assembly::within;
use super::input::{Deployed, Input};
use super::manifest::{Published, published};
use super::path::{Here, join, parent};
use crate::host::Host;

/// How the CDK ends the name of a nested stack's template.
const NESTED: &str = ".nested.template.json";

/// The stacks that are nested in the template of an answer.
pub(crate) fn nested_in(answer: &[u8]) -> Vec<NestedStack> {
    // Answers are our own: they are as large as they are.
    let limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 300 };
    let Ok(text) = str::from_utf8(answer) else { return Vec::new() };
    // Most have none, and a member is not searched for in vain: within texts its quotes would be escaped.
    if !text.contains(r#""nested":["#) {
        return Vec::new();
    }
    let document = read(text, Syntax::Json, limits);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let list = view.root().and_then(|root| view.get(root, "nested"));
    let nested = |at| {
        let text = |key| view.get(at, key).and_then(|at| view.str(at)).map(str::to_owned);
        Some(NestedStack { logical_id: text("logicalId")?, path: text("path"), construct_path: text("constructPath") })
    };
    list.into_iter().flat_map(|list| view.items(list)).filter_map(nested).collect()
}

/// Follows nested stacks through a run.
pub(crate) struct Follower<'h> {
    here: &'h Here,
    host: &'h Host,
    /// The paths without links of the templates that were taken.
    taken: Set<String>,
    /// The folders in which a nested stack names no template.
    unnamed: Set<String>,
}

/// A template that may be taken, for the template at a place that leads to it.
struct Candidate<'i> {
    place: usize,
    path: String,
    stack: Stack,
    from: &'i Deployed,
}

impl<'h> Follower<'h> {
    /// Starts with what is checked anyway.
    pub(crate) fn new<'i>(inputs: impl Iterator<Item = &'i Input>, here: &'h Here, host: &'h Host) -> Self {
        let taken = inputs.map(|input| input.real.clone()).collect();
        Self { here, host, taken, unnamed: Set::new() }
    }

    /// The templates of the stacks that are nested in templates, each with the place of the one it is nested in.
    pub(crate) async fn follow(&mut self, templates: Vec<(usize, &Input, Vec<NestedStack>)>) -> Vec<(usize, Input)> {
        let mut candidates = Vec::new();
        for (place, input, nested) in templates {
            let Some((folder, from)) = input.folder_and_stack() else { continue };
            for nested in nested {
                let stack = nested_stack(&from.stack, &nested);
                match nested.path {
                    Some(path) => {
                        let path = self.here.absolute(&join(folder, &path));
                        candidates.push(Candidate { place, path, stack, from });
                    }
                    None => {
                        self.unnamed.insert(folder.to_owned());
                    }
                }
            }
        }
        self.take(candidates).await
    }

    /// The templates that are published for stacks and that nothing has led to, each with the place of its stack. Where nested
    /// stacks name no template, and no manifest of assets can be read, these are all nested templates of the folder.
    pub(crate) async fn published(&mut self, stacks: Vec<&Input>) -> Vec<(usize, Input)> {
        let stacks: Vec<_> = stacks
            .into_iter()
            .enumerate()
            .filter_map(|(place, input)| Some((place, input.folder_and_stack()?)))
            .collect();
        let assets = stacks.iter().flat_map(|(_, (_, from))| from.assets.iter().cloned());
        let mut read = self.host.read(assets).await.into_iter();
        let mut candidates = Vec::new();
        for (place, (folder, from)) in stacks {
            let mut is_listed = false;
            for (path, bytes) in from.assets.iter().zip(read.by_ref()) {
                let Some(files) = bytes.ok().and_then(|bytes| published(&bytes)) else { continue };
                is_listed = true;
                let folder = parent(path).unwrap_or_default();
                candidates.extend(files.into_iter().map(|Published { path, construct }| Candidate {
                    place,
                    path: self.here.absolute(&join(folder, &path)),
                    stack: construct.map_or_else(|| from.stack.clone(), |below| inside(&from.stack, &below)),
                    from,
                }));
            }
            if !is_listed && self.unnamed.contains(folder) {
                let paths = self.nested_files(folder).await;
                candidates.extend(paths.map(|path| Candidate { place, path, stack: from.stack.clone(), from }));
            }
        }
        self.take(candidates).await
    }

    /// The nested templates in a folder, in the order of their names.
    async fn nested_files(&self, folder: &str) -> impl Iterator<Item = String> {
        let list = self.host.list([folder.to_owned()]).await.pop();
        let entries = list.and_then(Result::ok).map_or_else(Vec::new, |list| list.entries);
        let mut names: Vec<String> =
            entries.into_iter().map(|entry| entry.name).filter(|name| name.ends_with(NESTED)).collect();
        tablewarden_order::sort(&mut names);
        names.into_iter().map(move |name| join(folder, &name))
    }

    /// Makes inputs of the candidates that are new.
    async fn take(&mut self, candidates: Vec<Candidate<'_>>) -> Vec<(usize, Input)> {
        let looks = self.host.look(candidates.iter().map(|candidate| candidate.path.clone())).await;
        let mut inputs = Vec::new();
        for (Candidate { place, path, stack, from }, look) in candidates.into_iter().zip(looks) {
            let deployed = Deployed { stack, assets: Vec::new(), ..from.clone() };
            let real = within(&from.top, look, PathKind::File);
            let input = Input::of_assembly(path, real, Some(deployed), self.here);
            if self.taken.insert(input.real.clone()) {
                inputs.push((place, input));
            }
        }
        inputs
    }
}

/// The nested stack of a resource. Its construct has the path of the resource's without what the CDK puts around the resource:
/// `Top/Data.NestedStack/Data.NestedStackResource` is of `Top/Data`.
fn nested_stack(outer: &Stack, nested: &NestedStack) -> Stack {
    match &nested.construct_path {
        Some(resource) => {
            let around = resource.strip_suffix(".NestedStackResource").and_then(|path| path.rsplit_once('/'));
            let construct = around.and_then(|(around, _)| around.strip_suffix(".NestedStack")).unwrap_or(resource);
            Stack { name: construct.to_owned(), construct_path: Some(construct.to_owned()), ..outer.clone() }
        }
        None => Stack { name: format!("{}/{}", outer.name, nested.logical_id), ..outer.clone() },
    }
}

/// The stack whose construct has this path below that of another.
fn inside(outer: &Stack, below: &str) -> Stack {
    let name = format!("{}/{below}", outer.name);
    Stack { name: name.clone(), construct_path: Some(name), ..outer.clone() }
}

//! The templates of nested stacks: answers of the engine in, the inputs that they lead to out. A template is taken once, and
//! only from the folder of its assembly. Reads manifests of assets, no template.

use std::collections::{BTreeMap, BTreeSet};

use tablewarden_template::{Limits, Reading, Syntax, View, read};
use tablewarden_wire::{EntryKind, NestedStack, PathKind, Stack};

use super::assembly::{Deployed, found, within};
use super::manifest::published;
use super::path::{Here, join, parent};
use super::select::{Input, Place};
use crate::host::{Bytes, Host};

/// How the CDK ends the name of a nested stack's template.
const NESTED: &str = ".nested.template.json";

/// The stacks that are nested in the template of an answer.
pub(crate) fn nested_in(answer: &[u8]) -> Vec<NestedStack> {
    // Answers are our own: they are as large as they are.
    let limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 300 };
    let Ok(text) = str::from_utf8(answer) else { return Vec::new() };
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
    taken: BTreeSet<String>,
}

/// A template that may be taken.
struct Candidate {
    /// The place of its parent in what was asked.
    of: usize,
    path: String,
    stack: Stack,
}

impl<'h> Follower<'h> {
    /// Starts with what is checked anyway.
    pub(crate) fn new(inputs: &[Input], here: &'h Here, host: &'h Host) -> Self {
        Self { here, host, taken: inputs.iter().map(|input| input.real.clone()).collect() }
    }

    /// The templates of the stacks that are nested in each of these templates.
    pub(crate) async fn follow(&mut self, parents: &[(&Input, Vec<NestedStack>)]) -> Vec<Vec<Input>> {
        let mut candidates = Vec::new();
        for (of, (parent, nested)) in parents.iter().enumerate() {
            let Some((folder, deployed)) = stack_of(parent) else { continue };
            for nested in nested {
                if let Some(path) = &nested.path {
                    let path = self.here.absolute(&join(folder, path));
                    candidates.push(Candidate { of, path, stack: nested_stack(&deployed.stack, nested) });
                }
            }
        }
        self.take(parents.iter().map(|(input, _)| *input).collect(), candidates).await
    }

    /// The templates that are published for each of these stacks, as far as nothing has led to them. A stack that has nested
    /// ones and no manifest of assets has all nested templates of its folder.
    pub(crate) async fn published(&mut self, stacks: &[(&Input, bool)]) -> Vec<Vec<Input>> {
        let mut candidates = Vec::new();
        let assets: BTreeSet<&String> =
            stacks.iter().filter_map(|(input, _)| stack_of(input)).flat_map(|(_, deployed)| &deployed.assets).collect();
        let read = self.host.read(assets.iter().map(|path| (*path).clone())).await;
        let read: BTreeMap<&String, Result<Bytes, String>> = assets.into_iter().zip(read).collect();
        for (of, (input, has_nested)) in stacks.iter().enumerate() {
            let Some((folder, Deployed { stack, assets, .. })) = stack_of(input) else { continue };
            let listed = |path| read.get(path).and_then(|bytes| published(bytes.as_ref().ok()?));
            let manifests: Vec<_> = assets.iter().filter_map(|path| Some((path, listed(path)?))).collect();
            if manifests.is_empty() && *has_nested {
                candidates.extend(self.nested_files(of, folder, stack).await);
            }
            for (path, files) in manifests {
                let folder = parent(path).unwrap_or_default();
                candidates.extend(files.into_iter().map(|file| Candidate {
                    of,
                    path: self.here.absolute(&join(folder, &file.path)),
                    stack: file.construct.map_or_else(|| stack.clone(), |below| inside(stack, &below)),
                }));
            }
        }
        self.take(stacks.iter().map(|(input, _)| *input).collect(), candidates).await
    }

    async fn nested_files(&self, of: usize, folder: &str, stack: &Stack) -> Vec<Candidate> {
        let Some(Ok(list)) = self.host.list([folder.to_owned()]).await.pop() else { return Vec::new() };
        let files =
            list.entries.into_iter().filter(|entry| entry.kind == EntryKind::File && entry.name.ends_with(NESTED));
        let mut names: Vec<String> = files.map(|entry| entry.name).collect();
        names.sort_unstable();
        names.into_iter().map(|name| Candidate { of, path: join(folder, &name), stack: stack.clone() }).collect()
    }

    /// Makes inputs of the candidates that are new, by parent.
    async fn take(&mut self, parents: Vec<&Input>, candidates: Vec<Candidate>) -> Vec<Vec<Input>> {
        let looks = self.host.look(candidates.iter().map(|candidate| candidate.path.clone())).await;
        let mut inputs: Vec<Vec<Input>> = parents.iter().map(|_| Vec::new()).collect();
        for (Candidate { of, path, stack }, look) in candidates.into_iter().zip(looks) {
            let Some(Deployed { top, .. }) = parents.get(of).and_then(|input| input.deployed.as_ref()) else {
                continue;
            };
            let deployed = Deployed { stack, top: top.clone(), assets: Vec::new() };
            let template = found(path, within(top, look, PathKind::File), Some(deployed));
            if self.taken.insert(template.real.clone())
                && let Some(inputs) = inputs.get_mut(of)
            {
                inputs.push(Input::of_stack(template, self.here));
            }
        }
        inputs
    }
}

/// The folder of a template, and the stack it belongs to.
fn stack_of(input: &Input) -> Option<(&str, &Deployed)> {
    let Place::File(path) = &input.place else { return None };
    Some((parent(path)?, input.deployed.as_ref()?))
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

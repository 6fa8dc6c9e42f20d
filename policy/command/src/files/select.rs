//! Which files a command is about: paths as they were typed in, inputs in a fixed order out. A file that was named twice comes
//! once; one that cannot be read comes with the reason, so that it is never skipped in silence. Reads no template.

use tablewarden_order::Map;
use tablewarden_wire::{EntryKind, ListReply, PathKind};

use super::assembly::{NO_MANIFEST, NO_STACK, templates};
use super::ignore::{GITIGNORE, Ignored};
use super::input::{Input, Place};
use super::manifest::{MANIFEST, MARKER};
use super::path::{Here, file_name, has_ending, join, parent};
use crate::host::Host;

/// Which files are taken out of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// What may be a template.
    Templates,
    /// Rule files.
    Rules,
    /// Rule files, and the files of tests in folders named `tests`.
    RulesAndTests,
}

/// The names of settings files, which are no templates; the first are looked for first.
pub(crate) const SETTINGS: [&str; 4] = ["tablewarden.yaml", "tablewarden.yml", ".tablewarden.yaml", ".tablewarden.yml"];

/// How the names of templates end.
pub(crate) const TEMPLATES: [&str; 5] = ["yaml", "yml", "json", "template", "jsn"];
const RULES: [&str; 2] = ["guard", "ruleset"];
const TESTS: [&str; 4] = ["yaml", "yml", "json", "jsn"];

/// What is said of a pipe, a device or a socket in a folder, in the words of hosts.
const NO_FILE: &str = "cannot be read: it is not a regular file";

/// What is in the folder that is a repository of git.
const REPOSITORY: &str = ".git";

/// Folders that are never gone into, besides hidden ones.
const SKIPPED_FOLDERS: [&str; 2] = ["node_modules", "target"];

impl Wanted {
    fn takes(self, path: &str) -> bool {
        match self {
            Self::Templates => has_ending(path, &TEMPLATES) && !SETTINGS.contains(&file_name(path)),
            Self::Rules => is_rule_file(path),
            Self::RulesAndTests => {
                let in_tests = parent(path).is_some_and(|folder| file_name(folder) == "tests");
                is_rule_file(path) || in_tests && has_ending(path, &TESTS)
            }
        }
    }
}

/// Whether a file is one of rules, by its ending.
pub(crate) fn is_rule_file(path: &str) -> bool {
    has_ending(path, &RULES)
}

/// A folder that was named.
pub(crate) struct Folder {
    /// Its absolute path.
    pub(crate) path: String,
    /// Its path without links.
    pub(crate) real: String,
}

/// What paths name.
pub(crate) struct Selection {
    pub(crate) inputs: Vec<Input>,
    /// Which of the paths are folders.
    pub(crate) folders: Vec<Folder>,
    /// Whether something was left out of a folder because git ignores it.
    pub(crate) has_ignored: bool,
    /// The names of folders in which nothing was found.
    pub(crate) empty: Vec<String>,
}

/// The inputs that `paths` name, in that order, folders replaced by their files in the order of their names.
pub(crate) async fn select(
    paths: &[String],
    wanted: Wanted,
    skip_other_files: bool,
    here: &Here,
    host: &Host,
) -> Vec<Input> {
    selection(paths, wanted, skip_other_files, here, host).await.inputs
}

/// The same, with what else is known of the paths.
pub(crate) async fn selection(
    paths: &[String],
    wanted: Wanted,
    skip_other_files: bool,
    here: &Here,
    host: &Host,
) -> Selection {
    let selection = Selection { inputs: Vec::new(), folders: Vec::new(), has_ignored: false, empty: Vec::new() };
    let mut found = Found { wanted, here, host, selection, seen: Map::new() };
    let named: Vec<String> = paths.iter().filter(|path| *path != "-").map(|path| here.absolute(path)).collect();
    let mut looks = named.iter().zip(host.look(named.iter().cloned()).await);
    for path in paths {
        if path == "-" {
            found.stdin(skip_other_files).await;
            continue;
        }
        let Some((path, look)) = looks.next() else { continue };
        match look.map(|look| (look.kind, look.real)) {
            Ok((PathKind::Folder, real)) => found.folder(path, real.as_ref().unwrap_or(path)).await,
            Ok((PathKind::File | PathKind::Other, real)) => {
                found.file(path, real.as_ref().unwrap_or(path), skip_other_files);
            }
            Ok((PathKind::Missing, _)) => found.unread(path, "cannot be read: there is no such file".to_owned(), false),
            Err(line) => found.unread(path, line, false),
        }
    }
    found.selection
}

struct Found<'h> {
    wanted: Wanted,
    here: &'h Here,
    host: &'h Host,
    selection: Selection,
    /// The path of each file without links, and its place among the inputs; the empty path is standard input.
    seen: Map<String, usize>,
}

/// Something in a folder: its name in reports, and what it is.
struct Taken {
    name: String,
    what: What,
}

enum What {
    /// A file: its path, and the path without links, or one line why it cannot be read.
    File(String, Result<String, String>),
    /// A cloud assembly, with the templates of its stacks.
    Assembly(Vec<Input>),
}

impl Found<'_> {
    /// True where the file at `real` is new. One that was named asks for more than one that was merely found.
    fn is_new(&mut self, real: &str, skip_other_files: bool) -> bool {
        if let Some(input) = self.seen.get(real).and_then(|index| self.selection.inputs.get_mut(*index)) {
            input.skip_other_files &= skip_other_files;
            return false;
        }
        self.seen.insert(real.to_owned(), self.selection.inputs.len());
        true
    }

    fn add(&mut self, name: String, place: Place, skip_other_files: bool, real: &str) {
        self.selection.inputs.push(Input { name, place, skip_other_files, real: real.to_owned(), deployed: None });
    }

    async fn stdin(&mut self, skip_other_files: bool) {
        if !self.is_new("", skip_other_files) {
            return;
        }
        let place = match self.host.read(["-".to_owned()]).await.pop() {
            Some(Ok(bytes)) => Place::Stdin(bytes),
            Some(Err(line)) => Place::Unread(line),
            None => Place::Unread(String::new()),
        };
        self.add("<stdin>".to_owned(), place, skip_other_files, "");
    }

    fn file(&mut self, path: &str, real: &str, skip_other_files: bool) {
        if self.is_new(real, skip_other_files) {
            let place = Place::File(path.to_owned());
            self.add(self.here.name(path), place, skip_other_files, real);
        }
    }

    fn unread(&mut self, path: &str, line: String, was_found: bool) {
        if self.is_new(path, was_found) {
            let place = Place::Unread(line);
            self.add(self.here.name(path), place, was_found, path);
        }
    }

    async fn folder(&mut self, top: &str, real: &str) {
        self.selection.folders.push(Folder { path: top.to_owned(), real: real.to_owned() });
        let mut taken = Vec::new();
        let mut folders = vec![(top.to_owned(), real.to_owned())];
        let mut lists = self.host.list([top.to_owned()]).await;
        if let Some(inputs) = self.assembly(top, real, lists.first()).await {
            if inputs.is_empty() {
                self.unread(&join(top, MANIFEST), NO_STACK.to_owned(), false);
            }
            return self.templates(inputs);
        }
        let mut ignored = self.ignored_above(top, lists.first()).await;
        while !folders.is_empty() {
            self.read_ignored(&folders, &lists, &mut ignored).await;
            let below = self.level(&folders, lists, &ignored, &mut taken).await;
            let listed = self.host.list(below.iter().map(|(path, _)| path.clone())).await;
            (folders, lists) = self.without_assemblies(below, listed, &mut taken).await;
        }
        if taken.is_empty() {
            self.selection.empty.push(self.here.name(top));
        }
        tablewarden_order::sort_by(&mut taken, |left: &Taken, right| left.name.cmp(&right.name));
        for Taken { what, .. } in taken {
            match what {
                What::File(path, Ok(real)) => self.file(&path, &real, true),
                What::File(path, Err(line)) => self.unread(&path, line, true),
                What::Assembly(inputs) => self.templates(inputs),
            }
        }
    }

    /// Adds the templates of an assembly.
    fn templates(&mut self, inputs: Vec<Input>) {
        for input in inputs {
            if self.is_new(&input.real, false) {
                self.selection.inputs.push(input);
            }
        }
    }

    /// Takes the folders out that are cloud assemblies: what else is in them may be of stacks that are gone.
    async fn without_assemblies(
        &self,
        folders: Vec<(String, String)>,
        lists: Vec<Result<ListReply, String>>,
        taken: &mut Vec<Taken>,
    ) -> (Vec<(String, String)>, Vec<Result<ListReply, String>>) {
        let mut others = (Vec::new(), Vec::new());
        for ((folder, real), list) in folders.into_iter().zip(lists) {
            match self.assembly(&folder, &real, Some(&list)).await {
                Some(inputs) => taken.push(Taken { name: self.here.name(&folder), what: What::Assembly(inputs) }),
                None => {
                    others.0.push((folder, real));
                    others.1.push(list);
                }
            }
        }
        others
    }

    /// The templates of the stacks, where the folder is a cloud assembly; of one that cannot be read its manifest.
    async fn assembly(&self, folder: &str, real: &str, list: Option<&Result<ListReply, String>>) -> Option<Vec<Input>> {
        let has = |name: &str| {
            let mut entries = list.and_then(|list| list.as_ref().ok()).into_iter().flat_map(|list| &list.entries);
            entries.any(|entry| entry.name == name && entry.kind != EntryKind::Folder)
        };
        if self.wanted != Wanted::Templates || !has(MANIFEST) {
            return None;
        }
        let path = join(folder, MANIFEST);
        let manifest = self.host.read([path.clone()]).await.pop().unwrap_or_else(|| Err(String::new()));
        let inputs = match manifest {
            Ok(manifest) => {
                templates(folder, real, &manifest, self.here, self.host).await.ok_or_else(|| NO_MANIFEST.to_owned())
            }
            Err(line) => Err(line),
        };
        let unread = |line: String| vec![Input::of_assembly(path.clone(), Err(line), None, self.here)];
        match inputs {
            Ok(inputs) => Some(inputs),
            // Other programs have manifests too; only the CDK has the other file.
            Err(line) => has(MARKER).then(|| unread(line)),
        }
    }

    /// What the folders above one say is ignored, up to the one that is a repository. A folder that was named is looked into
    /// whatever they say of it.
    async fn ignored_above(&self, top: &str, list: Option<&Result<ListReply, String>>) -> Ignored {
        let mut ignored = Ignored::default();
        let is_repository = list.is_some_and(|list| has(list, REPOSITORY));
        if self.wanted != Wanted::Templates || is_repository {
            return ignored;
        }
        let above: Vec<&str> = std::iter::successors(parent(top), |folder| parent(folder)).collect();
        let paths = above.iter().flat_map(|folder| [REPOSITORY, GITIGNORE].map(|name| join(folder, name)));
        let looks = self.host.look(paths).await;
        let kinds: Vec<PathKind> =
            looks.into_iter().map(|look| look.map_or(PathKind::Missing, |look| look.kind)).collect();
        let pairs = kinds.chunks(2).position(|pair| pair.first() != Some(&PathKind::Missing));
        let Some(repository) = pairs else { return ignored };
        let files = above.into_iter().zip(kinds.chunks(2)).take(repository + 1);
        let files: Vec<&str> =
            files.filter(|(_, pair)| pair.last() == Some(&PathKind::File)).map(|(folder, _)| folder).collect();
        let read = self.host.read(files.iter().map(|folder| join(folder, GITIGNORE))).await;
        for (folder, bytes) in files.into_iter().zip(read) {
            ignored.add(folder, &bytes.unwrap_or_default());
        }
        if ignored.leaves_out(top, true) {
            ignored.forget_above(top);
        }
        ignored
    }

    /// Reads what folders that were listed say is ignored.
    async fn read_ignored(
        &self,
        folders: &[(String, String)],
        lists: &[Result<ListReply, String>],
        ignored: &mut Ignored,
    ) {
        let says = |list: &Result<ListReply, String>| self.wanted == Wanted::Templates && has(list, GITIGNORE);
        let folders = folders.iter().zip(lists).filter(|(_, list)| says(list)).map(|((folder, _), _)| folder);
        let folders: Vec<&String> = folders.collect();
        let read = self.host.read(folders.iter().map(|folder| join(folder, GITIGNORE))).await;
        for (folder, bytes) in folders.into_iter().zip(read) {
            ignored.add(folder, &bytes.unwrap_or_default());
        }
    }

    /// Takes what is wanted out of folders that were listed; gives the folders in these.
    async fn level(
        &mut self,
        folders: &[(String, String)],
        lists: Vec<Result<ListReply, String>>,
        ignored: &Ignored,
        taken: &mut Vec<Taken>,
    ) -> Vec<(String, String)> {
        let mut below = Vec::new();
        let mut links = Vec::new();
        let here = self.here;
        let mut take = |path: String, real| taken.push(Taken { name: here.name(&path), what: What::File(path, real) });
        for ((folder, real), list) in folders.iter().zip(lists) {
            let entries = match list {
                Ok(list) => list.entries,
                Err(line) => {
                    take(folder.clone(), Err(line));
                    continue;
                }
            };
            for entry in entries {
                let path = join(folder, &entry.name);
                let is_wanted = match entry.kind {
                    EntryKind::Folder => is_gone_into(&entry.name),
                    _ => self.wanted.takes(&path),
                };
                match entry.kind {
                    _ if !is_wanted => {}
                    kind if ignored.leaves_out(&path, kind == EntryKind::Folder) => self.selection.has_ignored = true,
                    _ if entry.unreadable_name => take(path, Err("cannot be read: its name is not Unicode".to_owned())),
                    EntryKind::Folder => below.push((path, join(real, &entry.name))),
                    EntryKind::Link => links.push(path),
                    EntryKind::File => take(path, Ok(join(real, &entry.name))),
                    EntryKind::Other => take(path, Err(NO_FILE.to_owned())),
                }
            }
        }
        // A link to a file counts as the file; links to folders are not followed, they may lead in circles.
        for (path, look) in links.iter().zip(self.host.look(links.iter().cloned()).await) {
            match look {
                Ok(look) if look.kind == PathKind::Folder => {}
                Ok(look) if look.kind == PathKind::Other => take(path.clone(), Err(NO_FILE.to_owned())),
                Ok(look) => take(path.clone(), Ok(look.real.unwrap_or_else(|| path.clone()))),
                Err(line) => take(path.clone(), Err(line)),
            }
        }
        below
    }
}

/// Whether something of this name was listed.
fn has(list: &Result<ListReply, String>, name: &str) -> bool {
    list.as_ref().is_ok_and(|list| list.entries.iter().any(|entry| entry.name == name))
}

/// Whether a folder of this name is looked into.
pub(crate) fn is_gone_into(folder: &str) -> bool {
    !folder.starts_with('.') && !SKIPPED_FOLDERS.contains(&folder)
}

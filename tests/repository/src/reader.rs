//! Reads the files of a crate as the compiler finds them, from its roots along `mod`: gives the modules, what each name in them
//! stands for, and every path that is written in them. What only tests see is left out; macros are read as tokens.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

use crate::crates::Crate;

/// What a name in a module stands for.
#[derive(Debug)]
pub(crate) enum Binding {
    /// An item that is written in the module's file.
    Item,
    /// A module in this one.
    Module(usize),
    /// What another path names.
    Use(Vec<String>),
}

/// One module.
#[derive(Debug)]
pub(crate) struct Module {
    /// Its file: a position in [`Read::files`].
    pub(crate) file: usize,
    /// The module of the crate's root that it is under.
    pub(crate) root: usize,
    /// The module it is in.
    pub(crate) parent: Option<usize>,
    /// What is named in it.
    pub(crate) names: BTreeMap<String, Vec<Binding>>,
    /// What is before the `*` of its `use`s.
    pub(crate) globs: Vec<Vec<String>>,
}

/// A path in the text.
#[derive(Debug)]
pub(crate) struct Mention {
    /// The module it is written in.
    pub(crate) module: usize,
    /// Its segments.
    pub(crate) path: Vec<String>,
    /// The line, from 1.
    pub(crate) line: usize,
    /// Whether it is what stands before the `*` of a `use`.
    pub(crate) is_glob: bool,
}

/// A crate, read.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// The paths of the files.
    pub(crate) files: Vec<String>,
    /// The modules of all the roots.
    pub(crate) modules: Vec<Module>,
    /// The paths that are written in them.
    pub(crate) mentions: Vec<Mention>,
    /// `mod name;`: the file it stands in, the file it names, the line.
    pub(crate) declared: Vec<(usize, usize, usize)>,
    /// The macros that the crate defines, and in which file.
    pub(crate) macros: BTreeMap<String, usize>,
}

/// Reads a crate.
///
/// # Errors
/// One line that names the file: it is not there, or it is no Rust.
pub(crate) fn read(of: &Crate) -> Result<Read, String> {
    let mut read = Read::default();
    for root in of.roots() {
        let (folder, _) = root.rsplit_once('/').unwrap_or(("", root));
        read_file(of, &mut read, root, None, folder)?;
    }
    Ok(read)
}

/// Reads the file at `path` as a module whose own modules lie in `folder`. Gives the module and its file.
fn read_file(
    of: &Crate,
    read: &mut Read,
    path: &str,
    parent: Option<usize>,
    folder: &str,
) -> Result<(usize, usize), String> {
    let text = of.files.get(path).ok_or_else(|| format!("{}/{path}: there is no such file", of.folder))?;
    let tree = syn::parse_file(text).map_err(|error| format!("{}/{path}: {error}", of.folder))?;
    let file = read.files.iter().position(|known| known == path).unwrap_or(read.files.len());
    if file == read.files.len() {
        read.files.push(path.to_owned());
    }
    let module = read.open(file, parent);
    let mut reader = Reader { of, read, module, path, folder: folder.to_owned(), wrong: None };
    reader.visit_file(&tree);
    reader.wrong.map_or(Ok((module, file)), Err)
}

impl Read {
    fn open(&mut self, file: usize, parent: Option<usize>) -> usize {
        let module = self.modules.len();
        let root = parent.map_or(module, |parent| self.modules[parent].root);
        self.modules.push(Module { file, root, parent, names: BTreeMap::new(), globs: Vec::new() });
        module
    }
}

/// One file, being read.
struct Reader<'a> {
    of: &'a Crate,
    read: &'a mut Read,
    module: usize,
    path: &'a str,
    /// Where the files of the module's modules are.
    folder: String,
    wrong: Option<String>,
}

impl Reader<'_> {
    fn name(&mut self, name: &syn::Ident, binding: Binding) {
        self.read.modules[self.module].names.entry(name.to_string()).or_default().push(binding);
    }

    fn mention(&mut self, path: Vec<String>, line: usize, is_glob: bool) {
        self.read.mentions.push(Mention { module: self.module, path, line, is_glob });
    }

    fn module(&mut self, item: &syn::ItemMod) {
        let within =
            |name: &str| if self.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.folder) };
        let folder = within(&item.ident.to_string());
        if let Some((_, items)) = &item.content {
            let inner = self.read.open(self.read.modules[self.module].file, Some(self.module));
            self.name(&item.ident, Binding::Module(inner));
            let outer = (std::mem::replace(&mut self.module, inner), std::mem::replace(&mut self.folder, folder));
            items.iter().for_each(|item| self.visit_item(item));
            (self.module, self.folder) = outer;
            return;
        }
        let beside = self.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let path = match item.attrs.iter().find_map(path_attribute) {
            // A file of another crate is no file of this one.
            Some(path) if path.starts_with("../") => return,
            Some(path) => format!("{beside}{path}"),
            None if self.of.files.contains_key(&format!("{folder}.rs")) => format!("{folder}.rs"),
            None => format!("{folder}/mod.rs"),
        };
        let folder = path.strip_suffix("/mod.rs").or(path.strip_suffix(".rs")).unwrap_or(&path).to_owned();
        match read_file(self.of, self.read, &path, Some(self.module), &folder) {
            Ok((module, file)) => {
                self.name(&item.ident, Binding::Module(module));
                let line = item.ident.span().start().line;
                self.read.declared.push((self.read.modules[self.module].file, file, line));
            }
            Err(error) => self.wrong = Some(error),
        }
    }

    fn uses(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| match name == "self" && !before.is_empty() {
            true => before.to_vec(),
            false => [before, &[name.to_string()]].concat(),
        };
        match tree {
            UseTree::Path(path) => self.uses(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.uses(tree, before)),
            UseTree::Glob(glob) => {
                self.mention(before.to_vec(), glob.star_token.spans[0].start().line, true);
                self.read.modules[self.module].globs.push(before.to_vec());
            }
            UseTree::Name(name) => {
                let path = with(&name.ident);
                let bound = path.last().map(|last| syn::Ident::new(last, name.ident.span()));
                self.bind(bound.as_ref().unwrap_or(&name.ident), path);
            }
            UseTree::Rename(rename) => self.bind(&rename.rename, with(&rename.ident)),
        }
    }

    fn bind(&mut self, name: &syn::Ident, path: Vec<String>) {
        self.mention(path.clone(), name.span().start().line, false);
        if name != "_" {
            self.name(name, Binding::Use(path));
        }
    }

    /// The paths in what a macro is given, and in what it is made of.
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons, mut line) = (Vec::new(), 0, 0);
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.written(&mut path, line);
                    }
                    line = name.span().start().line;
                    path.push(name.to_string());
                }
                TokenTree::Group(group) => {
                    self.written(&mut path, line);
                    self.tokens(group.stream());
                }
                _ => self.written(&mut path, line),
            }
            colons = 0;
        }
        self.written(&mut path, line);
    }

    /// Ends a path in tokens. A name alone is a keyword, a variable, or what a `use` has mentioned.
    fn written(&mut self, path: &mut Vec<String>, line: usize) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.mention(path, line, false);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if attributes(item).iter().any(is_for_tests) {
            return;
        }
        let name = match item {
            Item::Mod(item) => return self.module(item),
            Item::Use(item) => return self.uses(&item.tree, &[]),
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Union(item) => Some(&item.ident),
            _ => None,
        };
        if let Some(name) = name {
            self.name(name, Binding::Item);
        }
        if let Item::Macro(item) = item
            && let Some(name) = &item.ident
        {
            self.read.macros.insert(name.to_string(), self.read.modules[self.module].file);
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let attributes = match item {
            syn::ImplItem::Fn(item) => &item.attrs[..],
            syn::ImplItem::Const(item) => &item.attrs,
            _ => &[],
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if !local.attrs.iter().any(is_for_tests) {
            visit::visit_local(self, local);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            let line = path.segments.first().map_or(0, |segment| segment.ident.span().start().line);
            self.mention(segments, line, false);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, of: &'ast syn::Macro) {
        self.visit_path(&of.path);
        self.tokens(of.tokens.clone());
    }

    /// Functions and modules that serde is told of stand in texts.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let syn::Meta::List(list) = &attribute.meta
            && attribute.path().is_ident("serde")
        {
            for token in list.tokens.clone() {
                if let TokenTree::Literal(literal) = token
                    && let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
                    && let Ok(path) = text.parse::<syn::Path>()
                {
                    self.visit_path(&path);
                }
            }
        }
    }
}

/// `#[path = "…"]`
fn path_attribute(attribute: &Attribute) -> Option<String> {
    let syn::Meta::NameValue(pair) = &attribute.meta else { return None };
    match &pair.value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) if pair.path.is_ident("path") => {
            Some(path.value())
        }
        _ => None,
    }
}

/// Whether what it stands on is compiled for tests only: `cfg(test)`, and `cfg(all(test, …))`.
fn is_for_tests(attribute: &Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else { return false };
    let words: Vec<String> = list.tokens.clone().into_iter().map(|token| token.to_string()).collect();
    let is_test = |text: &str| text.split(['(', ',', ')']).any(|part| part.trim() == "test");
    attribute.path().is_ident("cfg")
        && match &words[..] {
            [word] => word == "test",
            [all, rest] => all == "all" && is_test(rest),
            _ => false,
        }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

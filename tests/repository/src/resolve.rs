//! From a path in a module to the files where what it names is defined. A name that is passed on by `use` counts where its item
//! is written; what is outside the crate, and what cannot be told without types, names no file.

use crate::reader::{Binding, Mention, Read};

/// What a name comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// A module.
    Module(usize),
    /// An item of a file.
    Item(usize),
}

/// The files that a mention uses something of.
pub(crate) fn files(read: &Read, mention: &Mention) -> Vec<usize> {
    if let [name] = &mention.path[..]
        && let Some(file) = read.macros.get(name)
    {
        return vec![*file];
    }
    let targets = path(read, mention.module, &mention.path, &mut Vec::new());
    let file = |target: Target| match target {
        Target::Item(file) => Some(file),
        Target::Module(module) => mention.is_glob.then(|| read.modules[module].file),
    };
    targets.into_iter().filter_map(file).collect()
}

/// What `path` comes to in a module. `asked` are the names that are being looked up, so that a circle of `use`s ends.
fn path(read: &Read, module: usize, path: &[String], asked: &mut Vec<(usize, String)>) -> Vec<Target> {
    let mut at = module;
    let mut rest = path;
    let mut is_anchored = false;
    while let Some((first, behind)) = rest.split_first() {
        at = match first.as_str() {
            "crate" => read.modules[at].root,
            "self" => at,
            "super" => read.modules[at].parent.unwrap_or(at),
            _ => break,
        };
        (rest, is_anchored) = (behind, true);
    }
    if rest.is_empty() {
        return if is_anchored { vec![Target::Module(at)] } else { Vec::new() };
    }
    let mut targets = vec![Target::Module(at)];
    for name in rest {
        let mut next = Vec::new();
        for target in &targets {
            if let Target::Module(module) = target {
                next.extend(lookup(read, *module, name, asked));
            }
        }
        // What stands behind an item is its own: a variant, a method.
        if next.is_empty() {
            targets.retain(|target| matches!(target, Target::Item(_)));
        } else {
            targets = next;
        }
    }
    targets
}

/// What a name comes to in a module, from inside the crate.
fn lookup(read: &Read, module: usize, name: &str, asked: &mut Vec<(usize, String)>) -> Vec<Target> {
    let key = (module, name.to_owned());
    if asked.contains(&key) {
        return Vec::new();
    }
    asked.push(key);
    let of = &read.modules[module];
    let mut targets = Vec::new();
    for binding in of.names.get(name).into_iter().flatten() {
        match binding {
            Binding::Item => targets.push(Target::Item(of.file)),
            Binding::Module(inner) => targets.push(Target::Module(*inner)),
            Binding::Use(other) => targets.extend(path(read, module, other, asked)),
        }
    }
    if targets.is_empty() {
        for glob in &of.globs {
            for target in path(read, module, glob, asked) {
                if let Target::Module(other) = target {
                    targets.extend(lookup(read, other, name, asked));
                }
            }
        }
    }
    asked.pop();
    targets
}

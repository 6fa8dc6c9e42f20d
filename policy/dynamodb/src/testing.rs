//! Facts for unit tests: takes the text of a template, gives its facts and a short way to show them. In no build.

#![allow(clippy::unwrap_used, clippy::panic)]

use tablewarden_cloudformation::{Context, Template, expanded};
use tablewarden_template::{At, Limits, Reading, Syntax, Tree, Value, View};

use crate::changes::change::Before;
use crate::facts::document::{Facts, Settings, TextFaults};
use crate::gather::facts;

mod declared;
mod examples;

/// A template, its facts, and a way to ask for them.
pub(crate) struct Tested {
    pub(crate) text: &'static str,
    pub(crate) template: &'static Template<'static>,
    pub(crate) facts: &'static Facts<'static>,
}

pub(crate) fn tested(text: &str) -> Tested {
    tested_since(text, None)
}

/// The new template, with what it changes of the old one. The stack is in `eu-west-1`.
pub(crate) fn changed(old: &str, new: &str) -> Tested {
    let old = tested(old);
    tested_since(new, Some(Before { template: old.template, facts: old.facts }))
}

fn tested_since(text: &str, before: Option<Before<'static, 'static>>) -> Tested {
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    let document = Box::leak(Box::new(tablewarden_template::read(text, Syntax::Auto, Limits::default())));
    let context: &'static Context = Box::leak(Box::default());
    let written = View::new(&document.tree, Reading::CloudFormation);
    let made: &'static Option<Tree<'static>> = Box::leak(Box::new(expanded(written, context, 100_000).unwrap()));
    let view = made.as_ref().map_or(written, |tree| View::new(tree, Reading::CloudFormation));
    let template = Template::read_after(view, context, before.map(|before| before.template.conditions()));
    let template: &'static Template<'static> = Box::leak(Box::new(template));
    let region = before.map(|_| "eu-west-1".to_owned());
    let settings = Settings { profile: "recommended".to_owned(), region };
    let faults = TextFaults { duplicates: &document.duplicates, aliases: &document.aliases };
    Tested { text, template, facts: Box::leak(Box::new(facts(template, faults, &settings, before))) }
}

impl Tested {
    fn view(&self) -> View<'static> {
        View::new(&self.facts.tree, Reading::CloudFormation)
    }

    /// The value at a path like `Tables.0.Recovery.0.Copies.0.Enabled`.
    pub(crate) fn at(&self, path: &str) -> At {
        let view = self.view();
        path.split('.').filter(|key| !key.is_empty()).fold(view.root().unwrap(), |at, key| {
            let found = match key.parse::<usize>() {
                Ok(index) => view.items(at).nth(index),
                Err(_) => view.get(at, key),
            };
            found.unwrap_or_else(|| panic!("no `{key}` of {path} in {}", self.shown(at)))
        })
    }

    /// The value in short: a value that may be unknown as its value, `?` or `-`.
    pub(crate) fn show(&self, path: &str) -> String {
        self.shown(self.at(path))
    }

    /// The value in short, where it is there.
    pub(crate) fn find(&self, path: &str) -> Option<String> {
        let view = self.view();
        let at = path.split('.').try_fold(view.root()?, |at, key| match key.parse::<usize>() {
            Ok(index) => view.items(at).nth(index),
            Err(_) => view.get(at, key),
        });
        at.map(|at| self.shown(at))
    }

    /// The text of the template that the value points at; its first line.
    pub(crate) fn source(&self, path: &str) -> &'static str {
        let place = self.view().place(self.at(path));
        place.span().of(self.text).lines().next().unwrap_or("")
    }

    fn shown(&self, at: At) -> String {
        let view = self.view();
        match view.value(at) {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Int(value) => value.to_string(),
            Value::Float(value) => format!("{value:?}"),
            Value::Str(text) => text.to_owned(),
            Value::List => format!("[{}]", view.items(at).map(|at| self.shown(at)).collect::<Vec<_>>().join(", ")),
            Value::Map => match view.get(at, "Is").and_then(|is| view.str(is)) {
                Some("unknown") => "?".to_owned(),
                Some("absent") => "-".to_owned(),
                Some(_) => self.shown(view.get(at, "Value").unwrap()),
                None => {
                    let entry =
                        |entry: tablewarden_template::Entry<'_>| format!("{}: {}", entry.key, self.shown(entry.value));
                    format!("{{{}}}", view.entries(at).map(entry).collect::<Vec<_>>().join(", "))
                }
            },
        }
    }
}

//! Templates for unit tests, from their text. Nothing of it is in a build.

#![allow(clippy::unwrap_used)]

use tablewarden_template::{At, Document, Limits, Reading, Syntax, View};

use crate::{Context, GivenValue, Scenario, Template, When};

/// The template of a text, which lives as long as the tests run.
pub(crate) fn template(text: &str) -> Template<'static> {
    template_in(text, Context::default())
}

/// The same, where more is known.
pub(crate) fn template_in(text: &str, context: Context) -> Template<'static> {
    let document = document(text);
    Template::read(View::new(&document.tree, Reading::CloudFormation), Box::leak(Box::new(context)))
}

pub(crate) fn document(text: &str) -> &'static Document<'static> {
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    Box::leak(Box::new(tablewarden_template::read(text, Syntax::Auto, Limits::default())))
}

/// A context with these values of parameters.
pub(crate) fn given(parameters: &[(&str, &str)]) -> Context {
    let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), GivenValue::text(value))).collect();
    Context { parameters, ..Context::default() }
}

/// The value of `key` in the properties of the resource `R`, as it is written.
pub(crate) fn property(template: &Template<'_>, key: &str) -> At {
    let properties = template.resource("R").unwrap().properties.unwrap();
    template.view().get(properties, key).unwrap()
}

/// The scenario in which the named conditions are as said.
pub(crate) fn when(template: &Template<'_>, literals: &[(&str, bool)]) -> Scenario {
    let conditions = template.conditions();
    let when = conditions.all(literals.iter().map(|(name, is_true)| {
        let condition = conditions.when_named(name);
        if *is_true { condition } else { conditions.not(condition) }
    }));
    Scenario::given(when)
}

/// The scenario in which nothing is decided.
pub(crate) fn anything() -> Scenario {
    Scenario::given(When::ALWAYS)
}

//! One problem as a fact: what is wrong, of which resource, and what was expected. Finds none itself.

use tablewarden_cloudformation::{ConditionSet, Template, When};
use tablewarden_source::Place;
use tablewarden_template::{At, Value, View};

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::resource::types;

/// What is said of one problem.
#[derive(Default)]
pub(crate) struct Problem<'p> {
    pub(crate) kind: &'static str,
    pub(crate) is_certain: bool,
    pub(crate) logical_id: &'p str,
    pub(crate) type_name: &'p str,
    pub(crate) of: &'p str,
    pub(crate) property: &'p str,
    /// The property, or an element of it, for people.
    pub(crate) subject: &'p str,
    pub(crate) path: &'p str,
    pub(crate) suggestion: &'p str,
    /// What is to stand in its place, as it is written.
    pub(crate) meant: &'p str,
    /// Where the property is to stand.
    pub(crate) meant_path: &'p str,
    pub(crate) expected: &'p str,
    pub(crate) found: &'p str,
    pub(crate) date: &'static str,
    /// Another place that belongs to it, and what is there.
    pub(crate) related: Option<(Place, &'static str)>,
}

impl Problem<'_> {
    pub(crate) fn write(&self, writer: &mut Writer<'_, '_>, place: Place, variant: Variant, among: &ConditionSet) {
        if !writer.has_room_for(self.kind, place) {
            return;
        }
        writer.variant(place, variant, among, |writer| {
            writer.flag("Certain", place, self.is_certain);
            for (key, text) in [
                ("Kind", self.kind),
                ("LogicalId", self.logical_id),
                ("Type", self.type_name),
                ("Of", self.of),
                ("Property", self.property),
                ("Subject", self.subject),
                ("Path", self.path),
                ("Suggestion", self.suggestion),
                ("Meant", self.meant),
                ("MeantPath", self.meant_path),
                ("Expected", self.expected),
                ("Found", self.found),
                ("SchemaDate", self.date),
            ] {
                writer.text(key, place, text);
            }
            if let Some((place, message)) = self.related {
                writer.related(place, message);
            }
        });
    }

    /// Writes it for as long as something exists. Whether that is there, where its own condition is not known, is no question.
    pub(crate) fn write_always(&self, writer: &mut Writer<'_, '_>, place: Place, when: When) {
        let when = if when.is_unknown() { When::ALWAYS } else { when };
        let variant = Variant::new(when, writer.new_group(), when);
        self.write(writer, place, variant, &ConditionSet::default());
    }
}

/// The word for a resource of a type, for people.
pub(crate) fn noun(type_name: &str) -> &'static str {
    match type_name {
        types::TABLE | types::SIMPLE_TABLE => "table",
        types::GLOBAL_TABLE => "global table",
        types::SCALABLE_TARGET => "scalable target",
        types::SCALING_POLICY => "scaling policy",
        types::ALARM => "alarm",
        types::EVENT_SOURCE_MAPPING => "event source mapping",
        types::KMS_KEY => "key",
        types::KINESIS_STREAM => "stream",
        types::DAX_CLUSTER => "cluster",
        _ => "resource",
    }
}

/// What a value is, for people.
pub(crate) fn what(view: View<'_>, at: At) -> &'static str {
    match view.value(at) {
        _ if view.intrinsic(at).is_some() => "a function",
        Value::Null => "empty",
        Value::List => "a list",
        Value::Map => "a mapping",
        Value::Str("") => "empty",
        Value::Str(_) => "text",
        Value::Bool(_) => "a Boolean",
        _ => "a number",
    }
}

/// What is there in the place of a name, for people.
pub(crate) fn found(template: &Template<'_>, at: At) -> String {
    let view = template.view();
    match (view.intrinsic(at), view.value(at)) {
        (Some(function), _) => ["the function `", function.key, "`"].concat(),
        (None, Value::List) => "a list".to_owned(),
        (None, Value::Map) => "a mapping".to_owned(),
        (None, Value::Null) => "nothing".to_owned(),
        (None, _) => match view.text(at).unwrap_or("") {
            "" => "an empty text".to_owned(),
            text => ["`", text, "`"].concat(),
        },
    }
}

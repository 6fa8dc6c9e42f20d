//! A part of the template in which names are looked up: a resource, an output, or a condition. Finds nothing itself.

use tablewarden_cloudformation::{ConditionSet, Output, Resource, Template, When};
use tablewarden_template::At;

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::resource::outcomes::own_condition;

/// A part of the template, and when it is there.
pub(crate) struct Part<'d> {
    pub(crate) at: At,
    /// Of the resource; empty for another part.
    pub(crate) logical_id: &'d str,
    pub(crate) type_name: &'d str,
    /// What it is, for people.
    pub(crate) words: String,
    pub(crate) when: When,
    pub(crate) among: ConditionSet,
    /// Whether it is a condition, which can name parameters alone.
    pub(crate) is_condition: bool,
    /// Whether it has to do with tables. Where not, names that resemble a table's are looked at alone.
    pub(crate) is_related: bool,
}

impl<'d> Part<'d> {
    pub(crate) fn of_resource(template: &Template<'d>, resource: &Resource<'d>) -> Self {
        Self {
            at: resource.at,
            logical_id: resource.logical_id,
            type_name: resource.type_name.unwrap_or(""),
            words: ["resource `", resource.logical_id, "`"].concat(),
            when: resource.when,
            among: own_condition(template, resource),
            is_condition: false,
            is_related: true,
        }
    }

    pub(crate) fn of_output(template: &Template<'d>, output: &Output<'d>) -> Self {
        let view = template.view();
        let condition = view.get(output.at, "Condition").and_then(|at| view.text(at));
        Self {
            at: output.at,
            logical_id: "",
            type_name: "",
            words: ["output `", output.name, "`"].concat(),
            when: output.when,
            among: condition.and_then(|name| template.conditions().find(name)).into_iter().collect(),
            is_condition: false,
            is_related: true,
        }
    }

    pub(crate) fn of_condition(at: At) -> Self {
        Self {
            at,
            logical_id: "",
            type_name: "",
            words: "the section `Conditions`".to_owned(),
            when: When::ALWAYS,
            among: ConditionSet::default(),
            is_condition: true,
            is_related: true,
        }
    }

    /// What holds whenever the part is there, as a variant of its own.
    pub(crate) fn variant(&self, writer: &mut Writer<'_, '_>) -> Variant {
        // Whether a part is there whose own condition is not known is no question.
        let when = if self.when.is_unknown() { When::ALWAYS } else { self.when };
        Variant::new(when, writer.new_group(), when)
    }
}

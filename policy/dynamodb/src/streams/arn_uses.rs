//! Where a template uses the ARN of a table's stream, and under which conditions. Never says whether there is a stream.

use tablewarden_cloudformation::{ConditionSet, Output, Owner, Reference, ReferenceKind, Scenario, Template, When};
use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::At;

use crate::resource::outcomes::{Presence, own_condition, presence};
use crate::resource::table::Table;

/// One place where the ARN is taken.
pub(crate) struct ArnUse {
    pub(crate) place: Place,
    /// When what takes it exists.
    when: When,
    /// Each `Fn::If` around it.
    choices: Vec<At>,
    /// All conditions that this depends on.
    pub(crate) conditions: ConditionSet,
}

/// The references to the stream of a table from other resources and from outputs.
pub(crate) fn references<'t, 'd>(
    template: &'t Template<'d>,
    table: &Table<'_, 'd>,
) -> impl Iterator<Item = &'t Reference<'d>> + use<'t, 'd> {
    let own = Owner::Resource(table.resource.logical_id);
    template.references_to(table.resource.logical_id).filter(move |reference| {
        let is_stream = reference.attribute.as_deref() == Some("StreamArn");
        is_stream && reference.kind != ReferenceKind::DependsOn && reference.owner != own
    })
}

/// The condition that an output itself has.
pub(crate) fn condition_of<'d>(template: &Template<'d>, output: &Output<'d>) -> ConditionSet {
    let name = template.view().get(output.at, "Condition").and_then(|at| template.view().text(at));
    name.and_then(|name| template.conditions().find(name)).into_iter().collect()
}

impl ArnUse {
    pub(crate) fn read<'d>(
        template: &Template<'d>,
        reference: &Reference<'d>,
        outputs: &Map<&str, &Output<'d>>,
    ) -> Option<Self> {
        let (top, when, conditions) = match reference.owner {
            Owner::Resource(logical_id) => {
                let resource = template.resource(logical_id)?;
                (resource.at, resource.when, own_condition(template, resource))
            }
            Owner::Output(name) => {
                let output = outputs.get(name)?;
                (output.at, output.when, condition_of(template, output))
            }
            Owner::Elsewhere => return None,
        };
        let mut arn_use = Self { place: reference.place, when, choices: Vec::new(), conditions };
        arn_use.walk(template, top);
        Some(arn_use)
    }

    /// Goes down to the place and keeps the choices on the way.
    fn walk(&mut self, template: &Template<'_>, top: At) {
        let view = template.view();
        let mut next = Some(top);
        while let Some(at) = next {
            let choice = view.intrinsic(at).filter(|function| function.key == "Fn::If");
            if let Some(choice) = choice {
                self.choices.push(at);
                let name = view.items(choice.value).next().and_then(|at| view.text(at));
                if let Some(id) = name.and_then(|name| template.conditions().find(name)) {
                    self.conditions.insert(id);
                }
            }
            let mut below = view.entries(at).map(|entry| entry.value).chain(view.items(at));
            next = below.find(|below| view.place(*below).span().contains(self.place.span()));
        }
    }

    /// Whether the ARN is certainly asked for in the scenario.
    pub(crate) fn is_sure(&self, template: &Template<'_>, scenario: &Scenario) -> bool {
        let is_in = |at: At| template.view().place(at).span().contains(self.place.span());
        presence(template, scenario, self.when) == Presence::Yes
            && self.choices.iter().all(|choice| template.settled(*choice, scenario).is_some_and(is_in))
    }
}

//! Where a template uses the ARN of a table's stream, and under which conditions. Never says whether there is a stream.

use tablewarden_cloudformation::{ConditionSet, Output, Owner, Reference, ReferenceKind, Scenario, Template, When};
use tablewarden_order::Map;
use tablewarden_source::Place;

use crate::resource::outcomes::{Presence, own_condition, presence};
use crate::resource::table::Table;

/// One place where the ARN is taken.
pub(crate) struct ArnUse {
    pub(crate) place: Place,
    /// When it is taken.
    when: When,
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
        let (top, when, mut conditions) = match reference.owner {
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
        // A name that a function gives stands inside the reference.
        let about = if let Owner::Resource(logical_id) = reference.owner { Some(logical_id) } else { None };
        let at = template.path_at(reference.place, about).map_or(reference.at, |path| path.at);
        let (used, inner) = template.when_used(top, at.node());
        conditions.extend(&inner);
        Some(Self { place: reference.place, when: template.conditions().and(when, used), conditions })
    }

    /// Whether the ARN is certainly asked for in the scenario.
    pub(crate) fn is_sure(&self, template: &Template<'_>, scenario: &Scenario) -> bool {
        presence(template, scenario, self.when) == Presence::Yes
    }
}

//! Whether an alarm tells anybody: by its own actions, or because something of the template refers to it. Never says
//! whether the right one is told.

use tablewarden_cloudformation::{Owner, Piece, ReferenceKind, Resource, Scenario, Template};
use tablewarden_order::Set;

use crate::resource::property::{Case, Property};

/// What reacts to alarms in a template.
pub(crate) struct AlarmActions<'t, 'd> {
    template: &'t Template<'d>,
    /// Names of alarms in the rules of composite alarms.
    names: Set<String>,
    /// Whether an event rule reacts to alarms.
    has_rule: bool,
    /// Whether something that is not known may react to any alarm.
    is_open: bool,
}

impl<'t, 'd> AlarmActions<'t, 'd> {
    pub(crate) fn read(template: &'t Template<'d>) -> Self {
        let mut actions =
            Self { template, names: Set::new(), has_rule: false, is_open: template.may_have_more_resources() };
        for resource in template.resources_of("AWS::CloudWatch::CompositeAlarm") {
            actions.add_composite(resource);
        }
        for resource in template.resources_of("AWS::Events::Rule") {
            let scenario = Scenario::given(resource.when);
            let pattern = Case::new(template, &scenario, resource).properties(resource).get("EventPattern");
            let (sources, kinds) = (pattern.get("source"), pattern.get("detail-type"));
            let (asked, alarms) = match sources.is_absent() && !kinds.is_absent() {
                true => (kinds.items(), "CloudWatch Alarm State Change"),
                false => (sources.items(), "aws.cloudwatch"),
            };
            // What is no text, such as `prefix: aws`, may mean alarms.
            let is_open = |property: &Property<'_, 'd>| property.text().is_unknown();
            let is_alarms = |property: &Property<'_, 'd>| property.text().text() == Some(alarms);
            actions.is_open |= !asked.is_whole || asked.list.iter().any(is_open);
            actions.has_rule |= asked.list.iter().any(is_alarms);
        }
        actions
    }

    /// Takes the names out of `ALARM("a") OR ALARM(b)`.
    fn add_composite(&mut self, resource: &Resource<'d>) {
        let scenario = Scenario::given(resource.when);
        let rule = Case::new(self.template, &scenario, resource).properties(resource).get("AlarmRule");
        let Some(parts) = rule.parts() else {
            self.is_open |= !rule.is_absent();
            return;
        };
        for piece in parts.pieces() {
            match piece {
                Piece::Literal(text) => {
                    for word in text.split(['(', ')']) {
                        let name = word.trim().trim_matches('"');
                        self.names.insert(name.to_owned());
                    }
                }
                Piece::Parameter(_) | Piece::Opaque { .. } => self.is_open = true,
                _ => {}
            }
        }
    }

    /// `some`, `none`, `disabled`, `referred` or `unknown`.
    pub(crate) fn of(&self, alarm: &Resource<'d>, properties: &Property<'_, 'd>) -> &'static str {
        let enabled = properties.get("ActionsEnabled").bool();
        if enabled.bool() == Some(false) {
            return "disabled";
        }
        let written = properties.get("AlarmActions").items();
        if !written.list.is_empty() {
            return if enabled.is_unknown() { "unknown" } else { "some" };
        }
        let name = properties.get("AlarmName").text();
        if self.has_rule || self.is_referred(alarm) || name.text().is_some_and(|name| self.names.contains(name)) {
            return "referred";
        }
        if !written.is_whole || self.is_open || (name.is_unknown() && !self.names.is_empty()) {
            return "unknown";
        }
        "none"
    }

    /// Whether something that can react refers to the alarm, or it is output.
    fn is_referred(&self, alarm: &Resource<'d>) -> bool {
        let references = self.template.references_to(alarm.logical_id);
        references.filter(|reference| reference.kind != ReferenceKind::DependsOn).any(|reference| {
            match reference.owner {
                Owner::Resource(logical_id) => {
                    let owner = self.template.resource(logical_id);
                    let type_name = owner.and_then(|owner| owner.type_name).unwrap_or("");
                    logical_id != alarm.logical_id && type_name != "AWS::CloudWatch::Dashboard"
                }
                Owner::Output(_) => true,
                Owner::Elsewhere => false,
            }
        })
    }
}

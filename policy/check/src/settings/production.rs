//! Which tables are for production, by their tags or by a parameter of the template, and what is left elsewhere of the rules
//! that count only there: a note. What cannot be known counts as production.

use tablewarden_cloudformation::{Resolved, Resource, Scenario, Template, When};
use tablewarden_order::{Map, Set};
use tablewarden_template::{At, View};
use tablewarden_wire::Severity;

use super::plain_names;
use crate::check::FACTS;
use crate::sightings::Sighting;

/// A name and the values by which it says production.
pub(super) type Sign = (String, Vec<String>);

/// The rules that count only in production, and what says that something is.
#[derive(Debug, Default)]
pub(crate) struct Production {
    pub(super) rules: Set<String>,
    pub(super) tags: Vec<Sign>,
    pub(super) parameters: Vec<Sign>,
}

impl Production {
    /// Makes notes of what its rules found elsewhere. A finding in a table goes by the table's tags; any other counts where
    /// one table of the template does.
    pub(crate) fn lower(&self, found: &mut [Sighting<'_>], template: &Template<'_>, joined: View<'_>) {
        if self.parameters.iter().any(|sign| is_given(template, sign)) {
            return;
        }
        let mut tables: Map<&str, bool> = Map::new();
        let mut is_any = false;
        if let Some(list) = joined.root().and_then(|root| joined.find(root, &[FACTS, "Tables"])) {
            for table in joined.items(list) {
                let Some(id) = joined.get(table, "LogicalId").and_then(|id| joined.text(id)) else { continue };
                let is_tagged = template.resource(id).is_some_and(|resource| self.is_tagged(template, resource));
                is_any |= is_tagged;
                tables.insert(id, is_tagged);
            }
        }
        for sighting in found {
            if plain_names(&sighting.rule).iter().any(|name| self.rules.contains(name)) {
                let resource =
                    template.path_at(sighting.place, sighting.about.as_deref()).and_then(|path| path.logical_id);
                let own = resource.and_then(|id| tables.get(id)).copied();
                if !own.unwrap_or(is_any) {
                    sighting.severity = Severity::Note;
                }
            }
        }
    }

    fn is_tagged(&self, template: &Template<'_>, resource: &Resource<'_>) -> bool {
        let Some(properties) = resource.properties else { return false };
        let scenario = Scenario::given(resource.when);
        if self.says(template, properties, &scenario) {
            return true;
        }
        let Resolved::List(replicas) = template.get(properties, "Replicas", &scenario) else { return false };
        template.items(replicas, &scenario).items.iter().any(|replica| self.says(template, replica.at, &scenario))
    }

    /// Whether the tags of something say production, or may: a list of `Key` and `Value`, or a map.
    fn says(&self, template: &Template<'_>, of: At, scenario: &Scenario) -> bool {
        match template.get(of, "Tags", scenario) {
            Resolved::Map(map) => {
                self.tags.iter().any(|(key, values)| is_one(&template.get(map, key, scenario), values))
            }
            Resolved::List(list) => {
                let items = template.items(list, scenario);
                items.unknown.is_some() || items.items.iter().any(|tag| self.is_sign(template, &tag.value, scenario))
            }
            other => other.unknown().is_some(),
        }
    }

    fn is_sign(&self, template: &Template<'_>, tag: &Resolved<'_>, scenario: &Scenario) -> bool {
        let Resolved::Map(map) = *tag else { return tag.unknown().is_some() };
        let (name, value) = (template.get(map, "Key", scenario), template.get(map, "Value", scenario));
        self.tags.iter().any(|(key, values)| is_one(&name, std::slice::from_ref(key)) && is_one(&value, values))
    }
}

/// Whether a value is, or may be, one of the texts.
fn is_one(value: &Resolved<'_>, texts: &[String]) -> bool {
    match value {
        Resolved::Scalar(scalar) => texts.iter().any(|text| *text == scalar.text),
        other => !other.is_absent(),
    }
}

/// Whether the parameter has, or may have, one of the values.
fn is_given(template: &Template<'_>, (name, values): &Sign) -> bool {
    let Some(parameter) = template.parameter(name) else { return false };
    let is_one = |text: &str| values.iter().any(|value| value == text);
    let given = template.context().parameters.get(name.as_str());
    match (given.and_then(|given| given.value.as_deref()), parameter.default) {
        (Some(given), _) => is_one(given),
        (None, Some(default)) if !parameter.is_stored() => {
            let default = template.resolve(default, &Scenario::given(When::ALWAYS));
            default.scalar().is_some_and(|scalar| is_one(&scalar.text))
        }
        _ => {
            let allowed = template.allowed_values(name);
            allowed.is_empty() || allowed.iter().any(|scalar| is_one(&scalar.text))
        }
    }
}

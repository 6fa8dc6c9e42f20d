//! Findings in, the same out with notes for what counts only in production and stands elsewhere. Tags of tables or a
//! parameter of the template tell which tables are for production; what cannot be known counts as production.

use tablewarden_cloudformation::{Resolved, Resource, Scenario, Template, When};
use tablewarden_order::Map;
use tablewarden_template::{At, View};
use tablewarden_wire::Severity;

use super::raw_finding::RawFinding;
use crate::reading::FACTS_KEY;
use crate::settings::{Production, Sign};

/// Makes notes of what its rules found elsewhere. A finding in a table goes by the table's tags; any other counts where
/// one table of the template does.
#[inline(never)]
pub(crate) fn lower_outside_production(
    found: &mut [RawFinding<'_>],
    production: &Production,
    template: &Template<'_>,
    joined: View<'_>,
) {
    if production.parameters.iter().any(|sign| is_given(template, sign)) {
        return;
    }
    let mut tables: Map<&str, bool> = Map::new();
    let mut is_any = false;
    if let Some(list) = joined.root().and_then(|root| joined.find(root, &[FACTS_KEY, "Tables"])) {
        for table in joined.items(list) {
            let Some(id) = joined.get(table, "LogicalId").and_then(|id| joined.text(id)) else { continue };
            let is_tagged = template.resource(id).is_some_and(|resource| is_tagged(production, template, resource));
            is_any |= is_tagged;
            tables.insert(id, is_tagged);
        }
    }
    for finding in found {
        if finding.rule.comparable().iter().any(|name| production.rules.contains(name)) {
            let resource = template.path_at(finding.place, finding.about.as_deref()).and_then(|path| path.logical_id);
            let own = resource.and_then(|id| tables.get(id)).copied();
            if !own.unwrap_or(is_any) {
                finding.severity = Severity::Note;
            }
        }
    }
}

fn is_tagged(production: &Production, template: &Template<'_>, resource: &Resource<'_>) -> bool {
    let Some(properties) = resource.properties else { return false };
    let scenario = Scenario::given(resource.when);
    if says(production, template, properties, &scenario) {
        return true;
    }
    let Resolved::List(replicas) = template.get(properties, "Replicas", &scenario) else { return false };
    template.items(replicas, &scenario).items.iter().any(|replica| says(production, template, replica.at, &scenario))
}

/// Whether the tags of something say production, or may: a list of `Key` and `Value`, or a map.
fn says(production: &Production, template: &Template<'_>, of: At, scenario: &Scenario) -> bool {
    match template.get(of, "Tags", scenario) {
        Resolved::Map(map) => {
            production.tags.iter().any(|(key, values)| is_one(&template.get(map, key, scenario), values))
        }
        Resolved::List(list) => {
            let items = template.items(list, scenario);
            items.unknown.is_some() || items.items.iter().any(|tag| is_sign(production, template, &tag.value, scenario))
        }
        other => other.unknown().is_some(),
    }
}

fn is_sign(production: &Production, template: &Template<'_>, tag: &Resolved<'_>, scenario: &Scenario) -> bool {
    let Resolved::Map(map) = *tag else { return tag.unknown().is_some() };
    let (name, value) = (template.get(map, "Key", scenario), template.get(map, "Value", scenario));
    production.tags.iter().any(|(key, values)| is_one(&name, std::slice::from_ref(key)) && is_one(&value, values))
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

//! Which tables use which KMS key or Kinesis stream of the template, by reference or behind an alias, and when. Never says
//! whether they should.

use tablewarden_cloudformation::{ConditionSet, Parts, Piece, Scenario, Template, When};
use tablewarden_order::Map;

use crate::replicas::replica;
use crate::resource::property::{Case, Property};
use crate::resource::table::TableKind;
use crate::resource::table_names::Tables;
use crate::resource::{outcomes, types};
use crate::table::encryption;

/// The property with which a table writes to a stream.
pub(crate) const KINESIS: &str = "KinesisStreamSpecification";

/// Which tables use a resource, and when some do.
pub(crate) struct Users<'d> {
    pub(crate) when: When,
    pub(crate) tables: Vec<&'d str>,
    pub(crate) conditions: ConditionSet,
}

/// Who uses which key or stream, by its logical id.
pub(crate) fn read<'d>(tables: &Tables<'_, 'd>) -> Map<&'d str, Users<'d>> {
    let template = tables.template();
    let aliases = aliases(template);
    let mut users: Map<&'d str, Users<'d>> = Map::new();
    for table in tables.list() {
        let properties = ["SSESpecification", KINESIS, "Replicas"];
        let outcomes = outcomes::read(template, table.resource, &properties, |case: Case<'_, 'd>| {
            let mut properties = encryption::keys(case, table);
            properties.extend(kinesis(&case.properties(table.resource), table.kind));
            let mut ids: Vec<&'d str> = Vec::new();
            for parts in properties.iter().filter_map(Property::parts) {
                named(case, &aliases, &parts, &mut ids);
            }
            ids
        });
        for (when, ids) in &outcomes.each {
            for id in ids {
                let user = users.or_insert_with(*id, || Users {
                    when: When::NEVER,
                    tables: Vec::new(),
                    conditions: ConditionSet::default(),
                });
                user.when = template.conditions().or(user.when, *when);
                user.conditions.extend(&outcomes.conditions);
                if user.tables.last() != Some(&table.resource.logical_id) {
                    user.tables.push(table.resource.logical_id);
                }
            }
        }
    }
    users
}

/// Where a table, or each replica of a global one, names its Kinesis stream.
pub(crate) fn kinesis<'t, 'd>(properties: &Property<'t, 'd>, kind: TableKind) -> Vec<Property<'t, 'd>> {
    let path = [KINESIS, "StreamArn"];
    match kind {
        TableKind::Global => replica::list(properties).iter().map(|replica| replica.written.find(&path)).collect(),
        TableKind::Table => vec![properties.find(&path)],
        TableKind::Simple => Vec::new(),
    }
}

/// The resources that a text names, looked up behind an alias.
fn named<'d>(case: Case<'_, 'd>, aliases: &Map<String, &'d str>, parts: &Parts<'d>, ids: &mut Vec<&'d str>) {
    for piece in parts.pieces() {
        match piece {
            Piece::Ref(id) | Piece::Attribute { logical_id: id, .. } => match behind_alias(case, id) {
                Some(target) => ids.extend(names_in(&target)),
                None => ids.push(id),
            },
            Piece::Literal(text) => {
                let alias = text.split_once("alias/").and_then(|(_, name)| aliases.get(name));
                if let Some(alias) = alias {
                    ids.extend(behind_alias(case, alias).iter().flat_map(names_in));
                }
            }
            _ => {}
        }
    }
}

/// The key that the alias of that logical id stands for; none where it is no alias.
fn behind_alias<'d>(case: Case<'_, 'd>, logical_id: &str) -> Option<Parts<'d>> {
    let alias = case.template.resource(logical_id).filter(|resource| resource.type_name == Some(types::KMS_ALIAS))?;
    Some(case.of_any().properties(alias).get("TargetKeyId").parts().unwrap_or_default())
}

fn names_in<'p, 'd>(parts: &'p Parts<'d>) -> impl Iterator<Item = &'d str> + use<'p, 'd> {
    parts.pieces().iter().filter_map(|piece| match piece {
        Piece::Ref(id) | Piece::Attribute { logical_id: id, .. } => Some(*id),
        _ => None,
    })
}

/// The aliases of the template by their names, without `alias/`.
fn aliases<'d>(template: &Template<'d>) -> Map<String, &'d str> {
    let mut aliases = Map::new();
    for resource in template.resources_of(types::KMS_ALIAS) {
        let scenario = Scenario::given(resource.when);
        let name = Case::new(template, &scenario, resource).properties(resource).get("AliasName").text();
        if let Some(name) = name.text().and_then(|name| name.strip_prefix("alias/")) {
            aliases.insert(name.to_owned(), resource.logical_id);
        }
    }
    aliases
}

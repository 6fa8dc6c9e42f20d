//! The facts document put together: the tables with their groups, then what stands around them. Never a verdict, and
//! never nothing: all keys are there for a template without tables too.

use tablewarden_cloudformation::{Scenario, Template};
use tablewarden_order::Set;
use tablewarden_source::{Place, Span};
use tablewarden_template::{NodeId, Tree};

use crate::access::Access;
use crate::alarms::Alarm;
use crate::backup::Backups;
use crate::changes::Before;
use crate::edge::Edges;
use crate::fact::Fact;
use crate::monitoring::Monitoring;
use crate::namesakes::Namesakes;
use crate::policy::Owner;
use crate::scaling::Scaling;
use crate::source::Sources;
use crate::spot::World;
use crate::stream::Consumers;
use crate::table::{Table, Tables};
use crate::variant::VariantIndex;
use crate::write::Writer;
use crate::{
    alarms, around, billing, changes, encryption, global_capacity, insights, keys, label, problems, protection,
    recovery, replicas, scalable, source, tagging, time_to_live,
};

/// What is said of the check itself.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The profile: `minimal`, `recommended`, `strict`.
    pub profile: String,
    /// The region of deployment, where it is known.
    pub region: Option<String>,
}

/// The facts of one template.
#[derive(Debug, Clone)]
pub struct Facts<'d> {
    /// The document, over the template's text.
    pub tree: Tree<'d>,
    /// Under which conditions each node of it holds.
    pub variants: VariantIndex,
    /// How many places of the template have a value that is not known.
    pub unknown_values: u32,
    /// How many tables there are.
    pub tables: u32,
    /// What was not analysed because it has too many variants, and where it is.
    pub not_analysed: Vec<(Place, String)>,
    /// What was looked at with no other values of parameters than their own, as there would be too many variants.
    pub without_allowed_values: Vec<(Place, String)>,
    defaults: Vec<(NodeId, &'d str)>,
}

impl Facts<'_> {
    /// The parameter whose default a value is. `node` is the map with `Is`, or its `Value`.
    #[must_use]
    pub fn default_of(&self, node: NodeId) -> Option<&str> {
        let index = self.defaults.binary_search_by_key(&node, |(node, _)| *node).ok()?;
        self.defaults.get(index).map(|(_, parameter)| *parameter)
    }
}

/// What is joined to the tables of a template.
struct Joins<'t, 'd> {
    tables: Tables<'t, 'd>,
    scaling: Scaling<'t, 'd>,
    alarms: Vec<Edges<'t, 'd, Alarm<'d>>>,
    monitoring: Monitoring<'t, 'd>,
    sources: Vec<Edges<'t, 'd, Sources<'d>>>,
    consumers: Consumers<'t, 'd>,
    backups: Backups<'t, 'd>,
    namesakes: Namesakes<'d>,
    access: Access<'t, 'd>,
}

/// Gathers the facts of a template; `duplicates` are the keys that the document's maps have twice. Linear in the size of the
/// template and its number of variants.
#[must_use]
pub fn facts<'d>(
    template: &Template<'d>,
    duplicates: &[(Span, Span)],
    settings: &Settings,
    before: Option<Before<'_, '_>>,
) -> Facts<'d> {
    let joins = Joins::read(template);
    let mut writer = Writer::new(template);
    let place = template.resources_place().unwrap_or_default();
    writer.map(place, |writer| {
        joins.write(writer, settings, before, place);
        problems::write(writer, &joins.tables, joins.joined(), duplicates);
    });
    let mut not_analysed: Vec<(Place, String)> =
        writer.unanalysed.iter().map(|left| (left.place, left.what.clone())).collect();
    let without_allowed_values = std::mem::take(&mut writer.without_allowed_values);
    let written = writer.finish();
    if written.is_full {
        not_analysed.push((place, "the rest of the template: there are too many facts".to_owned()));
    }
    Facts {
        tree: written.tree,
        variants: written.variants,
        unknown_values: written.unknown_values,
        tables: u32::try_from(joins.tables.list().len()).unwrap_or(u32::MAX),
        not_analysed,
        without_allowed_values,
        defaults: written.defaults,
    }
}

impl<'t, 'd> Joins<'t, 'd> {
    fn read(template: &'t Template<'d>) -> Self {
        let tables = Tables::read(template);
        let (alarms, sources) = (alarms::read(&tables), source::read(&tables));
        Self {
            scaling: Scaling::read(&tables),
            monitoring: Monitoring::read(&tables, &alarms),
            consumers: Consumers::read(&tables, &sources),
            backups: Backups::read(&tables),
            namesakes: Namesakes::read(&tables),
            access: Access::read(&tables),
            tables,
            alarms,
            sources,
        }
    }

    fn write(&self, writer: &mut Writer<'t, 'd>, settings: &Settings, before: Option<Before<'_, '_>>, place: Place) {
        writer.int("Version", place, 1);
        writer.map_at("Settings", place, |writer| {
            writer.text("Profile", place, &settings.profile);
            let region = settings.region.clone().or_else(|| writer.template.context().region.clone());
            let region = region.map_or_else(|| Fact::absent(place), |region| Fact::known(region, place));
            writer.fact("Region", &region);
        });
        let tables = writer.next_value();
        writer.list("Tables", place, |writer| {
            for table in self.tables.list() {
                self.write_table(writer, table);
            }
        });
        alarms::write(writer, &self.tables, &self.alarms);
        scalable::write(writer, &self.tables, &self.scaling);
        source::write(writer, &self.tables, &self.sources);
        around::write(writer, &self.tables);
        // Kept free for facts that no rule asks for yet.
        self.access.write(writer);
        changes::write(writer, tables, settings.region.as_deref(), before);
    }

    fn write_table(&self, writer: &mut Writer<'t, 'd>, table: &Table<'t, 'd>) {
        let resource = table.resource;
        let place = resource.key_place;
        writer.of_resource(place, resource, |writer| {
            writer.text("LogicalId", place, resource.logical_id);
            writer.text("Type", place, table.kind.name());
            let scenario = Scenario::given(resource.when);
            let world = World::new(writer.template, &scenario, resource);
            let properties = world.properties(resource);
            writer.fact("Name", &properties.get("TableName").text());
            label::write(writer, resource, &properties);
            keys::write(writer, table);
            billing::write(writer, table, &self.scaling);
            encryption::write(writer, table);
            encryption::write_undefined(writer, table);
            recovery::write(writer, table, &self.backups);
            protection::write(writer, table);
            self.consumers.write(writer, table);
            time_to_live::write(writer, table);
            replicas::write(writer, table);
            global_capacity::write(writer, table, &self.scaling);
            tagging::write(writer, table);
            self.namesakes.write(writer, table);
            self.monitoring.write(writer, table);
            insights::write(writer, table);
        });
    }

    /// What surely is about DynamoDB, by logical id.
    fn joined(&self) -> Set<&'d str> {
        let mut joined = Set::new();
        for edges in &self.scaling.targets {
            if edges.each.iter().any(|(_, target)| target.reach.is_dynamodb == Some(true)) {
                joined.insert(edges.resource.logical_id);
            }
        }
        for edges in &self.scaling.policies {
            let is_ours = edges.each.iter().any(|(_, policy)| match &policy.owner {
                Owner::Target(logical_id) => joined.contains(logical_id),
                Owner::Reach(reach) => reach.is_dynamodb == Some(true),
                Owner::Unknown | Owner::Nobody => false,
            });
            if is_ours {
                joined.insert(edges.resource.logical_id);
            }
        }
        let alarms = self.alarms.iter().filter(|edges| edges.each.iter().any(|(_, alarm)| !alarm.metrics.is_empty()));
        joined.extend(alarms.map(|edges| edges.resource.logical_id));
        let sources = self.sources.iter().filter(|edges| edges.each.iter().any(|(_, found)| !found.list.is_empty()));
        joined.extend(sources.map(|edges| edges.resource.logical_id));
        joined
    }
}

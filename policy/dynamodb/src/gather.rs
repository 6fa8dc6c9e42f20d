//! Gathers the facts of a template: reads what is joined to its tables, then writes the tables and everything else into one
//! document. All root keys are there for a template without tables too. Never a verdict.

use tablewarden_cloudformation::{Scenario, Template};
use tablewarden_order::Set;
use tablewarden_source::Place;

use crate::access::statements::Access;
use crate::alarms::alarm::{self, Alarm};
use crate::alarms::monitoring::Monitoring;
use crate::changes::change::Before;
use crate::changes::facts as changes;
use crate::changes::missed::missed;
use crate::facts::document::{Excess, Facts, NotAnalysed, Settings, TextFaults};
use crate::facts::writer::Writer;
use crate::keys::table_keys;
use crate::linked::facts as linked;
use crate::problems::checks::Checks;
use crate::problems::facts as problems;
use crate::replicas::facts as replicas;
use crate::resource::fact::Fact;
use crate::resource::outcomes::Outcomes;
use crate::resource::property::Case;
use crate::resource::table::Table;
use crate::resource::table_names::Tables;
use crate::scaling::facts as scaling_facts;
use crate::scaling::policies::PolicyTarget;
use crate::scaling::scaled_capacity::Scaling;
use crate::streams::consumers::Consumers;
use crate::streams::event_sources::{self, EventSources};
use crate::table::backup_selections::Backups;
use crate::table::duplicate_names::DuplicateNames;
use crate::table::{
    attachments, billing, encryption, global_capacity, insights, labels, naming, protection, recovery, tags,
    time_to_live,
};

/// After so many tables there is room made for the others.
const MEASURED: usize = 16;

/// What is joined to the tables of a template.
struct Joins<'t, 'd> {
    tables: Tables<'t, 'd>,
    scaling: Scaling<'t, 'd>,
    alarms: Vec<Outcomes<'t, 'd, Alarm<'d>>>,
    monitoring: Monitoring<'t, 'd>,
    sources: Vec<Outcomes<'t, 'd, EventSources<'d>>>,
    consumers: Consumers<'t, 'd>,
    backups: Backups<'t, 'd>,
    duplicate_names: DuplicateNames<'d>,
    access: Access<'t, 'd>,
}

/// Gathers the facts of a template; `faults` is what only its text shows. Linear in the size of the
/// template and its number of variants.
#[must_use]
pub fn facts<'d>(
    template: &Template<'d>,
    faults: TextFaults<'_>,
    settings: &Settings,
    before: Option<Before<'_, '_>>,
) -> Facts<'d> {
    let joins = Joins::read(template);
    let mut writer = Writer::new(template);
    let place = template.resources_place().unwrap_or_default();
    writer.map(place, |writer| {
        let checks = joins.write(writer, settings, before, place);
        problems::write(writer, &joins.tables, joins.joined(), faults, checks);
    });
    let mut not_analysed = std::mem::take(&mut writer.not_analysed);
    let unseen = std::mem::take(&mut writer.unseen);
    not_analysed.extend(before.iter().flat_map(|before| missed(before, &unseen)));
    let written = writer.finish();
    if written.is_full {
        let of = "the rest of the template".to_owned();
        not_analysed.push(NotAnalysed { place, of, what: "", why: Excess::Facts, parameters: Vec::new() });
    }
    Facts {
        tree: written.tree,
        variants: written.variants,
        unknown_values: written.unknown_values,
        tables: u32::try_from(joins.tables.list().len()).unwrap_or(u32::MAX),
        not_analysed,
        unseen,
        defaults: written.defaults,
        written: written.written,
    }
}

impl<'t, 'd> Joins<'t, 'd> {
    fn read(template: &'t Template<'d>) -> Self {
        let tables = Tables::read(template);
        let (alarms, sources, access) = (alarm::read(&tables), event_sources::read(&tables), Access::read(&tables));
        Self {
            scaling: Scaling::read(&tables),
            monitoring: Monitoring::read(&tables, &alarms),
            consumers: Consumers::read(&tables, &sources, &access),
            backups: Backups::read(&tables),
            duplicate_names: DuplicateNames::read(&tables),
            tables,
            alarms,
            sources,
            access,
        }
    }

    /// Writes everything but problems; gives those of the tables by the schema, which are looked for on the way.
    fn write(
        &self,
        writer: &mut Writer<'t, 'd>,
        settings: &Settings,
        before: Option<Before<'_, '_>>,
        place: Place,
    ) -> Checks<'d> {
        writer.int("Version", place, 1);
        writer.map_at("Settings", place, |writer| {
            writer.text("Profile", place, &settings.profile);
            let region = settings.region.clone().or_else(|| writer.template.context().region.clone());
            let region = region.map_or_else(|| Fact::absent(place), |region| Fact::known(region, place));
            writer.fact("Region", &region);
        });
        let (tables, mut checks) = (writer.next_value(), Checks::default());
        writer.list("Tables", place, |writer| {
            let (start, all) = (writer.next_value(), self.tables.list());
            for (index, table) in all.iter().enumerate() {
                self.write_table(writer, table);
                checks.check(writer.template, table);
                // What the first ones take says what the others will.
                if index + 1 == MEASURED {
                    writer.reserve_more(start, all.len() / MEASURED);
                }
            }
        });
        alarm::write(writer, &self.tables, &self.alarms);
        self.monitoring.write_unalarmed(writer, &self.tables);
        scaling_facts::write(writer, &self.tables, &self.scaling);
        event_sources::write(writer, &self.tables, &self.sources);
        linked::write(writer, &self.tables);
        // Kept free for facts that no rule asks for yet.
        self.access.write(writer);
        changes::write(writer, tables, settings.region.as_deref(), before);
        checks
    }

    // Not part of the loop over tables: JavaScript engines optimise a function by how far its code reaches.
    #[inline(never)]
    fn write_table(&self, writer: &mut Writer<'t, 'd>, table: &Table<'t, 'd>) {
        let resource = table.resource;
        let place = resource.key_place;
        writer.of_resource(place, resource, |writer| {
            writer.text("LogicalId", place, resource.logical_id);
            writer.word("Type", place, table.kind.name());
            let scenario = Scenario::given(resource.when);
            let case = Case::new(writer.template, &scenario, resource);
            let properties = case.properties(resource);
            let name = properties.get("TableName");
            writer.fact("Name", &name.text());
            labels::write(writer, resource, &properties, &name);
            naming::write(writer, table);
            table_keys::write(writer, table);
            billing::write(writer, table, &self.scaling);
            encryption::write(writer, table);
            encryption::write_undefined(writer, table);
            attachments::write(writer, table);
            recovery::write(writer, table, &self.backups);
            protection::write(writer, table);
            self.consumers.write(writer, table);
            time_to_live::write(writer, table);
            replicas::write(writer, table);
            global_capacity::write(writer, table, &self.scaling);
            tags::write(writer, table);
            self.duplicate_names.write(writer, table);
            self.monitoring.write(writer, table);
            insights::write(writer, table);
        });
    }

    /// What certainly is about DynamoDB, by logical id.
    #[inline(never)]
    fn joined(&self) -> Set<&'d str> {
        let mut joined = Set::new();
        for outcomes in &self.scaling.targets {
            if outcomes.each.iter().any(|(_, target)| target.identity.is_dynamodb == Some(true)) {
                joined.insert(outcomes.resource.logical_id);
            }
        }
        for outcomes in &self.scaling.policies {
            let is_ours = outcomes.each.iter().any(|(_, policy)| match &policy.owner {
                PolicyTarget::ById(logical_id) => joined.contains(logical_id),
                PolicyTarget::ByIdentity(identity) => identity.is_dynamodb == Some(true),
                PolicyTarget::Unknown | PolicyTarget::None => false,
            });
            if is_ours {
                joined.insert(outcomes.resource.logical_id);
            }
        }
        let alarms =
            self.alarms.iter().filter(|outcomes| outcomes.each.iter().any(|(_, alarm)| !alarm.metrics.is_empty()));
        joined.extend(alarms.map(|outcomes| outcomes.resource.logical_id));
        let sources =
            self.sources.iter().filter(|outcomes| outcomes.each.iter().any(|(_, found)| !found.list.is_empty()));
        joined.extend(sources.map(|outcomes| outcomes.resource.logical_id));
        joined
    }
}

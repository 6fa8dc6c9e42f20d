//! The alarms of a template that are about DynamoDB: which metrics they watch, with which dimensions, of which tables,
//! and whether anybody is told. Never says whether an alarm is right.

use tablewarden_cloudformation::Parts;
use tablewarden_source::Place;

use crate::access::action_names;
use crate::alarms::alarm_actions::AlarmActions;
use crate::alarms::index_names::IndexNames;
use crate::alarms::metrics::{self, Metric};
use crate::facts::writer::Writer;
use crate::resource::fact::Fact;
use crate::resource::outcomes::{self, Outcomes};
use crate::resource::property::{Case, Property};
use crate::resource::table_names::{NameForm, NamedTables, Tables};
use crate::resource::types;

const NAMESPACE: &str = "AWS/DynamoDB";

const PROPERTIES: [&str; 10] = [
    "Namespace",
    "MetricName",
    "Dimensions",
    "Metrics",
    "Statistic",
    "ExtendedStatistic",
    "TreatMissingData",
    "ActionsEnabled",
    "AlarmActions",
    "AlarmName",
];

/// What an alarm says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alarm<'d> {
    pub(crate) metrics: Vec<AlarmMetric<'d>>,
    /// Whether it watches something that is not known, and that can be a metric of DynamoDB.
    pub(crate) is_open: bool,
    action: &'static str,
    missing_data: Fact<'d>,
    /// Whether the one metric that it watches is there only where it counts something.
    is_count: bool,
    /// How many metrics its expressions are certainly over, of whichever service, and where they are listed.
    metric_stats: (i64, Place),
}

/// One metric that an alarm watches.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AlarmMetric<'d> {
    pub(crate) name: Fact<'d>,
    namespace: Fact<'d>,
    /// The names of the dimensions; none where not all are known.
    pub(crate) set: Option<String>,
    set_place: Place,
    pub(crate) which: NamedTables,
    pub(crate) form: &'static str,
    /// The dimension `TableName`.
    table: Fact<'d>,
    /// A table of the template that was probably meant.
    pub(crate) near: Option<String>,
    /// The index, where a dimension names one.
    pub(crate) index: Option<Parts<'d>>,
    index_name: Fact<'d>,
    statistic: Fact<'d>,
    pub(crate) operation: Fact<'d>,
}

impl AlarmMetric<'_> {
    /// The metric, where it is one that is known here.
    pub(crate) fn metric(&self) -> Option<&'static Metric> {
        self.name.text().and_then(metrics::find)
    }

    fn is_count(&self) -> bool {
        self.metric().is_some_and(Metric::is_count)
    }
}

/// All alarms that are about DynamoDB or may be.
#[inline(never)]
pub(crate) fn read<'t, 'd>(tables: &Tables<'t, 'd>) -> Vec<Outcomes<'t, 'd, Alarm<'d>>> {
    let template = tables.template();
    let actions = AlarmActions::read(template);
    let outcomes = template.resources_of(types::ALARM).map(|resource| {
        outcomes::read(template, resource, &PROPERTIES, |case: Case<'_, 'd>| {
            let properties = case.properties(resource);
            let mut alarm = Alarm {
                metrics: Vec::new(),
                is_open: false,
                action: "unknown",
                missing_data: properties.get("TreatMissingData").text(),
                is_count: false,
                metric_stats: (0, resource.key_place),
            };
            let statistic = [properties.get("ExtendedStatistic"), properties.get("Statistic")];
            let [extended, plain] = statistic.map(|statistic| statistic.text());
            alarm.add(tables, &properties, if extended.is_absent() { plain } else { extended });
            alarm.is_count = alarm.metrics.iter().any(AlarmMetric::is_count);
            alarm.add_math(tables, &properties.get("Metrics"));
            if !alarm.metrics.is_empty() {
                alarm.action = actions.of(resource, &properties);
            }
            alarm
        })
    });
    let is_ours = |alarm: &Alarm<'d>| alarm.is_open || !alarm.metrics.is_empty();
    outcomes.filter(|outcomes| outcomes.is_too_much || outcomes.each.iter().any(|(_, alarm)| is_ours(alarm))).collect()
}

impl<'d> Alarm<'d> {
    /// Adds the metric that is described by `Namespace`, `MetricName` and `Dimensions`.
    fn add(&mut self, tables: &Tables<'_, 'd>, of: &Property<'_, 'd>, statistic: Fact<'d>) {
        let namespace = of.get("Namespace").text();
        if namespace.text().is_some_and(is_namespace) {
            self.metrics.push(use_of(tables, of, namespace, statistic));
        } else {
            self.is_open |= namespace.is_unknown();
        }
    }

    /// Adds the metrics of a row of queries, as metric math has them.
    fn add_math(&mut self, tables: &Tables<'_, 'd>, queries: &Property<'_, 'd>) {
        self.metric_stats.1 = queries.key_place().unwrap_or(self.metric_stats.1);
        let queries = queries.items();
        self.is_open |= !queries.is_whole;
        for query in &queries.list {
            self.metric_stats.0 += i64::from(query.get("MetricStat").is_there());
            let metric = query.find(&["MetricStat", "Metric"]);
            if !metric.is_absent() {
                self.add(tables, &metric, query.find(&["MetricStat", "Stat"]).text());
            }
            // `SEARCH('{AWS/DynamoDB,TableName} …')` and `SELECT … FROM "AWS/DynamoDB"` can find any table.
            let expression = query.get("Expression").text();
            self.is_open |= expression.is_unknown() || expression.text().is_some_and(|text| text.contains(NAMESPACE));
        }
        // A row of one query is a metric in no expression.
        if queries.list.len() == 1 && queries.is_whole {
            self.is_count |= self.metrics.iter().any(AlarmMetric::is_count);
        }
    }
}

fn use_of<'d>(
    tables: &Tables<'_, 'd>,
    of: &Property<'_, 'd>,
    namespace: Fact<'d>,
    statistic: Fact<'d>,
) -> AlarmMetric<'d> {
    let name = of.get("MetricName").text();
    let written = of.get("Dimensions");
    let dimensions = written.items();
    let set_place = written.key_place().unwrap_or(name.place);
    let mut found = AlarmMetric {
        namespace,
        set: None,
        set_place,
        which: NamedTables::None,
        form: "none",
        table: Fact::absent(set_place),
        near: None,
        index: None,
        index_name: Fact::absent(set_place),
        statistic,
        operation: Fact::absent(set_place),
        name,
    };
    let mut names: Vec<String> = Vec::new();
    let mut is_whole = dimensions.is_whole;
    for dimension in &dimensions.list {
        let (name, value) = (dimension.get("Name").text(), dimension.get("Value"));
        let Some(name) = name.text() else {
            is_whole = false;
            continue;
        };
        match name {
            "TableName" => {
                found.table = value.text();
                (found.which, found.form) = table_of(tables, &value);
            }
            "GlobalSecondaryIndexName" => (found.index, found.index_name) = (value.parts(), value.text()),
            "Operation" => found.operation = value.text(),
            _ => {}
        }
        names.push(name.to_owned());
    }
    tablewarden_order::sort(&mut names);
    names.dedup();
    if is_whole {
        found.set = Some(if names.is_empty() { "none".to_owned() } else { names.join(",") });
    } else if found.form == "none" {
        // The dimension with the table may be one that is not known.
        (found.which, found.form) = (NamedTables::Any, "unknown");
    }
    if found.which == NamedTables::None && found.form == "name" {
        found.near = found.table.text().and_then(|name| tables.near(name));
    }
    found
}

/// Whether it is the namespace of DynamoDB's metrics, or a slip of it: nobody else publishes in `AWS/`.
fn is_namespace(text: &str) -> bool {
    let is_of_aws = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("AWS/"));
    is_of_aws && (text.eq_ignore_ascii_case(NAMESPACE) || strsim::levenshtein(text, NAMESPACE) <= 2)
}

fn table_of<'d>(tables: &Tables<'_, 'd>, value: &Property<'_, 'd>) -> (NamedTables, &'static str) {
    let Some(parts) = value.parts() else { return (NamedTables::Any, "unknown") };
    let named = tables.named(&parts);
    let is_arn = matches!(named.form, NameForm::Arn | NameForm::Stream);
    match named.which {
        NamedTables::Tables(numbers) => (NamedTables::Tables(numbers), if is_arn { "arn" } else { "name" }),
        which if is_arn => (which, "arn"),
        which if parts.literal().is_some() => (which, "name"),
        NamedTables::None => (NamedTables::None, "name"),
        NamedTables::Any => (NamedTables::Any, "unknown"),
    }
}

/// Writes the alarms that certainly are about DynamoDB.
#[inline(never)]
pub(crate) fn write<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    tables: &Tables<'t, 'd>,
    alarms: &[Outcomes<'t, 'd, Alarm<'d>>],
) {
    let place = writer.template.resources_place().unwrap_or_default();
    let mut index_names = IndexNames::new(tables);
    writer.list("Alarms", place, |writer| {
        for outcomes in alarms {
            let group = writer.new_group();
            for outcome in outcomes.all().filter(|outcome| !outcome.said.metrics.is_empty()) {
                let (alarm, place) = (outcome.said, outcomes.resource.key_place);
                writer.outcome(place, group, outcomes, &outcome, |writer| {
                    writer.text("LogicalId", place, outcomes.resource.logical_id);
                    let numbers = alarm.metrics.iter().flat_map(|metric| match &metric.which {
                        NamedTables::Tables(numbers) => numbers.as_slice(),
                        _ => &[],
                    });
                    let mut numbers: Vec<usize> = numbers.copied().collect();
                    tablewarden_order::sort(&mut numbers);
                    numbers.dedup();
                    let ids = numbers.iter().filter_map(|number| tables.get(*number));
                    writer.texts("Tables", place, ids.map(|table| table.resource.logical_id));
                    writer.text("ActionState", place, alarm.action);
                    writer.fact("MissingData", &alarm.missing_data);
                    writer.flag("Counts", place, alarm.is_count);
                    let (count, listed) = alarm.metric_stats;
                    writer.int("MetricStats", listed, count);
                    writer.list("Metrics", place, |writer| {
                        for metric in &alarm.metrics {
                            write_metric(writer, &mut index_names, metric);
                        }
                    });
                });
            }
            writer.left_out(outcomes, "alarm");
        }
    });
}

fn write_metric<'d>(writer: &mut Writer<'_, 'd>, index_names: &mut IndexNames<'_, '_, 'd>, of: &AlarmMetric<'d>) {
    let (name_place, set_place) = (of.name.place, of.set_place);
    let metric = of.metric();
    writer.map(name_place, |writer| {
        writer.fact("Name", &of.name);
        writer.fact("Namespace", &of.namespace);
        writer.derived(of.name.default_of, |writer| {
            writer.text("DimensionSet", set_place, of.set.as_deref().unwrap_or("unknown"));
            writer.flag("Known", name_place, metric.is_some());
            let sets = metric.map(|metric| metric.sets.iter().chain(metric.rare)).into_iter().flatten();
            writer.texts("Sets", set_place, sets);
            writer.text("Expected", set_place, &metric.map(metrics::expected).unwrap_or_default());
            writer.text("Found", set_place, &of.set.as_deref().map(metrics::words).unwrap_or_default());
            let nearest = of.name.text().filter(|_| metric.is_none()).and_then(metrics::nearest);
            let suggestion = nearest.map(|name| [", such as `", name, "`"].concat());
            writer.text("Suggestion", name_place, suggestion.as_deref().unwrap_or(""));
            writer.flag("Certain", name_place, metric.is_some_and(|metric| !metric.is_inferred));
            writer.flag("Counts", name_place, of.is_count());
            writer.flag("Dead", name_place, metric.is_some_and(Metric::is_dead));
        });
        writer.derived(of.table.default_of, |writer| {
            writer.text("TableForm", of.table.place, of.form);
            writer.text("Table", of.table.place, of.table.text().unwrap_or(""));
            writer.text("Near", of.table.place, of.near.as_deref().unwrap_or(""));
        });
        writer.derived(of.index_name.default_of, |writer| {
            let found = index_names.find(of.index.as_ref(), &of.which);
            writer.text("IndexForm", of.index_name.place, found.form);
            writer.text("IndexTable", of.index_name.place, &found.table);
            writer.text("OtherIndexes", of.index_name.place, &found.others);
            writer.text("Index", of.index_name.place, of.index_name.text().unwrap_or(""));
        });
        let operation = of.operation.text().unwrap_or_default();
        let action = (!operation.is_empty()).then(|| ["dynamodb:", operation].concat());
        let meant = action.and_then(|action| action_names::meant(&action)).unwrap_or_default();
        writer.derived(of.operation.default_of, |writer| {
            writer.text("Operation", of.operation.place, operation);
            writer.text("MeantOperation", of.operation.place, meant.trim_start_matches("dynamodb:"));
        });
        writer.fact("Statistic", &of.statistic);
    });
}

//! Reads and writes what reads the streams of tables: event source mappings, events of serverless functions, pipes. Never
//! says whether one is well made.

use crate::facts::writer::Writer;
use crate::resource::fact::Fact;
use crate::resource::outcomes::{self, Outcomes};
use crate::resource::property::{Case, Property};
use crate::resource::table_names::{NameForm, NamedTables, Tables};
use crate::resource::types;

const PROPERTIES: [&str; 10] = [
    "EventSourceArn",
    "Source",
    "Events",
    "Enabled",
    "StartingPosition",
    "BatchSize",
    "ParallelizationFactor",
    "MaximumRetryAttempts",
    "MaximumRecordAgeInSeconds",
    "DestinationConfig",
];

/// One stream that a resource reads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EventSource<'d> {
    pub(crate) which: NamedTables,
    /// Where the stream is named.
    stream: Fact<'d>,
    settings: BatchSettings<'d>,
}

impl EventSource<'_> {
    /// Whether reading is switched off.
    pub(crate) fn is_off(&self) -> bool {
        self.settings.enabled.bool() == Some(false)
    }
}

/// How a Lambda function reads a stream; of a pipe nothing is read.
#[derive(Debug, Clone, PartialEq)]
struct BatchSettings<'d> {
    enabled: Fact<'d>,
    start: Fact<'d>,
    batch: Fact<'d>,
    parallel: Fact<'d>,
    /// What bounds how often, or how long, a batch that fails is tried again.
    bound: Fact<'d>,
    /// Where what failed goes.
    destination: Fact<'d>,
}

impl<'d> BatchSettings<'d> {
    fn read(of: &Property<'_, 'd>) -> Self {
        Self {
            enabled: of.get("Enabled").bool(),
            start: of.get("StartingPosition").text(),
            batch: of.get("BatchSize").number(),
            parallel: of.get("ParallelizationFactor").number(),
            bound: bound(of),
            destination: of.find(&["DestinationConfig", "OnFailure"]).given(),
        }
    }
}

/// Finite retries, or a finite age; `-1` is none.
fn bound<'d>(of: &Property<'_, 'd>) -> Fact<'d> {
    let limits = [("MaximumRetryAttempts", 0), ("MaximumRecordAgeInSeconds", 1)];
    let found = limits.map(|(key, least)| (of.get(key).number(), key, least));
    let bounding = found.iter().find(|(fact, _, least)| fact.int().is_some_and(|value| value >= *least));
    if let Some((fact, key, _)) = bounding {
        return Fact::known(*key, fact.place).with_default_of(fact.default_of);
    }
    let [(retries, ..), (age, ..)] = found;
    let is_open = |fact: &Fact<'d>| !fact.is_absent() && fact.int().is_none();
    let place = if retries.is_absent() { age.place } else { retries.place };
    if is_open(&retries) || is_open(&age) { Fact::unknown(place) } else { Fact::absent(place) }
}

/// The streams that a resource reads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EventSources<'d> {
    pub(crate) list: Vec<EventSource<'d>>,
    /// Whether it may read others.
    pub(crate) is_open: bool,
}

/// All resources that read a stream of a table or may do so.
pub(crate) fn read<'t, 'd>(tables: &Tables<'t, 'd>) -> Vec<Outcomes<'t, 'd, EventSources<'d>>> {
    let template = tables.template();
    let is_reader = |type_name: Option<&str>| {
        matches!(type_name, Some(types::EVENT_SOURCE_MAPPING | types::PIPE | types::SERVERLESS_FUNCTION))
    };
    let readers = template.resources().iter().filter(|resource| is_reader(resource.type_name));
    let outcomes = readers.map(|resource| {
        outcomes::read(template, resource, &PROPERTIES, |case: Case<'_, 'd>| {
            let properties = case.properties(resource);
            match resource.type_name {
                Some(types::EVENT_SOURCE_MAPPING) => one(tables, &properties.get("EventSourceArn"), &properties),
                Some(types::PIPE) => one(tables, &properties.get("Source"), &properties),
                _ => events(tables, case, &properties.get("Events")),
            }
        })
    });
    let is_ours = |sources: &EventSources<'d>| sources.is_open || !sources.list.is_empty();
    outcomes
        .filter(|outcomes| outcomes.is_too_much || outcomes.each.iter().any(|(_, sources)| is_ours(sources)))
        .collect()
}

fn one<'d>(tables: &Tables<'_, 'd>, stream: &Property<'_, 'd>, settings: &Property<'_, 'd>) -> EventSources<'d> {
    let mut sources = EventSources { list: Vec::new(), is_open: false };
    if stream.is_absent() {
        return sources;
    }
    let Some(parts) = stream.parts() else { return EventSources { is_open: true, ..sources } };
    let named = tables.named(&parts);
    let is_stream = matches!(named.form, NameForm::Stream);
    let is_dynamodb = is_stream || parts.split_once(":dynamodb:").is_some();
    match named.which {
        NamedTables::Tables(_) if is_stream => {}
        // Another part of a table is no stream; what is not known may be one.
        NamedTables::Tables(_) => return sources,
        NamedTables::None if is_dynamodb => {}
        NamedTables::None => return sources,
        NamedTables::Any => sources.is_open = true,
    }
    if is_dynamodb {
        sources.list.push(EventSource {
            which: named.which,
            stream: stream.text(),
            settings: BatchSettings::read(settings),
        });
    }
    sources
}

fn events<'d>(tables: &Tables<'_, 'd>, case: Case<'_, 'd>, events: &Property<'_, 'd>) -> EventSources<'d> {
    let mut sources = EventSources { list: Vec::new(), is_open: false };
    let Some(map) = events.at() else { return sources };
    let fields = case.template.fields(map, case.scenario);
    sources.is_open |= fields.unknown.is_some();
    for entry in fields.entries {
        let event = case.property(Some(entry.value), entry.key_place);
        let kind = event.get("Type").text();
        if kind.is_unknown() {
            sources.is_open = true;
        }
        if kind.text() != Some("DynamoDB") {
            continue;
        }
        let properties = event.get("Properties");
        let stream = properties.get("Stream");
        let which = stream.parts().map_or(NamedTables::Any, |parts| tables.named(&parts).which);
        sources.is_open |= which == NamedTables::Any && !stream.is_absent();
        sources.list.push(EventSource { which, stream: stream.text(), settings: BatchSettings::read(&properties) });
    }
    sources
}

pub(crate) fn write<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    tables: &Tables<'t, 'd>,
    sources: &[Outcomes<'t, 'd, EventSources<'d>>],
) {
    let place = writer.template.resources_place().unwrap_or_default();
    writer.list("EventSources", place, |writer| {
        for outcomes in sources {
            let (group, place) = (writer.new_group(), outcomes.resource.key_place);
            let kind = match outcomes.resource.type_name {
                Some(types::EVENT_SOURCE_MAPPING) => "EventSourceMapping",
                Some(types::PIPE) => "Pipe",
                _ => "Function",
            };
            for outcome in outcomes.all() {
                for source in &outcome.said.list {
                    writer.outcome(place, group, outcomes, &outcome, |writer| {
                        writer.text("LogicalId", place, outcomes.resource.logical_id);
                        writer.fact("Table", &tables.fact(&source.which, &source.stream));
                        writer.text("Kind", place, kind);
                        if kind != "Pipe" {
                            write_settings(writer, &source.settings);
                        }
                    });
                }
            }
            writer.left_out(outcomes, "the event source");
        }
    });
}

fn write_settings<'d>(writer: &mut Writer<'_, 'd>, settings: &BatchSettings<'d>) {
    writer.fact("StartingPosition", &settings.start);
    writer.fact("Batch", &settings.batch);
    writer.fact("Parallel", &settings.parallel);
    writer.fact("Bound", &settings.bound);
    writer.fact("Destination", &settings.destination);
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    /// Bound and destination of a mapping with these properties.
    fn settings(properties: &str) -> (String, &'static str, String) {
        let tested = tested(&format!(
            "
Parameters: {{Open: {{Type: String}}}}
Resources:
  T: {{Type: AWS::DynamoDB::Table}}
  M: {{Type: AWS::Lambda::EventSourceMapping, Properties: {{EventSourceArn: !GetAtt T.StreamArn {properties}}}}}
"
        ));
        let source = tested.source("EventSources.0.Bound");
        (tested.show("EventSources.0.Bound"), source, tested.show("EventSources.0.Destination"))
    }

    #[test]
    fn bounds_and_destinations() {
        let retries = "MaximumRetryAttempts";
        for (properties, bound, source, destination) in [
            ("", "-", "Properties", "-"),
            (", MaximumRetryAttempts: -1", "-", "-1", "-"),
            (", MaximumRetryAttempts: '3'", retries, "'3'", "-"),
            (", MaximumRetryAttempts: 0", retries, "0", "-"),
            (", MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: 60", "MaximumRecordAgeInSeconds", "60", "-"),
            (", MaximumRetryAttempts: !Ref Open", "?", "!Ref Open", "-"),
            (", DestinationConfig: {OnFailure: {Destination: x}}", "-", "Properties", "given"),
            (", DestinationConfig: {OnFailure: !Ref Open}", "-", "Properties", "?"),
        ] {
            assert_eq!(settings(properties), (bound.to_owned(), source, destination.to_owned()), "{properties}");
        }
    }

    #[test]
    fn events_of_functions_are_read() {
        let tested = tested(
            "
Resources:
  T: {Type: AWS::DynamoDB::Table}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        E:
          Type: DynamoDB
          Properties: {Stream: !GetAtt T.StreamArn, StartingPosition: LATEST, BatchSize: 10, ParallelizationFactor: 2}
",
        );
        let show = |key: &str| tested.show(&format!("EventSources.0.{key}"));
        assert_eq!(["StartingPosition", "Batch", "Parallel", "Bound"].map(show), ["LATEST", "10", "2", "-"]);
    }
}

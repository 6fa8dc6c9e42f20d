//! What reads streams of tables: event source mappings, events of serverless functions, pipes. Never says whether one is
//! well made.

use crate::edge::{self, Edges};
use crate::fact::Fact;
use crate::spot::{Spot, World};
use crate::table::{Form, Tables, Who};
use crate::variant::Variant;
use crate::write::Writer;

pub(crate) const MAPPING: &str = "AWS::Lambda::EventSourceMapping";
pub(crate) const PIPE: &str = "AWS::Pipes::Pipe";
pub(crate) const FUNCTION: &str = "AWS::Serverless::Function";

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
pub(crate) struct Source<'d> {
    pub(crate) who: Who,
    /// Where the stream is named.
    stream: Fact<'d>,
    reading: Reading<'d>,
}

impl Source<'_> {
    /// Whether reading is switched off.
    pub(crate) fn is_off(&self) -> bool {
        self.reading.enabled.bool() == Some(false)
    }
}

/// How a Lambda function reads a stream; of a pipe nothing is read.
#[derive(Debug, Clone, PartialEq)]
struct Reading<'d> {
    enabled: Fact<'d>,
    start: Fact<'d>,
    batch: Fact<'d>,
    parallel: Fact<'d>,
    /// What bounds how often, or how long, a batch that fails is tried again.
    bound: Fact<'d>,
    /// Where what failed goes.
    destination: Fact<'d>,
}

impl<'d> Reading<'d> {
    fn read(of: &Spot<'_, 'd>) -> Self {
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
fn bound<'d>(of: &Spot<'_, 'd>) -> Fact<'d> {
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
pub(crate) struct Sources<'d> {
    pub(crate) list: Vec<Source<'d>>,
    /// Whether it may read others.
    pub(crate) is_open: bool,
}

/// All resources that read a stream of a table or may do so.
pub(crate) fn read<'t, 'd>(tables: &Tables<'t, 'd>) -> Vec<Edges<'t, 'd, Sources<'d>>> {
    let template = tables.template();
    let is_reader = |type_name: Option<&str>| matches!(type_name, Some(MAPPING | PIPE | FUNCTION));
    let readers = template.resources().iter().filter(|resource| is_reader(resource.type_name));
    let edges = readers.map(|resource| {
        edge::read(template, resource, &PROPERTIES, |world: World<'_, 'd>| {
            let properties = world.properties(resource);
            match resource.type_name {
                Some(MAPPING) => one(tables, &properties.get("EventSourceArn"), &properties),
                Some(PIPE) => one(tables, &properties.get("Source"), &properties),
                _ => events(tables, world, &properties.get("Events")),
            }
        })
    });
    let is_ours = |sources: &Sources<'d>| sources.is_open || !sources.list.is_empty();
    edges.filter(|edges| edges.is_too_much || edges.each.iter().any(|(_, sources)| is_ours(sources))).collect()
}

fn one<'d>(tables: &Tables<'_, 'd>, stream: &Spot<'_, 'd>, reading: &Spot<'_, 'd>) -> Sources<'d> {
    let mut sources = Sources { list: Vec::new(), is_open: false };
    if stream.is_absent() {
        return sources;
    }
    let Some(parts) = stream.parts() else { return Sources { is_open: true, ..sources } };
    let named = tables.named(&parts);
    let is_stream = matches!(named.form, Form::Stream);
    let is_dynamodb = is_stream || parts.split_once(":dynamodb:").is_some();
    match named.who {
        Who::Tables(_) if is_stream => {}
        // Another part of a table is no stream; what is not known may be one.
        Who::Tables(_) => return sources,
        Who::Nobody if is_dynamodb => {}
        Who::Nobody => return sources,
        Who::Anybody => sources.is_open = true,
    }
    if is_dynamodb {
        sources.list.push(Source { who: named.who, stream: stream.text(), reading: Reading::read(reading) });
    }
    sources
}

fn events<'d>(tables: &Tables<'_, 'd>, world: World<'_, 'd>, events: &Spot<'_, 'd>) -> Sources<'d> {
    let mut sources = Sources { list: Vec::new(), is_open: false };
    let Some(map) = events.at() else { return sources };
    let fields = world.template.fields(map, world.scenario);
    sources.is_open |= fields.unknown.is_some();
    for entry in fields.entries {
        let event = world.spot(Some(entry.value), entry.key_place);
        let kind = event.get("Type").text();
        if kind.is_unknown() {
            sources.is_open = true;
        }
        if kind.text() != Some("DynamoDB") {
            continue;
        }
        let properties = event.get("Properties");
        let stream = properties.get("Stream");
        let who = stream.parts().map_or(Who::Anybody, |parts| tables.named(&parts).who);
        sources.is_open |= who == Who::Anybody && !stream.is_absent();
        sources.list.push(Source { who, stream: stream.text(), reading: Reading::read(&properties) });
    }
    sources
}

pub(crate) fn write<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    tables: &Tables<'t, 'd>,
    sources: &[Edges<'t, 'd, Sources<'d>>],
) {
    let place = writer.template.resources_place().unwrap_or_default();
    writer.list("EventSources", place, |writer| {
        for edges in sources {
            let (group, place) = (writer.new_group(), edges.resource.key_place);
            let kind = match edges.resource.type_name {
                Some(MAPPING) => "EventSourceMapping",
                Some(PIPE) => "Pipe",
                _ => "Function",
            };
            for (when, found) in &edges.each {
                for source in &found.list {
                    let variant = Variant::new(*when, group, edges.resource.when);
                    writer.variant(place, variant, &edges.conditions, |writer| {
                        writer.text("LogicalId", place, edges.resource.logical_id);
                        writer.fact("Table", &tables.fact(&source.who, &source.stream));
                        writer.text("Kind", place, kind);
                        if kind != "Pipe" {
                            write_reading(writer, &source.reading);
                        }
                    });
                }
            }
            if edges.is_too_much {
                writer.too_many(&format!("the event source `{}`", edges.resource.logical_id), edges.resource);
            }
        }
    });
}

fn write_reading<'d>(writer: &mut Writer<'_, 'd>, reading: &Reading<'d>) {
    writer.fact("StartingPosition", &reading.start);
    writer.fact("Batch", &reading.batch);
    writer.fact("Parallel", &reading.parallel);
    writer.fact("Bound", &reading.bound);
    writer.fact("Destination", &reading.destination);
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    /// Bound and destination of a mapping with these properties.
    fn reading(properties: &str) -> (String, &'static str, String) {
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
            assert_eq!(reading(properties), (bound.to_owned(), source, destination.to_owned()), "{properties}");
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

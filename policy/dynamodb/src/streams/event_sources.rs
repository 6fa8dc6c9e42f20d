//! Reads and writes what reads the streams of tables: event source mappings, events of serverless functions, pipes. Never
//! says whether one is well made.

use crate::facts::writer::Writer;
use crate::resource::fact::Fact;
use crate::resource::outcomes::{self, Outcomes};
use crate::resource::property::{Case, Property};
use crate::resource::table_names::{NameForm, NamedTable, NamedTables, Tables};
use crate::resource::types;

const PROPERTIES: [&str; 11] = [
    "EventSourceArn",
    "Source",
    "SourceParameters",
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
    /// How it is named: `stream`, `name` or `arn` of what is no stream, or `unknown`.
    form: &'static str,
    /// Where it is named.
    stream: Fact<'d>,
    settings: BatchSettings<'d>,
}

impl<'d> EventSource<'d> {
    fn new(named: NamedTable<'d>, stream: &Property<'_, 'd>, settings: &Property<'_, 'd>) -> Self {
        let is_sure = matches!(named.which, NamedTables::Tables(_)) || stream.text().is_known();
        let form = match named.form {
            NameForm::Stream => "stream",
            _ if !is_sure => "unknown",
            NameForm::Arn => "arn",
            NameForm::Name | NameForm::Other => "name",
            // That there is none is said where attributes are checked.
            NameForm::NoAttribute => "unknown",
        };
        Self { which: named.which, form, stream: stream.text(), settings: BatchSettings::read(settings) }
    }

    /// Whether reading is switched off.
    pub(crate) fn is_off(&self) -> bool {
        self.settings.enabled.bool() == Some(false)
    }

    /// Whether it names something that is certainly no stream.
    pub(crate) fn is_no_stream(&self) -> bool {
        matches!(self.form, "arn" | "name")
    }
}

/// How a Lambda function or a pipe reads a stream. How a pipe does is not known where it says nothing at all.
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
            start: if of.is_absent() { Fact::unknown(of.place()) } else { of.get("StartingPosition").text() },
            batch: of.get("BatchSize").number(),
            parallel: of.get("ParallelizationFactor").number(),
            bound: bound(of),
            destination: of.find(&["DestinationConfig", "OnFailure", "Destination"]).given(),
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
                Some(types::PIPE) => {
                    let settings = properties.find(&["SourceParameters", "DynamoDBStreamParameters"]);
                    one(tables, &properties.get("Source"), &settings)
                }
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
    let is_of_table = matches!(named.which, NamedTables::Tables(_)) || named.form == NameForm::Stream;
    sources.is_open = named.which == NamedTables::Any;
    if is_of_table || parts.split_once(":dynamodb:").is_some() {
        sources.list.push(EventSource::new(named, stream, settings));
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
        let unknown = NamedTable { which: NamedTables::Any, form: NameForm::Name, rest: None };
        let named = stream.parts().map_or(unknown, |parts| tables.named(&parts));
        sources.is_open |= named.which == NamedTables::Any && !stream.is_absent();
        sources.list.push(EventSource::new(named, &stream, &properties));
    }
    sources
}

#[inline(never)]
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
                        writer.derived(source.stream.default_of, |writer| {
                            writer.text("SourceForm", source.stream.place, source.form);
                        });
                        write_settings(writer, &source.settings, kind == "Pipe");
                    });
                }
            }
            writer.left_out(outcomes, "event source");
        }
    });
}

fn write_settings<'d>(writer: &mut Writer<'_, 'd>, settings: &BatchSettings<'d>, is_pipe: bool) {
    writer.fact("StartingPosition", &settings.start);
    writer.fact("Batch", &settings.batch);
    writer.fact("Parallel", &settings.parallel);
    if !is_pipe {
        writer.fact("Bound", &settings.bound);
        writer.fact("Destination", &settings.destination);
    }
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
            (", DestinationConfig: {OnFailure: {}}", "-", "Properties", "-"),
            (", DestinationConfig: {OnFailure: {Destination: !Ref AWS::NoValue}}", "-", "Properties", "-"),
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

    #[test]
    fn pipes_have_their_settings_below_the_source() {
        let tested = |parameters: &str| {
            let pipe = format!("{{Type: AWS::Pipes::Pipe, Properties: {{Source: !GetAtt T.StreamArn {parameters}}}}}");
            let tested = tested(&format!("\nResources:\n  T: {{Type: AWS::DynamoDB::Table}}\n  P: {pipe}\n"));
            ["StartingPosition", "Batch", "Parallel"].map(|key| tested.show(&format!("EventSources.0.{key}"))).join(" ")
        };
        assert_eq!(tested(""), "? - -");
        let settings =
            |settings: &str| tested(&format!(", SourceParameters: {{DynamoDBStreamParameters: {settings}}}"));
        assert_eq!(settings("{BatchSize: 10}"), "- 10 -");
        assert_eq!(settings("{StartingPosition: LATEST, ParallelizationFactor: 2}"), "LATEST - 2");
    }

    /// Table, form and place of the source that a resource names, in each way of naming one.
    fn forms(source: &str) -> Vec<String> {
        let readers = [
            "{Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: SOURCE}}",
            "{Type: AWS::Pipes::Pipe, Properties: {Source: SOURCE}}",
            "{Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: DynamoDB, Properties: {Stream: SOURCE}}}}}",
        ];
        let form = |reader: &str| {
            let tested = tested(&format!(
                "
Parameters: {{Open: {{Type: String}}, Given: {{Type: String, Default: 'arn:aws:dynamodb:eu-west-1:1:table/x/stream/y'}}}}
Mappings: {{Names: {{main: {{table: T, attribute: StreamArn}}}}}}
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: orders}}}}
  R: {}
",
                reader.replace("SOURCE", source)
            ));
            let form = tested.find("EventSources.0.SourceForm")?;
            Some(format!("{} {form}", tested.show("EventSources.0.Table")))
        };
        readers.into_iter().map(|reader| form(reader).unwrap_or_default()).collect()
    }

    #[test]
    fn sources_are_streams_or_are_not() {
        for (source, expected) in [
            ("!GetAtt T.StreamArn", ["T stream"; 3]),
            ("!GetAtt [!FindInMap [Names, main, table], !FindInMap [Names, main, attribute]]", ["T stream"; 3]),
            ("!GetAtt {'Fn::Sub': T.StreamArn}", ["T stream"; 3]),
            ("!Sub '${T.StreamArn}'", ["T stream"; 3]),
            ("arn:aws:dynamodb:eu-west-1:1:table/orders/stream/2026", ["T stream"; 3]),
            ("arn:aws:dynamodb:eu-west-1:1:table/users/stream/2026", ["- stream"; 3]),
            ("!Sub 'arn:aws:dynamodb:${AWS::Region}:1:table/users/stream/2026'", ["- stream"; 3]),
            ("!Ref Given", ["- stream"; 3]),
            ("!Ref T", ["T name"; 3]),
            ("!GetAtt T.Arn", ["T arn"; 3]),
            ("!Sub '${T.Arn}'", ["T arn"; 3]),
            ("arn:aws:dynamodb:eu-west-1:1:table/orders", ["T arn"; 3]),
            ("arn:aws:dynamodb:eu-west-1:1:table/users", ["- arn"; 3]),
            ("!GetAtt T.StreamARN", ["T unknown"; 3]),
            ("!ImportValue users", ["", "", "- unknown"]),
            ("!Ref Open", ["", "", "? unknown"]),
            ("arn:aws:kinesis:eu-west-1:1:stream/orders", ["", "", "- arn"]),
        ] {
            assert_eq!(forms(source), expected, "{source}");
        }
    }
}

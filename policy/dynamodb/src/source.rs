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

const PROPERTIES: [&str; 3] = ["EventSourceArn", "Source", "Events"];

/// One stream that a resource reads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source<'d> {
    pub(crate) who: Who,
    /// Where the stream is named.
    stream: Fact<'d>,
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
                Some(MAPPING) => one(tables, &properties.get("EventSourceArn")),
                Some(PIPE) => one(tables, &properties.get("Source")),
                _ => events(tables, world, &properties.get("Events")),
            }
        })
    });
    let is_ours = |sources: &Sources<'d>| sources.is_open || !sources.list.is_empty();
    edges.filter(|edges| edges.is_too_much || edges.each.iter().any(|(_, sources)| is_ours(sources))).collect()
}

fn one<'d>(tables: &Tables<'_, 'd>, stream: &Spot<'_, 'd>) -> Sources<'d> {
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
        sources.list.push(Source { who: named.who, stream: stream.text() });
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
        let stream = event.find(&["Properties", "Stream"]);
        let who = stream.parts().map_or(Who::Anybody, |parts| tables.named(&parts).who);
        sources.is_open |= who == Who::Anybody && !stream.is_absent();
        sources.list.push(Source { who, stream: stream.text() });
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
                    let variant = Variant { when: *when, group, given: edges.resource.when, assumed: None };
                    writer.variant(place, variant, &edges.conditions, |writer| {
                        writer.text("LogicalId", place, edges.resource.logical_id);
                        writer.fact("Table", &tables.fact(&source.who, &source.stream));
                        writer.text("Kind", place, kind);
                    });
                }
            }
            if edges.is_too_much {
                writer.too_many(&format!("the event source `{}`", edges.resource.logical_id), edges.resource);
            }
        }
    });
}

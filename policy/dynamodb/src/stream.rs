//! The stream of a table and what reads it in the template: event sources, any other use of its ARN outside access
//! policies, outputs. Never says that a stream has to be read here.

use tablewarden_cloudformation::{ConditionSet, Owner, Reference, ReferenceKind, Template, When};
use tablewarden_order::{Map, Set};

use crate::edge::{Edges, Presence, presence};
use crate::fact::Fact;
use crate::source::{self, Sources};
use crate::spot::World;
use crate::table::{Table, TableKind, Tables, Who, property_values};
use crate::write::{Writer, own_condition};

const SPECIFICATION: &str = "StreamSpecification";

/// One reader of a stream.
#[derive(Debug, Clone)]
struct Consumer<'d> {
    when: When,
    name: &'d str,
    is_output: bool,
}

/// All readers of streams, by table.
pub(crate) struct Consumers<'t, 'd> {
    template: &'t Template<'d>,
    of: Map<usize, Vec<Consumer<'d>>>,
    conditions: Map<usize, ConditionSet>,
    /// Whether something may read any stream.
    is_open: bool,
}

impl<'t, 'd> Consumers<'t, 'd> {
    pub(crate) fn read(tables: &Tables<'t, 'd>, sources: &[Edges<'t, 'd, Sources<'d>>]) -> Self {
        let template = tables.template();
        let is_open = template.may_have_more_resources();
        let mut consumers = Self { template, of: Map::new(), conditions: Map::new(), is_open };
        for edges in sources {
            consumers.is_open |= edges.is_too_much;
            for (when, found) in &edges.each {
                consumers.is_open |= found.is_open;
                for source in &found.list {
                    let Who::Tables(numbers) = &source.who else { continue };
                    for number in numbers {
                        let consumer = Consumer { when: *when, name: edges.resource.logical_id, is_output: false };
                        consumers.add(*number, consumer, &edges.conditions);
                    }
                }
            }
        }
        let outputs: Map<&str, (When, ConditionSet)> = template
            .outputs()
            .iter()
            .map(|output| {
                let name = template.view().get(output.at, "Condition").and_then(|at| template.view().text(at));
                let condition = name.and_then(|name| template.conditions().find(name));
                (output.name, (output.when, condition.into_iter().collect()))
            })
            .collect();
        for table in tables.list() {
            for reference in template.references_to(table.resource.logical_id) {
                let is_stream = reference.attribute.as_deref() == Some("StreamArn");
                if is_stream && reference.kind != ReferenceKind::DependsOn {
                    consumers.add_reference(table, reference, &outputs);
                }
            }
        }
        consumers
    }

    fn add(&mut self, table: usize, consumer: Consumer<'d>, conditions: &ConditionSet) {
        self.of.or_default(table).push(consumer);
        self.conditions.or_default(table).extend(conditions);
    }

    fn add_reference(
        &mut self,
        table: &Table<'t, 'd>,
        reference: &Reference<'d>,
        outputs: &Map<&str, (When, ConditionSet)>,
    ) {
        match reference.owner {
            Owner::Output(name) => {
                let nothing = (When::UNKNOWN, ConditionSet::default());
                let (when, conditions) = outputs.get(name).unwrap_or(&nothing);
                self.add(table.number, Consumer { when: *when, name, is_output: true }, conditions);
            }
            Owner::Resource(name) if name != table.resource.logical_id => {
                let template = self.template;
                let Some(resource) = template.resource(name) else { return };
                let type_name = resource.type_name.unwrap_or("");
                // Event sources are read by what they mean; the rest of a function may use the ARN too.
                let is_access = type_name.starts_with("AWS::IAM::");
                let apart = match type_name {
                    source::MAPPING | source::PIPE => return,
                    source::FUNCTION => property_values(template, resource, &["Events", "Policies"]),
                    _ => Vec::new(),
                };
                let view = template.view();
                let is_apart = apart.iter().any(|at| view.place(*at).span.contains(reference.place.span));
                if !is_access && !is_apart {
                    let consumer = Consumer { when: resource.when, name, is_output: false };
                    self.add(table.number, consumer, &own_condition(template, resource));
                }
            }
            _ => {}
        }
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
        let values = table.values(writer.template, &[SPECIFICATION]);
        let more = self.conditions.get(&table.number);
        let what = format!("the stream of {}", table.words());
        writer.group("Stream", &what, table.resource, (&values, more), &mut |writer, world: World<'_, 'd>| {
            self.variant(writer, table, world);
        });
    }

    fn variant(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, world: World<'_, 'd>) {
        let specification = world.properties(table.resource).get(SPECIFICATION);
        let place = specification.nearest();
        let mut is_open = self.is_open;
        let mut seen = Set::new();
        let mut found: Vec<&Consumer<'d>> = Vec::new();
        for consumer in self.of.get(&table.number).into_iter().flatten() {
            match presence(self.template, world.scenario, consumer.when) {
                Presence::Yes if seen.insert((consumer.name, consumer.is_output)) => found.push(consumer),
                Presence::Perhaps => is_open = true,
                _ => {}
            }
        }
        let words = |consumer: &&Consumer<'d>| {
            let Consumer { name, is_output, .. } = consumer;
            if *is_output { format!("output `{name}`") } else { format!("`{name}`") }
        };
        let consumption = match found.is_empty() {
            false => Fact::known(found.iter().map(words).collect::<Vec<_>>().join(", "), place),
            true if is_open => Fact::unknown(place),
            true => Fact::absent(place),
        };
        let mut view = specification.get("StreamViewType").text();
        if table.kind == TableKind::Simple {
            view = Fact::absent(table.resource.key_place);
        }
        writer.fact("View", &view);
        writer.fact("Consumption", &consumption);
        let ids = found.iter().filter(|consumer| !consumer.is_output).map(|consumer| consumer.name);
        writer.texts("Consumers", place, ids);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    fn consumption(rest: &str) -> String {
        let tested = tested(&format!(
            "
Parameters: {{Open: {{Type: String}}}}
Conditions: {{IsProd: !Equals [!Ref Open, prod]}}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties: {{TableName: orders, StreamSpecification: {{StreamViewType: KEYS_ONLY}}}}
{rest}"
        ));
        assert_eq!(tested.source("Tables.0.Stream.0.Consumption"), "StreamSpecification");
        let path = "Tables.0.Stream.0";
        let both = tested.show(&format!("{path}.Consumption")) + " " + &tested.show(&format!("{path}.Consumers"));
        match tested.find("Tables.0.Stream.1.Consumption") {
            Some(other) => format!("{both} else {other}"),
            None => both,
        }
    }

    #[test]
    fn every_reader_is_found() {
        let mapping = |arn: &str| {
            format!("  M: {{Type: AWS::Lambda::EventSourceMapping, Properties: {{EventSourceArn: {arn}}}}}\n")
        };
        assert_eq!(consumption(""), "- []");
        assert_eq!(consumption(&mapping("!GetAtt T.StreamArn")), "`M` [M]");
        assert_eq!(consumption(&mapping("!Sub '${T.StreamArn}'")), "`M` [M]");
        assert_eq!(consumption(&mapping("arn:aws:dynamodb:eu-west-1:1:table/orders/stream/2026")), "`M` [M]");
        assert_eq!(consumption(&mapping("arn:aws:sqs:eu-west-1:1:queue")), "- []");
        assert_eq!(consumption(&mapping("!Ref Open")), "? []");
        assert_eq!(consumption(&mapping("!ImportValue x")), "- []");
        let under = mapping("!GetAtt T.StreamArn").replace("Mapping,", "Mapping, Condition: IsProd,");
        assert_eq!(consumption(&under), "`M` [M] else -");
        let pipe = "  P: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt T.StreamArn}}\n";
        assert_eq!(consumption(pipe), "`P` [P]");
        let function = "  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: DynamoDB, Properties: {Stream: !GetAtt T.StreamArn}}}}}\n";
        assert_eq!(consumption(function), "`F` [F]");
        let other = "  O: {Type: Custom::Reader, Properties: {Arn: !GetAtt T.StreamArn}}\n";
        assert_eq!(consumption(other), "`O` [O]");
        assert_eq!(consumption("Outputs: {Arn: {Value: !GetAtt T.StreamArn}}\n"), "output `Arn` []");
    }

    #[test]
    fn access_is_no_reader() {
        let policy = "  P: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Resource: !GetAtt T.StreamArn}}}\n";
        assert_eq!(consumption(policy), "- []");
        let function =
            "  F: {Type: AWS::Serverless::Function, Properties: {Policies: [{Resource: !GetAtt T.StreamArn}]}}\n";
        assert_eq!(consumption(function), "- []");
        assert_eq!(consumption(&function.replace("Policies", "Environment")), "`F` [F]");
        assert_eq!(consumption("  D: {Type: A::B::C, Properties: {X: !GetAtt T.Arn}}\n"), "- []");
    }
}

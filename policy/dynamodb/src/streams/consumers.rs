//! The stream of a table and its consumers in the template: event sources, any other use of its ARN, outputs, pipelines that
//! name the table, access policies that let it be read. Never says that a stream has to have one.

use tablewarden_cloudformation::{ConditionSet, Output, Owner, Reference, Resolved, Scenario, Template, When};
use tablewarden_order::{Map, Set};
use tablewarden_template::At;

use crate::access::statements::Access;
use crate::facts::group::{Beside, Group};
use crate::facts::writer::Writer;
use crate::linked::users;
use crate::resource::fact::Fact;
use crate::resource::outcomes::{Outcomes, Presence, own_condition, presence};
use crate::resource::property::Case;
use crate::resource::table::{Table, TableKind, property_values};
use crate::resource::table_names::{NamedTables, Tables};
use crate::resource::types;
use crate::streams::arn_uses::{self, ArnUse};
use crate::streams::event_sources::EventSources;
use crate::streams::{connectors, pipelines};

const SPECIFICATION: &str = "StreamSpecification";
const GROUP: Group =
    Group { key: "Stream", what: "stream", reads: &[SPECIFICATION], also: &[users::KINESIS, "Replicas"] };

/// What a consumer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum ConsumerKind {
    Resource,
    Output,
    /// Nothing of the template: what has an access policy may read the stream.
    Policy,
}

/// One reader of a stream.
#[derive(Debug, Clone)]
struct Consumer<'d> {
    when: When,
    name: &'d str,
    kind: ConsumerKind,
    /// Whether it certainly reads the stream, and does not only know its ARN.
    is_reader: bool,
}

/// All readers of streams, by table.
pub(crate) struct Consumers<'t, 'd> {
    template: &'t Template<'d>,
    of: Map<usize, Vec<Consumer<'d>>>,
    conditions: Map<usize, ConditionSet>,
    uses: Map<usize, Vec<ArnUse>>,
    /// Whether something may read any stream.
    is_open: bool,
}

impl<'t, 'd> Consumers<'t, 'd> {
    #[inline(never)]
    pub(crate) fn read(
        tables: &Tables<'t, 'd>,
        sources: &[Outcomes<'t, 'd, EventSources<'d>>],
        access: &Access<'t, 'd>,
    ) -> Self {
        let template = tables.template();
        let pipelines = pipelines::read(tables);
        let is_open = template.may_have_more_resources() || access.reads_any_stream || pipelines.is_open;
        let mut consumers = Self { template, of: Map::new(), conditions: Map::new(), uses: Map::new(), is_open };
        for outcomes in sources {
            consumers.is_open |= outcomes.is_too_much;
            for (when, found) in &outcomes.each {
                consumers.is_open |= found.is_open;
                for source in found.list.iter().filter(|source| !source.is_no_stream()) {
                    let NamedTables::Tables(numbers) = &source.which else { continue };
                    for number in numbers {
                        let name = outcomes.resource.logical_id;
                        let consumer =
                            Consumer { when: *when, name, kind: ConsumerKind::Resource, is_reader: !source.is_off() };
                        consumers.add(*number, consumer, &outcomes.conditions);
                    }
                }
            }
        }
        for (table, resource) in pipelines.of {
            let (when, name) = (resource.when, resource.logical_id);
            let consumer = Consumer { when, name, kind: ConsumerKind::Resource, is_reader: false };
            consumers.add(table, consumer, &own_condition(template, resource));
        }
        for reader in access.stream_readers.iter().chain(&connectors::read(tables)) {
            let (when, name) = (reader.when, reader.name);
            let consumer = Consumer { when, name, kind: ConsumerKind::Policy, is_reader: false };
            consumers.add(reader.table, consumer, &reader.conditions);
        }
        let outputs: Map<&str, &Output<'d>> = template.outputs().iter().map(|output| (output.name, output)).collect();
        for table in tables.list() {
            let values = table.values(template, &[SPECIFICATION]);
            // A stream that is always there can be asked for anywhere.
            let scenario = Scenario::given(table.resource.when);
            let is_absent = |at: &At| matches!(template.resolve(*at, &scenario), Resolved::Absent);
            let may_lack = values.iter().all(is_absent) || !template.conditions_in(&values).is_empty();
            for reference in arn_uses::references(template, table) {
                consumers.add_reference(table, reference, &outputs);
                if may_lack {
                    consumers.uses.or_default(table.number).extend(ArnUse::read(template, reference, &outputs));
                }
            }
        }
        consumers
    }

    fn add(&mut self, table: usize, consumer: Consumer<'d>, conditions: &ConditionSet) {
        self.of.or_default(table).push(consumer);
        self.conditions.or_default(table).extend(conditions);
    }

    fn add_reference(&mut self, table: &Table<'t, 'd>, reference: &Reference<'d>, outputs: &Map<&str, &Output<'d>>) {
        match reference.owner {
            Owner::Output(name) => {
                let Some(output) = outputs.get(name) else { return };
                let consumer = Consumer { when: output.when, name, kind: ConsumerKind::Output, is_reader: false };
                self.add(table.number, consumer, &arn_uses::condition_of(self.template, output));
            }
            Owner::Resource(name) => {
                let template = self.template;
                let Some(resource) = template.resource(name) else { return };
                let type_name = resource.type_name.unwrap_or("");
                // Event sources are read by what they mean; the rest of a function may use the ARN too.
                let is_access = type_name.starts_with("AWS::IAM::");
                let apart = match type_name {
                    types::EVENT_SOURCE_MAPPING | types::PIPE => return,
                    types::SERVERLESS_FUNCTION => property_values(template, resource, &["Events", "Policies"]),
                    _ => Vec::new(),
                };
                let view = template.view();
                let is_apart = apart.iter().any(|at| view.place(*at).span().contains(reference.place.span()));
                if !is_access && !is_apart {
                    let consumer =
                        Consumer { when: resource.when, name, kind: ConsumerKind::Resource, is_reader: false };
                    self.add(table.number, consumer, &own_condition(template, resource));
                }
            }
            Owner::Elsewhere => {}
        }
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
        let uses = self.uses.get(&table.number).map_or(&[][..], Vec::as_slice);
        let mut more = ConditionSet::default();
        uses.iter().for_each(|uses| more.extend(&uses.conditions));
        if let Some(conditions) = self.conditions.get(&table.number) {
            more.extend(conditions);
        }
        let beside = Beside { conditions: Some(&more), ..Beside::default() };
        writer.group(&GROUP, table, beside, &mut |writer, case: Case<'_, 'd>| {
            self.variant(writer, table, uses, case);
        });
    }

    fn variant(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, uses: &[ArnUse], case: Case<'_, 'd>) {
        let properties = case.properties(table.resource);
        let specification = properties.get(SPECIFICATION);
        let place = specification.nearest();
        let mut is_open = self.is_open;
        let mut seen = Set::new();
        let mut found: Vec<&Consumer<'d>> = Vec::new();
        let mut readers = 0;
        for consumer in self.of.get(&table.number).into_iter().flatten() {
            match presence(self.template, case.scenario, consumer.when) {
                Presence::Yes => {
                    readers += i64::from(consumer.is_reader);
                    if seen.insert((consumer.name, consumer.kind)) {
                        found.push(consumer);
                    }
                }
                Presence::Perhaps => is_open = true,
                Presence::No => {}
            }
        }
        let words = |consumer: &&Consumer<'d>| {
            let of = match consumer.kind {
                ConsumerKind::Resource => "`",
                ConsumerKind::Output => "output `",
                ConsumerKind::Policy => "the policy of `",
            };
            [of, consumer.name, "`"].concat()
        };
        let consumption = match found.is_empty() {
            false => Fact::known(found.iter().map(words).collect::<Vec<_>>().join(", "), place),
            true if is_open => Fact::unknown(place),
            true => Fact::absent(place),
        };
        let (mut given, mut view) = (specification.given(), specification.get("StreamViewType").text());
        if table.kind == TableKind::Simple {
            (given, view) = (Fact::absent(table.resource.key_place), Fact::absent(table.resource.key_place));
        }
        writer.fact("Given", &given);
        writer.fact("View", &view);
        writer.fact("Enabled", &specification.get("StreamEnabled").given());
        writer.fact("Consumption", &consumption);
        let ids = found.iter().filter(|consumer| consumer.kind == ConsumerKind::Resource).map(|consumer| consumer.name);
        writer.texts("Consumers", place, ids);
        writer.int("Readers", place, readers);
        let kinesis = users::kinesis(&properties, table.kind).into_iter().find(|arn| !arn.is_absent());
        let kinesis = kinesis.map(|arn| match arn.is_given() {
            true => Fact::known("given", arn.nearest()),
            false => arn.given(),
        });
        writer.fact("Kinesis", &kinesis.unwrap_or_else(|| Fact::absent(place)));
        writer.list("Taken", place, |writer| {
            for uses in uses.iter().filter(|uses| uses.is_sure(self.template, case.scenario)) {
                writer.map(uses.place, |writer| writer.text("Attribute", uses.place, "StreamArn"));
            }
        });
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
    fn access_to_the_stream_is_a_reader_outside() {
        let policy = |action: &str, resource: &str| {
            let statement = format!("{{Effect: Allow, Action: {action}, Resource: {resource}}}");
            consumption(&format!(
                "  P: {{Type: AWS::IAM::Policy, Properties: {{PolicyDocument: {{Statement: [{statement}]}}}}}}\n"
            ))
        };
        let (reads, of) = ("dynamodb:GetRecords", "the policy of `P` []");
        for (action, resource, expected) in [
            (reads, "!GetAtt T.StreamArn", of),
            (reads, "!Sub '${T.Arn}/stream/*'", of),
            (reads, "[!Sub '${T.Arn}', !Sub '${T.Arn}/stream/*']", of),
            (reads, "!Join ['', [!GetAtt T.Arn, /stream/, '*']]", of),
            (reads, "!Sub 'arn:aws:dynamodb:${AWS::Region}:1:table/${T}/stream/*'", of),
            (reads, "arn:aws:dynamodb:eu-west-1:1:table/orders/stream/*", of),
            (reads, "!Sub '${T.Arn}/*'", of),
            ("'dynamodb:*'", "!Sub '${T.Arn}/stream/*'", of),
            ("['dynamodb:Get*']", "!Sub '${T.Arn}/stream/*'", of),
            (
                "!If [IsProd, dynamodb:GetRecords, dynamodb:GetItem]",
                "!GetAtt T.StreamArn",
                "the policy of `P` [] else -",
            ),
            (reads, "'*'", "? []"),
            (reads, "arn:aws:dynamodb:eu-west-1:1:table/*", "? []"),
            (reads, "arn:aws:dynamodb:eu-west-1:1:table/*/stream/*", "? []"),
            (reads, "!Ref Open", "? []"),
            ("'dynamodb:*'", "!Sub '${T.Arn}/*'", "- []"),
            ("'dynamodb:*'", "'*'", "- []"),
            (reads, "!GetAtt T.Arn", "- []"),
            (reads, "!Sub '${T.Arn}/index/*'", "- []"),
            (reads, "arn:aws:dynamodb:eu-west-1:1:table/users/stream/*", "- []"),
            ("dynamodb:DescribeStream", "!GetAtt T.StreamArn", "- []"),
        ] {
            assert_eq!(policy(action, resource), expected, "{action} {resource}");
        }
        assert_eq!(consumption("  D: {Type: A::B::C, Properties: {X: !GetAtt T.Arn}}\n"), "- []");
    }

    #[test]
    fn policies_that_are_only_named() {
        let function = |policies: &str| {
            consumption(&format!("  F: {{Type: AWS::Serverless::Function, Properties: {{Policies: [{policies}]}}}}\n"))
        };
        let stream = "StreamName: !Select [3, !Split ['/', !GetAtt T.StreamArn]]";
        let template = |table: &str| format!("DynamoDBStreamReadPolicy: {{TableName: {table}, {stream}}}");
        assert_eq!(function(&template("!Ref T")), "the policy of `F` []");
        assert_eq!(function(&template("!Select [1, !Split ['/', !GetAtt T.StreamArn]]")), "the policy of `F` []");
        assert_eq!(function(&template("users")), "- []");
        assert_eq!(function("AWSLambdaBasicExecutionRole"), "- []");
        assert_eq!(function("{Resource: !GetAtt T.StreamArn}"), "- []");
        let environment = "  F: {Type: AWS::Serverless::Function, Properties: {Environment: [!GetAtt T.StreamArn]}}\n";
        assert_eq!(consumption(environment), "`F` [F]");
        let connector =
            "  C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: T}, Destination: {Id: F}}}\n";
        assert_eq!(consumption(connector), "the policy of `C` []");
        assert_eq!(consumption(&connector.replace("Id: T", "Id: F")), "- []");
        let role = |arn: &str| {
            consumption(&format!("  R: {{Type: AWS::IAM::Role, Properties: {{ManagedPolicyArns: [{arn}]}}}}\n"))
        };
        assert_eq!(role("arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole"), "? []");
        assert_eq!(
            role("!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole'"),
            "? []"
        );
        assert_eq!(role("arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"), "- []");
    }

    #[test]
    fn what_names_the_table_reads_no_stream() {
        for source in
            ["!Ref T", "!GetAtt T.Arn", "!Sub '${T.Arn}'", "arn:aws:dynamodb:eu-west-1:1:table/orders", "orders"]
        {
            for reader in [
                "{Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: SOURCE}}",
                "{Type: AWS::Pipes::Pipe, Properties: {Source: SOURCE}}",
                "{Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: DynamoDB, Properties: {Stream: SOURCE}}}}}",
            ] {
                let reader = format!("  R: {}\n", reader.replace("SOURCE", source));
                assert_eq!(consumption(&reader), "- []", "{reader}");
            }
        }
    }

    #[test]
    fn taking_the_arn_is_seen_where_there_may_be_no_stream() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Open, prod], IsTest: !Equals [!Ref Open, test]}
Resources:
  T: {Type: AWS::DynamoDB::Table}
  U: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamEnabled: true}}}
  W: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: !Ref AWS::NoValue}}
  V:
    Type: AWS::DynamoDB::Table
    Properties: {StreamSpecification: !If [IsProd, {StreamViewType: KEYS_ONLY}, !Ref AWS::NoValue]}
  P: {Type: A::B::C, Properties: {X: [!GetAtt T.StreamArn, !GetAtt U.StreamArn, !GetAtt W.StreamArn]}}
  Q: {Type: A::B::C, Properties: {X: !If [IsProd, [!GetAtt V.StreamArn], x]}}
  R: {Type: A::B::C, Condition: IsTest, Properties: {X: !Sub '${V.StreamArn}'}}
",
        );
        assert_eq!(tested.show("Tables.0.Stream.0.Given"), "-");
        assert_eq!(tested.show("Tables.0.Stream.0.Taken"), "[{Attribute: StreamArn}]");
        assert_eq!(tested.show("Tables.1.Stream.0.Taken"), "[]");
        assert_eq!(tested.show("Tables.2.Stream.0.Taken"), "[{Attribute: StreamArn}]");
        assert_eq!(tested.source("Tables.1.Stream.0.Enabled"), "StreamEnabled");
        let uses = (0..).map_while(|index| {
            let show = |key: &str| tested.find(&format!("Tables.3.Stream.{index}.{key}"));
            Some(format!("{} {} {}", show("When")?, show("Given")?, show("Taken")?))
        });
        let expected = [
            "`IsProd` is true given [{Attribute: StreamArn}]",
            "`IsTest` is true - [{Attribute: StreamArn}]",
            "`IsProd` is false and `IsTest` is false - []",
        ];
        assert_eq!(uses.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn readers_and_kinesis() {
        let tested = tested(
            "
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties: {StreamSpecification: {StreamViewType: KEYS_ONLY}, KinesisStreamSpecification: {StreamArn: !GetAtt K.Arn}}
  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt T.StreamArn}}
  P: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt T.StreamArn}}
  N: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt T.StreamArn, Enabled: false}}
  O: {Type: Custom::Reader, Properties: {Arn: !GetAtt T.StreamArn}}
  K: {Type: AWS::Kinesis::Stream}
",
        );
        assert_eq!(tested.show("Tables.0.Stream.0.Readers"), "2");
        assert_eq!(tested.show("Tables.0.Stream.0.Kinesis"), "given");
    }
}

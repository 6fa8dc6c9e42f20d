//! Finds the statements about DynamoDB in the policies of roles, users, groups, serverless functions and tables, and writes
//! them. Of policies that the template only names it knows a few that AWS wrote.

use tablewarden_cloudformation::{ConditionSet, MOST_SCENARIOS, Resolved, Resource, Scenario, Step, Template, When};
use tablewarden_order::{Map, Set};
use tablewarden_source::Place;
use tablewarden_template::{At, Value};

use crate::access::policy_places::POLICIES;
use crate::access::statement::{self, AccessStatement, PolicyKind};
use crate::access::{anonymous, named_policies};
use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::resource::fact::Fact;
use crate::resource::outcomes::own_condition;
use crate::resource::property::Case;
use crate::resource::table::TableKind;
use crate::resource::table_names::Tables;
use crate::resource::types;

/// A policy or a statement, and when it is there.
struct Candidate<'t, 'd> {
    resource: &'t Resource<'d>,
    kind: PolicyKind,
    at: At,
    when: When,
}

/// The statements of a template that are about DynamoDB.
pub(crate) struct Access<'t, 'd> {
    /// Each with its number: those that are one in different outcomes of its conditions have the same.
    statements: Vec<(usize, When, &'t Resource<'d>, At, AccessStatement<'d>)>,
    /// Tables whose indexes some statement allows, and when.
    indexed: Map<usize, Vec<When>>,
    /// Whether something may allow more than is read.
    is_open: bool,
    /// Resources whose statements have too many outcomes.
    too_much: Vec<&'t Resource<'d>>,
    /// What may read the streams of tables.
    pub(crate) stream_readers: Vec<StreamReader<'d>>,
    /// Whether something may read a stream that may be of any table.
    pub(crate) reads_any_stream: bool,
    /// What people have who did not sign in, by logical id.
    anonymous: Set<&'d str>,
}

/// A policy that lets the stream of a table be read.
pub(crate) struct StreamReader<'d> {
    pub(crate) table: usize,
    pub(crate) when: When,
    /// The logical id of what has the policy.
    pub(crate) name: &'d str,
    pub(crate) conditions: ConditionSet,
}

impl<'t, 'd> Access<'t, 'd> {
    #[inline(never)]
    pub(crate) fn read(tables: &Tables<'t, 'd>) -> Self {
        let template = tables.template();
        let mut access = Self {
            statements: Vec::new(),
            indexed: Map::new(),
            is_open: template.may_have_more_resources(),
            too_much: Vec::new(),
            stream_readers: Vec::new(),
            reads_any_stream: false,
            anonymous: anonymous::holders(template),
        };
        for (type_name, kind, path) in POLICIES {
            for resource in template.resources_of(type_name) {
                let mut found = Vec::new();
                if let Some(properties) = resource.properties {
                    access.is_open |= resource.is_damaged;
                    let mut take = |when, at| found.push(Candidate { resource, kind, at, when });
                    access.is_open |= follow(template, properties, resource.when, path, &mut take);
                    let managed = ["ManagedPolicyArns", "*"];
                    access.is_open |= follow(template, properties, resource.when, &managed, &mut take);
                }
                for found in found {
                    access.take(tables, &found);
                }
            }
        }
        access
    }

    /// Takes a statement, or a policy of a serverless function.
    fn take(&mut self, tables: &Tables<'t, 'd>, found: &Candidate<'t, 'd>) {
        let (template, view) = (tables.template(), tables.template().view());
        if let Some(statements) = view.entries(found.at).filter(|entry| entry.key == "Statement").last() {
            let mut inner = Vec::new();
            self.is_open |=
                follow(template, statements.value, found.when, &["*"], &mut |when, at| inner.push((when, at)));
            for (when, at) in inner {
                self.take_one(tables, &Candidate { at, when, ..*found });
            }
        } else {
            self.take_one(tables, found);
        }
    }

    fn take_one(&mut self, tables: &Tables<'t, 'd>, found: &Candidate<'t, 'd>) {
        let template = tables.template();
        if template.view().value(found.at) != Value::Map || template.view().intrinsic(found.at).is_some() {
            return self.take_named(tables, found);
        }
        let among = template.conditions_in(&[found.at]);
        let Ok(scenarios) = template.scenarios(&among, found.when, MOST_SCENARIOS) else {
            self.is_open = true;
            let text = template.view().place(found.at).span().of(template.view().main_tree().source());
            if text.contains("dynamodb:") {
                self.too_much.push(found.resource);
            }
            return;
        };
        let number = self.statements.len();
        for scenario in &scenarios {
            let read = statement::read(tables, found.resource, found.kind, scenario, found.at);
            self.is_open |= read.is_open;
            for table in read.indexed {
                self.indexed.or_default(table).push(scenario.when);
            }
            self.reads_any_stream |= read.reads_any_stream;
            for table in read.streams {
                let mut conditions = among.clone();
                conditions.extend(&own_condition(template, found.resource));
                let name = found.resource.logical_id;
                self.stream_readers.push(StreamReader { table, when: scenario.when, name, conditions });
            }
            if let Some(statement) = read.statement {
                self.statements.push((number, scenario.when, found.resource, found.at, statement));
            }
        }
    }

    /// Takes a policy that is only named.
    fn take_named(&mut self, tables: &Tables<'t, 'd>, found: &Candidate<'t, 'd>) {
        let scenario = Scenario::given(found.when);
        let named = named_policies::read(tables, found.resource, &scenario, found.at);
        self.reads_any_stream |= named.reads_any_stream;
        if let Some(statement) = named.statement {
            self.statements.push((self.statements.len(), found.when, found.resource, found.at, statement));
        }
    }

    #[inline(never)]
    pub(crate) fn write(&self, writer: &mut Writer<'_, 'd>) {
        let template = writer.template;
        let place = template.resources_place().unwrap_or_default();
        let (mut group, mut last) = (0, None);
        let mut types = template.resources().iter().filter_map(|resource| resource.type_name);
        let has_tables = types.any(|name| TableKind::of_type(name).is_some());
        writer.list("Statements", place, |writer| {
            for (number, when, resource, at, statement) in &self.statements {
                if last != Some(number) {
                    (group, last) = (writer.new_group(), Some(number));
                }
                let variant = Variant::new(*when, group, resource.when);
                let mut among = template.conditions_in(&[*at]);
                among.extend(&own_condition(template, resource));
                writer.variant(statement.place, variant, &among, |writer| {
                    writer.text("LogicalId", statement.place, resource.logical_id);
                    writer.flag("BesideTables", statement.place, has_tables);
                    writer.flag("Anonymous", statement.place, self.anonymous.contains(resource.logical_id));
                    write_part(writer, resource, *when, *at);
                    let allowed = |number: usize| {
                        self.indexed
                            .get(&number)
                            .is_some_and(|whens| whens.iter().any(|other| template.conditions().meets(*when, *other)))
                    };
                    statement.write(writer, &allowed, self.is_open);
                });
            }
            for resource in &self.too_much {
                writer.too_many(["the policies of `", resource.logical_id, "`"].concat(), resource);
            }
        });
    }
}

/// What has the policy, for people, and which replica that is.
fn write_part<'d>(writer: &mut Writer<'_, 'd>, resource: &Resource<'d>, when: When, at: At) {
    let template = writer.template;
    let (place, scenario) = (template.view().place(at), Scenario::given(when));
    let region = match resource.type_name {
        Some(types::GLOBAL_TABLE) => region_at(Case::new(template, &scenario, resource), place, resource.logical_id),
        _ => None,
    };
    let name = ["`", resource.logical_id, "`"].concat();
    match region.as_ref().and_then(Fact::text) {
        Some(region) => {
            writer.text("What", place, &["replica `", region, "` of ", &name].concat());
            writer.part(place, Some(region));
        }
        None => writer.text("What", place, &name),
    }
}

/// The Region of the replica of a table that the place is in.
fn region_at<'d>(case: Case<'_, 'd>, place: Place, logical_id: &str) -> Option<Fact<'d>> {
    let path = case.template.path_at(place, Some(logical_id))?;
    let mut way = path.way.into_iter().skip_while(|step| !matches!(step, Step::Key("Replicas")));
    // A function can be around the list, and around each element.
    way.find_map(|step| match step {
        Step::Element(_, at) => {
            Some(case.property(Some(at), place).get("Region").text()).filter(|region| !region.is_absent())
        }
        Step::Key(_) => None,
    })
}

/// Follows a way through maps and lists, whatever the conditions on it are; a value in place of a list is its one element.
/// Whether there may be more than it comes to.
fn follow<'d>(template: &Template<'d>, at: At, when: When, path: &[&str], take: &mut dyn FnMut(When, At)) -> bool {
    let view = template.view();
    // A key of a plain map, as nearly all are, has no alternatives.
    if let Some((key, rest)) = path.split_first()
        && *key != "*"
        && !when.is_never()
        && view.value(at) == Value::Map
        && view.intrinsic(at).is_none()
    {
        return view.entry(at, key).is_some_and(|entry| follow(template, entry.value, when, rest, take));
    }
    let Ok(alternatives) = template.alternatives(at, when, MOST_SCENARIOS) else { return true };
    let mut is_open = false;
    for alternative in alternatives {
        let when = alternative.when;
        is_open |= match (path.split_first(), alternative.value) {
            (_, Resolved::Absent) => false,
            (None, Resolved::Map(map)) => {
                take(when, map);
                false
            }
            (None, Resolved::Scalar(_) | Resolved::Unknown(_)) => {
                take(when, at);
                named_policies::may_allow(template, &template.parts(at, &Scenario::given(when)))
            }
            (Some((&"*", rest)), Resolved::List(list)) => {
                let mut any = view.is_damaged(list);
                for item in view.items(list) {
                    any |= follow(template, item, when, rest, take);
                }
                any
            }
            (Some((&"*", rest)), Resolved::Map(map)) => follow(template, map, when, rest, take),
            (Some((&"*", [])), Resolved::Scalar(_)) => follow(template, at, when, &[], take),
            (Some((&"*", [])), Resolved::Texts(_)) => {
                take(when, at);
                true
            }
            (Some((key, rest)), Resolved::Map(map)) => {
                let entry = view.entries(map).filter(|entry| entry.key == *key).last();
                entry.is_some_and(|entry| follow(template, entry.value, when, rest, take))
            }
            _ => true,
        };
    }
    is_open
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    const TABLES: &str = "
Transform: AWS::Serverless-2016-10-31
Parameters: {Open: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders, LocalSecondaryIndexes: [{IndexName: byDay}]}}
";

    #[test]
    fn statements_of_every_policy() {
        let statement = "{Effect: Allow, Action: 'dynamodb:*', Resource: '*'}";
        for policy in [
            "{Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: [STATEMENT]}}]}}",
            "{Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: STATEMENT}}}",
            "{Type: AWS::Serverless::Function, Properties: {Policies: [AWSXRayDaemonWriteAccess, {Statement: [STATEMENT]}]}}",
            "{Type: AWS::Serverless::Function, Properties: {Policies: {Statement: STATEMENT}}}",
            "{Type: AWS::IAM::Group, Properties: {Policies: [!If [IsProd, {PolicyDocument: {Statement: [STATEMENT]}}, !Ref AWS::NoValue]]}}",
        ] {
            let policy = policy.replace("STATEMENT", statement);
            let tested = tested(&format!("{TABLES}  P: {policy}"));
            let show = |key: &str| tested.find(&format!("Statements.0.{key}")).unwrap_or_default();
            let line = ["LogicalId", "Of", "Effect", "Breadth", "Reach", "Bound"].map(show).join(" ");
            assert_eq!(line, "P identity Allow service all none", "{policy}");
            let when = if policy.contains("IsProd") { "`IsProd` is true" } else { "always" };
            assert_eq!(show("When"), when);
            assert_eq!(tested.source("Statements.0.Reach"), "'*'");
            assert_eq!(tested.source("Statements.0"), "Effect");
        }
        let kind = TABLES.replace("TableName: orders", "ResourcePolicy: {PolicyDocument: {Statement: {Effect: Deny, Principal: {AWS: '*'}, Action: 'a:b', Condition: {Bool: {'aws:SecureTransport': false}}}}}");
        let tested = tested(&kind);
        let show = |key: &str| tested.show(&format!("Statements.0.{key}"));
        let line = ["LogicalId", "Of", "Effect", "Public", "Bound", "ConditionKeys"].map(show).join(" ");
        assert_eq!(line, "T resource Deny true some [aws:securetransport]");
    }

    /// What a statement that allows `Query` of this resource aims at, and whether it is about a table of the template.
    fn aims(resource: &str) -> String {
        aims_of("dynamodb:Query", resource)
    }

    fn aims_of(action: &str, resource: &str) -> String {
        let policy = "{Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: ACTION, Resource: R}]}}}"
            .replace("ACTION", action);
        let tested =
            tested(&format!("{TABLES}  P: {}", policy.replace("Resource: R", &format!("Resource: {resource}"))));
        tested.show("Statements.0.Joined") + " " + &tested.show("Statements.0.Aims")
    }

    #[test]
    fn resources_name_tables_or_their_indexes() {
        let alone = "true [{What: table `T`, Index: unallowed}]";
        let both = "true [{What: table `T`, Index: allowed}]";
        for (resource, expected) in [
            ("!GetAtt T.Arn", alone),
            ("[!Sub 'arn:aws:dynamodb:${AWS::Region}:1:table/${T}']", alone),
            ("arn:aws:dynamodb:eu-west-1:1:table/orders", alone),
            ("[!GetAtt T.Arn, arn:aws:dynamodb:eu-west-1:1:table/orders/index/byDay]", both),
            ("[!GetAtt T.Arn, !Sub '${T.Arn}/index/*']", both),
            ("[!GetAtt T.Arn, !Sub '${T.Arn}/*']", both),
            ("[!GetAtt T.Arn, !Sub '${T.Arn}*']", both),
            ("[!GetAtt T.Arn, 'arn:aws:dynamodb:eu-west-1:1:table/ord*']", "true [{What: table `T`, Index: unknown}]"),
            ("[!GetAtt T.Arn, !Ref Open]", "true [{What: table `T`, Index: unknown}]"),
            ("[!GetAtt T.Arn, !GetAtt T.StreamArn]", alone),
            ("[!GetAtt T.Arn, 'arn:aws:s3:::orders*']", alone),
            ("!Sub '${T.Arn}/index/byDay'", "true []"),
            ("!GetAtt T.StreamArn", "false []"),
            ("arn:aws:dynamodb:eu-west-1:1:table/users", "false []"),
            ("'*'", "true []"),
        ] {
            assert_eq!(aims(resource), expected, "{resource}");
        }
        for action in ["dynamodb:Scan", "[dynamodb:Scan, dynamodb:DeleteItem]", "dynamodb:GetItem"] {
            assert_eq!(aims_of(action, "!GetAtt T.Arn"), "true []", "{action}");
        }
        assert_eq!(aims_of("['dynamodb:Q*']", "!GetAtt T.Arn"), alone);
        let unallowed = "[{What: table `T`, Index: unallowed}]";
        for (action, resource, expected) in [
            ("dynamodb:ListStreams", "'*'", unallowed),
            ("dynamodb:GetItem", "!Sub '${T.Arn}/index/*'", unallowed),
            ("dynamodb:ListTables", "!Ref Open", unallowed),
            ("dynamodb:Query", "'*'", "[{What: table `T`, Index: unknown}]"),
            ("dynamodb:Scan", "!Sub '${T.Arn}/index/*'", "[{What: table `T`, Index: allowed}]"),
            ("!Ref Open", "!Sub '${T.Arn}/index/*'", "[{What: table `T`, Index: unknown}]"),
        ] {
            let statement =
                |action: &str, resource: &str| format!("{{Effect: Allow, Action: {action}, Resource: {resource}}}");
            let both = [statement("dynamodb:Query", "!GetAtt T.Arn"), statement(action, resource)].join(", ");
            let policy = format!("{{Type: AWS::IAM::Policy, Properties: {{PolicyDocument: {{Statement: [{both}]}}}}}}");
            assert_eq!(
                tested(&format!("{TABLES}  P: {policy}")).show("Statements.0.Aims"),
                expected,
                "{action} {resource}"
            );
        }
    }

    #[test]
    fn what_is_not_about_dynamodb_is_left_out() {
        for statement in [
            "{Effect: Allow, Action: ['s3:*', 'sqs:SendMessage'], Resource: '*'}",
            "{Effect: !Ref Open, Action: 'dynamodb:*', Resource: '*'}",
            "{Effect: Allow, NotAction: 'dynamodb:*', Resource: '*'}",
            "!Ref Open",
        ] {
            let policy = "{Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Statement: [S]}}}";
            let tested = tested(&format!("{TABLES}  P: {}", policy.replace("[S]", &format!("[{statement}]"))));
            assert_eq!(tested.show("Statements"), "[]", "{statement}");
        }
    }

    #[test]
    fn policies_of_the_serverless_model() {
        let tested = tested(&format!(
            "{TABLES}  F: {{Type: AWS::Serverless::Function, Properties: {{Policies: [{{DynamoDBReadPolicy: {{TableName: !Ref T}}}}]}}}}"
        ));
        assert_eq!(tested.show("Statements.0.Actions"), "[{Name: DynamoDBReadPolicy, Scan: true, Suggestion: }]");
        assert_eq!(tested.show("Statements.0.Joined"), "true");
        assert_eq!(tested.source("Statements.0.Actions.0.Name"), "DynamoDBReadPolicy");
    }
}

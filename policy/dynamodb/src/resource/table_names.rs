//! The tables of a template, and which of them a text names: by `Ref`, an attribute, a literal name or ARN, or the same
//! unknown pieces as the table's own name. A text that may name a table is never taken to name none.

use tablewarden_cloudformation::{
    Alternative, MOST_SCENARIOS, Parts, Piece, Reason, Resource, Scenario, Template, When,
};
use tablewarden_order::Map;
use tablewarden_template::At;

use crate::resource::fact::Fact;
use crate::resource::table::{Table, TableKind, property_values};

/// How a text names a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameForm {
    Name,
    Arn,
    Stream,
    /// Another attribute.
    Other,
    /// An attribute that no table has.
    NoAttribute,
}

/// Which tables a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NamedTables {
    /// These, by number: more than one where tables of one name exclude each other.
    Tables(Vec<usize>),
    /// None of this template, for certain.
    None,
    /// Any may be meant.
    Any,
}

/// A text as the name of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedTable<'d> {
    pub(crate) which: NamedTables,
    pub(crate) form: NameForm,
    /// What an ARN names inside of the table: `index/ByDate`, `stream/2026`.
    pub(crate) rest: Option<Parts<'d>>,
}

/// The tables of a template.
#[derive(Debug)]
pub(crate) struct Tables<'t, 'd> {
    template: &'t Template<'d>,
    list: Vec<Table<'t, 'd>>,
    by_id: Map<&'d str, usize>,
    by_name: Map<Parts<'d>, Vec<usize>>,
    /// Names that are not known whole, and names that any text with unknown pieces is compared with.
    names: Vec<Parts<'d>>,
    written_names: Vec<WrittenName<'d>>,
}

/// A name that a table has.
#[derive(Debug)]
pub(crate) struct WrittenName<'d> {
    /// The number of the table.
    pub(crate) number: usize,
    pub(crate) when: When,
    pub(crate) at: At,
    pub(crate) parts: Parts<'d>,
}

/// How many tables of one name are told apart.
const MOST_OF_ONE_NAME: usize = 4;
/// With how many names a text that is not known whole is compared.
const MOST_COMPARED: usize = 64;

impl<'t, 'd> Tables<'t, 'd> {
    pub(crate) fn read(template: &'t Template<'d>) -> Self {
        let mut tables = Self {
            template,
            list: Vec::new(),
            by_id: Map::new(),
            by_name: Map::new(),
            names: Vec::new(),
            written_names: Vec::new(),
        };
        for resource in template.resources() {
            let Some(kind) = resource.type_name.and_then(TableKind::of_type) else { continue };
            let number = tables.list.len();
            tables.list.push(Table::new(resource, kind, number));
            tables.by_id.insert(resource.logical_id, number);
            tables.read_names(resource, number);
        }
        tables
    }

    fn read_names(&mut self, resource: &Resource<'d>, number: usize) {
        let template = self.template;
        let Some(name) = property_values(template, resource, &["TableName"]).first().copied() else { return };
        let alternatives = template.alternatives(name, resource.when, MOST_SCENARIOS).ok();
        let is_told_apart = alternatives.as_ref().is_some_and(|all| all.len() <= MOST_OF_ONE_NAME);
        if !is_told_apart {
            // Too many names to tell: it can be any.
            self.names.resize(MOST_COMPARED + 1, Parts::default());
        }
        for Alternative { when, value } in alternatives.unwrap_or_default() {
            let Some(at) = value.at() else { continue };
            let scenario = Scenario::given(when);
            let at = template.settled(name, &scenario).unwrap_or(at);
            let parts = template.parts(at, &scenario);
            if is_told_apart {
                let same = self.by_name.or_default(parts.clone());
                if same.len() < MOST_OF_ONE_NAME && !same.contains(&number) {
                    same.push(number);
                }
                if self.names.len() <= MOST_COMPARED {
                    self.names.push(parts.clone());
                }
            }
            self.written_names.push(WrittenName { number, when, at, parts });
        }
    }

    /// The names that tables have, table by table, each with when it has it; none of a table with too many.
    pub(crate) fn written_names(&self) -> &[WrittenName<'d>] {
        &self.written_names
    }

    pub(crate) fn template(&self) -> &'t Template<'d> {
        self.template
    }

    pub(crate) fn list(&self) -> &[Table<'t, 'd>] {
        &self.list
    }

    pub(crate) fn get(&self, number: usize) -> Option<&Table<'t, 'd>> {
        self.list.get(number)
    }

    /// The number of the table of that logical id.
    pub(crate) fn number(&self, logical_id: &str) -> Option<usize> {
        self.by_id.get(logical_id).copied()
    }

    /// The table that a text names, by its logical id, at the text's place.
    pub(crate) fn fact(&self, which: &NamedTables, text: &Fact<'d>) -> Fact<'d> {
        let table = match which {
            NamedTables::Tables(numbers) => numbers.first().and_then(|number| self.get(*number)),
            NamedTables::None => return Fact::absent(text.place),
            NamedTables::Any => None,
        };
        table.map_or_else(|| Fact::unknown(text.place), |table| Fact::known(table.resource.logical_id, text.place))
    }

    /// The table whose name, or logical id, was probably meant by a name that nothing has, for people.
    pub(crate) fn near(&self, name: &str) -> Option<String> {
        let mut names = self.by_name.iter().filter_map(|(parts, _)| parts.literal()).take(MOST_COMPARED);
        if let Some(other) = names.find(|other| is_slip(name, other)) {
            return Some(format!("`{other}`"));
        }
        let mut ids = self.list.iter().map(|table| table.resource.logical_id).take(MOST_COMPARED);
        ids.find(|id| *id == name || is_slip(name, id)).map(|id| format!("`!Ref {id}`"))
    }

    /// Which table the text names.
    pub(crate) fn named(&self, parts: &Parts<'d>) -> NamedTable<'d> {
        let arn = parts.split_once(":table/").filter(|(start, _)| start.split_once("dynamodb:").is_some());
        if let Some((_, rest)) = arn {
            let (name, rest) = match rest.split_once("/") {
                Some((name, rest)) => (name, Some(rest)),
                None => (rest, None),
            };
            let is_stream = rest.as_ref().is_some_and(|rest| rest.strip_start("stream/").is_some());
            let form = if is_stream { NameForm::Stream } else { NameForm::Arn };
            return NamedTable { which: self.named(&name).which, form, rest };
        }
        // What is inside of a table, behind its ARN: `${Orders.Arn}/index/ByDate`.
        if let [Piece::Attribute { logical_id, attribute }, Piece::Literal(behind), ..] = parts.pieces()
            && attribute == "Arn"
            && behind.starts_with('/')
        {
            let rest = parts.split_once("/").map(|(_, rest)| rest);
            let form = if behind.starts_with("/stream/") { NameForm::Stream } else { NameForm::Arn };
            return NamedTable { which: self.of_attribute(logical_id), form, rest };
        }
        let named = |which, form| NamedTable { which, form, rest: None };
        match parts.pieces() {
            [Piece::Ref(name)] => named(self.of_resource(name), NameForm::Name),
            [Piece::Attribute { logical_id, attribute }] => {
                let form = match attribute.as_ref() {
                    "Arn" => NameForm::Arn,
                    "StreamArn" => NameForm::Stream,
                    "TableId" => NameForm::Other,
                    _ => NameForm::NoAttribute,
                };
                named(self.of_attribute(logical_id), form)
            }
            // The name out of an ARN.
            [Piece::Split { of, delimiter, index: 1 }] if delimiter == "/" => match self.named(of) {
                NamedTable { which, form: NameForm::Arn | NameForm::Stream, .. } => named(which, NameForm::Name),
                _ => named(NamedTables::Any, NameForm::Name),
            },
            [Piece::Opaque { reason: Reason::Import, .. }] => named(NamedTables::None, NameForm::Name),
            _ => {
                let is_arn = parts.strip_start("arn:").is_some();
                named(self.of_name(parts), if is_arn { NameForm::Arn } else { NameForm::Name })
            }
        }
    }

    fn of_resource(&self, logical_id: &str) -> NamedTables {
        match self.number(logical_id) {
            Some(number) => NamedTables::Tables(vec![number]),
            None if self.template.resource(logical_id).is_some() => NamedTables::None,
            None => NamedTables::Any,
        }
    }

    /// Attributes of resources that can be anything may be the name of a table.
    fn of_attribute(&self, logical_id: &str) -> NamedTables {
        let type_name = self.template.resource(logical_id).and_then(|resource| resource.type_name);
        let is_open = type_name.is_some_and(|name| {
            name.starts_with("Custom::") || name.starts_with("AWS::CloudFormation::") || name.starts_with("AWS::SSM::")
        });
        if is_open { NamedTables::Any } else { self.of_resource(logical_id) }
    }

    fn of_name(&self, parts: &Parts<'d>) -> NamedTables {
        if let Some(numbers) = self.by_name.get(parts) {
            return NamedTables::Tables(numbers.clone());
        }
        let is_bare = matches!(parts.pieces(), [piece] if !matches!(piece, Piece::Literal(_)));
        let can_be = |name: &Parts<'d>| !name.differs(parts);
        if is_bare || self.names.len() > MOST_COMPARED || self.names.iter().any(can_be) {
            return NamedTables::Any;
        }
        NamedTables::None
    }
}

/// Whether `name` is `meant` with a slip or two. Names that differ in a short word or a number are two names.
fn is_slip(name: &str, meant: &str) -> bool {
    let words = |text| str::split(text, |letter: char| !letter.is_ascii_alphabetic());
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let is_same = |(left, right): (&str, &str)| {
        let (short, long) = (left.len().min(right.len()), left.len().max(right.len()));
        // Short words of one length, such as `east` and `west`, are two words; a letter more or less is a slip.
        left == right || short > 4 || (short == 4 && long == 5)
    };
    words(name).count() == words(meant).count()
        && words(name).zip(words(meant)).all(is_same)
        && digits(name) == digits(meant)
        && strsim::levenshtein(name, meant) <= 2
}

#[cfg(test)]
mod tests {
    use super::is_slip;
    use crate::testing::tested;

    #[test]
    fn slips_are_no_other_names() {
        for (name, meant) in [
            ("order-table", "orders-table"),
            ("orders-tabl", "orders-table"),
            ("user-table", "users-table"),
            ("Ordres", "Orders"),
            ("orders", "Orders"),
        ] {
            assert!(is_slip(name, meant), "{name}");
        }
        for (name, meant) in [
            ("orders-eu", "orders-us"),
            ("orders-1", "orders-2"),
            ("orders-east", "orders-west"),
            ("users", "orders"),
            ("orders2024", "orders2025"),
        ] {
            assert!(!is_slip(name, meant), "{name}");
        }
    }

    /// What the dimension `TableName` of an alarm joins: logical ids, and the form.
    fn joined(value: &str) -> String {
        let tested = tested(&format!(
            "
Parameters:
  App: {{Type: String}}
  Given: {{Type: String, Default: fixed}}
  Open: {{Type: String}}
Conditions: {{IsProd: !Equals [!Ref Open, prod]}}
Resources:
  T: {{Type: AWS::DynamoDB::Table}}
  Named: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: fixed}}}}
  Built: {{Type: AWS::DynamoDB::GlobalTable, Properties: {{TableName: !Sub '${{App}}-orders'}}}}
  Topic: {{Type: AWS::SNS::Topic}}
  Stack: {{Type: AWS::CloudFormation::Stack}}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/DynamoDB
      MetricName: ReadThrottleEvents
      Dimensions: [{{Name: TableName, Value: {value}}}]
"
        ));
        format!("{} {}", tested.show("Alarms.0.Tables"), tested.show("Alarms.0.Metrics.0.TableForm"))
    }

    #[test]
    fn every_written_form_is_joined() {
        for (value, expected) in [
            ("!Ref T", "[T] name"),
            ("{Ref: T}", "[T] name"),
            ("!Sub '${T}'", "[T] name"),
            ("!Sub ['${X}', {X: !Ref T}]", "[T] name"),
            ("!Join ['', [!Ref T]]", "[T] name"),
            ("!Select [1, !Split ['/', !GetAtt T.Arn]]", "[T] name"),
            ("fixed", "[Named] name"),
            ("!Ref Given", "[Named] name"),
            ("!Sub '${App}-orders'", "[Built] name"),
            ("!Join ['-', [!Ref App, orders]]", "[Built] name"),
            ("!GetAtt T.Arn", "[T] arn"),
            ("!GetAtt [T, Arn]", "[T] arn"),
            ("!Sub 'arn:aws:dynamodb:eu-west-1:1:table/${T}'", "[T] arn"),
            ("!Sub '${T.Arn}/index/x'", "[T] arn"),
            ("!Join ['', [!GetAtt T.Arn, /index/x]]", "[T] arn"),
            ("arn:aws:dynamodb:eu-west-1:1:table/fixed", "[Named] arn"),
            ("arn:aws:dynamodb:eu-west-1:1:table/fixed/index/x", "[Named] arn"),
            ("arn:aws:glue:eu-west-1:1:table/fixed", "[] arn"),
            ("fixed2", "[] name"),
            ("arn:aws:dynamodb:eu-west-1:1:table/fixed2", "[] arn"),
            ("!Ref Topic", "[] name"),
            ("!ImportValue x", "[] name"),
            ("!Ref Open", "[] unknown"),
            ("!Sub '${Open}-orders'", "[] unknown"),
            ("!Sub '${App}-users'", "[] name"),
            ("!GetAtt Stack.Outputs.Table", "[] unknown"),
        ] {
            assert_eq!(joined(value), expected, "{value}");
        }
    }

    #[test]
    fn names_under_conditions_join_what_has_them() {
        let tested = tested(
            "
Parameters: {Open: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !If [IsProd, big, small]}}
  U: {Type: AWS::DynamoDB::Table, Condition: IsProd}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/DynamoDB
      MetricName: ReadThrottleEvents
      Dimensions: [{Name: TableName, Value: !If [IsProd, !Ref U, small]}]
",
        );
        assert_eq!(tested.show("Alarms.0.When"), "`IsProd` is true");
        assert_eq!(tested.show("Alarms.0.Tables"), "[U]");
        assert_eq!(tested.show("Alarms.1.Tables"), "[T]");
        let read = |path: &str| tested.show(&format!("{path}.Watches.0.Read"));
        assert_eq!(read("Tables.0.Monitoring.0"), "unalarmed");
        assert_eq!(read("Tables.0.Monitoring.1"), "alarmed");
        assert_eq!(read("Tables.1.Monitoring.0"), "alarmed");
        assert_eq!(tested.show("Tables.1.When"), "`IsProd` is true");
    }
}

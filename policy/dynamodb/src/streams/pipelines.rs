//! The pipelines of OpenSearch Ingestion and the resources of AWS Glue that name a table: they read its stream by means that
//! are not in the template. Takes the tables, gives pairs of a table and a resource; conditions inside of one are not looked
//! at.

use tablewarden_cloudformation::{Resource, Scenario};
use tablewarden_order::Map;
use tablewarden_template::{At, NodeId};

use crate::resource::table_names::{NamedTables, Tables};

const OPENSEARCH: &str = "AWS::OSIS::Pipeline";
const GLUE: &str = "AWS::Glue::";

/// What names tables.
pub(crate) struct Pipelines<'t, 'd> {
    /// A table by number, and what names it.
    pub(crate) of: Vec<(usize, &'t Resource<'d>)>,
    /// Whether a pipeline may read any table.
    pub(crate) is_open: bool,
}

pub(crate) fn read<'t, 'd>(tables: &Tables<'t, 'd>) -> Pipelines<'t, 'd> {
    let template = tables.template();
    let mut pipelines = Pipelines { of: Vec::new(), is_open: false };
    let is_end = |letter: char| !letter.is_ascii_alphanumeric() && !"_.-".contains(letter);
    let is_ours = |name: &str| name == OPENSEARCH || name.starts_with(GLUE);
    let ours: Vec<_> = template.resources().iter().filter(|of| of.type_name.is_some_and(is_ours)).collect();
    if ours.is_empty() {
        return pipelines;
    }
    let written = tables.written_names().iter().filter_map(|name| Some((name.parts.literal()?, name.number)));
    let names: Map<&str, usize> = written.collect();
    for resource in ours {
        let is_pipeline = resource.type_name == Some(OPENSEARCH);
        let Some(properties) = resource.properties else { continue };
        let references = template.references_in(properties);
        let mut named: Vec<usize> = references.iter().filter_map(|reference| tables.number(reference.name)).collect();
        let mut is_of_dynamodb = false;
        let (view, scenario) = (template.view(), Scenario::given(resource.when));
        for index in properties.node().0..view.main_tree().end(properties.node()).0 {
            let at = At::main(NodeId(index));
            if view.text(at).is_none() && view.intrinsic(at).is_none() {
                continue;
            }
            let parts = template.parts(at, &scenario);
            if let NamedTables::Tables(numbers) = tables.named(&parts).which {
                named.extend(numbers);
            }
            // The body of a pipeline is one long text.
            if is_pipeline {
                for text in parts.pieces().iter().map(|piece| piece.text()) {
                    is_of_dynamodb |= text.contains("dynamodb");
                    let behind = text.split("table/").skip(1).filter_map(|rest| rest.split(is_end).next());
                    named.extend(behind.filter_map(|name| names.get(name).copied()));
                }
            }
        }
        pipelines.is_open |= is_of_dynamodb && named.is_empty();
        // One that is named twice is one consumer.
        pipelines.of.extend(named.into_iter().map(|number| (number, resource)));
    }
    pipelines
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    fn consumption(resource: &str) -> String {
        let tested = tested(&format!(
            "
Parameters: {{Open: {{Type: String}}, Name: {{Type: String}}, Body: {{Type: String, Default: 'arn:aws:dynamodb:eu-west-1:1:table/orders'}}}}
Mappings: {{Names: {{main: {{table: orders}}}}}}
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: orders, StreamSpecification: {{StreamViewType: KEYS_ONLY}}}}}}
  U: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: !Ref Name}}}}
  P: {resource}
"
        ));
        tested.show("Tables.0.Stream.0.Consumption") + " " + &tested.show("Tables.1.Stream.0.Consumption")
    }

    #[test]
    fn pipelines_name_tables() {
        for (body, expected) in [
            ("!Sub 'source: {dynamodb: {tables: [{table_arn: \"${T.Arn}\"}]}}'", "`P` -"),
            ("!Sub 'dynamodb: {table_arn: \"arn:aws:dynamodb:${AWS::Region}:1:table/${T}\"}'", "`P` -"),
            ("!Join ['', ['dynamodb: ', !GetAtt T.Arn]]", "`P` -"),
            ("'dynamodb: {tables: [{table_arn: \"arn:aws:dynamodb:eu-west-1:1:table/orders\"}]}'", "`P` -"),
            ("!Sub 'dynamodb: {table_arn: \"arn:aws:dynamodb:${AWS::Region}:1:table/orders\"}'", "`P` -"),
            ("!Ref Body", "`P` -"),
            ("!Sub 'dynamodb: {table_arn: \"arn:aws:dynamodb:eu-west-1:1:table/${Open}\"}'", "? ?"),
            ("'dynamodb: {table_arn: \"arn:aws:dynamodb:eu-west-1:1:table/orders-old\"}'", "? ?"),
            ("'source: {s3: {bucket: orders}}'", "- -"),
        ] {
            let resource = format!("{{Type: AWS::OSIS::Pipeline, Properties: {{PipelineConfigurationBody: {body}}}}}");
            assert_eq!(consumption(&resource), expected, "{body}");
        }
    }

    #[test]
    fn glue_names_tables() {
        for (value, expected) in [
            ("!Ref T", "`P` -"),
            ("!GetAtt T.Arn", "`P` -"),
            ("orders", "`P` -"),
            ("!FindInMap [Names, main, table]", "`P` -"),
            ("!Ref Name", "- `P`"),
            ("other", "- -"),
        ] {
            let resource =
                format!("{{Type: AWS::Glue::Job, Properties: {{DefaultArguments: {{'--table': {value}}}}}}}");
            assert_eq!(consumption(&resource), expected, "{value}");
        }
        assert_eq!(consumption("{Type: AWS::Lambda::Function, Properties: {Environment: !Ref T}}"), "- -");
    }
}

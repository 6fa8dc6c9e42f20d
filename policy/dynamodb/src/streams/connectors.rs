//! The connectors of the serverless model that start at a table: they let a function read its stream. Takes the tables, gives
//! readers; conditions inside of a connector are not looked at.

use tablewarden_cloudformation::Scenario;
use tablewarden_template::At;

use crate::access::statements::StreamReader;
use crate::resource::outcomes::own_condition;
use crate::resource::table_names::Tables;

pub(crate) fn read<'d>(tables: &Tables<'_, 'd>) -> Vec<StreamReader<'d>> {
    let (template, mut readers) = (tables.template(), Vec::new());
    let view = template.view();
    for resource in template.resources_of("AWS::Serverless::Connector") {
        let below = |at: Option<At>, key| at.and_then(|at| view.get(at, key));
        let Some(id) = below(below(resource.properties, "Source"), "Id") else { continue };
        let id = template.parts(id, &Scenario::given(resource.when));
        let table = id.literal().and_then(|id| tables.number(id));
        let conditions = own_condition(template, resource);
        let (when, name) = (resource.when, resource.logical_id);
        readers.extend(table.map(|table| StreamReader { table, when, name, conditions }));
    }
    // Or they stand in the table itself.
    for table in tables.list().iter().filter(|_| template.is_serverless()) {
        let connectors = view.get(table.resource.at, "Connectors").and_then(|at| view.entries(at).next());
        let conditions = own_condition(template, table.resource);
        let (number, when) = (table.number, table.resource.when);
        readers.extend(connectors.map(|first| StreamReader { table: number, when, name: first.key, conditions }));
    }
    readers
}

//! `cargo xtask schemas`: docs/schema, made from the types of policy/wire and from the rows of policy/facts.

use crate::generated::facts_schema;
use crate::generated::folder::{Files, Folder};

pub(crate) const SCHEMAS: Folder = Folder {
    command: "schemas",
    path: "docs/schema",
    ending: ".schema.json",
    make: |_| {
        let mut files = Files::new();
        let mut insert = |name: &str, schema: serde_json::Result<String>| {
            let text = schema.map_err(|error| format!("{name}: {error}"))?;
            files.insert(name.to_owned(), text + "\n");
            Ok::<(), String>(())
        };
        for (name, schema) in tablewarden_wire::schemas() {
            insert(name, serde_json::to_string_pretty(&schema))?;
        }
        insert("facts.schema.json", serde_json::to_string_pretty(&facts_schema::schema()))?;
        Ok(files)
    },
};

//! `cargo xtask schemas`: docs/schema, made from the types of policy/wire.

use crate::generated::{Files, Folder};

pub(crate) const SCHEMAS: Folder = Folder {
    command: "schemas",
    path: "docs/schema",
    ending: ".schema.json",
    make: |_| {
        let mut files = Files::new();
        for (name, schema) in tablewarden_wire::schemas() {
            let text = serde_json::to_string_pretty(&schema).map_err(|error| format!("{name}: {error}"))?;
            files.insert(name.to_owned(), text + "\n");
        }
        Ok(files)
    },
};

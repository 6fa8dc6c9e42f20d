//! Writes the hostile inputs of one data file as files that a command can be run on: takes the data file's name and a folder, prints a
//! JSON list with the folder, the words of the command, and the outcome of each. Runs nothing.

use std::path::Path;

use serde_json::json;
use tablewarden_tests::hostile::inputs;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data_file, folder] = &arguments[..] else { panic!("usage: hostile-files DATA-FILE FOLDER") };
    let mut listed = Vec::new();
    for (number, input) in inputs().iter().filter(|input| input.data_file == *data_file).enumerate() {
        let folder = Path::new(folder).join(number.to_string());
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let (words, files) = input.command();
        for (name, bytes) in &files {
            std::fs::write(folder.join(name), bytes).expect("the file can be written");
        }
        let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        listed.push(json!({
            "name": input.name, "folder": folder, "bytes": bytes, "words": words, "outcome": input.outcome,
        }));
    }
    println!("{}", serde_json::Value::from(listed));
}

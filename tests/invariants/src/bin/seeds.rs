//! Writes the seeds of every target into a folder: `seeds ROOT FOLDER`, each target into a folder of its name. Prints the names of the
//! targets, a line each.

use std::path::Path;

use tablewarden_invariants::{TARGETS, seeds::seeds};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [root, folder] = arguments.as_slice() else { panic!("usage: seeds ROOT FOLDER") };
    for target in TARGETS {
        let folder = Path::new(folder).join(target.name);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        for (at, seed) in seeds(target.name, Path::new(root)).iter().enumerate() {
            std::fs::write(folder.join(format!("{at:04}")), seed).expect("a file can be written");
        }
        println!("{}", target.name);
    }
}

//! `cargo xtask build`: the wasm file, then its image, then the command. Each is left alone where nothing it is made
//! from has changed.

mod binaryen;
mod bindgen;
mod engine_wasm;
mod features;
pub(crate) mod flavour;
mod function_order;
pub(crate) mod image;
mod likeness;
pub(crate) mod native;
mod snapshot;
pub(crate) mod wasm_size;

use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) use self::engine_wasm::make_of as wasm_of;
use self::flavour::Flavour;
use crate::error::Result;
use crate::freshness::{Inputs, Stamp};
use crate::places::{Places, write};

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let flavour = match arguments {
        [] => Flavour::Shipped,
        [one] if one == "--dev" => Flavour::Dev,
        [one] if one == "--wasm" => {
            let places = Places::find()?;
            let _turn = take_turn(&places)?;
            engine_wasm::make(&places, Flavour::Shipped)?;
            println!("{}", places.wasm().display());
            return Ok(ExitCode::SUCCESS);
        }
        _ => return Err("usage: cargo xtask build [--dev|--wasm]".to_owned()),
    };
    let places = Places::find()?;
    let command = make(&places, flavour)?;
    println!("{}\n{}\n{}", places.wasm().display(), places.image().display(), command.display());
    Ok(ExitCode::SUCCESS)
}

/// Brings everything up to date; gives the path of the command. Two runs in one repository take turns.
pub(crate) fn make(places: &Places, flavour: Flavour) -> Result<PathBuf> {
    let _turn = take_turn(places)?;
    let record = places.out.join("command.path");
    let before = std::fs::read_to_string(&record).unwrap_or_default();
    if !before.is_empty() {
        let outputs = outputs(places, PathBuf::from(&before));
        if Stamp::new(&places.out, "build", inputs(places, flavour)?, &outputs).is_fresh() {
            return Ok(PathBuf::from(before));
        }
    }
    let inputs = inputs(places, flavour)?;
    engine_wasm::make(places, flavour)?;
    image::make(places)?;
    let command = native::make(places, flavour)?;
    write(&record, command.to_string_lossy().as_bytes())?;
    Stamp::new(&places.out, "build", inputs, &outputs(places, command.clone())).set()?;
    Ok(command)
}

fn outputs(places: &Places, command: PathBuf) -> [PathBuf; 5] {
    let script = places.bindgen().join("tablewarden.js");
    let declarations = script.with_extension("d.ts");
    [places.wasm(), places.image(), command, script, declarations]
}

/// All that the three are made from. Where this is unchanged not even Cargo is asked.
fn inputs(places: &Places, flavour: Flavour) -> Result<Inputs> {
    let mut inputs = Inputs::default().text(flavour.name()).compiler(&places.root)?;
    for path in ["policy", "rules", "host", "xtask", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo"] {
        inputs = inputs.path(&places.root.join(path))?;
    }
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET"] {
        inputs = inputs.text(&std::env::var(variable).unwrap_or_default());
    }
    Ok(inputs)
}

fn take_turn(places: &Places) -> Result<std::fs::File> {
    let path = places.out.join("turn.lock");
    let failed = |error: std::io::Error| format!("cannot lock {}: {error}", path.display());
    let file = std::fs::File::create(&path).map_err(failed)?;
    if file.try_lock().is_err() {
        eprintln!("xtask: waiting for another build in this repository");
        file.lock().map_err(failed)?;
    }
    Ok(file)
}

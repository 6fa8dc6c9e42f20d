//! `tablewarden-make-image WASM IMAGE [TARGET]`: reads a wasm file, writes its ahead-of-time image. Called by the build.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (wasm, image, target) = match arguments.as_slice() {
        [wasm, image] => (wasm, image, tablewarden_image::TARGET),
        [wasm, image, target] => (wasm, image, target.as_str()),
        _ => {
            eprintln!("usage: tablewarden-make-image WASM IMAGE [TARGET]");
            return ExitCode::from(2);
        }
    };
    match run(wasm, image, target) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tablewarden-make-image: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(wasm: &str, image: &str, target: &str) -> Result<(), String> {
    let module = std::fs::read(wasm).map_err(|error| format!("cannot read {wasm}: {error}"))?;
    let compiled = tablewarden_image::make(&module, target).map_err(|error| format!("{wasm}: {error}"))?;
    std::fs::write(image, compiled).map_err(|error| format!("cannot write {image}: {error}"))
}

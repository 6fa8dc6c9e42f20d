//! Hands the target triple of this build to the crate, which Cargo tells only to build scripts. Reads nothing else.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = std::env::var("TARGET").unwrap_or_default();
    println!("cargo::rustc-env=TABLEWARDEN_TARGET={target}");
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use wasmtime::{Instance, Module, Store};

use super::*;
use crate::{Aligned, TARGET, load};

/// Exports `answer: () -> i32`, which gives 42.
const WASM: &[u8] = &[
    0, b'a', b's', b'm', 1, 0, 0, 0, // header
    1, 5, 1, 0x60, 0, 1, 0x7f, // one type: () -> i32
    3, 2, 1, 0, // a function of it
    7, 10, 1, 6, b'a', b'n', b's', b'w', b'e', b'r', 0, 0, // its export
    10, 6, 1, 4, 0, 0x41, 42, 0x0b, // its body
];

fn engine() -> Engine {
    Engine::new(&engine_config(TARGET).unwrap()).unwrap()
}

fn leak(image: Vec<u8>) -> &'static [u8] {
    Box::leak(image.into_boxed_slice())
}

fn answer(engine: &Engine, module: &Module) -> i32 {
    let mut store = Store::new(engine, ());
    let instance = Instance::new(&mut store, module, &[]).unwrap();
    instance.get_typed_func::<(), i32>(&mut store, "answer").unwrap().call(&mut store, ()).unwrap()
}

#[test]
fn an_image_runs() {
    let engine = engine();
    let module = load(&engine, leak(make(WASM, TARGET).unwrap())).unwrap();
    assert_eq!(answer(&engine, &module), 42);
}

/// What the system says of the memory at an address: `r-xp` is memory that is read and run.
#[cfg(target_os = "linux")]
fn permissions(address: usize) -> Option<String> {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    maps.lines().find_map(|line| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let at = |text| usize::from_str_radix(text, 16).ok();
        (at(start)?..at(end)?).contains(&address).then(|| rest.split(' ').next().unwrap_or_default().to_owned())
    })
}

#[cfg(target_os = "linux")]
#[test]
fn an_image_in_pages_of_its_own_is_run_where_it_is() {
    let image = make(WASM, TARGET).unwrap();
    let space = Box::leak(vec![0; image.len() + size_of::<Aligned<[u8; 1]>>()].into_boxed_slice());
    let start = space.as_ptr().align_offset(align_of::<Aligned<u8>>());
    space[start..start + image.len()].copy_from_slice(&image);
    let image = &space[start..start + image.len()];
    let engine = engine();
    let module = load(&engine, image).unwrap();
    assert_eq!(answer(&engine, &module), 42);
    let code = module.text().as_ptr().addr();
    assert!(image.as_ptr_range().contains(&module.text().as_ptr()));
    assert_eq!(permissions(code).as_deref(), Some("r-xp"));
    assert_eq!(permissions(image.as_ptr().addr()).as_deref(), Some("rw-p"));
}

#[test]
fn the_same_wasm_gives_the_same_image() {
    assert_eq!(make(WASM, TARGET).unwrap(), make(WASM, TARGET).unwrap());
}

#[test]
fn what_is_no_module_is_not_made() {
    assert!(matches!(make(b"resources", TARGET), Err(ImageError::Make(_))));
    assert!(matches!(make(&WASM[..30], TARGET), Err(ImageError::Make(_))));
}

#[test]
fn an_unknown_target_is_refused() {
    assert!(matches!(make(WASM, "nowhere"), Err(ImageError::Target { .. })));
}

#[test]
fn what_is_no_image_is_not_loaded() {
    assert!(matches!(load(&engine(), b""), Err(ImageError::Load(_))));
    assert!(matches!(load(&engine(), WASM), Err(ImageError::Load(_))));
    let mut image = make(WASM, TARGET).unwrap();
    image.truncate(200);
    assert!(matches!(load(&engine(), leak(image)), Err(ImageError::Load(_))));
}

#[test]
fn an_image_of_another_configuration_is_not_loaded() {
    let mut other = engine_config(TARGET).unwrap();
    other.consume_fuel(true);
    let image = Engine::new(&other).unwrap().precompile_module(WASM).unwrap();
    let Err(ImageError::Load(why)) = load(&engine(), leak(image)) else { panic!("it was loaded") };
    assert!(why.contains("fuel"), "{why}");
}

/// The settings of the code generator are written into the image as a name, the tag of a boolean, and its value.
#[cfg(target_arch = "x86_64")]
#[test]
fn an_image_asks_for_no_feature_of_the_builders_processor() {
    let image = make(WASM, TARGET).unwrap();
    for feature in ["has_sse42", "has_popcnt", "has_avx", "has_avx2", "has_bmi1", "has_fma"] {
        let name = [&[u8::try_from(feature.len()).unwrap()], feature.as_bytes()].concat();
        let at = image.windows(name.len()).position(|window| window == name).expect(feature) + name.len();
        assert_eq!(image[at..at + 2], [2, 0], "{feature} is on");
    }
}

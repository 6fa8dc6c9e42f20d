//! The shipped module has its rules compiled: its first call does what every later one does. Counted in instructions, which
//! are the same in every run; never timed.

use tablewarden_tests::checkers::{frame_of, request};
use tablewarden_tests::repository;
use wasmtime::{Config, Engine, Instance, Memory, Module, Store, TypedFunc};

const PLENTY: u64 = 1 << 60;

/// An instance of the shipped module that counts instructions.
struct Counting {
    store: Store<()>,
    memory: Memory,
    alloc: TypedFunc<u32, u32>,
    call: TypedFunc<(u32, u32), u64>,
}

impl Counting {
    fn new() -> Self {
        let mut config = Config::new();
        config.consume_fuel(true);
        let engine = Engine::new(&config).expect("wasmtime runs here");
        let module = Module::new(&engine, repository::read(&repository::wasm())).expect("the module is valid");
        let mut store = Store::new(&engine, ());
        store.set_fuel(PLENTY).expect("it counts");
        let instance = Instance::new(&mut store, &module, &[]).expect("it imports nothing");
        Self {
            memory: instance.get_memory(&mut store, "memory").expect("it is exported"),
            alloc: instance.get_typed_func(&mut store, "alloc").expect("it is exported"),
            call: instance.get_typed_func(&mut store, "call").expect("it is exported"),
            store,
        }
    }

    /// The instructions that one call takes.
    fn call(&mut self, frame: &[u8]) -> u64 {
        let length = u32::try_from(frame.len()).expect("a frame is small");
        let address = self.alloc.call(&mut self.store, length).expect("there is memory");
        self.memory.write(&mut self.store, address as usize, frame).expect("it was given for this");
        self.store.set_fuel(PLENTY).expect("it counts");
        self.call.call(&mut self.store, (address, length)).expect("it is answered");
        PLENTY - self.store.get_fuel().expect("it counts")
    }
}

#[test]
fn the_first_call_finds_the_rules_compiled() {
    let template: &[u8] = br#"{"Resources":{}}"#;
    let frame = frame_of(request("template.json", template), &[template]);
    let mut instance = Counting::new();
    let (first, second) = (instance.call(&frame), instance.call(&frame));
    println!("the first call takes {first} instructions, the second {second}");
    assert!(first < second + second / 10);
}

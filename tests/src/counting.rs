//! The shipped module, with its instructions counted: the same number in every run and on every machine, so that what work grows with can be
//! tested without a clock.

use std::sync::LazyLock;

use wasmtime::{Config, Engine, Instance, Memory, Module, Store, TypedFunc};

use crate::repository;

const PLENTY: u64 = 1 << 60;

/// What `cargo xtask build` made, compiled once.
static MODULE: LazyLock<Module> = LazyLock::new(|| {
    let mut config = Config::new();
    config.consume_fuel(true);
    let engine = Engine::new(&config).expect("wasmtime runs here");
    Module::new(&engine, repository::read(&repository::wasm())).expect("the module is valid")
});

/// An instance of the shipped module that counts instructions.
pub struct Counting {
    store: Store<()>,
    memory: Memory,
    alloc: TypedFunc<u32, u32>,
    call: TypedFunc<(u32, u32), u64>,
}

impl Counting {
    /// A fresh instance of what `cargo xtask build` made.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn new() -> Self {
        let mut store = Store::new(MODULE.engine(), ());
        store.set_fuel(PLENTY).expect("it counts");
        let instance = Instance::new(&mut store, &MODULE, &[]).expect("it imports nothing");
        Self {
            memory: instance.get_memory(&mut store, "memory").expect("it is exported"),
            alloc: instance.get_typed_func(&mut store, "alloc").expect("it is exported"),
            call: instance.get_typed_func(&mut store, "call").expect("it is exported"),
            store,
        }
    }

    /// The instructions that one call takes.
    ///
    /// # Panics
    /// Where the module stops.
    pub fn call(&mut self, frame: &[u8]) -> u64 {
        self.answer(frame).1
    }

    /// The answer to one call, and the instructions that it takes.
    ///
    /// # Panics
    /// Where the module stops.
    pub fn answer(&mut self, frame: &[u8]) -> (Vec<u8>, u64) {
        let length = u32::try_from(frame.len()).expect("a frame is small");
        let address = self.alloc.call(&mut self.store, length).expect("there is memory");
        self.memory.write(&mut self.store, address as usize, frame).expect("it was given for this");
        self.store.set_fuel(PLENTY).expect("it counts");
        let answer = self.call.call(&mut self.store, (address, length)).expect("it is answered");
        let taken = PLENTY - self.store.get_fuel().expect("it counts");
        let [length, start] =
            [answer >> 32, answer & 0xFFFF_FFFF].map(|half| usize::try_from(half).unwrap_or(usize::MAX));
        let answer = self.memory.data(&self.store).get(start..start.saturating_add(length));
        (answer.expect("it is in memory").to_vec(), taken)
    }

    /// The bytes of memory that the instance has taken so far. It never gives any back.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.memory.data_size(&self.store)
    }
}

impl Default for Counting {
    fn default() -> Self {
        Self::new()
    }
}

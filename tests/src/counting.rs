//! The shipped module, with its instructions counted: the same number in every run and on every machine, so that what work grows with can be
//! tested without a clock.

use wasmtime::{Config, Engine, Instance, Memory, Module, Store, TypedFunc};

use crate::repository;

const PLENTY: u64 = 1 << 60;

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
    ///
    /// # Panics
    /// Where the module stops.
    pub fn call(&mut self, frame: &[u8]) -> u64 {
        let length = u32::try_from(frame.len()).expect("a frame is small");
        let address = self.alloc.call(&mut self.store, length).expect("there is memory");
        self.memory.write(&mut self.store, address as usize, frame).expect("it was given for this");
        self.store.set_fuel(PLENTY).expect("it counts");
        self.call.call(&mut self.store, (address, length)).expect("it is answered");
        PLENTY - self.store.get_fuel().expect("it counts")
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

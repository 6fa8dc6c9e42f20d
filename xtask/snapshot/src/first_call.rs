//! The first call: takes a module, gives its memory as it is once the call is answered, with zeros where it is free. Uses the
//! plain exports of docs/abi.md alone, as any host does; knows nothing of what the engine keeps from one call to the next.

use wasmtime::{
    Config, Engine, Instance, Memory, Module, ResourceLimiter, Result, Store, TypedFunc, ensure, error::Context as _,
};

/// A template without resources: what is done for every template is done, and nothing else.
const TEMPLATE: &str = r#"{"Resources":{"T":{"Type":"AWS::SNS::Topic"}}}"#;

/// The blocks that free memory is taken in, from the largest to the least.
const LARGEST: u32 = 1 << 24;
const LEAST: u32 = 4;

/// The memory of `module` after its first call. Its stack is in front of `stack`.
pub(crate) fn memory_after(module: &[u8], stack: usize) -> Result<Vec<u8>> {
    let mut instance = Live::start(module)?;
    let untouched = instance.memory.data(&instance.store).get(..stack);
    ensure!(untouched.is_some_and(is_zero), "the stack is not in front of the data");
    instance.answer()?;
    instance.clear_free_memory()?;
    let mut memory = instance.memory.data(&instance.store).to_vec();
    memory[..stack].fill(0);
    Ok(memory)
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// An instance, and what a host uses of it.
struct Live {
    store: Store<Growth>,
    memory: Memory,
    alloc: TypedFunc<u32, u32>,
    free: TypedFunc<(u32, u32), ()>,
    call: TypedFunc<(u32, u32), u64>,
}

/// Whether memory may grow.
struct Growth(bool);

impl ResourceLimiter for Growth {
    fn memory_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(self.0)
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(self.0)
    }
}

impl Live {
    fn start(module: &[u8]) -> Result<Self> {
        let engine = Engine::new(&Config::new())?;
        let module = Module::new(&engine, module)?;
        let mut store = Store::new(&engine, Growth(true));
        store.limiter(|growth| growth);
        let instance = Instance::new(&mut store, &module, &[])?;
        Ok(Self {
            memory: instance.get_memory(&mut store, "memory").context("it exports no memory")?,
            alloc: instance.get_typed_func(&mut store, "alloc")?,
            free: instance.get_typed_func(&mut store, "free")?,
            call: instance.get_typed_func(&mut store, "call")?,
            store,
        })
    }

    fn answer(&mut self) -> Result<()> {
        let length = TEMPLATE.len();
        let header =
            format!(r#"{{"do":"check","version":1,"blobs":[{length}],"file":{{"name":"first.json","blob":0}}}}"#);
        let frame = [&u32::try_from(header.len())?.to_le_bytes(), header.as_bytes(), TEMPLATE.as_bytes()].concat();
        let length = u32::try_from(frame.len())?;
        let request = self.alloc.call(&mut self.store, length)?;
        self.memory.write(&mut self.store, request as usize, &frame)?;
        let packed = self.call.call(&mut self.store, (request, length))?;
        // The answer's length in the upper half, its address in the lower.
        let (size, address) = ((packed >> 32) as u32, packed as u32);
        let mut answer = vec![0; size as usize];
        self.memory.read(&self.store, address as usize, &mut answer)?;
        self.free.call(&mut self.store, (address, size))?;
        self.free.call(&mut self.store, (request, length))?;
        let answer = String::from_utf8_lossy(&answer);
        ensure!(answer.contains(r#""outcome":"clean""#), "the first call is answered with {answer}");
        Ok(())
    }

    /// What was given back still has its bytes, which would be part of the file. `alloc` promises zeros: so all that is free
    /// is asked for, without letting the memory grow, and given back.
    fn clear_free_memory(&mut self) -> Result<()> {
        self.store.data_mut().0 = false;
        let mut taken = Vec::new();
        let mut length = LARGEST;
        while length >= LEAST {
            match self.alloc.call(&mut self.store, length)? {
                0 => length -= (length / 8).max(4),
                address => taken.push((address, length)),
            }
        }
        for block in taken.into_iter().rev() {
            self.free.call(&mut self.store, block)?;
        }
        Ok(())
    }
}

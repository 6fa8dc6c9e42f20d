//! The engine as a wasm module under wasmtime: an image in, answers out. An instance that trapped, ran out of time or
//! wanted too much memory is thrown away, and the next call gets a fresh one. Never looks into a frame or an answer.

use std::time::Duration;

use tablewarden_image::{TARGET, engine_config, load};
use wasmtime::{Memory, Module, ResourceLimiter, Store, Trap, TypedFunc};

use crate::{Answer, CallError, Engine};

/// The version of the module's plain exports that this host speaks (docs/abi.md).
pub const ABI_VERSION: i32 = 1;

/// How often the clock of the deadline ticks.
const TICK: Duration = Duration::from_millis(100);

/// What one call may take. The engine counts its own steps; these are the backstop.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Time of one call, in ticks of 100 ms.
    pub time: Duration,
    /// Linear memory of one instance, in bytes.
    pub memory: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), memory: 1 << 30 }
    }
}

/// The module, ready for any number of instances on any number of threads.
pub struct Machine {
    engine: wasmtime::Engine,
    module: Module,
    bounds: Bounds,
}

impl Machine {
    /// Loads `image`, which `tablewarden_image` made for this target.
    ///
    /// # Errors
    /// [`CallError::Image`] where the image does not fit this build.
    pub fn new(image: &'static [u8], bounds: Bounds) -> Result<Self, CallError> {
        let config = engine_config(TARGET).map_err(|error| CallError::Image(error.to_string()))?;
        let engine = wasmtime::Engine::new(&config).map_err(|error| CallError::Image(one_line(&error)))?;
        let module = load(&engine, image).map_err(|error| CallError::Image(error.to_string()))?;
        tick(&engine);
        Ok(Self { engine, module, bounds })
    }
}

impl Engine for Machine {
    fn open(&self) -> Box<dyn Answer + Send + '_> {
        Box::new(Instance { machine: self, live: None })
    }
}

/// One instance of the module, for one thread. Made at its first call.
pub struct Instance<'m> {
    machine: &'m Machine,
    live: Option<Live>,
}

impl Answer for Instance<'_> {
    fn call(&mut self, frame: &[u8]) -> Result<Vec<u8>, CallError> {
        let mut live = match self.live.take() {
            Some(live) => live,
            None => Live::start(self.machine)?,
        };
        let answer = live.answer(frame, self.machine.bounds)?;
        self.live = Some(live);
        Ok(answer)
    }
}

struct Live {
    store: Store<Guard>,
    memory: Memory,
    alloc: TypedFunc<i32, i32>,
    free: TypedFunc<(i32, i32), ()>,
    call: TypedFunc<(i32, i32), i64>,
}

impl Live {
    fn start(machine: &Machine) -> Result<Self, CallError> {
        let bounds = machine.bounds;
        let mut store = Store::new(&machine.engine, Guard { memory: bounds.memory, denied: false });
        store.limiter(|guard| guard);
        store.set_epoch_deadline(ticks(bounds.time));
        let failed = |error: wasmtime::Error| CallError::Image(one_line(&error));
        let instance = wasmtime::Instance::new(&mut store, &machine.module, &[]).map_err(failed)?;
        let version = instance.get_typed_func::<(), i32>(&mut store, "abi_version").map_err(failed)?;
        let version = version.call(&mut store, ()).map_err(|error| why(&store, bounds, &error))?;
        if version != ABI_VERSION {
            return Err(CallError::Abi(version));
        }
        let memory = instance
            .get_memory(&mut store, "memory")
            .ok_or_else(|| CallError::Image("it exports no memory".to_owned()))?;
        Ok(Self {
            memory,
            alloc: instance.get_typed_func(&mut store, "alloc").map_err(failed)?,
            free: instance.get_typed_func(&mut store, "free").map_err(failed)?,
            call: instance.get_typed_func(&mut store, "call").map_err(failed)?,
            store,
        })
    }

    fn answer(&mut self, frame: &[u8], bounds: Bounds) -> Result<Vec<u8>, CallError> {
        self.store.set_epoch_deadline(ticks(bounds.time));
        self.exchange(frame).map_err(|problem| match problem {
            Problem::Trap(error) => why(&self.store, bounds, &error),
            Problem::NoMemory => CallError::Memory(mib(bounds.memory)),
            Problem::Answer(line) => CallError::Answer(line),
        })
    }

    fn exchange(&mut self, frame: &[u8]) -> Result<Vec<u8>, Problem> {
        let length = i32::try_from(frame.len()).map_err(|_| Problem::NoMemory)?;
        let request = self.alloc.call(&mut self.store, length)?;
        if request == 0 {
            return Err(Problem::NoMemory);
        }
        let outside = |_| Problem::Answer("an address lies outside its memory".to_owned());
        self.memory.write(&mut self.store, offset(request), frame).map_err(outside)?;
        let packed = self.call.call(&mut self.store, (request, length))?;
        self.free.call(&mut self.store, (request, length))?;
        // The answer's length in the upper half, its address in the lower.
        let (size, address) = ((packed >> 32) as i32, packed as i32);
        let start = offset(address);
        let answer = start
            .checked_add(offset(size))
            .and_then(|end| self.memory.data(&self.store).get(start..end))
            .ok_or_else(|| Problem::Answer("an address lies outside its memory".to_owned()))?
            .to_vec();
        self.free.call(&mut self.store, (address, size))?;
        Ok(answer)
    }
}

enum Problem {
    Trap(wasmtime::Error),
    NoMemory,
    Answer(String),
}

impl From<wasmtime::Error> for Problem {
    fn from(error: wasmtime::Error) -> Self {
        Self::Trap(error)
    }
}

/// An address or a length of the module: 32 bits without a sign, which wasm hands over with one.
fn offset(value: i32) -> usize {
    value.cast_unsigned() as usize
}

fn why(store: &Store<Guard>, bounds: Bounds, error: &wasmtime::Error) -> CallError {
    if store.data().denied {
        return CallError::Memory(mib(bounds.memory));
    }
    match error.downcast_ref::<Trap>() {
        Some(Trap::Interrupt) => CallError::Time(bounds.time.as_secs()),
        Some(trap) => CallError::Trap(trap.to_string()),
        None => CallError::Trap(one_line(error)),
    }
}

fn one_line(error: &wasmtime::Error) -> String {
    format!("{error:#}").replace('\n', " ")
}

fn mib(bytes: usize) -> u64 {
    bytes as u64 >> 20
}

/// One tick more than the time holds, because the first may come at once.
fn ticks(time: Duration) -> u64 {
    u64::try_from(time.as_millis() / TICK.as_millis()).unwrap_or(u64::MAX - 1) + 1
}

/// The memory limit of one instance, in bytes, and whether it was ever met.
struct Guard {
    memory: usize,
    denied: bool,
}

impl ResourceLimiter for Guard {
    fn memory_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        let granted = desired <= self.memory;
        self.denied |= !granted;
        Ok(granted)
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        Ok(true)
    }
}

/// Starts the clock of the deadlines: a thread that ends when the machine is gone.
fn tick(engine: &wasmtime::Engine) {
    let engine = engine.weak();
    std::thread::spawn(move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(TICK);
        }
    });
}

#[cfg(test)]
mod tests;

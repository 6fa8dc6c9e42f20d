//! The engine as a wasm module under wasmtime: an image in, answers out. Each instance has a thread of its own. After a call that
//! failed the next one gets a fresh instance; where a call takes too long, nobody waits for its thread any more, for running code
//! is never interrupted (docs/adr/0012). Never looks into a frame or an answer.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use tablewarden_image::{STACK, TARGET, THREAD_STACK, engine_config, load};
use wasmtime::{Memory, Module, ResourceLimiter, Store, Trap, TypedFunc};

use crate::{Answer, CallError, Engine, Frame, reason};

/// The version of the module's plain exports that this host speaks (docs/abi.md).
pub const ABI_VERSION: i32 = 1;

/// What one call may take. The engine counts its own steps; these are the backstop.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Time of one call.
    pub time: Duration,
    /// Linear memory of one instance, in bytes.
    pub memory: usize,
    /// Stack of the module's functions, in bytes.
    pub stack: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), memory: 1 << 30, stack: STACK }
    }
}

/// The module, ready for any number of instances.
#[derive(Clone)]
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
        let mut config = engine_config(TARGET).map_err(|error| CallError::Image(error.to_string()))?;
        config.max_wasm_stack(bounds.stack);
        let engine = wasmtime::Engine::new(&config).map_err(|error| CallError::Image(one_line(&error)))?;
        let module = load(&engine, image).map_err(|error| CallError::Image(error.to_string()))?;
        Ok(Self { engine, module, bounds })
    }
}

impl Engine for Machine {
    fn open(&self) -> Box<dyn Answer + Send + '_> {
        Box::new(Instance { machine: self, thread: None })
    }
}

/// One instance of the module. Its thread is started at its first call.
pub struct Instance<'m> {
    machine: &'m Machine,
    thread: Option<Thread>,
}

impl Answer for Instance<'_> {
    fn call(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError> {
        let thread = self.thread.take().map_or_else(|| Thread::start(self.machine), Ok)?;
        let answer = thread.call(frame, self.machine.bounds.time)?;
        self.thread = Some(thread);
        Ok(answer)
    }
}

/// A thread with an instance. It ends when nobody asks any more; one that is left behind in a call ends with the process.
struct Thread {
    frames: SyncSender<Frame>,
    answers: Receiver<Result<Vec<u8>, CallError>>,
}

impl Thread {
    fn start(machine: &Machine) -> Result<Self, CallError> {
        let ((frames, asked), (given, answers)) = (sync_channel::<Frame>(1), sync_channel(1));
        let machine = machine.clone();
        let work = move || {
            let mut live = Live::start(&machine);
            let mut answer = |frame: &Frame| live.as_mut().map_err(|error| error.clone())?.answer(frame);
            asked.iter().all(|frame| given.send(answer(&frame)).is_ok())
        };
        let started = std::thread::Builder::new().stack_size(THREAD_STACK).spawn(work);
        started.map_err(|error| CallError::Trap(format!("it gets no thread: {}", reason(&error))))?;
        Ok(Self { frames, answers })
    }

    fn call(&self, frame: &Frame, time: Duration) -> Result<Vec<u8>, CallError> {
        // Where the thread is gone, nothing comes back either.
        let _ = self.frames.send(frame.clone());
        self.answers.recv_timeout(time).unwrap_or_else(|error| match error {
            RecvTimeoutError::Timeout => Err(CallError::Time(time.as_secs())),
            RecvTimeoutError::Disconnected => Err(CallError::Trap("its thread ended".to_owned())),
        })
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
        let mut store = Store::new(&machine.engine, Guard { memory: machine.bounds.memory, denied: false });
        store.limiter(|guard| guard);
        let failed = |error: wasmtime::Error| CallError::Image(one_line(&error));
        let instance = wasmtime::Instance::new(&mut store, &machine.module, &[]).map_err(failed)?;
        let version = instance.get_typed_func::<(), i32>(&mut store, "abi_version").map_err(failed)?;
        let version = version.call(&mut store, ()).map_err(|error| why(&store, &error))?;
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

    fn answer(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError> {
        self.exchange(frame).map_err(|error| why(&self.store, &error))
    }

    fn exchange(&mut self, frame: &Frame) -> wasmtime::Result<Vec<u8>> {
        let full = self.store.data().full();
        let length = i32::try_from(frame.iter().map(Vec::len).sum::<usize>()).map_err(|_| full.clone())?;
        let request = match self.alloc.call(&mut self.store, length)? {
            0 => return Err(full.into()),
            request => request,
        };
        let outside = || CallError::Answer("an address lies outside its memory".to_owned());
        let mut end = offset(request);
        for part in &**frame {
            self.memory.write(&mut self.store, end, part).map_err(|_| outside())?;
            end += part.len();
        }
        let packed = self.call.call(&mut self.store, (request, length))?;
        self.free.call(&mut self.store, (request, length))?;
        // The answer's length in the upper half, its address in the lower.
        let (size, address) = ((packed >> 32) as i32, packed as i32);
        let range = offset(address)..offset(address).saturating_add(offset(size));
        let answer = self.memory.data(&self.store).get(range).ok_or_else(outside)?.to_vec();
        self.free.call(&mut self.store, (address, size))?;
        Ok(answer)
    }
}

/// An address or a length of the module: 32 bits without a sign, which wasm hands over with one.
fn offset(value: i32) -> usize {
    value.cast_unsigned() as usize
}

fn why(store: &Store<Guard>, error: &wasmtime::Error) -> CallError {
    match (error.downcast_ref::<CallError>(), error.downcast_ref::<Trap>()) {
        _ if store.data().denied => store.data().full(),
        (Some(error), _) => error.clone(),
        (_, Some(trap)) => CallError::Trap(trap.to_string()),
        _ => CallError::Trap(one_line(error)),
    }
}

fn one_line(error: &wasmtime::Error) -> String {
    format!("{error:#}").replace('\n', " ")
}

/// The memory limit of one instance, in bytes, and whether it was ever met.
struct Guard {
    memory: usize,
    denied: bool,
}

impl Guard {
    fn full(&self) -> CallError {
        CallError::Memory(self.memory as u64 >> 20)
    }
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

#[cfg(test)]
mod tests;

//! Calls of the engine: a single one is answered by the instance that drives the command, several on as many threads as there are
//! processors. The files of each call are read, its frame is put together, and the answer is given as it came. Never looks into a
//! call.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_wire::{BlobSource, EngineCall, frame};

use super::files;
use crate::driver::Driver;
use crate::{Answer, Engine};

/// What the engine answered, or one line why it did not.
type Given = Result<Vec<u8>, String>;

/// The instances of a run. They stay from one wish to the next.
pub(super) struct Answers<'e, E> {
    engine: &'e E,
    instances: Vec<Box<dyn Answer + Send + 'e>>,
}

impl<'e, E: Engine> Answers<'e, E> {
    pub(super) fn new(engine: &'e E) -> Self {
        Self { engine, instances: Vec::new() }
    }

    /// The answers to calls, in their order.
    pub(super) fn to(&mut self, calls: Vec<EngineCall>, blobs: &[&[u8]], driver: &mut Driver<'e>) -> Vec<Given> {
        if let [call] = &*calls
            && driver.can_answer()
        {
            return vec![answer(driver, call, blobs)];
        }
        driver.only_drives();
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(calls.len()).max(1);
        while self.instances.len() < threads {
            self.instances.push(self.engine.open());
        }
        let Some((first, others)) = self.instances.split_first_mut() else { return Vec::new() };
        let results: Vec<Mutex<Option<Given>>> = calls.iter().map(|_| Mutex::new(None)).collect();
        let next = AtomicUsize::new(0);
        let work = |instance: &mut dyn Answer| {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let (Some(call), Some(result)) = (calls.get(index), results.get(index)) else { break };
                let answer = answer(instance, call, blobs);
                if let Ok(mut place) = result.lock() {
                    *place = Some(answer);
                }
            }
        };
        std::thread::scope(|scope| {
            for instance in others.iter_mut().take(threads - 1) {
                scope.spawn(|| work(&mut **instance));
            }
            work(&mut **first);
        });
        let lost = || Err("internal error: a thread ended without an answer; please report it".to_owned());
        results.into_iter().map(|result| result.into_inner().ok().flatten().unwrap_or_else(lost)).collect()
    }
}

fn answer(instance: &mut dyn Answer, call: &EngineCall, blobs: &[&[u8]]) -> Given {
    let mut parts: Vec<Vec<u8>> = call
        .blobs
        .iter()
        .map(|source| match source {
            BlobSource::Blob { blob } => {
                let bytes = blobs.get(*blob as usize).copied();
                bytes.map(<[u8]>::to_vec).ok_or_else(|| format!("internal error: the step has no blob {blob}"))
            }
            BlobSource::File { path, most } => files::read(path, *most),
        })
        .collect::<Result<_, String>>()?;
    let mut header = call.header.clone();
    header.insert("blobs".to_owned(), parts.iter().map(Vec::len).collect());
    let header = serde_json::to_vec(&header).map_err(|error| format!("internal error: {error}"))?;
    parts.insert(0, frame::join(&header, &[]));
    instance.call(&parts.into()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests;

//! A module taken apart as far as its memory goes: where its stack is, and the same module with another memory to start with.
//! Never looks at code.

use std::ops::Range;

use wasm_encoder::{ConstExpr, DataCountSection, DataSection, MemorySection, MemoryType, RawSection};
use wasmparser::{Operator, Parser, Payload};
use wasmtime::{Result, bail, error::Context as _};

/// The bytes of a page of memory.
const PAGE: usize = 1 << 16;

/// So many zeros make two segments of what stands before and behind them; fewer cost less than another segment.
const GAP: usize = 64;

/// A module, and where its stack is.
pub(crate) struct Parts<'m> {
    module: &'m [u8],
    /// The end of the stack of compiled code, which begins at 0 and grows downwards: between two calls it is empty.
    pub(crate) stack: usize,
}

impl<'m> Parts<'m> {
    /// Takes `module` apart.
    ///
    /// # Errors
    /// Where a call may change more than the memory, or the end of the stack is not known.
    pub(crate) fn of(module: &'m [u8]) -> Result<Self> {
        let mut changing = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(_) => bail!("it imports something"),
                Payload::StartSection { .. } => bail!("it has a start function"),
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        let global = global?;
                        if global.ty.mutable {
                            changing.push(global.init_expr.get_operators_reader().read()?);
                        }
                    }
                }
                _ => {}
            }
        }
        match changing[..] {
            [Operator::I32Const { value }] => Ok(Self { module, stack: value.cast_unsigned() as usize }),
            _ => bail!("it has not one global that changes and is an address: where is its stack?"),
        }
    }

    /// The module, starting with `memory`.
    ///
    /// # Errors
    /// Where the module is broken.
    pub(crate) fn with_memory(&self, memory: &[u8]) -> Result<Vec<u8>> {
        let segments = segments(memory);
        let mut out = wasm_encoder::Module::new();
        for payload in Parser::new(0).parse_all(self.module) {
            let payload = payload?;
            match payload {
                Payload::MemorySection(section) => {
                    let before = section.into_iter().next().context("it has no memory")??;
                    let minimum = (memory.len() / PAGE) as u64;
                    let mut memories = MemorySection::new();
                    memories.memory(MemoryType {
                        minimum,
                        maximum: before.maximum,
                        memory64: before.memory64,
                        shared: before.shared,
                        page_size_log2: before.page_size_log2,
                    });
                    out.section(&memories);
                }
                Payload::DataCountSection { .. } => {
                    out.section(&DataCountSection { count: u32::try_from(segments.len())? });
                }
                Payload::DataSection(_) => {
                    let mut data = DataSection::new();
                    for segment in &segments {
                        let start = ConstExpr::i32_const(u32::try_from(segment.start)?.cast_signed());
                        data.active(0, &start, memory[segment.clone()].iter().copied());
                    }
                    out.section(&data);
                }
                other => {
                    if let Some((id, range)) = other.as_section() {
                        out.section(&RawSection { id, data: &self.module[range] });
                    }
                }
            }
        }
        Ok(out.finish())
    }
}

/// Where `memory` is not zero.
fn segments(memory: &[u8]) -> Vec<Range<usize>> {
    let mut segments: Vec<Range<usize>> = Vec::new();
    for (at, _) in memory.iter().enumerate().filter(|(_, byte)| **byte != 0) {
        match segments.last_mut() {
            Some(last) if at < last.end + GAP => last.end = at + 1,
            _ => segments.push(at..at + 1),
        }
    }
    segments
}

//! The order of the functions in a module: the most called first, where their numbers are short, and behind them those that are alike
//! near each other, for gzip. Takes a module, gives one that does the same; changes in no function but the numbers it calls.

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Operator, Parser, Payload};

use super::likeness;
use crate::build::wasm_size::without_imports;
use crate::error::Result;

/// What goes wrong while the module is written again.
type Failure = Error<String>;

/// A number below this takes one byte, and two from there on.
const SHORT: usize = 128;

/// `module` with its functions in order.
///
/// # Errors
/// Where the module is broken, or imports something: imported functions have the first numbers.
pub(crate) fn put(module: &[u8]) -> Result<Vec<u8>> {
    without_imports(module)?;
    let broken = |error: &dyn std::fmt::Display| format!("cannot put the functions of the module in order: {error}");
    let functions = Functions::of(module).map_err(|error| broken(&error))?;
    let mut out = Module::new();
    Order::of(&functions).parse_core_module(&mut out, Parser::new(0), module).map_err(|error| broken(&error))?;
    Ok(out.finish())
}

/// The bodies of all functions, and how often each is called in them.
struct Functions<'m> {
    bodies: Vec<&'m [u8]>,
    calls: Vec<usize>,
}

impl<'m> Functions<'m> {
    fn of(module: &'m [u8]) -> wasmparser::Result<Self> {
        let mut functions = Self { bodies: Vec::new(), calls: Vec::new() };
        for payload in Parser::new(0).parse_all(module) {
            let Payload::CodeSectionEntry(body) = payload? else { continue };
            functions.bodies.push(body.as_bytes());
            for operator in body.get_operators_reader()? {
                let Operator::Call { function_index } = operator? else { continue };
                let called = function_index as usize;
                if functions.calls.len() <= called {
                    functions.calls.resize(called + 1, 0);
                }
                functions.calls[called] += 1;
            }
        }
        functions.calls.resize(functions.bodies.len(), 0);
        Ok(functions)
    }
}

/// Which function stands where.
struct Order {
    /// For each place, the function's old number.
    old: Vec<usize>,
    /// For each old number, the new one.
    new: Vec<u32>,
}

impl Order {
    fn of(functions: &Functions<'_>) -> Self {
        let mut by_calls: Vec<usize> = (0..functions.bodies.len()).collect();
        by_calls.sort_by_key(|at| std::cmp::Reverse(functions.calls[*at]));
        let (often, seldom) = by_calls.split_at(by_calls.len().min(SHORT));
        let mut seldom = seldom.to_vec();
        seldom.sort_unstable();
        let bodies: Vec<&[u8]> = seldom.iter().map(|at| functions.bodies[*at]).collect();
        let mut old = often.to_vec();
        old.extend(likeness::order(&bodies).into_iter().map(|at| seldom[at]));
        let mut new = vec![0; old.len()];
        for (at, number) in (0..).zip(&old) {
            new[*number] = at;
        }
        Self { old, new }
    }

    /// What stands at each place, of all in their old order.
    fn sorted<T: Clone>(&self, all: &[T]) -> std::result::Result<Vec<T>, Failure> {
        if all.len() == self.old.len() {
            Ok(self.old.iter().map(|number| all[*number].clone()).collect())
        } else {
            Err(Error::UserError(format!("{} functions of {}", all.len(), self.old.len())))
        }
    }
}

impl Reencode for Order {
    type Error = String;

    fn function_index(&mut self, number: u32) -> std::result::Result<u32, Failure> {
        Ok(self.new.get(number as usize).copied().unwrap_or(number))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> std::result::Result<(), Failure> {
        let types = section.into_iter().collect::<wasmparser::Result<Vec<u32>>>()?;
        for function in self.sorted(&types)? {
            functions.function(function);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> std::result::Result<(), Failure> {
        let bodies = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
        self.sorted(&bodies)?.into_iter().try_for_each(|body| self.parse_function_body(code, body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each function gives its number; the last is exported as `f` and calls the two before it, the second of them twice.
    fn module() -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend_from_slice(&[1, 5, 1, 0x60, 0, 1, 0x7f]);
        module.extend_from_slice(&[3, 4, 3, 0, 0, 0]);
        module.extend_from_slice(&[7, 5, 1, 1, b'f', 0, 2]);
        module.extend_from_slice(&[10, 20, 3, 4, 0, 0x41, 0, 0x0b, 4, 0, 0x41, 1, 0x0b]);
        module.extend_from_slice(&[8, 0, 0x10, 0, 0x10, 1, 0x10, 1, 0x0b]);
        module
    }

    #[test]
    fn the_most_called_come_first_and_numbers_go_with_them() {
        let ordered = put(&module());
        let functions = ordered.as_ref().ok().and_then(|module| Functions::of(module).ok());
        let Some(functions) = functions else { panic!("{ordered:?}") };
        assert_eq!(functions.calls, [2, 1, 0]);
        assert_eq!(functions.bodies[0], [0, 0x41, 1, 0x0b]);
        assert_eq!(functions.bodies[2], [0, 0x10, 1, 0x10, 0, 0x10, 0, 0x0b]);
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(put(b"resources").is_err());
    }
}

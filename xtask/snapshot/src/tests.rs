//! A module that counts its calls, and leaves words on its stack and in what it gives back.
#![allow(clippy::unwrap_used)]

use wasmtime::{Engine, Instance, Module, Store};

use super::*;

/// Memory is handed out from 2048 on, and what is given back is free with all behind it. The count is at 1024.
const COUNTING: &str = r#"(module
    (memory (export "memory") 1)
    (global $end (mut i32) (i32.const 1024))
    (global $first i32 (i32.const 2048))
    (data (i32.const 1100) "{\"outcome\":\"clean\"}")
    (data (i32.const 1028) "\00\08\00\00")
    (func (export "alloc") (param $length i32) (result i32) (local $at i32)
        (local.set $at (i32.load (i32.const 1028)))
        (if (i32.gt_u (i32.add (local.get $at) (local.get $length)) (i32.const 65536)) (then (return (i32.const 0))))
        (memory.fill (local.get $at) (i32.const 0) (local.get $length))
        (i32.store (i32.const 1028) (i32.add (local.get $at) (local.get $length)))
        (local.get $at))
    (func (export "free") (param $at i32) (param i32)
        (if (i32.ge_u (local.get $at) (global.get $first)) (then (i32.store (i32.const 1028) (local.get $at)))))
    (func (export "call") (param i32 i32) (result i64)
        (i64.store (i32.const 1000) (i64.const 0x6b63617473))
        (i64.store (i32.const 4000) (i64.const 0x70616568))
        (i32.store (i32.const 1024) (i32.add (i32.load (i32.const 1024)) (i32.const 1)))
        (i64.const 0x13_0000_044c))
    (func (export "calls") (result i32) (i32.load (i32.const 1024))))"#;

fn binary(text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap()
}

fn calls(module: &[u8]) -> i32 {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &Module::new(&engine, module).unwrap(), &[]).unwrap();
    instance.get_typed_func::<(), i32>(&mut store, "calls").unwrap().call(&mut store, ()).unwrap()
}

fn refusal(text: &str) -> String {
    format!("{:#}", ready(&binary(text)).unwrap_err())
}

#[test]
fn it_begins_where_the_first_call_has_ended() {
    let module = binary(COUNTING);
    let ready = ready(&module).unwrap();
    assert_eq!((calls(&module), calls(&ready)), (0, 1));
    assert_eq!(calls(&super::ready(&ready).unwrap()), 2);
}

#[test]
fn what_the_call_left_on_its_stack_and_gave_back_is_not_in_the_file() {
    let left = |module: &[u8], word: &[u8]| module.windows(word.len()).filter(|bytes| *bytes == word).count();
    let module = binary(COUNTING);
    let ready = ready(&module).unwrap();
    assert_eq!((left(&ready, b"stack"), left(&ready, b"heap")), (0, 0));
    assert_eq!(left(&ready, b"outcome"), left(&module, b"outcome"));
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(ready(&binary(COUNTING)).unwrap(), ready(&binary(COUNTING)).unwrap());
}

#[test]
fn a_module_with_more_state_than_its_memory_is_refused() {
    let with = |field: &str| COUNTING.replacen("(memory", &format!("{field} (memory"), 1);
    assert!(refusal(&with(r#"(import "host" "clock" (func))"#)).contains("imports"));
    assert!(refusal(&with("(global (mut i64) (i64.const 0))")).contains("global"));
    assert!(refusal(&with("(func $start) (start $start)")).contains("start function"));
    assert!(refusal(&COUNTING.replace("(i32.const 1100)", "(i32.const 100)")).contains("stack"));
}

#[test]
fn an_answer_that_is_not_clean_is_an_error() {
    assert!(refusal(&COUNTING.replace("clean", "error")).contains("error"));
}

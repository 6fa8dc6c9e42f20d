#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

/// A module whose `call` does what `body` says. Handed-out addresses begin at 1024.
fn machine(body: &str, version: i32) -> Machine {
    let text = format!(
        r#"(module
            (memory (export "memory") 2)
            (data (i32.const 512) "answer")
            (global $calls (mut i32) (i32.const 0))
            (func (export "abi_version") (result i32) (i32.const {version}))
            (func (export "alloc") (param i32) (result i32) (i32.const 1024))
            (func (export "free") (param i32 i32))
            (func $call (export "call") (param $address i32) (param $length i32) (result i64)
                (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
                {body}))"#
    );
    let image = tablewarden_image::make(text.as_bytes(), TARGET).unwrap();
    Machine::new(image.leak(), Bounds { time: Duration::from_millis(300), memory: 1 << 20, ..Bounds::default() })
        .unwrap()
}

fn frame(bytes: &[u8]) -> Frame {
    let (start, end) = bytes.split_at(bytes.len() / 2);
    [start.to_vec(), Vec::new(), end.to_vec()].into()
}

fn packed(address: u64, length: u64) -> String {
    format!("(i64.const {})", (length << 32 | address).cast_signed())
}

#[test]
fn an_answer_comes_back_and_the_instance_stays() {
    // The number of the call goes into the answer's last byte.
    let body = format!("(i32.store8 (i32.const 518) (i32.add (i32.const 48) (global.get $calls))) {}", packed(512, 7));
    let machine = machine(&body, 1);
    let mut instance = machine.open();
    assert_eq!(instance.call(&frame(b"x")).unwrap(), b"answer1");
    assert_eq!(instance.call(&frame(b"x")).unwrap(), b"answer2");
    assert_eq!(machine.open().call(&frame(b"x")).unwrap(), b"answer1");
}

#[test]
fn the_frame_arrives_as_it_was_sent() {
    let machine = machine(
        "(i64.or (i64.shl (i64.extend_i32_u (local.get $length)) (i64.const 32)) (i64.extend_i32_u (local.get $address)))",
        1,
    );
    let mut instance = machine.open();
    assert_eq!(instance.call(&frame(b"\0frame\xff")).unwrap(), b"\0frame\xff");
    assert_eq!(instance.call(&frame(b"")).unwrap(), b"");
}

#[test]
fn after_a_trap_the_next_call_gets_a_fresh_instance() {
    let body = format!(
        "(if (i32.eq (i32.load8_u (local.get $address)) (i32.const 33)) (then unreachable))
         (i32.store8 (i32.const 518) (i32.add (i32.const 48) (global.get $calls))) {}",
        packed(512, 7)
    );
    let machine = machine(&body, 1);
    let mut instance = machine.open();
    assert_eq!(instance.call(&frame(b".")).unwrap(), b"answer1");
    let Err(CallError::Trap(why)) = instance.call(&frame(b"!")) else { panic!("no trap") };
    assert!(why.contains("unreachable"), "{why}");
    assert_eq!(instance.call(&frame(b".")).unwrap(), b"answer1");
}

#[test]
fn a_call_that_does_not_end_is_left_behind_and_the_next_one_gets_a_fresh_instance() {
    let body = format!(
        "(if (i32.eq (i32.load8_u (local.get $address)) (i32.const 33)) (then (loop $again (br $again))))
         (i32.store8 (i32.const 518) (i32.add (i32.const 48) (global.get $calls))) {}",
        packed(512, 7)
    );
    let machine = machine(&body, 1);
    let mut instance = machine.open();
    assert_eq!(instance.call(&frame(b".")).unwrap(), b"answer1");
    assert_eq!(instance.call(&frame(b"!")), Err(CallError::Time(0)));
    assert_eq!(instance.call(&frame(b".")).unwrap(), b"answer1");
}

#[test]
fn frames_that_need_all_of_their_stack_are_a_trap() {
    let machine = machine("(call $call (local.get $address) (local.get $length))", 1);
    let Err(CallError::Trap(why)) = machine.open().call(&frame(b"x")) else { panic!("no trap") };
    assert!(why.contains("stack"), "{why}");
}

#[test]
fn a_call_that_wants_too_much_memory_is_told_so() {
    let machine =
        machine("(if (i32.eq (memory.grow (i32.const 1000)) (i32.const -1)) (then unreachable)) (i64.const 0)", 1);
    assert_eq!(machine.open().call(&frame(b"x")), Err(CallError::Memory(1)));
}

#[test]
fn a_frame_that_does_not_fit_the_memory_is_an_error() {
    let machine = machine("(i64.const 0)", 1);
    let Err(CallError::Answer(why)) = machine.open().call(&frame(&vec![0; 3 << 16])) else { panic!("no error") };
    assert_eq!(why, "an address lies outside its memory");
}

#[test]
fn an_answer_outside_the_memory_is_an_error() {
    for (address, length) in [(512, 1 << 20), (0xffff_fff0, 16), (0xffff_ffff, 0xffff_ffff)] {
        let machine = machine(&packed(address, length), 1);
        let answer = machine.open().call(&frame(b"x"));
        assert!(matches!(answer, Err(CallError::Answer(_))), "{address} {length}: {answer:?}");
    }
}

#[test]
fn another_version_of_the_interface_is_refused() {
    assert_eq!(machine("(i64.const 0)", 2).open().call(&frame(b"x")), Err(CallError::Abi(2)));
}

#[test]
fn bytes_that_are_no_image_are_refused() {
    let error = Machine::new(b"no image", Bounds::default()).map(|_| ()).unwrap_err();
    assert!(matches!(error, CallError::Image(_)), "{error:?}");
}

#[test]
fn a_module_without_the_exports_is_refused() {
    let image = tablewarden_image::make(b"(module)", TARGET).unwrap();
    let machine = Machine::new(image.leak(), Bounds::default()).unwrap();
    let answer = machine.open().call(&frame(b"x"));
    assert!(matches!(answer, Err(CallError::Image(_))), "{answer:?}");
}

//! The shipped module has its rules compiled: its first call does what every later one does. Counted in instructions, which
//! are the same in every run; never timed.

use tablewarden_tests::checkers::{frame_of, request};
use tablewarden_tests::counting::Counting;

#[test]
fn the_first_call_finds_the_rules_compiled() {
    let template: &[u8] = br#"{"Resources":{}}"#;
    let frame = frame_of(request("template.json", template), &[template]);
    let mut instance = Counting::new();
    let (first, second) = (instance.call(&frame), instance.call(&frame));
    println!("the first call takes {first} instructions, the second {second}");
    assert!(first < second + second / 10);
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

/// Its instances say what they were told, in one word. One stops on `!`, and a fresh one takes its place. What is asked in
/// capitals is no turn.
struct Diary;

struct Page(Vec<u8>);

impl Engine for Diary {
    fn open(&self) -> Box<dyn Answer + Send + '_> {
        Box::new(Page(Vec::new()))
    }
}

impl Answer for Page {
    fn call(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError> {
        match &*frame.concat() {
            b"!" => {
                self.0.clear();
                return Err(CallError::Trap("unreachable".to_owned()));
            }
            asked if asked.is_ascii() && asked[0].is_ascii_uppercase() => {}
            told => self.0.extend_from_slice(told),
        }
        Ok(self.0.clone())
    }
}

fn frame(text: &str) -> Frame {
    [text.as_bytes().to_vec()].into()
}

fn turn(driver: &mut Driver<'_>, told: &str) -> Result<Vec<u8>, CallError> {
    driver.turn(frame(told))
}

#[test]
fn a_call_between_two_turns_leaves_the_command_where_it_was() {
    let mut driver = Driver::new(&Diary);
    assert_eq!(turn(&mut driver, "a").unwrap(), b"a");
    assert_eq!(driver.call(&frame("CHECK")).unwrap(), b"a");
    assert_eq!(turn(&mut driver, "b").unwrap(), b"ab");
}

#[test]
fn after_a_call_that_stopped_the_command_is_brought_back() {
    let mut driver = Driver::new(&Diary);
    turn(&mut driver, "a").unwrap();
    turn(&mut driver, "b").unwrap();
    assert!(matches!(driver.call(&frame("!")), Err(CallError::Trap(_))));
    driver.only_drives();
    assert_eq!(turn(&mut driver, "c").unwrap(), b"abc");
    assert_eq!(turn(&mut driver, "d").unwrap(), b"abcd");
}

#[test]
fn a_turn_that_stops_is_the_end_of_the_command() {
    let mut driver = Driver::new(&Diary);
    assert!(matches!(turn(&mut driver, "!"), Err(CallError::Trap(_))));
}

#[test]
fn what_cannot_be_told_again_is_not_risked() {
    let mut driver = Driver::new(&Diary);
    turn(&mut driver, "a").unwrap();
    assert!(driver.can_answer());
    driver.only_drives();
    assert!(!driver.can_answer());
}

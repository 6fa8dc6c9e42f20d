//! How turns go wrong: a host that does not keep to the interface is told so, and the command ends with exit code 2.

use tablewarden_command::Session;
use tablewarden_wire::{
    ClockReply, CommandRequest, GoOnRequest, Reply, Request, RulesRequest, StartRequest, VERSION, frame,
};

use crate::invented::{Invented, framed, step_of};

fn go_on(replies: Vec<Reply>) -> Vec<u8> {
    framed(&CommandRequest::GoOn(GoOnRequest { version: VERSION, blobs: Vec::new(), replies }), &[])
}

fn start(words: &[&str]) -> Vec<u8> {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let surroundings = Invented::new(&[]).surroundings;
    framed(&CommandRequest::Start(Box::new(StartRequest { version: VERSION, words, surroundings })), &[])
}

/// The exit code and what is printed.
fn last(answer: &[u8]) -> (Option<u8>, String) {
    let (step, blobs) = step_of(answer);
    (step.exit, String::from_utf8(blobs.concat()).unwrap())
}

#[test]
fn to_go_on_without_a_start_is_refused() {
    let (exit, text) = last(&Session::new().call(&go_on(Vec::new())));
    assert_eq!(
        (exit, text.as_str()),
        (Some(2), "tablewarden: internal error: no command was started; install tablewarden again\n")
    );
}

#[test]
fn each_wish_needs_its_reply() {
    let mut session = Session::new();
    session.call(&start(&["check", "a.yaml", "b.yaml"]));
    let (exit, text) = last(&session.call(&go_on(Vec::new())));
    assert_eq!(exit, Some(2));
    assert!(text.contains("the host did not reply to every wish"), "{text}");
    let (exit, text) = last(&session.call(&go_on(Vec::new())));
    assert_eq!(exit, Some(2));
    assert!(text.contains("no command was started"), "the command is over: {text}");
}

#[test]
fn a_reply_to_something_else_makes_the_file_unread_and_never_a_pass() {
    let mut session = Session::new();
    let (step, _) = {
        session.call(&start(&["check", "--no-config", "a.yaml"]));
        let answer = session.call(&go_on(vec![Reply::Clock(ClockReply { microseconds: 1 })]));
        let (step, blobs) = step_of(&answer);
        (step, blobs.concat())
    };
    assert_eq!(step.exit, Some(2));
}

#[test]
fn what_is_no_turn_is_refused_with_its_reason() {
    let header = br#"{"do":"goOn","version":1,"blobs":[],"replies":[{"reply":"look"}]}"#;
    let (exit, text) = last(&Session::new().call(&frame::join(header, &[])));
    assert_eq!(exit, Some(2));
    assert!(text.contains("missing field `kind`"), "{text}");
    for (header, why) in [
        (r#"{"do":"start","version":1,"words":[]}"#, "missing field `surroundings`"),
        (r#"{"do":"goOn","version":2,"blobs":[],"replies":[]}"#, "the request is of version 2"),
        (r#"{"do":"goOn","version":1,"blobs":[1],"replies":[]}"#, "blob 0 should have 1 bytes"),
        (r#"{"do":"goOn","version":1,"blobs":[],"replies":[{"reply":"bytes","blob":0}]}"#, "there is no blob 0"),
        (r#"{"do":"goOn","version":1,"blobs":[],"replies":[{"reply":"fly"}]}"#, "unknown variant `fly` of `reply`"),
        (r#"{"do":"goOn","version":1,"blobs":[],"replies":[],"more":1}"#, "unknown field `more`"),
    ] {
        let (exit, text) = last(&Session::new().call(&frame::join(header.as_bytes(), &[])));
        assert_eq!(exit, Some(2));
        assert!(text.contains(why), "{text}");
    }
}

#[test]
fn other_requests_are_the_engines_and_leave_the_command_alone() {
    let mut session = Session::new();
    let first = session.call(&start(&["check", "--no-config", "a.yaml"]));
    let rules = frame::encode(&Request::Rules(RulesRequest { version: VERSION }), &[]);
    assert_eq!(session.call(&rules), tablewarden_check::call(&rules));
    assert_eq!(session.call(b"\x01"), tablewarden_check::call(b"\x01"));
    assert_eq!(step_of(&first).0.wishes.len(), 1);
    let (step, _) = {
        let answer = session.call(&go_on(vec![Reply::Clock(ClockReply { microseconds: 1 })]));
        let (step, _) = step_of(&answer);
        (step, ())
    };
    assert_eq!(step.exit, Some(2), "the command went on with a misfit");
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tablewarden_wire::Header;

use super::*;
use crate::{CallError, Frame};

/// Gives the frame back; a frame that says `stop` stops it.
struct Echo;

impl Engine for Echo {
    fn open(&self) -> Box<dyn Answer + Send + '_> {
        Box::new(Echo)
    }
}

impl Answer for Echo {
    fn call(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError> {
        let frame = frame.concat();
        if frame.ends_with(b"stop") { Err(CallError::Time(60)) } else { Ok(frame) }
    }
}

fn call(sources: Vec<BlobSource>) -> EngineCall {
    EngineCall { header: Header::from_iter([("do".to_owned(), "x".into())]), blobs: sources }
}

#[test]
fn answers_come_in_the_order_of_the_calls_and_a_failure_is_only_its_own() {
    let texts: Vec<String> = (0..100).map(|number| format!("text {number}")).collect();
    let mut blobs: Vec<&[u8]> = texts.iter().map(String::as_bytes).collect();
    blobs[40] = b"stop";
    let mut calls: Vec<EngineCall> = (0..100).map(|blob| call(vec![BlobSource::Blob { blob }])).collect();
    calls[50].blobs.push(BlobSource::File { path: "/no/such/file".to_owned(), most: 9 });
    let answers = Answers::new(&Echo).to(calls, &blobs, &mut Driver::new(&Echo));
    assert_eq!(answers.len(), 100);
    for (number, answer) in answers.iter().enumerate() {
        match (number, answer) {
            (40, Err(line)) => assert!(line.starts_with("internal error: the engine gave no answer in 60 seconds")),
            (50, Err(line)) => assert_eq!(line, "cannot be read: there is no such file"),
            (_, Ok(bytes)) => assert!(bytes.ends_with(format!("}}text {number}").as_bytes()), "{number}"),
            (_, Err(line)) => panic!("{number}: {line}"),
        }
    }
}

#[test]
fn the_lengths_of_the_blobs_are_written_into_the_header() {
    let file = std::env::temp_dir().join(format!("tablewarden-answers-{}", std::process::id()));
    std::fs::write(&file, "12345").unwrap();
    let path = file.to_string_lossy().into_owned();
    let sources = vec![BlobSource::File { path, most: 4 }, BlobSource::Blob { blob: 0 }];
    let answer = Answers::new(&Echo).to(vec![call(sources)], &[b"ab"], &mut Driver::new(&Echo)).pop().unwrap().unwrap();
    std::fs::remove_file(file).unwrap();
    let (header, rest) = frame::split(&answer).unwrap();
    let header: serde_json::Value = serde_json::from_slice(header).unwrap();
    assert_eq!((header, rest), (serde_json::json!({"do": "x", "blobs": [4, 2]}), b"1234ab".as_slice()));
}

#[test]
fn a_blob_that_is_not_there_is_an_error_of_its_call() {
    let answer = Answers::new(&Echo)
        .to(vec![call(vec![BlobSource::Blob { blob: 7 }])], &[], &mut Driver::new(&Echo))
        .pop()
        .unwrap();
    assert!(answer.unwrap_err().contains("the step has no blob 7"));
}

/// Counts its instances.
#[derive(Default)]
struct Opened(AtomicUsize);

impl Engine for Opened {
    fn open(&self) -> Box<dyn Answer + Send + '_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::new(Echo)
    }
}

#[test]
fn a_single_call_needs_no_instance_but_the_driving_one() {
    let engine = Opened::default();
    let (mut driver, mut answers) = (Driver::new(&engine), Answers::new(&engine));
    let one = || call(vec![BlobSource::Blob { blob: 0 }]);
    assert!(answers.to(vec![one()], &[b"text"], &mut driver)[0].is_ok());
    assert_eq!(engine.0.load(Ordering::Relaxed), 1);
    assert_eq!(answers.to(vec![one(), one()], &[b"text"], &mut driver).len(), 2);
    assert!(engine.0.load(Ordering::Relaxed) > 1, "several calls are made apart from the command");
    assert!(!driver.can_answer());
}

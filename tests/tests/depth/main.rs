//! What is nested, as deep as it may be and deeper: every host gives the same answer, and needs at most half of its stack for it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod nestings;

use tablewarden_tests::checkers::{Checker, Native, Node, Wasmtime, request};
use tablewarden_wire::{CheckResponse, FileBlob, Outcome, Request, frame};

use nestings::{Nesting, of_rules, of_templates};

fn frame_of((template, rules): &(String, String)) -> Vec<u8> {
    let mut check = request("template.yaml", template.as_bytes());
    check.rules = vec![FileBlob { name: "deep.guard".to_owned(), blob: 1 }];
    let blobs: [&[u8]; 2] = [template.as_bytes(), rules.as_bytes()];
    let mut request = Request::Check(check);
    request.set_blobs(&blobs);
    frame::encode(&request, &blobs)
}

/// The answer of the engine that is linked in, which may take more of the stack than what is shipped.
fn linked(frame: &[u8]) -> Vec<u8> {
    let frame = frame.to_vec();
    std::thread::Builder::new().stack_size(16 << 20).spawn(move || Native.call(&frame)).unwrap().join().unwrap()
}

fn is_whole(answer: &[u8]) -> bool {
    let answer: CheckResponse =
        serde_json::from_slice(answer).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(answer)));
    !matches!(answer.outcome, Outcome::Incomplete | Outcome::Error)
}

/// The deepest that is looked at whole.
fn edge(kind: &Nesting) -> usize {
    let is_whole_at = |depth: usize| is_whole(&linked(&frame_of(&(kind.make)(depth))));
    assert!(is_whole_at(10) && !is_whole_at(1_000), "{}", kind.name);
    let (mut whole, mut broken) = (10, 1_000);
    while broken - whole > 1 {
        let middle = usize::midpoint(whole, broken);
        *(if is_whole_at(middle) { &mut whole } else { &mut broken }) = middle;
    }
    whole
}

#[test]
fn half_of_the_stack_is_enough_in_every_host() {
    let mut hosts: [Box<dyn Checker>; 2] =
        [Box::new(Wasmtime::with_half_of_the_stack()), Box::new(Node::with_half_of_the_stack())];
    // A template that is too deep is read as far as it goes; around 64 levels functions and conditions end, around 256 collections.
    let templates = of_templates().into_iter().map(|kind| (kind, vec![60, 64, 65, 66, 250, 255, 256, 257, 10_000]));
    let rules = of_rules().into_iter().map(|kind| (edge(&kind), kind));
    let rules = rules.map(|(edge, kind)| (kind, vec![edge, edge + 1, 10_000]));
    for (Nesting { name, make }, depths) in rules.chain(templates) {
        println!("{name} {depths:?}");
        for depth in depths {
            let frame = frame_of(&make(depth));
            let expected = linked(&frame);
            for host in &mut hosts {
                let found = host.call(&frame);
                assert!(found == expected, "{name} {depth} in {}: {}", host.name(), String::from_utf8_lossy(&found));
            }
        }
    }
}

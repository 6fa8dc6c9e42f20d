//! Files that were made to do harm, through the hosts that people use: each has an answer that says what was not looked at, the same
//! bytes everywhere, as an answer and as a report, and the engine goes on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use tablewarden_tests::checkers::{Checker, Native, Node, Wasmtime};
use tablewarden_tests::hostile::{Input, inputs};
use tablewarden_wire::{
    CheckResponse, Finding, Format, Location, Outcome, RenderRequest, RenderResponse, Request, VERSION, frame,
};

/// The least number of inputs, so that a folder that is not read cannot pass.
const LEAST: usize = 120;

fn read(name: &Input, answer: &[u8]) -> CheckResponse {
    serde_json::from_slice(answer)
        .unwrap_or_else(|error| panic!("{name}: {error}: {}", String::from_utf8_lossy(answer)))
}

/// The report of an answer, as text.
fn report_frame(answer: &[u8]) -> Vec<u8> {
    let (version, format) = (VERSION, Format::Text);
    let (blobs, responses, unread) = (Vec::new(), vec![0], Vec::new());
    let mut render = Request::Render(RenderRequest {
        version,
        blobs,
        responses,
        unread,
        format,
        color: false,
        advice: false,
        bare: false,
    });
    render.set_blobs(&[answer]);
    frame::encode(&render, &[answer])
}

/// What of an answer is not as the input says; empty where all is.
fn wrong(input: &Input, answer: &CheckResponse) -> Vec<String> {
    let mut wrong = Vec::new();
    if answer.outcome != input.outcome {
        wrong.push(format!("the outcome is {:?}, not {:?}", answer.outcome, input.outcome));
    }
    let finds: BTreeSet<&str> = answer.findings.iter().map(|finding| finding.rule.as_str()).collect();
    if !finds.iter().eq(&input.finds) {
        wrong.push(format!("it finds {finds:?}, not {:?}", input.finds));
    }
    let notices = answer.notices.iter().map(|notice| notice.message.as_str());
    let said: Vec<&str> =
        notices.chain(answer.statuses.iter().filter_map(|status| status.message.as_deref())).collect();
    for says in &input.says {
        if !said.iter().any(|said| said.contains(says)) {
            wrong.push(format!("it does not say `{says}`"));
        }
    }
    let is_whole = !matches!(answer.outcome, Outcome::Incomplete | Outcome::Error);
    if !is_whole && input.says.is_empty() {
        wrong.push("an input that is not looked at whole has to say why".to_owned());
    }
    if !wrong.is_empty() {
        let shown = said.iter().take(12).map(|said| said.chars().take(300).collect::<String>());
        wrong.push(format!("it says:\n    {}", shown.collect::<Vec<_>>().join("\n    ")));
    }
    wrong
}

/// The places of the template that an answer names and that are none.
fn outside(input: &Input, answer: &CheckResponse) -> Vec<Location> {
    let bytes = input.template();
    let text = std::str::from_utf8(&bytes).ok();
    let is_place = |place: &Location| {
        let (from, to) = (place.start_byte as usize, place.end_byte as usize);
        let is_boundary = |offset| text.is_none_or(|text| text.is_char_boundary(offset));
        from <= to && to <= bytes.len() && is_boundary(from) && is_boundary(to)
    };
    let of_finding = |finding: &Finding| {
        let related = finding.related.iter().filter(|related| related.file == answer.file).map(|related| related.span);
        std::iter::once((finding.file == answer.file).then_some(finding.span))
            .flatten()
            .chain(related)
            .collect::<Vec<_>>()
    };
    let notices = answer.notices.iter().filter(|notice| notice.file == answer.file).filter_map(|notice| notice.span);
    let findings = answer.findings.iter().chain(&answer.waived).flat_map(of_finding);
    findings.chain(notices).filter(|place| !is_place(place)).collect()
}

#[test]
fn each_is_answered_as_it_says() {
    let inputs = inputs();
    let mut failures = Vec::new();
    for input in &inputs {
        let bytes = Native.call(&input.frame());
        let answer = read(input, &bytes);
        let mut wrong = wrong(input, &answer);
        let outside = outside(input, &answer);
        if !outside.is_empty() {
            wrong.push(format!("places outside of the file: {outside:?}"));
        }
        let report: RenderResponse = serde_json::from_slice(&Native.call(&report_frame(&bytes))).unwrap();
        if report.outcome < answer.outcome
            || report.text.contains(|character: char| character.is_control() && character != '\n')
        {
            wrong.push(format!("the report is not what it is about: {}", report.text));
        }
        if !wrong.is_empty() {
            failures.push(format!("{input}\n  {}", wrong.join("\n  ")));
        }
    }
    assert!(failures.is_empty(), "{} of {} inputs\n{}", failures.len(), inputs.len(), failures.join("\n"));
    let names: BTreeSet<String> = inputs.iter().map(ToString::to_string).collect();
    assert!(names.len() == inputs.len(), "each has a name of its own");
    assert!(inputs.len() >= LEAST, "{} inputs", inputs.len());
}

#[test]
fn every_host_gives_the_same_bytes() {
    let mut hosts: [Box<dyn Checker>; 2] = [Box::new(Wasmtime::new()), Box::new(Node::new())];
    let (mut slowest, mut inputs_compared) = (Duration::ZERO, 0);
    for input in inputs() {
        let frame = input.frame();
        let expected = Native.call(&frame);
        let report = report_frame(&expected);
        let expected_report = Native.call(&report);
        for host in &mut hosts {
            let started = Instant::now();
            let found = host.call(&frame);
            let took = started.elapsed();
            slowest = slowest.max(took);
            println!("{:>8.1} ms  {:8}  {input}", took.as_secs_f64() * 1000.0, host.name());
            assert!(found == expected, "{input}: {}: the answer: {}", host.name(), String::from_utf8_lossy(&found));
            let found = host.call(&report);
            assert!(
                found == expected_report,
                "{input}: {}: the report: {}",
                host.name(),
                String::from_utf8_lossy(&found)
            );
        }
        inputs_compared += 1;
    }
    println!("{inputs_compared} inputs; the slowest took {:.0} ms", slowest.as_secs_f64() * 1000.0);
}

//! Two thousand templates, fixed: it ends, the result is read, nothing that has a fix is left, there is no new error, a second run changes
//! nothing, what differs is what the fixes name, comments stay, YAML and JSON come to the same, and every host gives the same bytes.

mod around;
mod chance;
mod made;
mod templates;
mod varied;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_tests::checkers::{Checker, Native, Node, Wasmtime, fix_frame, request};
use tablewarden_tests::repository;
use tablewarden_wire::{CheckRequest, FixResponse, Profile};

use super::kept::lost;
use super::named::{Rows, model};
use super::shown::{edits, fixed};
use super::trial::{Trial, Tried};
use templates::{COUNT, Sources, Template};

/// Of which rules with fixes some fix was made, and how many fixes of each.
type Reached = BTreeMap<String, usize>;

/// Of so many templates one is fixed by the engine that is linked in too, which takes several times as long in a test.
const LINKED: usize = 100;

/// What came of all templates.
#[derive(Default)]
struct Came {
    wrong: Vec<String>,
    reached: Reached,
    /// How many YAML templates came to the same as their twins in JSON.
    twins: usize,
    /// How many comments there were before.
    comments: usize,
}

/// The engine in each of its hosts, as they are shipped.
struct Hosts {
    wasmtime: Wasmtime,
    node: Node,
}

/// Does something with each template, on all processors.
fn with_each(of: &(dyn Fn(&Template, &mut Hosts) + Sync)) {
    let (sources, next, machine) = (Sources::read(), AtomicUsize::new(0), Wasmtime::machine());
    let work = || {
        let mut hosts = Hosts { wasmtime: Wasmtime::of(machine), node: Node::new() };
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= COUNT {
                return;
            }
            of(&sources.template(number), &mut hosts);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, Into::into) {
            scope.spawn(work);
        }
    });
}

/// In which hosts the answer is another one than in wasmtime: Node, and of some templates the engine that is linked in, which is slow
/// in a test.
fn differing(template: &Template, request: &CheckRequest, hosts: &mut Hosts) -> Vec<String> {
    let check = CheckRequest { profile: Some(Profile::Strict), ..request.clone() };
    let frame = fix_frame(&check, &[template.text.as_bytes()], true, &[]);
    let expected = hosts.wasmtime.call(&frame);
    let mut others: Vec<&mut dyn Checker> = vec![&mut hosts.node];
    let mut native = Native;
    if template.number.is_multiple_of(LINKED) {
        others.push(&mut native);
    }
    others.retain_mut(|host| host.call(&frame) != expected);
    others.iter().map(|host| format!("{}: another answer in {}", template.name, host.name())).collect()
}

/// What is wrong with a fix of a text.
fn complaints(template: &Template, rows: &Rows, tried: &Tried) -> Vec<String> {
    let Ok(after) = std::str::from_utf8(&tried.bytes) else { return vec!["it is no text".to_owned()] };
    let mut wrong = rows.unnamed(&template.text, after, &tried.answer);
    wrong.extend(lost(&template.text, after, &edits(&tried.answer)));
    wrong
}

/// How the fixed template differs from its fixed twin; none where only YAML has what it has.
fn twin(template: &Template, trial: &mut Trial<'_>, tried: &Tried) -> Option<Result<(), String>> {
    let json = template.twin.as_deref()?;
    let is_of_yaml = |text: &str| text.contains('&') || text.contains("<<:");
    if is_of_yaml(&template.text) {
        return None;
    }
    let of_twin = trial.fixes(&[json.as_bytes()], true);
    let fixed = fixed(&of_twin, json.as_bytes());
    let models = [tried.bytes.as_slice(), &fixed].map(|bytes| model(&String::from_utf8_lossy(bytes)).sorted());
    let is_of_style = |answer: &FixResponse| answer.refused.iter().any(|one| one.message.ends_with("first."));
    match models[0] == models[1] {
        true => Some(Ok(())),
        false if is_of_style(&tried.answer) || is_of_style(&of_twin) => None,
        false => Some(Err(format!("the twin in JSON is fixed differently:\n{}", String::from_utf8_lossy(&fixed)))),
    }
}

#[test]
fn two_thousand_templates_are_fixed() {
    let rules = tablewarden_rules::read(&repository::rules()).expect("the build has read them");
    let rows = Rows::of(&rules);
    let came = Mutex::new(Came::default());
    let one = |template: &Template, hosts: &mut Hosts| {
        let bytes = template.text.as_bytes();
        let request = request("template", bytes);
        let mut wrong = differing(template, &request, hosts);
        let mut trial = Trial::new(&template.name, &request, vec![bytes], &mut hosts.wasmtime);
        let mut tries = Vec::new();
        for with_unsafe in [false, true] {
            let tried = trial.fix(with_unsafe);
            wrong.extend(tried.wrong.iter().cloned());
            wrong.extend(complaints(template, &rows, &tried).iter().map(|what| format!("{}: {what}", template.name)));
            tries.push(tried);
        }
        let twin = twin(template, &mut trial, &tries[1]);
        if let Some(Err(what)) = &twin {
            wrong.push(format!("{}: {what}", template.name));
        }
        if !wrong.is_empty() {
            let fixed = tries.iter().map(|tried| String::from_utf8_lossy(&tried.bytes));
            let fixed: Vec<_> = fixed.collect();
            wrong.push(format!("--- of\n{}\n--- safe\n{}\n--- unsafe\n{}", template.text, fixed[0], fixed[1]));
        }
        let mut came = came.lock().expect("nobody panicked");
        came.wrong.extend(wrong);
        came.twins += usize::from(matches!(twin, Some(Ok(()))));
        came.comments += template.text.matches('#').count();
        for fixed in tries.iter().flat_map(|tried| &tried.answer.fixed) {
            *came.reached.entry(fixed.rule.clone()).or_default() += 1;
        }
    };
    with_each(&one);
    let Came { wrong, reached, twins, comments } = came.into_inner().expect("nobody panicked");
    let with_fixes: BTreeSet<&str> =
        rules.iter().filter(|rule| !rule.header.edits.is_empty()).map(|rule| rule.header.id.as_str()).collect();
    let missed: Vec<&&str> = with_fixes.iter().filter(|id| !reached.contains_key(**id)).collect();
    let fixes: usize = reached.values().sum();
    println!(
        "{COUNT} templates with {comments} comments: {fixes} fixes of {} rules of {}, without {missed:?}; {twins} twins in JSON\n{reached:?}",
        reached.len(),
        with_fixes.len(),
    );
    assert!(wrong.is_empty(), "{} complaints\n{}", wrong.len(), wrong.join("\n"));
    assert!(missed.is_empty() && fixes > 30_000 && twins > 300, "the templates reach too little");
}

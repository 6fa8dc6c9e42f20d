//! The templates of the corpus, each with one value that is wrong: every fix that is offered does what it says, or is refused with a
//! reason of the template's.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tablewarden_tests::checkers::fix;
use tablewarden_tests::corpus::{Case, cases};
use tablewarden_tests::json_twin::as_json;

/// One of how many wrong values is tried. All of them are half a million and take an hour.
const EACH: usize = 211;

/// What stands in the place of a value.
fn wrong_values() -> [Value; 9] {
    [json!("tr-ue"), json!("x"), json!(""), json!(0), json!(-1), json!(100_000), json!(false), json!([]), json!({})]
}

/// The places of all values below the properties of resources.
fn places(template: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let resources = template["Resources"].as_object().into_iter().flatten();
    for (id, resource) in resources.filter(|(_, resource)| resource["Properties"].is_object()) {
        let id = id.replace('~', "~0").replace('/', "~1");
        below(&resource["Properties"], &format!("/Resources/{id}/Properties"), &mut places);
    }
    places
}

fn below(value: &Value, place: &str, places: &mut Vec<String>) {
    let mut add = |key: &str, value: &Value| {
        let place = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
        below(value, &place, places);
        places.push(place);
    };
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| add(key, value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| add(&index.to_string(), item)),
        _ => {}
    }
}

/// What goes wrong with wrong values of a template; counts those that are tried.
fn complaints(case: &Case, each: usize, count: &AtomicUsize) -> Vec<String> {
    let template = as_json(&case.name, &case.bytes).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let Some(template) = template else { return Vec::new() };
    let mut complaints = Vec::new();
    for place in places(&template) {
        for wrong in wrong_values() {
            if !count.fetch_add(1, Ordering::Relaxed).is_multiple_of(each) {
                continue;
            }
            let mut template = template.clone();
            *template.pointer_mut(&place).expect("it is there") = wrong.clone();
            let text = template.to_string();
            let mut blobs = case.blobs();
            blobs[0] = text.as_bytes();
            let answer = fix(&case.request, &blobs, true, &[]);
            let bad = answer.refused.iter().filter(|refused| refused.message.starts_with("internal error"));
            complaints.extend(bad.map(|one| format!("{} {place} {wrong}: {} {}", case.name, one.rule, one.title)));
        }
    }
    complaints
}

fn try_all(each: usize) {
    let (cases, next, count) = (cases(), AtomicUsize::new(0), AtomicUsize::new(0));
    let came: Mutex<Vec<String>> = Mutex::default();
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let complaints = complaints(case, each, &count);
            came.lock().expect("nobody panicked").extend(complaints);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, Into::into) {
            scope.spawn(work);
        }
    });
    let came = came.into_inner().expect("nobody panicked");
    let tried = count.into_inner() / each;
    assert!(tried > 1_000, "{tried}");
    assert!(came.is_empty(), "{} of {tried}:\n{}", came.len(), came.join("\n"));
}

#[test]
fn fixes_of_wrong_values_do_what_they_say() {
    try_all(EACH);
}

#[test]
#[ignore = "all of them take long"]
fn fixes_of_every_wrong_value_do_what_they_say() {
    try_all(1);
}

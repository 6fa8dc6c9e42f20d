//! The one call: a request in, a response out. Everything that decides is here; hosts carry bytes and exit codes.
//!
//! [`call`] takes a frame ([`tablewarden_wire::frame`]) and gives JSON. It reads no file and no clock, prints nothing, and
//! never panics: what it cannot do it answers. What evaluates no rule on a template can also be called by name: [`rules()`],
//! [`test_rules`], [`check_rules`], [`parse_rules`], [`format_rules`], [`parameters()`].

mod check;
mod check_file;
mod each_template;
mod findings;
mod fixes;
mod pack;
mod questions;
mod raw_notice;
mod reading;
mod request;
mod response;
mod rule_files;
mod rule_name;
mod settings;

pub use pack::list as rules;
pub use questions::parameters;
use questions::{assist, draw, facts, fix, waive};
pub use response::encode;
pub use rule_files::{advise as check_rules, canonical as format_rules, test as test_rules, tree as parse_rules};
pub use settings::{FileSettings, file_settings};
use tablewarden_wire::frame::Call;
use tablewarden_wire::{ErrorResponse, Outcome, Request, VERSION};

/// Answers one call.
#[must_use]
pub fn call(bytes: &[u8]) -> Vec<u8> {
    // Also where a program links the engine, and nothing is in front of it.
    tablewarden_heap::begin();
    request::decode(bytes).and_then(|call| answer(&call)).unwrap_or_else(|error| {
        let error = tablewarden_source::shown(error);
        serde_json::to_vec(&ErrorResponse { version: VERSION, outcome: Outcome::Error, error }).unwrap_or_default()
    })
}

fn answer(call: &Call<'_>) -> Result<Vec<u8>, String> {
    let blobs = &call.blobs;
    match &call.request {
        Request::Check(request) => apart(|| encode(&check_file::check(request, blobs)?)),
        Request::Facts(request) => apart(|| facts::facts(request, blobs)),
        Request::Draw(request) => apart(|| encode(&draw::draw(request, blobs)?)),
        Request::Parameters(request) => apart(|| encode(&parameters(request, blobs)?)),
        Request::Waive(request) => apart(|| encode(&waive::waive(request, blobs)?)),
        Request::Fix(request) => apart(|| encode(&fix::fix(request, blobs)?)),
        Request::Assist(request) => apart(|| encode(&assist::assist(request, blobs)?)),
        Request::Render(request) => apart(|| {
            let rendered = tablewarden_report::render(request, blobs)?;
            if request.bare { Ok(rendered.text.into_bytes()) } else { encode(&rendered) }
        }),
        Request::Rules(_) => apart(|| encode(&pack::list())),
        Request::TestRules(request) => apart(|| encode(&rule_files::test(request, blobs)?)),
        Request::CheckRules(request) => apart(|| encode(&rule_files::advise(request, blobs)?)),
        Request::ParseRules(request) => apart(|| rule_files::tree(request, blobs)),
        Request::FormatRules(request) => apart(|| encode(&rule_files::canonical(request, blobs)?)),
    }
}

/// Keeps one kind of call a function of its own. JavaScript engines compile a function whole when it is first called; all
/// kinds in one would make a check wait for the code of the others.
#[inline(never)]
fn apart<T>(work: impl FnOnce() -> T) -> T {
    work()
}

//! What the commands do: each is one function that waits for its host where it needs something of it. Here words become a
//! command, and what it came to an exit code.

mod call;
mod changes;
mod check;
mod draw;
mod fix;
mod init;
mod lsp;
mod member;
mod one_template;
mod outputs;
mod printed;
mod rules;
mod shipped;
mod waive;
mod watch;

use std::pin::Pin;

use tablewarden_wire::{Outcome, Stream, Surroundings};

use crate::host::Host;
use crate::words::{Arguments, Typed, help, parse};
use call::{Call, Done};
use outputs::Report;
use printed::{facts, parameters};

/// The exit code where something was not checked, or the command line is wrong.
pub(crate) const NOT_CHECKED: u8 = 2;

/// Runs what was typed; gives the exit code.
pub(crate) async fn run(words: Vec<String>, surroundings: Surroundings, host: Host) -> u8 {
    let width = width(&surroundings);
    let clean = |text: String| Ok(Done { text: text.into_bytes(), outcome: Outcome::Clean });
    let result = match parse(&words) {
        Ok(Typed::Help) => clean(help::all(width)),
        Ok(Typed::HelpOf(name)) => clean(help::of(name, width)),
        Ok(Typed::Version) => clean(version(&surroundings)),
        Ok(Typed::Run(arguments)) => of_engine(arguments, surroundings, &host).await,
        Err(line) => Err(line),
    };
    match result {
        Ok(done) => {
            if !done.text.is_empty() {
                host.print(Stream::Stdout, done.text);
            }
            exit_code(done.outcome)
        }
        Err(line) => {
            call::say(&host, &line);
            NOT_CHECKED
        }
    }
}

async fn of_engine(arguments: Arguments, surroundings: Surroundings, host: &Host) -> Result<Done, String> {
    let name = arguments.command.name;
    let call = Call::new(arguments, surroundings, host.clone());
    if name == "check" && call.arguments.has("watch") {
        let watch: Command<'_> = Box::pin(watch::run(call));
        return watch.await;
    }
    let command: Command<'_> = match name {
        "check" => Box::pin(check::run(&call, Report::Findings)),
        "changes" => Box::pin(changes::run(&call)),
        "draw" => Box::pin(draw::run(&call)),
        "fix" => Box::pin(fix::run(&call)),
        "waive" => Box::pin(waive::run(&call)),
        "init" => Box::pin(init::run(&call)),
        "parameters" => Box::pin(parameters::run(&call)),
        "facts" => Box::pin(facts::run(&call)),
        "explain" => Box::pin(shipped::explain(&call)),
        "completions" => Box::pin(shipped::completions(&call)),
        "man" => Box::pin(shipped::manual(&call)),
        "lsp" => Box::pin(lsp::run(&call)),
        "rules list" => Box::pin(async { rules::list(&call) }),
        "rules test" => Box::pin(rules::test(&call)),
        "rules check" => Box::pin(rules::check(&call)),
        "rules parse" => Box::pin(rules::parse(&call)),
        "rules format" => Box::pin(rules::format(&call)),
        // The tests run every row of the table.
        _ => return Err(format!("internal error: nothing does `{name}`")),
    };
    command.await
}

/// Each command is a future in a box, so that its code is a function of its own: JavaScript engines compile a function whole when it
/// is first called, and all commands in one would make each wait for the code of the others.
type Command<'c> = Pin<Box<dyn Future<Output = Result<Done, String>> + 'c>>;

fn exit_code(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Clean => 0,
        Outcome::Findings => 1,
        Outcome::Incomplete | Outcome::Error => NOT_CHECKED,
    }
}

fn version(surroundings: &Surroundings) -> String {
    let version = &surroundings.command_version;
    match &surroundings.engine_sha256 {
        Some(sha256) => format!("tablewarden {version} (wasm sha256 {sha256})\n"),
        None => format!("tablewarden {version}\n"),
    }
}

/// How wide help may be: as wide as the terminal it goes to.
fn width(surroundings: &Surroundings) -> usize {
    let columns = surroundings.environment.columns.as_ref().and_then(|columns| columns.parse().ok());
    let width = surroundings.width.or(columns).filter(|_| surroundings.terminals.stdout);
    width.map_or(usize::MAX, |width| width as usize)
}

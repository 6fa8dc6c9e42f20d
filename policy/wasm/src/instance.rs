//! What one instance of the module keeps: the command that it drives.

use std::cell::Cell;

use tablewarden_command::Session;

thread_local! {
    static SESSION: Cell<Session> = const { Cell::new(Session::new()) };
}

/// Answers one call: a frame in, JSON or a step out.
pub(crate) fn answer(request: &[u8]) -> Vec<u8> {
    SESSION.with(|cell| {
        let mut session = cell.take();
        let answer = session.call(request);
        cell.set(session);
        answer
    })
}

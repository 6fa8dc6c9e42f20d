//! What one instance of the module keeps: the command that it drives.

use std::cell::Cell;

use tablewarden_command::Session;

thread_local! {
    static SESSION: Cell<Session> = const { Cell::new(Session::new()) };
}

/// Answers one call: a frame in, JSON or a step out. What the instance keeps of earlier calls is not counted as memory of this one.
pub(crate) fn answer(request: &[u8]) -> Vec<u8> {
    tablewarden_heap::begin();
    SESSION.with(|cell| {
        let mut session = cell.take();
        let answer = session.call(request);
        cell.set(session);
        answer
    })
}

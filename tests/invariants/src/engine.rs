//! The engine somewhere: one instance of the module, in whatever host. What holds is asked of any, so the same inputs compare hosts.

use tablewarden_command::Session;

/// One instance of the module.
pub trait Engine {
    /// Answers one frame, as the export `call` does.
    fn call(&mut self, frame: &[u8]) -> Vec<u8>;
}

/// The engine that is linked in.
#[derive(Default)]
pub struct Linked(Session);

impl Engine for Linked {
    fn call(&mut self, frame: &[u8]) -> Vec<u8> {
        self.0.call(frame)
    }
}

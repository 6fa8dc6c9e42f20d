//! The editor server, as a client talks with it: messages in, messages out.

mod client;
mod conversation;
mod diagnostics;
mod features;
mod hostile;

//! One question of an editor in, the engine's answer out.

use tablewarden_tests::checkers::request;
use tablewarden_wire::{
    Ask, AskKind, AssistRequest, AssistResponse, CheckRequest, ColumnUnit, Profile, Request, VERSION, frame,
};

/// Every question.
pub const ALL: [AskKind; 5] = [AskKind::Hover, AskKind::Complete, AskKind::Define, AskKind::Symbols, AskKind::Lens];

/// Asks about a place of a file.
pub fn ask(name: &str, text: &[u8], kind: AskKind, offset: usize) -> AssistResponse {
    let check = CheckRequest {
        blobs: Vec::new(),
        profile: Some(Profile::Strict),
        columns: ColumnUnit::Utf16,
        ..request(name, text)
    };
    let offset = u32::try_from(offset).expect("it fits");
    let asked = AssistRequest { version: VERSION, blobs: Vec::new(), check, ask: Ask { kind, offset } };
    let mut call = Request::Assist(asked);
    call.set_blobs(&[text]);
    let answer = tablewarden_check::call(&frame::encode(&call, &[text]));
    serde_json::from_slice(&answer).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&answer)))
}

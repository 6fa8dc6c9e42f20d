//! An answer that carries its lines is rendered without any file, to the same bytes as from the files.

use tablewarden_tests::checkers::{Checker, Native, frame_of};
use tablewarden_tests::corpus::cases;
use tablewarden_wire::{CheckRequest, FileBlob, Format, RenderRequest, RenderResponse, Request, VERSION, frame};

fn rendered(blobs: &[&[u8]], sources: Vec<FileBlob>) -> RenderResponse {
    let mut render = Request::Render(RenderRequest {
        version: VERSION,
        blobs: Vec::new(),
        responses: vec![0],
        sources,
        unread: Vec::new(),
        format: Format::Text,
        color: true,
        advice: false,
    });
    render.set_blobs(blobs);
    serde_json::from_slice(&Native.call(&frame::encode(&render, blobs))).expect("a rendering")
}

#[test]
fn carried_lines_are_those_of_the_files() {
    let mut drawn = 0;
    for case in cases() {
        let files = case.blobs();
        let plain = Native.call(&frame_of(case.request.clone(), &files));
        let carrying = Native.call(&frame_of(CheckRequest { excerpts: true, ..case.request.clone() }, &files));
        let mut blobs = vec![plain.as_slice()];
        blobs.extend(&files);
        let sources = [Some(&case.request.file), case.request.settings.as_ref()];
        let sources = sources.into_iter().flatten().map(|file| FileBlob { blob: file.blob + 1, ..file.clone() });
        let expected = rendered(&blobs, sources.collect());
        assert_eq!(rendered(&[&carrying], Vec::new()), expected, "{}", case.name);
        drawn += usize::from(expected.text.contains(" |"));
    }
    assert!(drawn > 10, "only {drawn} cases show a line");
}

//! The response to one request is the same bytes from the linked engine, from wasmtime and from Node.

use tablewarden_tests::checkers::{Checker, Native, Node, Wasmtime, draw_frame, frame_of};
use tablewarden_tests::corpus::cases;
use tablewarden_wire::{
    CheckRequest, ColumnUnit, FactsRequest, Format, ParametersRequest, PictureFormat, Profile, RenderRequest, Request,
    RulesRequest, VERSION, frame,
};

/// What is asked about one file: under two profiles and two column units, its facts, and its report in each format.
fn frames(native: &mut Native) -> Vec<(String, Vec<u8>)> {
    let mut frames = Vec::new();
    for case in cases() {
        let mut strict = case.request.clone();
        strict.profile = Some(Profile::Strict);
        strict.columns = ColumnUnit::Utf16;
        let mut facts = Request::Facts(FactsRequest {
            version: VERSION,
            blobs: Vec::new(),
            file: case.request.file.clone(),
            region: None,
            account: None,
            partition: None,
            parameters: Vec::new(),
            parameter_files: Vec::new(),
            limits: case.request.limits,
            settings: case.request.settings.clone(),
        });
        facts.set_blobs(&case.blobs());
        let plain = frame_of(case.request.clone(), &case.blobs());
        let columns = ColumnUnit::Utf16;
        let to_render = CheckRequest { excerpts: true, describe_rules: true, columns, ..case.request.clone() };
        let answer = native.call(&frame_of(to_render, &case.blobs()));
        for (format, bare) in Format::ALL.map(|format| (format, false)).into_iter().chain([(Format::Json, true)]) {
            let color = format == Format::Text;
            let mut render = Request::Render(RenderRequest {
                version: VERSION,
                blobs: Vec::new(),
                responses: vec![0],
                unread: Vec::new(),
                format,
                color,
                advice: color,
                bare,
            });
            let blobs: [&[u8]; 1] = [&answer];
            render.set_blobs(&blobs);
            frames.push((format!("{} as {format:?}", case.name), frame::encode(&render, &blobs)));
        }
        let (file, limits) = (case.request.file.clone(), case.request.limits);
        let mut parameters =
            Request::Parameters(ParametersRequest { version: VERSION, blobs: Vec::new(), file, limits });
        parameters.set_blobs(&case.blobs());
        frames.push((format!("{} parameters", case.name), frame::encode(&parameters, &case.blobs())));
        for format in [PictureFormat::Svg, PictureFormat::Mermaid] {
            frames
                .push((format!("{} drawn as {format:?}", case.name), draw_frame(&case.request, &case.blobs(), format)));
        }
        frames.push((format!("{} facts", case.name), frame::encode(&facts, &case.blobs())));
        frames.push((format!("{} strict", case.name), frame_of(strict, &case.blobs())));
        frames.push((case.name, plain));
    }
    frames.push(("rules".to_owned(), frame::encode(&Request::Rules(RulesRequest { version: VERSION }), &[])));
    frames.push(("no frame".to_owned(), b"\x01".to_vec()));
    frames.push(("no request".to_owned(), b"\x02\0\0\0{}".to_vec()));
    frames
}

#[test]
fn three_hosts_give_the_same_bytes() {
    let mut native = Native;
    let mut hosts: [Box<dyn Checker>; 2] = [Box::new(Wasmtime::new()), Box::new(Node::new())];
    let frames = frames(&mut native);
    for (name, frame) in &frames {
        let expected = native.call(frame);
        for host in &mut hosts {
            let answer = host.call(frame);
            assert!(
                answer == expected,
                "{name}: {} answers\n{}\nnative answers\n{}",
                host.name(),
                String::from_utf8_lossy(&answer),
                String::from_utf8_lossy(&expected)
            );
        }
    }
    println!("{} requests, the same bytes from native, wasmtime and node", frames.len());
}

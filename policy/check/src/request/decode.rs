//! A frame into a request and its blobs. What does not fit is refused with what and where.

use serde::de::DeserializeOwned;
use tablewarden_source::SourceText;
use tablewarden_template::{At, Limits, Reading, Syntax, Unfit, View, read, typed_without};
use tablewarden_wire::frame::{self, Call};
use tablewarden_wire::{Request, VERSION};

/// Takes a frame apart.
///
/// # Errors
/// Where the lengths do not fit, or the header is no request of this version: one line for a person.
pub(crate) fn decode(bytes: &[u8]) -> Result<Call<'_>, String> {
    let (header, rest) = frame::split(bytes).map_err(|error| error.to_string())?;
    let request = request(header).map_err(|why| format!("the header is no request: {why}"))?;
    let version = request.version();
    if version != VERSION {
        return Err(format!(
            "this engine speaks version {VERSION} of the requests, the request is of version {version}"
        ));
    }
    let blobs = frame::cut(rest, request.blobs()).map_err(|error| error.to_string())?;
    Ok(Call { request, blobs })
}

/// Which request it is.
const KIND: &str = "do";

/// A header is read by the reader of templates, which is in the module anyway: the reader of serde_json would be a second one.
fn request(header: &[u8]) -> Result<Request, String> {
    let source = SourceText::new(header);
    let document = read(&source.text, Syntax::Json, LIMITS);
    if let Some(problem) = document.problems.first() {
        return Err(format!("{} at byte {}", problem.message, problem.span.start));
    }
    let view = View::new(&document.tree, Reading::CloudFormation);
    let kind = view.root().and_then(|root| Some((root, view.str(view.get(root, KIND)?)?)));
    let (root, kind) = kind.ok_or_else(|| format!("it has no text `{KIND}`"))?;
    let request = match kind {
        "check" => shape(view, root).map(Request::Check),
        "render" => shape(view, root).map(Request::Render),
        "facts" => shape(view, root).map(Request::Facts),
        "draw" => shape(view, root).map(Request::Draw),
        "waive" => shape(view, root).map(Request::Waive),
        "fix" => shape(view, root).map(Request::Fix),
        "assist" => shape(view, root).map(Request::Assist),
        "parameters" => shape(view, root).map(Request::Parameters),
        "rules" => shape(view, root).map(Request::Rules),
        "testRules" => shape(view, root).map(Request::TestRules),
        "checkRules" => shape(view, root).map(Request::CheckRules),
        "parseRules" => shape(view, root).map(Request::ParseRules),
        "formatRules" => shape(view, root).map(Request::FormatRules),
        other => return Err(format!("unknown variant `{other}` of `{KIND}`")),
    };
    request.map_err(|unfit| {
        let start = unfit.place.map_or(0, |place| place.span().start);
        format!("{unfit} at byte {start}")
    })
}

#[inline(never)]
fn shape<T: DeserializeOwned>(view: View<'_>, root: At) -> Result<T, Unfit> {
    typed_without(KIND, view, root)
}

/// A header is as large as what it lists.
const LIMITS: Limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 64 };

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_wire::{
        BaselineOfFile, CheckRequest, ColumnUnit, FailOn, FileBlob, KnownFinding, Limits, Profile, RuleFileRequest,
        RuleFilesRequest, RulesRequest,
    };

    use super::*;

    fn frame_of(header: &str, blobs: &[u8]) -> Vec<u8> {
        let length = u32::try_from(header.len()).unwrap();
        [&length.to_le_bytes(), header.as_bytes(), blobs].concat()
    }

    #[test]
    fn every_request_that_the_wire_writes_is_read() {
        let check = Request::Check(CheckRequest {
            version: VERSION,
            blobs: vec![3],
            file: FileBlob { name: "é\"\n.yaml".to_owned(), blob: 0 },
            against: None,
            new_since: Some("HEAD".to_owned()),
            deleted: true,
            stack: None,
            profile: Some(Profile::Strict),
            fail_on: Some(FailOn::Never),
            region: Some("eu-west-1".to_owned()),
            account: Some("012345678901".to_owned()),
            partition: None,
            parameters: vec!["Stage=a=b".to_owned()],
            parameter_files: vec![FileBlob { name: "p.json".to_owned(), blob: 0 }],
            now: Some(-1),
            columns: ColumnUnit::Utf16,
            limits: Limits { steps: u64::from(u32::MAX) + 1, ..Limits::default() },
            skip_other_files: true,
            rules: Vec::new(),
            no_default_rules: false,
            dialect: tablewarden_wire::Dialect::default(),
            input_parameters: Vec::new(),
            settings: Some(FileBlob { name: "tablewarden.yaml".to_owned(), blob: 0 }),
            baseline: Some(BaselineOfFile {
                name: "known.json".to_owned(),
                findings: vec![KnownFinding {
                    rule: "DDB-R001".to_owned(),
                    place: "/Resources/é".to_owned(),
                    fingerprint: "0123456789abcdef".to_owned(),
                    related: vec!["0".to_owned()],
                    count: 2,
                }],
                is_written: true,
            }),
            excerpts: false,
            describe_rules: true,
            unknown_values: true,
            changes: true,
            fixes: true,
            diffs: true,
            statuses: true,
        });
        let bytes = frame::encode(&check, &[b"abc"]);
        let call = decode(&bytes).unwrap();
        assert_eq!((call.request, call.blobs), (check, vec![b"abc".as_slice()]));
        let file = FileBlob { name: "a".to_owned(), blob: 0 };
        let (dialect, columns) = (tablewarden_wire::Dialect::V3_2_0, ColumnUnit::Utf16);
        let rule_files = || RuleFilesRequest {
            version: VERSION,
            blobs: Vec::new(),
            rules: vec![file.clone()],
            tests: Vec::new(),
            dialect,
            now: Some(1),
            limits: Limits::default(),
            columns,
        };
        let rule_file =
            || RuleFileRequest { version: VERSION, blobs: Vec::new(), file: file.clone(), dialect, columns };
        let others = [
            r#"{"do":"render","version":1,"blobs":[],"responses":[0],"unread":[{"name":"a","message":"b"}],"format":"sarif"}"#,
            r#"{"do":"parameters","version":1,"blobs":[],"file":{"name":"a","blob":0}}"#,
            r#"{"do":"facts","version":1,"blobs":[],"file":{"name":"a","blob":0},"region":"eu-west-1"}"#,
        ];
        let others = others.map(|header| serde_json::from_str(header).unwrap());
        let made = [
            Request::Rules(RulesRequest { version: VERSION }),
            Request::TestRules(rule_files()),
            Request::CheckRules(rule_files()),
            Request::ParseRules(rule_file()),
            Request::FormatRules(rule_file()),
        ];
        for request in made.into_iter().chain(others) {
            assert_eq!(decode(&frame::encode(&request, &[])).unwrap().request, request);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_place() {
        let error = |header: &str| decode(&frame_of(header, b"")).unwrap_err();
        assert_eq!(error("{}"), "the header is no request: it has no text `do`");
        assert!(error(r#"{"do":"fly","version":1}"#).contains("unknown variant `fly`"));
        assert!(error(r#"{"do":"rules","version":1,"profle":1}"#).contains("unknown field `profle`"));
        assert!(error(r#"{"do":"rules","version":2}"#).contains("the request is of version 2"));
        assert!(error(r#"{"do":"rules","version":1,"profle":1}"#).ends_with(" at byte 26"));
        assert!(error(r#"{"do":"rules","version":"1"}"#).ends_with(" at byte 24"));
        assert!(error(r#"{"do":"rules""#).contains(" at byte "));
        assert!(error("").starts_with("the header is no request: "));
    }
}

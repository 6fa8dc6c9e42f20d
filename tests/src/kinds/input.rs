//! The files that a kind gives, and the requests about them.

use tablewarden_wire::{
    Ask, AskKind, AssistRequest, BaselineOfFile, CheckRequest, Dialect, FactsRequest, FileBlob, FixRequest,
    KnownFinding, Limits, ParametersRequest, Profile, Request, RuleFileRequest, RuleFilesRequest, VERSION,
    WaiveRequest, frame,
};

use crate::checkers;

/// Files that belong together. Only a template is always there.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// In YAML, or in JSON where it begins with `{`.
    pub template: String,
    /// The version of it that is deployed; none: one that is just alike.
    pub before: Option<String>,
    /// Rule files.
    pub rules: Vec<String>,
    /// Unit tests of the first rule file.
    pub unit_tests: Option<String>,
    /// A settings file.
    pub settings: Option<String>,
    /// Files of parameter values.
    pub parameter_files: Vec<String>,
    /// Documents whose keys rule files find at the root of the template.
    pub input_parameters: Vec<String>,
    /// `NAME=VALUE`, as on the command line.
    pub parameters: Vec<String>,
    /// What a baseline knows of the template.
    pub baseline: Vec<KnownFinding>,
}

impl Input {
    /// A template alone.
    #[must_use]
    pub fn template(template: String) -> Self {
        Self { template, ..Self::default() }
    }

    /// A rule file, with a template of one table.
    #[must_use]
    pub fn rules(rules: String) -> Self {
        Self { rules: vec![rules], ..Self::template(super::written::in_table("")) }
    }

    /// The name of the template's file.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if self.template.starts_with('{') { "template.json" } else { "template.yaml" }
    }

    /// The bytes of all files.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let baseline = self.baseline.iter().map(|known| known.fingerprint.len() + known.place.len());
        let beside = self.parameters.iter().chain(&self.unit_tests).map(String::len);
        self.files().1.iter().map(|file| file.len()).sum::<usize>() + baseline.sum::<usize>() + beside.sum::<usize>()
    }

    /// A check of the template with all that is beside it, and its files.
    #[must_use]
    pub fn check(&self) -> (CheckRequest, Vec<&[u8]>) {
        self.files()
    }

    /// A check that answers everything that can be asked: what an update changes, fixes with their differences, lines, rules, values that
    /// are not known.
    #[must_use]
    pub fn check_everything(&self) -> (CheckRequest, Vec<&[u8]>) {
        let (mut check, mut blobs) = self.files();
        let before = self.before.as_ref().unwrap_or(&self.template);
        check.against = Some(add(&mut blobs, "before/template", before));
        check.profile = Some(Profile::Strict);
        for answers in [
            &mut check.excerpts,
            &mut check.describe_rules,
            &mut check.unknown_values,
            &mut check.changes,
            &mut check.fixes,
            &mut check.diffs,
        ] {
            *answers = true;
        }
        (check, blobs)
    }

    /// Frames of the questions about the template besides a check, each with its name.
    #[must_use]
    pub fn questions(&self) -> Vec<(&'static str, Vec<u8>)> {
        let (check, blobs) = self.files();
        let of = |request: Request| framed(request, &blobs);
        let inner = || CheckRequest { blobs: Vec::new(), statuses: false, ..check.clone() };
        let assist = |kind, offset: usize| {
            let ask = Ask { kind, offset: u32::try_from(offset).expect("a template is small") };
            of(Request::Assist(AssistRequest { version: VERSION, blobs: Vec::new(), check: inner(), ask }))
        };
        let (middle, end) = (self.template.len() / 2, self.template.len());
        vec![
            ("facts", of(Request::Facts(self.facts(&check)))),
            ("draw", checkers::draw_frame(&check, &blobs, tablewarden_wire::PictureFormat::Svg)),
            ("draw as Mermaid", checkers::draw_frame(&check, &blobs, tablewarden_wire::PictureFormat::Mermaid)),
            ("parameters", of(Request::Parameters(parameters(&check)))),
            ("fix", of(Request::Fix(fix(inner())))),
            ("waive", of(Request::Waive(waive(inner())))),
            ("symbols", assist(AskKind::Symbols, 0)),
            ("lens", assist(AskKind::Lens, 0)),
            ("hover", assist(AskKind::Hover, middle)),
            ("define", assist(AskKind::Define, middle)),
            ("complete", assist(AskKind::Complete, end)),
        ]
    }

    /// Frames of the questions about the first rule file, each with its name; none where there is no rule file.
    #[must_use]
    pub fn questions_about_rules(&self) -> Vec<(&'static str, Vec<u8>)> {
        let Some(rules) = self.rules.first() else { return Vec::new() };
        let tests =
            self.unit_tests.as_deref().unwrap_or("- input: {Resources: {}}\n  expectations: {rules: {r: PASS}}\n");
        let blobs = [rules.as_bytes(), tests.as_bytes()];
        let rule_files = |with_tests: bool| {
            let file = |name: &str, blob| FileBlob { name: name.to_owned(), blob };
            RuleFilesRequest {
                version: VERSION,
                blobs: Vec::new(),
                rules: vec![file("r.guard", 0)],
                tests: if with_tests { vec![file("r_tests.yaml", 1)] } else { Vec::new() },
                dialect: Dialect::default(),
                now: Some(1_790_000_000),
                limits: Limits::default(),
                columns: tablewarden_wire::ColumnUnit::default(),
            }
        };
        let one = || RuleFileRequest {
            version: VERSION,
            blobs: Vec::new(),
            file: FileBlob { name: "r.guard".to_owned(), blob: 0 },
            dialect: Dialect::default(),
            columns: tablewarden_wire::ColumnUnit::default(),
        };
        vec![
            ("test rules", framed(Request::TestRules(rule_files(true)), &blobs)),
            ("check rules", framed(Request::CheckRules(rule_files(false)), &blobs[..1])),
            ("parse rules", framed(Request::ParseRules(one()), &blobs[..1])),
            ("format rules", framed(Request::FormatRules(one()), &blobs[..1])),
        ]
    }

    fn files(&self) -> (CheckRequest, Vec<&[u8]>) {
        let mut check = checkers::request(self.name(), self.template.as_bytes());
        let mut blobs = vec![self.template.as_bytes()];
        check.rules = self.rules.iter().map(|rules| add(&mut blobs, "r.guard", rules)).collect();
        check.settings = self.settings.as_ref().map(|text| add(&mut blobs, "tablewarden.yaml", text));
        check.parameter_files = self.parameter_files.iter().map(|text| add(&mut blobs, "values.json", text)).collect();
        check.input_parameters = self.input_parameters.iter().map(|text| add(&mut blobs, "input.yaml", text)).collect();
        check.parameters.clone_from(&self.parameters);
        if !self.baseline.is_empty() {
            let findings = self.baseline.clone();
            check.baseline = Some(BaselineOfFile { name: "baseline.json".to_owned(), findings, is_written: false });
        }
        (check, blobs)
    }

    fn facts(&self, check: &CheckRequest) -> FactsRequest {
        FactsRequest {
            version: VERSION,
            blobs: Vec::new(),
            file: check.file.clone(),
            region: None,
            account: None,
            partition: None,
            parameters: check.parameters.clone(),
            parameter_files: check.parameter_files.clone(),
            limits: Limits::default(),
            settings: check.settings.clone(),
        }
    }
}

fn parameters(check: &CheckRequest) -> ParametersRequest {
    ParametersRequest { version: VERSION, blobs: Vec::new(), file: check.file.clone(), limits: Limits::default() }
}

fn fix(check: CheckRequest) -> FixRequest {
    FixRequest { version: VERSION, blobs: Vec::new(), check, with_unsafe: true, rules: Vec::new() }
}

fn waive(check: CheckRequest) -> WaiveRequest {
    WaiveRequest {
        version: VERSION,
        blobs: Vec::new(),
        check,
        rule: "DDB-R001".to_owned(),
        reason: "it is a test".to_owned(),
        expires: None,
        resource: Some("T".to_owned()),
    }
}

fn add<'a>(blobs: &mut Vec<&'a [u8]>, name: &str, text: &'a str) -> FileBlob {
    blobs.push(text.as_bytes());
    FileBlob { name: name.to_owned(), blob: u32::try_from(blobs.len() - 1).expect("there are few files") }
}

fn framed(mut request: Request, blobs: &[&[u8]]) -> Vec<u8> {
    request.set_blobs(blobs);
    frame::encode(&request, blobs)
}

/// One kind.
#[derive(Clone, Copy)]
pub struct Kind {
    /// In lower case, with hyphens.
    pub name: &'static str,
    /// Files with so many of it.
    pub make: fn(usize) -> Input,
    /// How many of it are enough to outweigh all else.
    pub enough: usize,
}

impl Kind {
    pub(super) const fn new(name: &'static str, make: fn(usize) -> Input) -> Self {
        Self { name, make, enough: 4_000 }
    }

    /// Of what takes more work each, or less.
    pub(super) const fn enough(self, enough: usize) -> Self {
        Self { enough, ..self }
    }
}

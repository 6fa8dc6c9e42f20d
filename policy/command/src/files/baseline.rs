//! A baseline file: its bytes in, the known findings of each template out, and back. Templates are named by their paths from the folder
//! of the file, so that it means the same wherever a check is started. Compares nothing.

use tablewarden_order::Map;
use tablewarden_template::{At, Limits, Reading, Syntax, Value, View, read, typed};
use tablewarden_wire::{KnownFinding, PathKind, VERSION};

use super::input::{Input, Place};
use super::path::{Here, parent, relative};
use super::unread::about;
use crate::host::{Bytes, Host, MOST_BYTES};

/// How standard input is named, which has no path.
const STDIN: &str = "-";

/// A baseline file.
#[derive(Clone)]
pub(crate) struct Baseline {
    /// What reports call it.
    pub(crate) name: String,
    /// Its absolute path.
    pub(crate) path: String,
    /// Its bytes; none where it is not there yet.
    pub(crate) bytes: Option<Bytes>,
    /// The known findings of each template, in the order of the file.
    pub(crate) files: Map<String, Vec<KnownFinding>>,
    /// Where the paths of templates start.
    folder: Here,
}

impl Baseline {
    fn new(path: String, here: &Here) -> Self {
        let folder = Here { working_dir: parent(&path).unwrap_or("/").to_owned(), ..here.clone() };
        Self { name: here.name(&path), path, bytes: None, files: Map::new(), folder }
    }

    /// The baseline at an absolute path; an empty one where nothing is there.
    ///
    /// # Errors
    /// One line, where it cannot be read or is none.
    pub(crate) async fn at(path: String, here: &Here, host: &Host) -> Result<Self, String> {
        let mut baseline = Self::new(path, here);
        let look = host.look([baseline.path.clone()]).await.pop();
        if matches!(look, Some(Ok(look)) if look.kind == PathKind::Missing) {
            return Ok(baseline);
        }
        let bytes = host.read([baseline.path.clone()]).await.pop().unwrap_or_else(|| Err(String::new()));
        let bytes = bytes.map_err(|line| about(&baseline.name, &line))?;
        let is_none = |why: String| format!("`{}` is not a baseline: {why}", baseline.name);
        baseline.files = files(&bytes).map_err(is_none)?;
        baseline.bytes = Some(bytes);
        Ok(baseline)
    }

    /// What it calls an input; nothing where that is no file that is there.
    pub(crate) fn name_of(&self, input: &Input) -> Option<String> {
        match &input.place {
            Place::File(path) => Some(relative(path, &self.folder.working_dir)),
            Place::Stdin(_) => Some(STDIN.to_owned()),
            Place::Deleted { .. } | Place::Unread(_) => None,
        }
    }

    /// The absolute paths of the files that it names, each with its name.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (&String, String)> {
        let files = self.files.iter().filter(|(name, _)| *name != STDIN);
        files.map(|(name, _)| (name, self.folder.absolute(name)))
    }
}

/// The known findings of each template; else why the bytes are no baseline.
fn files(bytes: &[u8]) -> Result<Map<String, Vec<KnownFinding>>, String> {
    let text = str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text.".to_owned())?;
    let limits = Limits { bytes: MOST_BYTES, nodes: 4_000_000, depth: 8 };
    let document = read(text, Syntax::Json, limits);
    let line = |at: u32| text.get(..at as usize).map_or(1, |before| before.matches('\n').count() + 1);
    if let Some(problem) = document.problems.first() {
        return Err(format!("line {} is not JSON.", line(problem.span.start)));
    }
    if let Some((twice, _)) = document.duplicates.first() {
        return Err(format!("line {} has a key twice.", line(twice.start)));
    }
    let view = View::new(&document.tree, Reading::CloudFormation);
    let member = |name| view.root().and_then(|root| view.get(root, name));
    match member("version").map(|at| view.value(at)) {
        Some(Value::Int(version)) if version == i64::from(VERSION) => {}
        Some(Value::Int(version)) => {
            return Err(format!("its version is {version}, and this tablewarden reads version {VERSION}."));
        }
        _ => return Err("it has no `version`.".to_owned()),
    }
    let root = member("files").filter(|at| view.value(*at) == Value::Map).ok_or("it has no map `files`.")?;
    let findings = |at: At| {
        typed(view, at).map_err(|unfit| {
            let place = unfit.place.map_or(0, |place| place.span().start);
            format!("line {}: {unfit}.", line(place))
        })
    };
    view.entries(root).map(|entry| Ok((entry.key.to_owned(), findings(entry.value)?))).collect()
}

/// The bytes of a baseline: files by name, and the findings of each by rule, place and fingerprint, one on a line.
pub(crate) fn text(files: &Map<String, Vec<KnownFinding>>) -> String {
    let mut sorted: Vec<(&String, &Vec<KnownFinding>)> =
        files.iter().filter(|(_, findings)| !findings.is_empty()).collect();
    tablewarden_order::sort_by(&mut sorted, |(name, _), (other, _)| name.cmp(other));
    let mut out = format!("{{\n  \"version\": {VERSION},\n  \"files\": {{");
    let mut before = "\n";
    for (name, findings) in sorted {
        let mut findings: Vec<&KnownFinding> = findings.iter().collect();
        tablewarden_order::sort_by(&mut findings, |one, other| one.cmp(other));
        out.extend([before, "    ", &json(name), ": ["]);
        let mut comma = "\n";
        for KnownFinding { rule, place, fingerprint, related, count } in findings {
            let [rule, place, fingerprint] = [rule, place, fingerprint].map(|text| json(text));
            out.extend([
                comma,
                "      {\"rule\": ",
                &rule,
                ", \"place\": ",
                &place,
                ", \"fingerprint\": ",
                &fingerprint,
            ]);
            if !related.is_empty() {
                let related: Vec<String> = related.iter().map(|text| json(text)).collect();
                out.extend([", \"related\": [", &related.join(", "), "]"]);
            }
            if *count > 1 {
                out.extend([", \"count\": ", &count.to_string()]);
            }
            out.push('}');
            comma = ",\n";
        }
        out.push_str("\n    ]");
        before = ",\n";
    }
    out.push_str(if before == "\n" { "}\n}\n" } else { "\n  }\n}\n" });
    out
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn one(rule: &str, place: &str, count: u32) -> KnownFinding {
        KnownFinding {
            rule: rule.to_owned(),
            place: place.to_owned(),
            fingerprint: "0a".to_owned(),
            related: Vec::new(),
            count,
        }
    }

    #[test]
    fn what_is_written_is_sorted_and_read_again() {
        let related = vec!["1b".to_owned(), "2c".to_owned()];
        let of_b = vec![KnownFinding { related, ..one("R-2", "/b", 1) }, one("R-1", "/a\"", 2)];
        let all: Map<String, Vec<KnownFinding>> =
            [("b.yaml".to_owned(), of_b), ("a.yaml".to_owned(), vec![one("R-1", "", 1)]), ("c".to_owned(), Vec::new())]
                .into_iter()
                .collect();
        let expected = r#"{
  "version": 1,
  "files": {
    "a.yaml": [
      {"rule": "R-1", "place": "", "fingerprint": "0a"}
    ],
    "b.yaml": [
      {"rule": "R-1", "place": "/a\"", "fingerprint": "0a", "count": 2},
      {"rule": "R-2", "place": "/b", "fingerprint": "0a", "related": ["1b", "2c"]}
    ]
  }
}
"#;
        assert_eq!(text(&all), expected);
        let again = files(expected.as_bytes()).unwrap();
        assert_eq!(text(&again), expected);
        assert_eq!(text(&Map::new()), "{\n  \"version\": 1,\n  \"files\": {}\n}\n");
        assert!(files(text(&Map::new()).as_bytes()).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_baseline_is_refused_with_why() {
        for (bytes, why) in [
            ("", "it has no `version`"),
            ("<<<<<<< HEAD\n{}", "line 1 is not JSON"),
            ("[]", "it has no `version`"),
            ("{\"files\": {}}", "it has no `version`"),
            ("{\"version\": 2, \"files\": {}}", "its version is 2, and this tablewarden reads version 1"),
            ("{\"version\": \"1\", \"files\": {}}", "it has no `version`"),
            ("{\"version\": 1}", "it has no map `files`"),
            ("{\"version\": 1, \"files\": []}", "it has no map `files`"),
            ("{\"version\": 1,\n\"files\": {\"a\": 1}}", "line 2: "),
            ("{\"version\": 1,\n\"files\": {\"a\": [\n{\"rule\": \"x\"}]}}", "line 3: missing field `place`"),
            ("{\"version\": 1, \"files\": {\"a\": [],\n \"a\": []}}", "line 2 has a key twice"),
        ] {
            let said = files(bytes.as_bytes()).map(|files| files.len()).unwrap_err();
            assert!(said.contains(why) && said.ends_with('.') && !said.ends_with(".."), "{bytes}: {said}");
        }
    }
}

//! The bytes of a settings file in, settings out, with each mistake and its place. A part that is wrong leaves the others as
//! they are; knows no file but its own.

use serde::de::DeserializeOwned;
use tablewarden_cloudformation::schema::nearest;
use tablewarden_cloudformation::{PlaceKind, mistake_in_place, mistake_in_places, values_of};
use tablewarden_pattern::wildcards::cover_path;
use tablewarden_source::{FileId, Place, SourceText, Span};
use tablewarden_template::{At, Entry, Limits, Reading, Syntax, Value, View, typed};
use tablewarden_wire::Gravity;

use super::in_force::{RuleSetting, Settings};
use super::literal::{literal, words};
use super::production::{Production, Sign};
use crate::pack::{self, FILES, Parameter, severity};
use crate::raw_notice::RawNotice;
use crate::request::Sources;
use crate::rule_name::comparable;

/// What came of a settings file.
#[derive(Debug, Default)]
pub(crate) struct SettingsFile {
    pub(crate) settings: Settings,
    /// The file's name, where it counts for this template.
    pub(crate) in_force: Option<String>,
    /// What cannot be meant, and where it stands.
    pub(crate) mistakes: Vec<(Span, String)>,
}

/// A settings file is small.
pub(super) const LIMITS: Limits = Limits { bytes: 1 << 20, nodes: 1 << 16, depth: 16 };

/// What a settings file can say.
const KEYS: [&str; 16] = [
    "$schema",
    "profile",
    "failOn",
    "maxFindings",
    "region",
    "account",
    "partition",
    "paths",
    "exclude",
    "rules",
    "ruleFiles",
    "parameters",
    "format",
    "baseline",
    "production",
    "tags",
];

const FORMATS: [&str; 10] =
    ["text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "cdk", "markdown"];

/// The rule whose `let` of this name is set by `tags.required`.
const REQUIRED_TAGS: &str = "required_tags";

impl SettingsFile {
    /// What is wrong in it; `file` is its number among the files of the request.
    pub(crate) fn notices(&self, file: FileId) -> impl Iterator<Item = RawNotice> {
        let at = move |span: &Span| Place::new(file, *span);
        self.mistakes.iter().map(move |(span, message)| RawNotice::at(Gravity::Error, at(span), message.clone()))
    }
}

/// What the settings file of a request says about its template; nothing where it has none. `knows` says whether a rule of a
/// rule file has an id or a name.
pub(crate) fn of_request(sources: &Sources<'_>, knows: &dyn Fn(&str) -> bool) -> SettingsFile {
    let Some((name, source)) = sources.settings_file() else { return SettingsFile::default() };
    read(source, name, sources.files.name(sources.template), knows)
}

/// Reads the settings file `name` for the template `file`. `knows` says whether a rule of a rule file has an id or a name.
pub(super) fn read(source: &SourceText<'_>, name: &str, file: &str, knows: &dyn Fn(&str) -> bool) -> SettingsFile {
    let document = tablewarden_template::read(&source.text, Syntax::Auto, LIMITS);
    let mut mistakes: Vec<(Span, String)> = Vec::new();
    for problem in source.problems.iter().chain(&document.problems) {
        mistakes.push((problem.span, problem.message.clone()));
    }
    for (later, _) in &document.duplicates {
        mistakes.push((*later, "This key is given twice. Remove one.".to_owned()));
    }
    let view = View::new(&document.tree, Reading::CloudFormation);
    let mut reader = Reader { view, file: below(name, file), knows, mistakes };
    let root = view.root().filter(|root| view.value(*root) != Value::Null);
    let settings = root.map_or_else(|| Some(Settings::default()), |root| reader.settings(root));
    let in_force = settings.is_some().then(|| name.to_owned());
    SettingsFile { settings: settings.unwrap_or_default(), in_force, mistakes: reader.mistakes }
}

/// The path of a template as globs see it: from the folder of the settings file, where it is below it.
fn below<'f>(settings: &str, file: &'f str) -> &'f str {
    let folder = settings.rfind('/').and_then(|end| settings.get(..=end)).unwrap_or("");
    file.strip_prefix(folder).unwrap_or(file)
}

struct Reader<'v> {
    view: View<'v>,
    /// The path of the template.
    file: &'v str,
    knows: &'v dyn Fn(&str) -> bool,
    mistakes: Vec<(Span, String)>,
}

impl<'v> Reader<'v> {
    /// The settings; none where they do not count for the template.
    fn settings(&mut self, root: At) -> Option<Settings> {
        let mut settings = Settings::default();
        let (mut region, mut account, mut partition) = (None, None, None);
        let mut counts = true;
        let mut partition_at = root;
        for Entry { key, value, .. } in self.fields(root, &KEYS) {
            match key {
                "profile" => settings.profile = self.word(value, &["minimal", "recommended", "strict"]),
                "failOn" => settings.fail_on = self.word(value, &["error", "warning", "note", "never"]),
                "maxFindings" => settings.max_findings = self.most(value),
                "region" => region = self.place(value, PlaceKind::Region),
                "account" => account = self.place(value, PlaceKind::Account),
                "partition" => {
                    partition = self.place(value, PlaceKind::Partition);
                    partition_at = value;
                }
                "paths" => counts = self.paths(value),
                "rules" => self.rules(value, &mut settings),
                "parameters" => self.values(value, &mut settings),
                "format" => self.formats(value),
                // Whoever looks for files goes by them.
                "$schema" | "exclude" | "ruleFiles" => drop(self.texts(value)),
                "baseline" => drop(self.text(value)),
                "production" => settings.production = self.production(value),
                _ => self.tags(value, &mut settings),
            }
        }
        if let Some(mistake) = mistake_in_places(region.as_deref(), partition.as_deref()) {
            self.mistake_at(partition_at, mistake);
            partition = None;
        }
        settings.stack = [region, account, partition];
        counts.then_some(settings)
    }

    fn rules(&mut self, at: At, settings: &mut Settings) {
        for Entry { key, value, key_place, .. } in self.entries(at) {
            let Some(rule) = self.rule(key, key_place.span()) else { continue };
            let adjusted = match self.view.value(value) {
                Value::Map => self.rule_map(value, pack::find(key), settings),
                _ => self.severity(value, true),
            };
            if settings.rules.insert(rule, adjusted).is_some() {
                let message = format!("Rule `{key}` is set twice, by its id and by its name. Remove one.");
                self.mistake(key_place.span(), message);
            }
        }
    }

    fn rule_map(&mut self, at: At, file: Option<usize>, settings: &mut Settings) -> RuleSetting {
        let mut adjusted = RuleSetting::default();
        for Entry { key, value, .. } in self.fields(at, &["severity", "parameters", "paths"]) {
            match key {
                "severity" => adjusted.severity = self.severity(value, false).severity,
                "paths" => adjusted.is_off = !self.paths(value),
                _ => {
                    for Entry { key, value, key_place, .. } in self.entries(value) {
                        self.parameter(file, key, key_place.span(), value, settings);
                    }
                }
            }
        }
        adjusted
    }

    fn severity(&mut self, at: At, or_off: bool) -> RuleSetting {
        let word = self.view.text(at).unwrap_or("");
        let is_off = or_off && word == "off";
        let severity = severity(word);
        if severity.is_none() && !is_off {
            let words: &[&str] = &["off", "error", "warning", "note"];
            let known = words.get(usize::from(!or_off)..).unwrap_or(words);
            self.mistake_at(at, none_of(word, known));
        }
        RuleSetting { is_off, severity }
    }

    fn parameter(&mut self, file: Option<usize>, name: &str, span: Span, value: At, settings: &mut Settings) {
        let Some((file, name, like)) = file.and_then(|file| pack::parameter(file, name)) else {
            let have = file.and_then(|file| FILES.get(file)).map_or(&[][..], |file| file.parameters);
            return self.mistake(span, unknown(name, "parameter", have));
        };
        match (literal(self.view, value, &like), words(&like)) {
            (Some(value), _) => settings.parameters.push(Parameter { file, name, value }),
            (None, kind) => {
                let message = match kind {
                    Some(kind) => format!("Parameter `{name}` must be {kind}."),
                    None => format!("Parameter `{name}` can't be set here."),
                };
                self.mistake_at(value, message);
            }
        }
    }

    fn tags(&mut self, at: At, settings: &mut Settings) {
        for Entry { value, key_place, .. } in self.fields(at, &["required"]) {
            let with = |file: &pack::PackFile| file.parameters.contains(&REQUIRED_TAGS);
            self.parameter(FILES.iter().position(with), REQUIRED_TAGS, key_place.span(), value, settings);
        }
    }

    fn production(&mut self, at: At) -> Option<Production> {
        let mut production = Production::default();
        let told = self.mistakes.len();
        for Entry { key, value, .. } in self.fields(at, &["when", "rules"]) {
            if key == "rules" {
                for (rule, span) in self.texts(value) {
                    production.rules.extend(self.rule(&rule, span));
                }
                continue;
            }
            for Entry { key, value, .. } in self.fields(value, &["tag", "parameter"]) {
                let signs = self.signs(value);
                if key == "tag" { production.tags = signs } else { production.parameters = signs }
            }
        }
        let says_nothing = production.tags.is_empty() && production.parameters.is_empty();
        if self.mistakes.len() == told && (says_nothing || production.rules.is_empty()) {
            self.mistake_at(at, "`production` needs `when` and `rules`.".to_owned());
        }
        Some(production)
    }

    fn signs(&mut self, at: At) -> Vec<Sign> {
        let mut signs = Vec::new();
        for Entry { key, value, .. } in self.entries(at) {
            let values = self.texts(value).into_iter().map(|(text, _)| text).collect();
            signs.push((key.to_owned(), values));
        }
        signs
    }

    /// Whether the template is one that `only` and `except` mean.
    fn paths(&mut self, at: At) -> bool {
        let mut counts = true;
        for Entry { key, value, .. } in self.fields(at, &["only", "except"]) {
            let globs = self.texts(value);
            let is_one = cover_path(globs.iter().map(|(glob, _)| glob.as_str()), self.file);
            counts &= globs.is_empty() || is_one == (key == "only");
        }
        counts
    }

    /// The rule as settings are looked up; none where there is no such rule.
    fn rule(&mut self, name: &str, span: Span) -> Option<String> {
        let built_in = pack::find(name).and_then(|index| FILES.get(index)).map(|file| comparable(file.id));
        let rule = built_in.or_else(|| (self.knows)(name).then(|| comparable(name)));
        if rule.is_none() {
            self.mistake(span, pack::unknown_rule(name).unwrap_or_default());
        }
        rule
    }

    /// The entries of a map that has only these keys, without those that say nothing.
    fn fields(&mut self, at: At, known: &[&str]) -> Vec<Entry<'v>> {
        let mut fields = Vec::new();
        for entry in self.entries(at) {
            if !known.contains(&entry.key) {
                self.mistake(entry.key_place.span(), unknown(entry.key, "key", known));
            } else if self.view.value(entry.value) != Value::Null {
                fields.push(entry);
            }
        }
        fields
    }

    /// The entries of a map.
    fn entries(&mut self, at: At) -> Vec<Entry<'v>> {
        if self.view.value(at) != Value::Map {
            self.mistake_at(at, "This must be a map of keys and values.".to_owned());
        }
        self.view.entries(at).collect()
    }

    /// One of the words of an enumeration.
    fn word<T: DeserializeOwned>(&mut self, at: At, known: &[&str]) -> Option<T> {
        let word = self.view.text(at).unwrap_or("");
        typed(self.view, at).map_err(|_| self.mistake_at(at, none_of(word, known))).ok()
    }

    /// A number from 1, or `all`.
    fn most(&mut self, at: At) -> Option<u32> {
        let word = self.view.text(at).unwrap_or("");
        let most = tablewarden_wire::Limits::findings_of(word);
        if most.is_none() {
            let instead = if word.is_empty() { String::new() } else { format!(", not `{word}`") };
            self.mistake_at(at, format!("This must be a number from 1, or `all`{instead}."));
        }
        most
    }

    /// The name of a place that a stack can go to.
    fn place(&mut self, at: At, kind: PlaceKind) -> Option<String> {
        let name = self.text(at)?;
        match mistake_in_place(kind, &name) {
            None => Some(name),
            Some(mistake) => {
                self.mistake_at(at, mistake);
                None
            }
        }
    }

    /// Values of the stack's parameters.
    fn values(&mut self, at: At, settings: &mut Settings) {
        if self.entries(at).is_empty() {
            return;
        }
        match values_of(self.view, at) {
            Ok(values) => settings.values.extend(values.into_iter().map(|(name, value)| (name.to_owned(), value))),
            Err((place, why)) => self.mistake(place.span(), why),
        }
    }

    /// Formats, each alone or with the file it goes to.
    fn formats(&mut self, at: At) {
        for (text, span) in self.texts(at) {
            let (word, file) = text.split_once('=').map_or((&*text, None), |(word, file)| (word, Some(file)));
            if !FORMATS.contains(&word) {
                self.mistake(span, none_of(word, &FORMATS));
            } else if file == Some("") {
                self.mistake(span, format!("`{text}` names no file. Write `{word}=FILE`."));
            }
        }
    }

    fn text(&mut self, at: At) -> Option<String> {
        let text = self.view.text(at).filter(|text| !text.is_empty() && self.view.value(at) != Value::Null);
        if text.is_none() {
            self.mistake_at(at, "This must be text.".to_owned());
        }
        text.map(str::to_owned)
    }

    /// The texts of a list, with their places; a text alone is a list of one.
    fn texts(&mut self, at: At) -> Vec<(String, Span)> {
        let items = match self.view.value(at) {
            Value::List => self.view.items(at).collect(),
            _ => vec![at],
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            if let Some(text) = self.text(item) {
                texts.push((text, self.view.place(item).span()));
            }
        }
        texts
    }

    fn mistake_at(&mut self, at: At, message: String) {
        self.mistake(self.view.place(at).span(), message);
    }

    fn mistake(&mut self, span: Span, message: String) {
        self.mistakes.push((span, message));
    }
}

fn unknown(name: &str, what: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(meant) => format!("Unknown {what} `{name}`. Did you mean `{meant}`?"),
        None if known.is_empty() => format!("Unknown {what} `{name}`. There are none here."),
        None => format!("Unknown {what} `{name}`. Known here: {}.", known.join(", ")),
    }
}

/// What is said of a word that is none of those that can stand there.
fn none_of(word: &str, known: &[&str]) -> String {
    let meant = nearest(word, known.iter().copied()).map(|meant| format!(" Did you mean `{meant}`?"));
    let not = if word.is_empty() { String::new() } else { format!(", not `{word}`") };
    format!("This must be one of {}{not}.{}", known.join(", "), meant.unwrap_or_default())
}

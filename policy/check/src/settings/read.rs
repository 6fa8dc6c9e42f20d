//! The bytes of a settings file in, settings out, with each mistake and its place. A part that is wrong leaves the others as
//! they are; knows no file but its own.

use serde::de::DeserializeOwned;
use tablewarden_pattern::wildcards::means_path;
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
const LIMITS: Limits = Limits { bytes: 1 << 20, nodes: 1 << 16, depth: 16 };

/// The rule whose `let` of this name is set by `tags.required`.
const REQUIRED_TAGS: &str = "required_tags";

impl SettingsFile {
    /// What is wrong in it; `file` is its number among the files of the request.
    pub(crate) fn notices(&self, file: FileId) -> impl Iterator<Item = RawNotice> {
        let at = move |span: &Span| Place { file, span: *span };
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
        mistakes.push((*later, "the key stands here twice; remove one".to_owned()));
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
        let keys = ["profile", "failOn", "region", "account", "partition", "paths", "rules", "production", "tags"];
        for Entry { key, value, .. } in self.fields(root, &keys) {
            match key {
                "profile" => settings.profile = self.word(value),
                "failOn" => settings.fail_on = self.word(value),
                "region" => region = self.text(value),
                "account" => account = self.text(value),
                "partition" => partition = self.text(value),
                "paths" => counts = self.paths(value),
                "rules" => self.rules(value, &mut settings),
                "production" => settings.production = self.production(value),
                _ => self.tags(value, &mut settings),
            }
        }
        settings.stack = [region, account, partition];
        counts.then_some(settings)
    }

    fn rules(&mut self, at: At, settings: &mut Settings) {
        for Entry { key, value, key_place, .. } in self.entries(at) {
            let Some(rule) = self.rule(key, key_place.span) else { continue };
            let adjusted = match self.view.value(value) {
                Value::Map => self.rule_map(value, pack::find(key), settings),
                _ => self.severity(value, true),
            };
            if settings.rules.insert(rule, adjusted).is_some() {
                self.mistake(
                    key_place.span,
                    format!("the rule `{key}` is set twice, by its id and by its name; remove one"),
                );
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
                        self.parameter(file, key, key_place.span, value, settings);
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
            let words = if or_off { "off, error, warning or note" } else { "error, warning or note" };
            self.mistake_at(at, format!("one of the words {words} belongs here"));
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
                let message = format!("`{name}` is {}; correct what is here", kind.unwrap_or("nothing to be set"));
                self.mistake_at(value, message);
            }
        }
    }

    fn tags(&mut self, at: At, settings: &mut Settings) {
        for Entry { value, key_place, .. } in self.fields(at, &["required"]) {
            let with = |file: &pack::PackFile| file.parameters.contains(&REQUIRED_TAGS);
            self.parameter(FILES.iter().position(with), REQUIRED_TAGS, key_place.span, value, settings);
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
            self.mistake_at(at, "`production` needs `when` and `rules`; add what is missing".to_owned());
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
            let is_one = self.texts(value).iter().any(|(glob, _)| means_path(glob, self.file));
            counts &= is_one == (key == "only");
        }
        counts
    }

    /// The rule as settings are looked up; none where there is no such rule.
    fn rule(&mut self, name: &str, span: Span) -> Option<String> {
        let built_in = pack::find(name).and_then(|index| FILES.get(index)).map(|file| comparable(file.id));
        let rule = built_in.or_else(|| (self.knows)(name).then(|| comparable(name)));
        if rule.is_none() {
            self.mistake(span, format!("there is no rule `{name}`; `tablewarden rules list` has the built-in ones"));
        }
        rule
    }

    /// The entries of a map that has only these keys, without those that say nothing.
    fn fields(&mut self, at: At, known: &[&str]) -> Vec<Entry<'v>> {
        let mut fields = Vec::new();
        for entry in self.entries(at) {
            if !known.contains(&entry.key) {
                self.mistake(entry.key_place.span, unknown(entry.key, "key", known));
            } else if self.view.value(entry.value) != Value::Null {
                fields.push(entry);
            }
        }
        fields
    }

    /// The entries of a map.
    fn entries(&mut self, at: At) -> Vec<Entry<'v>> {
        if self.view.value(at) != Value::Map {
            self.mistake_at(at, "a map of keys and values belongs here".to_owned());
        }
        self.view.entries(at).collect()
    }

    /// One of the words of an enumeration.
    fn word<T: DeserializeOwned>(&mut self, at: At) -> Option<T> {
        typed(self.view, at).map_err(|unfit| self.mistake_at(at, unfit.message)).ok()
    }

    fn text(&mut self, at: At) -> Option<String> {
        let text = self.view.text(at).filter(|text| !text.is_empty() && self.view.value(at) != Value::Null);
        if text.is_none() {
            self.mistake_at(at, "text belongs here".to_owned());
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
                texts.push((text, self.view.place(item).span));
            }
        }
        texts
    }

    fn mistake_at(&mut self, at: At, message: String) {
        self.mistake(self.view.place(at).span, message);
    }

    fn mistake(&mut self, span: Span, message: String) {
        self.mistakes.push((span, message));
    }
}

fn unknown(name: &str, what: &str, known: &[&str]) -> String {
    match known {
        [] => format!("there is no {what} `{name}` here; remove it"),
        _ => format!("there is no {what} `{name}` here; it is one of {}", known.join(", ")),
    }
}

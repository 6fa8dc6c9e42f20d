//! Models written as YAML, each time in other styles, with comments wherever one may stand.

use crate::model::Model;
use crate::seed::Seed;

struct Yaml<'s> {
    seed: &'s mut Seed,
    out: String,
    step: usize,
    list_offset: usize,
    has_tags: bool,
    /// One comment on so many occasions.
    comments: usize,
    /// How many there are: each has its number.
    written: usize,
    anchors: Vec<(Model, String)>,
    has_anchors: bool,
    /// Whether a block scalar was written last, which would take deeper lines.
    is_behind_text: bool,
}

/// A template as YAML, whose line ends, byte order mark and end vary too.
#[must_use]
pub fn yaml(model: &Model, seed: &mut Seed) -> String {
    let step = *seed.pick(&[2, 2, 2, 4, 3]);
    let list_offset = *seed.pick(&[0, 0, 2, 2, 4]).min(&step);
    let (has_tags, comments) = (!seed.one_of(4), *seed.pick(&[3, 6, 12, 1000]));
    let has_anchors = seed.one_of(4);
    let mut yaml = Yaml {
        seed,
        out: String::new(),
        step,
        list_offset,
        has_tags,
        comments,
        written: 0,
        anchors: Vec::new(),
        has_anchors,
        is_behind_text: false,
    };
    if yaml.seed.one_of(8) {
        yaml.out.push_str("# The header of the file.\n");
    }
    if yaml.seed.one_of(8) {
        yaml.out.push_str("---\n");
    }
    yaml.block(model, 0);
    let mut text = yaml.out;
    text.push('\n');
    match seed.below(12) {
        0 => text.push_str("...\n"),
        1 => text.push_str("---\nAnother: document\n"),
        2 => text.push_str("# The end.\n\n"),
        3..=5 if !text.ends_with("\n\n") => {
            text.pop();
        }
        _ => {}
    }
    match seed.below(8) {
        0 => text = text.replace('\n', "\r\n"),
        1 => text = text.replace('\n', "\r"),
        _ => {}
    }
    if seed.one_of(10) { ["\u{feff}", &text].concat() } else { text }
}

impl Yaml<'_> {
    fn comment_lines(&mut self, column: usize) {
        while self.seed.one_of(self.comments) {
            let column = if !self.is_behind_text && self.seed.one_of(4) { self.seed.below(column + 4) } else { column };
            self.out.push_str(&" ".repeat(column));
            let text = *self.seed.pick(&["# a comment", "#\tit's {a}: [b] & é", "# Key: value", "#"]);
            self.comment(text);
            self.out.push('\n');
        }
        if !self.is_behind_text && self.seed.one_of(9) {
            let blank = *self.seed.pick(&["\n", "\n\n", "  \n"]);
            self.out.push_str(blank);
        }
    }

    /// A comment with its number, so that each is told from the others.
    fn comment(&mut self, text: &str) {
        self.written += 1;
        self.out.push_str(&format!("{text} {}", self.written));
    }

    fn behind_line(&mut self) {
        if !self.is_behind_text && self.seed.one_of(self.comments) {
            let comment = *self.seed.pick(&[" # c", "\t# tab", "  # it's: {x}"]);
            self.comment(comment);
        } else if !self.is_behind_text && self.seed.one_of(20) {
            self.out.push(' ');
        }
        self.out.push('\n');
    }

    /// A collection or a scalar at a column where a line has begun, without the last line end.
    fn block(&mut self, model: &Model, column: usize) {
        match model {
            Model::Map(entries) if !entries.is_empty() => self.mapping(entries, column),
            Model::List(items) if !items.is_empty() => {
                for (number, item) in items.iter().enumerate() {
                    if number > 0 {
                        self.behind_line();
                        self.comment_lines(column);
                        self.out.push_str(&" ".repeat(column));
                    }
                    self.out.push('-');
                    self.is_behind_text = false;
                    self.element(item, column);
                }
            }
            _ => self.inline(model, column),
        }
    }

    fn element(&mut self, item: &Model, column: usize) {
        let is_on_lines = matches!(item, Model::Map(entries) if !entries.is_empty())
            || matches!(item, Model::List(items) if !items.is_empty());
        if self.alias(item) {
            return;
        }
        if !is_on_lines || self.seed.one_of(4) {
            if *item == Model::Null && self.seed.one_of(2) {
                return;
            }
            self.out.push(' ');
            return self.inline(item, column);
        }
        if self.seed.one_of(6) {
            self.behind_line();
            self.comment_lines(column + 2);
            self.out.push_str(&" ".repeat(column + 2));
        } else {
            self.out.push(' ');
        }
        self.is_behind_text = false;
        self.block(item, column + 2);
    }

    fn mapping(&mut self, entries: &[(String, Model)], column: usize) {
        let merged = if self.seed.one_of(40) { self.seed.below(entries.len()) } else { entries.len() };
        for (number, (key, value)) in entries.iter().enumerate() {
            if number > 0 {
                self.behind_line();
                self.comment_lines(column);
                self.out.push_str(&" ".repeat(column));
            }
            self.is_behind_text = false;
            if number == merged {
                self.out.push_str("<<: ");
                self.flow_mapping(&[(key.clone(), value.clone())], None);
                continue;
            }
            let key = self.key(key, false);
            if self.seed.one_of(30) {
                self.out.push_str(&format!("? {key}\n{}: ", " ".repeat(column)));
                self.inline(value, column);
                continue;
            }
            self.out.push_str(&key);
            self.out.push_str(if self.seed.one_of(20) { " :" } else { ":" });
            self.value(value, column);
        }
    }

    /// What stands behind a colon.
    fn value(&mut self, value: &Model, column: usize) {
        let is_list = matches!(value, Model::List(items) if !items.is_empty());
        let is_map = matches!(value, Model::Map(entries) if !entries.is_empty());
        if self.alias(value) || (*value == Model::Null && self.seed.one_of(2)) {
            return;
        }
        let is_long = matches!(value, Model::Function(..)) && !self.has_tags && self.seed.one_of(2);
        if let Model::Function(name, argument) = value
            && self.has_tags
            && matches!(&**argument, Model::List(items) if !items.is_empty())
            && self.seed.one_of(2)
        {
            self.out.push_str(&format!(" !{}", name.trim_start_matches("Fn::")));
            self.behind_line();
            let inner = column + if self.list_offset == 0 { self.step } else { self.list_offset };
            self.comment_lines(inner);
            self.out.push_str(&" ".repeat(inner));
            return self.block(argument, inner);
        }
        if (is_list || is_map) && !self.seed.one_of(5) || is_long {
            if !is_long {
                self.anchor(value);
            }
            self.behind_line();
            let inner = column + if is_list { self.list_offset } else { self.step };
            self.comment_lines(inner);
            self.out.push_str(&" ".repeat(inner));
            match value {
                Model::Function(name, argument) => {
                    self.out.push_str(&format!("{name}:"));
                    self.value(argument, inner);
                }
                _ => self.block(value, inner),
            }
            return;
        }
        if matches!(value, Model::Text(text) if !text.is_empty() && !text.contains('\n')) && self.seed.one_of(20) {
            self.behind_line();
            self.out.push_str(&" ".repeat(column + self.step));
        } else {
            self.out.push(' ');
        }
        self.inline(value, column);
    }

    fn anchor(&mut self, value: &Model) {
        if self.has_anchors && self.seed.one_of(8) {
            let name = format!("a{}", self.anchors.len());
            self.out.push_str(&format!(" &{name}"));
            self.anchors.push((value.clone(), name));
        }
    }

    fn alias(&mut self, value: &Model) -> bool {
        let known = self.anchors.iter().find(|(known, _)| known == value).map(|(_, name)| name.clone());
        let Some(name) = known.filter(|_| !self.seed.one_of(3)) else { return false };
        self.out.push_str(&format!(" *{name}"));
        true
    }

    /// On the line where it stands, or in brackets on several.
    fn inline(&mut self, value: &Model, column: usize) {
        match value {
            Model::Text(text) if text.ends_with('\n') && !text.starts_with([' ', '\n']) && !self.seed.one_of(3) => {
                self.lines(text, column);
            }
            Model::Text(text) if self.has_anchors && !text.is_empty() && self.seed.one_of(5) => {
                let name = format!("a{}", self.anchors.len());
                self.anchors.push((value.clone(), name.clone()));
                self.out.push_str(&format!("&{name} "));
                let text = self.scalar(text, false);
                self.out.push_str(&text);
            }
            Model::Text(text) => {
                let text = self.scalar(text, false);
                self.out.push_str(&text);
            }
            _ => {
                let indent = self.seed.one_of(3).then_some(column + self.step);
                self.flow(value, indent);
            }
        }
    }

    /// A text behind `|` or `>`.
    fn lines(&mut self, text: &str, column: usize) {
        let indent = column + self.step;
        let is_folded = text.matches('\n').count() == 1 && self.seed.one_of(2);
        let keeps = self.seed.one_of(4);
        self.out.push_str(if is_folded { ">" } else { "|" });
        self.out.push_str(if keeps { "+" } else { "" });
        if self.seed.one_of(6) {
            self.comment(" # of lines");
        }
        for line in text.lines() {
            self.out.push('\n');
            self.out.push_str(&" ".repeat(indent));
            self.out.push_str(line);
        }
        if !keeps && self.seed.one_of(4) {
            self.out.push('\n');
        }
        self.is_behind_text = true;
    }

    fn flow(&mut self, value: &Model, lines: Option<usize>) {
        match value {
            Model::Null => self.out.push_str(if self.seed.one_of(2) { "null" } else { "~" }),
            Model::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Model::Number(text) => self.out.push_str(text),
            Model::Text(text) => {
                let text = self.scalar(text, true);
                self.out.push_str(&text);
            }
            Model::List(items) => self.within(['[', ']'], items, lines, |yaml, item, lines| yaml.flow(item, lines)),
            Model::Map(entries) => self.flow_mapping(entries, lines),
            Model::Function(name, argument) if self.has_tags && !matches!(**argument, Model::Function(..)) => {
                self.out.push_str(&format!("!{} ", name.trim_start_matches("Fn::")));
                match &**argument {
                    Model::Text(text) => {
                        let text = self.scalar(text, true);
                        self.out.push_str(&text);
                    }
                    argument => self.flow(argument, None),
                }
            }
            Model::Function(name, argument) => self.flow_mapping(&[(name.clone(), (**argument).clone())], None),
        }
    }

    fn flow_mapping(&mut self, entries: &[(String, Model)], lines: Option<usize>) {
        self.within(['{', '}'], entries, lines, |yaml, (key, value), lines| {
            let key = yaml.key(key, true);
            yaml.out.push_str(&key);
            if *value == Model::Null && yaml.seed.one_of(2) && lines.is_some() {
                yaml.out.push_str(": ");
                return;
            }
            yaml.out.push_str(": ");
            yaml.flow(value, lines);
        });
    }

    fn within<T>(
        &mut self,
        [open, close]: [char; 2],
        items: &[T],
        lines: Option<usize>,
        mut write: impl FnMut(&mut Self, &T, Option<usize>),
    ) {
        self.out.push(open);
        let lines = lines.filter(|_| !items.is_empty());
        if lines.is_none() && self.seed.one_of(8) {
            self.out.push(' ');
        }
        for (number, item) in items.iter().enumerate() {
            if let Some(column) = lines {
                self.behind_line();
                self.comment_lines(column);
                self.out.push_str(&" ".repeat(column));
            } else if number > 0 && !self.out.ends_with(' ') {
                self.out.push(' ');
            }
            let inner = lines.filter(|_| self.seed.one_of(2)).map(|column| column + 2);
            write(self, item, inner);
            if number + 1 < items.len() || self.seed.one_of(12) {
                self.out.push(',');
            }
        }
        if let Some(column) = lines {
            self.behind_line();
            self.out.push_str(&" ".repeat(column));
        } else if self.seed.one_of(8) {
            self.out.push(' ');
        }
        self.out.push(close);
    }

    fn key(&mut self, text: &str, in_flow: bool) -> String {
        if is_simple(text) && !self.seed.one_of(10) { text.to_owned() } else { self.quoted(text, in_flow) }
    }

    fn scalar(&mut self, text: &str, in_flow: bool) -> String {
        if is_simple(text) && !self.seed.one_of(5) { text.to_owned() } else { self.quoted(text, in_flow) }
    }

    fn quoted(&mut self, text: &str, _: bool) -> String {
        match text.contains('\n') || self.seed.one_of(2) {
            true => serde_json::Value::from(text).to_string(),
            false => format!("'{}'", text.replace('\'', "''")),
        }
    }
}

/// Whether a text needs no quotes anywhere.
fn is_simple(text: &str) -> bool {
    text.len() > 3
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/'))
        && !["true", "null", "false"].contains(&text.to_ascii_lowercase().as_str())
}

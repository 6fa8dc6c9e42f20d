//! The bytes of rule files in, plans out, with what is wrong in them and where. The last set is kept: one that comes again is
//! not read again.

use std::cell::RefCell;
use std::rc::Rc;

use tablewarden_engine::{Options, Plan, SourceFile};
use tablewarden_guard::{Dialect, Parsed, Rule, header, parse};
use tablewarden_order::Set;
use tablewarden_source::{FileId, Gravity, Problem, SourceText, Span};
use tablewarden_template::{Limits, Reading, Syntax, View, read};
use tablewarden_wire::Severity;

use crate::pack::severity;
use crate::raw_notice::RawNotice;
use crate::reading::FACTS_KEY;
use crate::rule_name::comparable;

/// Rule files, ready to be evaluated.
pub(crate) struct RuleSet {
    pub(crate) files: Vec<RuleFile>,
    /// Rules on the plain template, and rules that ask for the facts too.
    plain: CompiledFiles,
    with_facts: CompiledFiles,
    /// The ids of files and the names of rules, as they are compared.
    names: Set<String>,
    key: SetKey,
}

/// What a set was made of: names, bytes, and the dialect.
#[derive(PartialEq, Eq)]
struct SetKey(Vec<(String, Vec<u8>)>, Dialect);

/// The rule files of one kind.
pub(crate) struct CompiledFiles {
    pub(crate) plan: Plan,
    /// For each file of the plan its index in the set.
    pub(crate) files: Vec<usize>,
}

/// One rule file.
pub(crate) struct RuleFile {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) parsed: Parsed,
    /// What of its header counts here.
    pub(crate) header: FileHeader,
    /// What of its text cannot be read. With anything here none of its rules is evaluated.
    pub(crate) unread: Vec<Problem>,
    /// What keeps a rule from being evaluated as it was meant.
    pub(crate) broken: Vec<Problem>,
    /// The messages of `broken`.
    reported: Set<String>,
}

/// What the comments at the top of a rule file say. All of it may be missing.
#[derive(Debug, Default)]
pub(crate) struct FileHeader {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) severity: Option<Severity>,
    pub(crate) fix: Option<String>,
    /// Whether the rules ask for the facts under the key `DynamoDB`.
    pub(crate) facts: bool,
}

/// The most bytes that are read of one rule file.
const MOST_BYTES: usize = 4 << 20;

impl RuleFile {
    fn new(name: &str, bytes: &[u8], dialect: Dialect) -> Self {
        let no_room = tablewarden_heap::is_half_full();
        let too_large = no_room || bytes.len() > MOST_BYTES;
        let source = SourceText::new(if too_large { &[] } else { bytes });
        let text = source.text.into_owned();
        let parsed = parse(&text, dialect);
        let header = file_header(&text);
        let size = || {
            let message = match no_room {
                true => "The rule files before this one take all of the memory. Check fewer at a time.".to_owned(),
                false => format!("The file has more than {MOST_BYTES} bytes. Split it."),
            };
            unread(Span::at(0), message)
        };
        let problems = source.problems.into_iter().map(|problem| unread(problem.span, problem.message));
        let errors = parsed.errors.iter().map(|error| unread(error.span, error.message.clone()));
        let unread = too_large.then(size).into_iter().chain(problems).chain(errors).collect();
        Self { name: name.to_owned(), text, parsed, header, unread, broken: Vec::new(), reported: Set::new() }
    }

    /// Whether its rules can be evaluated: it was read without an error.
    pub(crate) fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// Whether there is nothing in it to evaluate, though it was read.
    pub(crate) fn has_no_rule(&self) -> bool {
        self.is_whole() && self.parsed.file.defaults.is_empty() && self.parsed.file.plain_rules().next().is_none()
    }

    /// All that is wrong with it; `file` is its number among the files of the request.
    pub(crate) fn notices(&self, file: FileId) -> impl Iterator<Item = RawNotice> {
        self.unread.iter().chain(&self.broken).map(move |problem| RawNotice::of_problem(file, problem))
    }

    /// Whether this error of a rule, with or without words in front, was reported when the file was read.
    pub(crate) fn is_reported(&self, error: &str) -> bool {
        let inner = error.split_once(": ").map_or(error, |(_, inner)| inner);
        self.reported.contains(error) || self.reported.contains(inner)
    }

    /// The rule whose name stands there; none for the lines outside of rules.
    pub(crate) fn rule_named_at(&self, name: Span) -> Option<&Rule> {
        let rules = &self.parsed.file.rules;
        let at = rules.binary_search_by_key(&name.start, |rule| rule.name.span.start).ok()?;
        rules.get(at)
    }

    /// The severity of a rule's failures: that above it, that of the file, or error.
    pub(crate) fn severity(&self, name: Span) -> Severity {
        let word =
            self.rule_named_at(name).and_then(|rule| rule.severity.as_ref()).and_then(|word| severity(&word.text));
        word.or(self.header.severity).unwrap_or(Severity::Error)
    }
}

/// What keeps rules of a file from being evaluated.
fn unread(span: Span, message: String) -> Problem {
    Problem { gravity: Gravity::Incomplete, message, span }
}

/// The header, where it is YAML with keys that mean something here; any other comment says nothing.
fn file_header(text: &str) -> FileHeader {
    let Some(header) = header(text) else { return FileHeader::default() };
    let document = read(&header.text, Syntax::Yaml, Limits { depth: 8, nodes: 4_000, bytes: 64 << 10 });
    let view = View::new(&document.tree, Reading::CloudFormation);
    let Some(root) = view.root().filter(|_| document.problems.is_empty()) else { return FileHeader::default() };
    let word = |key: &str| view.get(root, key).and_then(|at| view.text(at)).map(|text| text.trim().to_owned());
    FileHeader {
        id: word("id"),
        title: word("title"),
        severity: word("severity").and_then(|word| severity(&word)),
        fix: word("fix"),
        facts: word("facts").is_some_and(|word| word == FACTS_KEY.to_ascii_lowercase()),
    }
}

impl RuleSet {
    /// The parts to be evaluated: on the plain template, and with the facts.
    pub(crate) fn parts(&self) -> [(&CompiledFiles, bool); 2] {
        [(&self.plain, false), (&self.with_facts, true)]
    }

    /// Whether a rule has this name, or a file this id.
    pub(crate) fn knows(&self, rule: &str) -> bool {
        self.names.contains(&comparable(rule))
    }

    fn new(key: SetKey) -> Self {
        let SetKey(files, dialect) = &key;
        let mut files: Vec<RuleFile> = files.iter().map(|(name, bytes)| RuleFile::new(name, bytes, *dialect)).collect();
        let without_facts = part(&mut files, *dialect, false);
        let with_facts = part(&mut files, *dialect, true);
        let mut names = Set::new();
        for file in &files {
            names.extend(file.header.id.as_deref().map(comparable));
            for rule in &file.parsed.file.rules {
                names.insert(comparable(&rule.name.text));
            }
        }
        Self { files, plain: without_facts, with_facts, names, key }
    }
}

/// Compiles the files that ask for facts, or those that do not.
fn part(files: &mut [RuleFile], dialect: Dialect, facts: bool) -> CompiledFiles {
    let of_part = |(index, file): (usize, &RuleFile)| (file.is_whole() && file.header.facts == facts).then_some(index);
    let indices: Vec<usize> = files.iter().enumerate().filter_map(of_part).collect();
    let sources: Vec<SourceFile<'_>> = indices
        .iter()
        .filter_map(|index| files.get(*index))
        .map(|file| SourceFile { text: &file.text, rules: &file.parsed.file, parameters: &[] })
        .collect();
    let (plan, problems) = Plan::compile(&sources, &Options { dialect });
    for problem in problems {
        if let Some(file) = indices.get(problem.file).and_then(|index| files.get_mut(*index)) {
            file.reported.insert(problem.message.clone());
            file.broken.push(unread(problem.span, problem.message));
        }
    }
    CompiledFiles { plan, files: indices }
}

pub(crate) fn guard_dialect(dialect: tablewarden_wire::Dialect) -> Dialect {
    match dialect {
        tablewarden_wire::Dialect::V3_2_0 => Dialect::V3_2_0,
        tablewarden_wire::Dialect::V3_2_1 => Dialect::V3_2_1,
    }
}

thread_local! {
    /// One instance of the wasm module is one thread, and a run over many templates brings the same rules each time.
    static LAST: RefCell<Option<Rc<RuleSet>>> = const { RefCell::new(None) };
}

/// The set of these files. `dialect` is whose verdicts they give.
pub(crate) fn load(files: &[(&str, &[u8])], dialect: tablewarden_wire::Dialect) -> Rc<RuleSet> {
    let dialect = guard_dialect(dialect);
    LAST.with_borrow_mut(|last| {
        if let Some(set) = last
            && set.key.1 == dialect
            && set.key.0.iter().map(|(name, bytes)| (&**name, &**bytes)).eq(files.iter().copied())
        {
            return Rc::clone(set);
        }
        let owned = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let set = Rc::new(RuleSet::new(SetKey(owned, dialect)));
        *last = Some(Rc::clone(&set));
        set
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Rc<RuleSet> {
        load(&[("a.guard", text.as_bytes())], tablewarden_wire::Dialect::default())
    }

    #[test]
    fn a_header_may_say_something_or_nothing() {
        let set = one("# id: ORG-1\n# severity: warning\n# facts: dynamodb\n# fix: do it\nrule a { b exists }");
        assert!(set.parts()[1].0.files == [0] && set.knows("org-1") && set.knows("a") && !set.knows("b"));
        assert_eq!(set.files[0].severity(Span::at(0)), Severity::Warning);
        let set = one("# Copyright: me, all of it\n# - and: [more\nrule a { b exists }");
        assert!(set.parts()[1].0.files.is_empty() && set.files[0].header.id.is_none());
    }

    #[test]
    fn a_set_that_comes_again_is_the_same_one() {
        let first = one("rule a { b exists }");
        assert!(Rc::ptr_eq(&first, &one("rule a { b exists }")));
        assert!(!Rc::ptr_eq(&first, &one("rule a { c exists }")));
    }

    #[test]
    fn what_is_wrong_has_its_place_in_the_rule_file() {
        let set = one("rule a {\n  b = 1\n}\n");
        assert!(!set.files[0].is_whole());
        assert_eq!(set.files[0].unread[0].span.start, 13);
        let set = load(&[("a.guard", b"rule a { b exists } # \xe9")], Default::default());
        assert!(!set.files[0].is_whole(), "a byte that is no UTF-8");
        let set = one("rule a {\n  %nobody == 1\n}\n");
        let file = &set.files[0];
        assert!(file.is_whole() && file.broken[0].message.contains("nobody"));
        assert!(
            file.is_reported(&file.broken[0].message) && !file.is_reported("the rule cannot be evaluated: a circle")
        );
        assert!(file.is_reported(&format!("the rule cannot be evaluated: {}", file.broken[0].message)));
    }
}

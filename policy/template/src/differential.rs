//! For tests: the readers against others, on documents made by a seeded generator; and what holds for every document,
//! on broken ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::Value as Json;
use serde_yaml::Value as Yaml;

use crate::invariants::{check, sound};
use crate::{At, Limits, Reading, Syntax, Value, View, read};

/// A small generator of numbers, the same on every run.
pub(crate) struct Seed(pub(crate) u64);

impl Seed {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    pub(crate) fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

const WORDS: [&str; 34] = [
    "Type",
    "AWS::DynamoDB::Table",
    "",
    " ",
    "a b",
    "yes",
    "no",
    "true",
    "null",
    "~",
    "012",
    "1e5",
    "0x1F",
    "2012-10-17",
    "é",
    "😀",
    "a\nb\n",
    "a\n",
    "\n",
    "  lead",
    "trail ",
    "it's",
    "say \"so\"",
    "back\\slash",
    "tab\tin",
    "# no",
    "a # b",
    "a: b",
    "- x",
    "<<",
    "${A}",
    "!x",
    "&x",
    "@x",
];

fn value(seed: &mut Seed, depth: usize) -> Json {
    match seed.below(if depth > 4 { 7 } else { 11 }) {
        0 => Json::Null,
        1 => Json::Bool(seed.below(2) == 0),
        2 => Json::from(i64::try_from(seed.below(100_000)).unwrap() - 50_000),
        3 => Json::from(f64::from(u32::try_from(seed.below(1000)).unwrap()) / 8.0 + 0.5),
        4..=6 => Json::from(seed.pick(&WORDS)),
        7 | 8 => (0..seed.below(5)).map(|_| value(seed, depth + 1)).collect(),
        _ => {
            let entries = (0..seed.below(6)).map(|at| (format!("{}{at}", seed.pick(&WORDS)), value(seed, depth + 1)));
            Json::Object(entries.collect())
        }
    }
}

fn same_as_json(view: View<'_>, at: At, json: &Json) {
    match (view.value(at), json) {
        (Value::Null, Json::Null) => {}
        (Value::Bool(a), Json::Bool(b)) => assert_eq!(a, *b),
        (Value::Int(a), Json::Number(b)) => assert_eq!(Some(a), b.as_i64()),
        (Value::Float(a), Json::Number(b)) => assert_eq!(Some(a), b.as_f64()),
        (Value::Str(a), Json::String(b)) => assert_eq!(a, b),
        (Value::List, Json::Array(b)) => {
            assert_eq!(view.len(at), b.len());
            view.items(at).zip(b).for_each(|(a, b)| same_as_json(view, a, b));
        }
        (Value::Map, Json::Object(b)) => {
            assert_eq!(view.len(at), b.len());
            b.iter().for_each(|(key, b)| same_as_json(view, view.get(at, key).expect(key), b));
        }
        (a, b) => panic!("{a:?} is not {b}"),
    }
}

fn same_as_yaml(view: View<'_>, at: At, yaml: &Yaml) {
    match (view.value(at), yaml) {
        (Value::Null, Yaml::Null) => {}
        (Value::Bool(a), Yaml::Bool(b)) => assert_eq!(a, *b),
        (Value::Int(a), Yaml::Number(b)) => assert_eq!(Some(a), b.as_i64()),
        (Value::Float(a), Yaml::Number(b)) => assert!(Some(a) == b.as_f64() || (a.is_nan() && b.is_nan()), "{a} {b:?}"),
        (Value::Str(a), Yaml::String(b)) => assert_eq!(a, b),
        (Value::List, Yaml::Sequence(b)) => {
            assert_eq!(view.len(at), b.len());
            view.items(at).zip(b).for_each(|(a, b)| same_as_yaml(view, a, b));
        }
        (Value::Map, Yaml::Mapping(b)) => {
            assert_eq!(view.len(at), b.len());
            for (key, b) in b {
                let key = key.as_str().expect("a key that is text");
                same_as_yaml(view, view.get(at, key).expect(key), b);
            }
        }
        (Value::Map, Yaml::Tagged(b)) => {
            let entry = view.entries(at).next().unwrap();
            let short = b.tag.to_string();
            assert_eq!(entry.key.trim_start_matches("Fn::"), short.trim_start_matches('!'));
            same_as_yaml(view, entry.value, &b.value);
        }
        (a, b) => panic!("{a:?} is not {b:?}"),
    }
}

#[test]
fn generated_json_is_what_serde_json_says() {
    let mut seed = Seed(0x9e37_79b9_7f4a_7c15);
    for _ in 0..400 {
        let json = value(&mut seed, 0);
        for text in [json.to_string(), serde_json::to_string_pretty(&json).unwrap()] {
            let document = sound(&text, Syntax::Json);
            assert_eq!(document.problems, [], "{text}");
            let view = View::new(&document.tree, Reading::GuardTest);
            same_as_json(view, view.root().unwrap(), &json);
        }
    }
}

#[test]
fn generated_yaml_is_what_it_was_made_from() {
    let mut seed = Seed(0x2545_f491_4f6c_dd1d);
    for _ in 0..400 {
        let json = value(&mut seed, 0);
        let text = serde_yaml::to_string(&json).unwrap();
        let document = sound(&text, Syntax::Yaml);
        assert_eq!(document.problems, [], "{text}");
        let view = View::new(&document.tree, Reading::GuardTest);
        same_as_json(view, view.root().unwrap(), &json);
    }
}

#[test]
fn written_yaml_is_what_serde_yaml_says() {
    let texts = [
        "a: 1\nb: [x, {y: z}, !Ref q]\nc: !Sub\n  - t\n  - {u: v}\n",
        "a: &x {k: 1, l: 2}\nb: *x\nc:\n  <<: *x\n  l: 3\n",
        "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc: {<<: [*x, *y], n: 4}\n",
        "a: |\n  x\n   y\n\n  z\nb: >-\n  x\n  y\n\n  z\nc: |+\n  x\n\nd: >\n    a\n      b\n    c\n",
        "- a\n-\n  - b\n- - c\n  - d: e\n    f: g\n-\n",
        "\"q\\u00e9\\t\": 'it''s'\nb: \"x\n  y\n\n  z\\\n  w\"\nc: p\n  q\n\n  r\n",
        "a: [b: c, d]\ne: {f, g: , h: i}\n? j\n: k\n",
        "a: 0x1F\nb: 0o17\nc: 012\nd: 1e3\ne: .inf\nf: -.INF\ng: .nan\nh: ~\ni: yes\nj: True\nk: 2012-10-17\nl: 1_000\nm: +5\nn: 0b11\n",
        "%YAML 1.1\n---\na: b # c\n...\n",
        "\u{feff}a: b\n",
        "a: http://x/y#z\nb: a,b\nc: x:y\nd: -1\ne: - \n",
        "a:\r\n  b: |\r\n    x\r\n    y\r\n  c: d\r\n",
        "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      KeySchema:\n      - {AttributeName: !Ref P, KeyType: HASH}\n      Name: !If [A, !Sub '${B}', !Ref 'AWS::NoValue']\n",
        "a: !GetAtt b.c\nd: !Join ['', [!Select [0, !GetAZs ''], x]]\ne: !Base64\n  Fn::Sub: |\n    x\n",
    ];
    for text in texts {
        let Ok(mut yaml) = serde_yaml::from_str::<Yaml>(text) else {
            continue;
        };
        yaml.apply_merge().unwrap();
        let document = sound(text, Syntax::Yaml);
        let view = View::new(&document.tree, Reading::GuardTest);
        same_as_yaml(view, view.root().unwrap(), &yaml);
    }
    let read = texts.iter().filter(|text| serde_yaml::from_str::<Yaml>(text).is_ok()).count();
    assert!(read >= texts.len() - 2, "the oracle reads {read}");
}

const SNIPPETS: [&str; 40] = [
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "-",
    "#",
    "\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    "!Ref ",
    "!",
    "&a ",
    "*a",
    "<<: ",
    "|",
    ">",
    "|-\n",
    "@",
    "%",
    "\\",
    "\\u",
    "\\ud83d",
    "é",
    "\u{feff}",
    "---\n",
    "...\n",
    "? ",
    "Resources:\n",
    "  A:\n",
    "    b: c\n",
    "/*",
    "//",
    "1",
    "null",
];

/// `text` with a few bytes cut, doubled or put in, always at the border of a character.
pub(crate) fn mutated(text: &str, seed: &mut Seed) -> String {
    let mut text = text.to_owned();
    for _ in 0..=seed.below(4) {
        let mut at = seed.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match seed.below(4) {
            0 => text.truncate(at),
            1 => {
                let mut end = (at + seed.below(12)).min(text.len());
                while !text.is_char_boundary(end) {
                    end += 1;
                }
                text.replace_range(at..end, "");
            }
            _ => text.insert_str(at, seed.pick(&SNIPPETS)),
        }
    }
    text
}

#[test]
fn broken_texts_keep_every_promise() {
    let base = [
        "Description: d\nResources:\n  First:\n    Type: T # c\n    P: &x [1, {a: !Sub 'b'}]\n  Second:\n    <<: *x\n    Q: |\n      text\n      more\n  # c\n  Third: {a: b, c: [d, e]}\nOutputs:\n  O: \"q\\n\"\n",
        "{\n  \"Resources\": {\n    \"A\": {\n      \"T\": [1, 2.5e3, true],\n      \"U\": \"\\ud83d\\ude00\"\n    },\n    \"B\": {\"x\": null}\n  },\n  \"O\": {}\n}\n",
        "- a: b\n  c:\n  - d\n- ? [e]\n  : f\n---\ng\n",
        "",
    ];
    let mut seed = Seed(0x1234_5678_9abc_def1);
    for _ in 0..2500 {
        let text = mutated(base[seed.below(base.len())], &mut seed);
        for syntax in [Syntax::Auto, Syntax::Json, Syntax::Yaml] {
            sound(&text, syntax);
            let nodes = u32::try_from(seed.below(30)).unwrap();
            let depth = u32::try_from(seed.below(5)).unwrap();
            check(&read(&text, syntax, Limits { nodes, depth, ..Limits::default() }));
        }
    }
}

#[test]
fn truncated_texts_keep_every_promise() {
    let text = "a: &x 'é'\nR:\n  A: !Sub [b, {c: *x}]\n  B: >-\n    t\n   # no\n  C: {<<: {d: e}}\n# end\n";
    let json = "{\"a\": [1, {\"b\": \"\\u00e9é\"}, -2.5], \"c\": {}}";
    for text in [text, json] {
        for (at, _) in text.char_indices() {
            for syntax in [Syntax::Auto, Syntax::Json, Syntax::Yaml] {
                sound(&text[..at], syntax);
                sound(&text[at..], syntax);
            }
        }
    }
}

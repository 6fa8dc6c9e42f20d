//! One hostile input as its data file has it: YAML in, the bytes of its files and the words of a command out. Needs nothing of its crate,
//! so that `cargo xtask bench hostile` compiles it too.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use tablewarden_wire::Outcome;

use super::bytes::bytes;

/// What is checked where an input has no template.
const TEMPLATE: &str = "Resources: {T: {Type: AWS::SNS::Topic}}\n";

/// The name of a rule file.
pub(super) const RULES: &str = "hostile.guard";

/// One input, and what has to come of it in every host.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Input {
    /// What is hostile in it.
    pub name: String,
    /// The data file that it stands in, without its ending.
    #[serde(skip)]
    pub data_file: String,
    /// The template; without it a small one that is clean.
    template: Option<Text>,
    /// The name of the template's file.
    #[serde(default = "yaml")]
    pub(super) file: String,
    /// An earlier version of the template.
    pub(super) earlier: Option<Text>,
    /// A rule file, which is evaluated instead of the built-in rules.
    pub(super) rules: Option<Text>,
    /// Whether the built-in rules are evaluated all the same.
    #[serde(default)]
    built_in: bool,
    /// A file of values for the root of the template, for the rule file.
    pub(super) input_parameters: Option<Text>,
    /// A settings file.
    pub(super) settings: Option<Text>,
    /// A file of values for the parameters of the stack.
    pub(super) parameter_file: Option<Text>,
    /// Such values as the command line has them.
    #[serde(default)]
    pub(super) parameters: Vec<String>,
    /// What the answer says on the whole.
    pub outcome: Outcome,
    /// The rules that find something, each once, in the order of their names. Nothing else may be found.
    #[serde(default)]
    pub finds: Vec<String>,
    /// What stands in a notice, or in the reason why a rule could not be evaluated.
    #[serde(default)]
    pub says: Vec<String>,
}

fn yaml() -> String {
    "template.yaml".to_owned()
}

/// A text of an input: one part, or several in a row.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Text {
    One(Part),
    Row(Vec<Part>),
}

/// A part of a text.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Part {
    /// As it is.
    Text(String),
    /// Bytes that no YAML file may have, so many times: `%FF` is that byte.
    Bytes {
        bytes: String,
        #[serde(default = "once")]
        times: u32,
    },
    /// A text so many times. In it `{n}` is the number of the time, from 0; `{next}` is one more, and `{around}` too but for the last, where
    /// it is 0.
    Repeated { each: String, times: u32 },
}

const fn once() -> u32 {
    1
}

impl Text {
    /// The bytes that it stands for.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::One(part) => part.bytes().into_owned(),
            Self::Row(parts) => parts.iter().flat_map(|part| part.bytes().into_owned()).collect(),
        }
    }
}

impl Part {
    fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Text(text) => Cow::Borrowed(text.as_bytes()),
            Self::Bytes { bytes: text, times } => Cow::Owned(bytes(text).repeat(*times as usize)),
            Self::Repeated { each, times } if !each.contains('{') => {
                Cow::Owned(each.repeat(*times as usize).into_bytes())
            }
            Self::Repeated { each, times } => Cow::Owned((0..*times).flat_map(|n| numbered(each, n, *times)).collect()),
        }
    }
}

fn numbered(each: &str, n: u32, times: u32) -> Vec<u8> {
    let text = each.replace("{n}", &n.to_string());
    let text = text.replace("{next}", &(n + 1).to_string());
    text.replace("{around}", &((n + 1) % times).to_string()).into_bytes()
}

/// The inputs of a data file, whose name without its ending is given.
///
/// # Errors
/// Where something in it is no input.
pub fn inputs_of(data_file: &str, text: &[u8]) -> Result<Vec<Input>, serde_yaml::Error> {
    let listed: Vec<Input> = serde_yaml::from_slice(text)?;
    Ok(listed.into_iter().map(|input| Input { data_file: data_file.to_owned(), ..input }).collect())
}

impl fmt::Display for Input {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.data_file, self.name)
    }
}

impl Input {
    /// The words of a command that checks its template with its rules, and the files that the words name.
    #[must_use]
    pub fn command(&self) -> (Vec<String>, Vec<(&str, Vec<u8>)>) {
        let mut words = vec!["check", "--no-config", self.file.as_str()];
        let mut files = vec![(self.file.as_str(), self.template())];
        if let Some(rules) = &self.rules {
            words.extend(["--rules", RULES]);
            files.push((RULES, rules.bytes()));
        }
        if self.without_built_in() {
            words.push("--no-default-rules");
        }
        (words.into_iter().map(str::to_owned).collect(), files)
    }

    pub(super) fn without_built_in(&self) -> bool {
        self.rules.is_some() && !self.built_in
    }

    /// The bytes of the template.
    #[must_use]
    pub fn template(&self) -> Vec<u8> {
        self.template.as_ref().map_or_else(|| TEMPLATE.into(), Text::bytes)
    }
}

//! What a settings file says, for its JSON Schema. The engine reads the file itself and says where a mistake stands; a test
//! holds that both know the same keys.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use crate::{FailOn, Profile, Severity};

/// A settings file, `tablewarden.yaml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename_all = "camelCase")]
pub struct Settings {
    /// The address of this schema, for editors.
    #[schemars(rename = "$schema")]
    pub schema: Option<String>,
    /// Which rules are reported; `recommended` if nothing is said.
    pub profile: Option<Profile>,
    /// The least severity that makes the outcome `findings`; `warning` if nothing is said.
    pub fail_on: Option<FailOn>,
    /// How many findings of one rule are listed of one file, or `all`; 100 if nothing is said.
    pub max_findings: Option<Most>,
    /// The region the stack is deployed to.
    pub region: Option<String>,
    /// The account the stack is deployed to, twelve digits.
    pub account: Option<String>,
    /// The partition: `aws`, `aws-cn`, `aws-us-gov`.
    pub partition: Option<String>,
    /// The templates that all of this counts for; of a folder only these are checked.
    pub paths: Option<Paths>,
    /// Files and folders that are left out of a folder that is checked.
    pub exclude: Option<Texts>,
    /// Rules by their id or name.
    pub rules: Option<BTreeMap<String, Rule>>,
    /// Rule files, and folders of them, that are evaluated too; from the folder of the settings file on.
    pub rule_files: Option<Texts>,
    /// Values of the stack's parameters; what the command line gives goes before them.
    pub parameters: Option<BTreeMap<String, ParameterValue>>,
    /// What is written where the command line names no format: a format, or `FORMAT=FILE`.
    pub format: Option<Texts>,
    /// The baseline file; from the folder of the settings file on. `--baseline` goes before it.
    pub baseline: Option<String>,
    /// Rules that count only in production.
    pub production: Option<Production>,
    /// What tags are asked for.
    pub tags: Option<Tags>,
}

/// How many there are at most.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Most {
    /// A number, from 1.
    Number(std::num::NonZeroU32),
    /// However many there are.
    All(All),
}

/// The word for however many there are.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum All {
    /// However many there are.
    All,
}

/// Templates by their paths, seen from the folder of the settings file. A glob covers a file, or a folder with all that is in it.
/// Without `/` it is a name at any depth. `*` and `?` stand for characters of one name, `**` for any number of folders.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Paths {
    /// One of these globs has to cover it.
    pub only: Option<Texts>,
    /// None of these globs may cover it.
    pub except: Option<Texts>,
}

/// One text or several.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Texts {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// The value of a parameter: what it is in the template's own words, or the elements of a list.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum ParameterValue {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// The elements of a list.
    List(Vec<String>),
}

/// What is said of a rule.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Rule {
    /// The severity of what it finds.
    Severity(Severity),
    /// It is left out.
    Off(Off),
    /// More than one thing.
    Adjusted(Adjusted),
}

/// The word for a rule that is left out.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Off {
    /// It is left out.
    Off,
}

/// More than one thing about a rule.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Adjusted {
    /// The severity of what it finds; it is then reported whatever the profile is.
    pub severity: Option<Severity>,
    /// Values for its parameters, which `tablewarden rules list --format json` names.
    pub parameters: Option<BTreeMap<String, serde_json::Value>>,
    /// The templates that it counts for.
    pub paths: Option<Paths>,
}

/// Rules whose findings are notes outside of production.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Production {
    /// What says production; one of all is enough.
    pub when: Signs,
    /// The rules, by id or name.
    pub rules: Texts,
}

/// What says production.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Signs {
    /// Tags of a table, by key, and the values that say it.
    pub tag: Option<BTreeMap<String, Texts>>,
    /// Parameters of the template, by name, and the values that say it.
    pub parameter: Option<BTreeMap<String, Texts>>,
}

/// What tags are asked for.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Tags {
    /// The keys that each table has to have.
    pub required: Option<Vec<String>>,
}

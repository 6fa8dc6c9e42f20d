//! A value that is not known, in words: a place of the template in, what is not known there, why, and what would make it known
//! out. Decides nothing about what is known.

use tablewarden_cloudformation::{Parameter, Reason, Scenario, Step, Template, Unknown, When, may_be_filled_in};
use tablewarden_source::{Place, quoted, shown};
use tablewarden_template::{At, NodeId};
use tablewarden_wire::{Location, UnknownValue};

/// The value at the place.
pub(super) fn unknown_value(template: &Template<'_>, place: Place, span: Location) -> UnknownValue {
    let path = template.path_at(place, None);
    let (pointer, logical_id, at) = match &path {
        Some(path) => (path.pointer.clone(), path.logical_id, Some(path.at)),
        None => (String::new(), None, None),
    };
    let why = at.map(|at| why(template, at)).unwrap_or_default();
    let key = path.iter().flat_map(|path| path.way.iter().rev()).find_map(|step| match step {
        Step::Key(key) if !key.starts_with("Fn::") && *key != "Ref" => Some(*key),
        _ => None,
    });
    let of = logical_id.map(|id| [" of `", id, "`"].concat()).unwrap_or_default();
    let subject = match key.filter(|key| Some(*key) != logical_id) {
        Some(key) => ["`", key, "`", &of].concat(),
        None => ["Something", &of].concat(),
    };
    UnknownValue {
        message: shown([&subject, " isn't known here, because ", &why.because, "."].concat()),
        help: why.help.map(shown),
        name: why.name.map(|name| quoted(&name).into_owned()),
        parameters: why.parameters,
        span,
        path: shown(pointer),
        logical_id: logical_id.map(|id| shown(id.to_owned())),
    }
}

/// Why a value is not known.
struct Why {
    /// Reads after "because".
    because: String,
    help: Option<String>,
    name: Option<String>,
    parameters: Vec<String>,
}

impl Default for Why {
    fn default() -> Self {
        Self::of("it depends on other values that aren't known".to_owned(), None)
    }
}

impl Why {
    fn of(because: String, name: Option<&str>) -> Self {
        Self { because, help: None, name: name.map(str::to_owned), parameters: Vec::new() }
    }

    fn with_help(self, help: &str) -> Self {
        Self { help: Some(help.to_owned()), ..self }
    }
}

fn why(template: &Template<'_>, at: At) -> Why {
    let Some(Unknown { reason, name, .. }) = template.resolve(at, &Scenario::given(When::ALWAYS)).unknown() else {
        // Where a condition says that a parameter does not have its default, nobody knows what it has.
        let others = template.parameters_in(&[at]);
        return if others.is_empty() { Why::default() } else { of_parameters(template, &others, true) };
    };
    let missing = template.parameters_without_value(at);
    if !missing.is_empty() {
        return of_parameters(template, &missing, false);
    }
    if let Some(name) = name.filter(|name| may_be_filled_in(name)) {
        return Why::of(["another tool fills in `", name, "` before the deployment"].concat(), Some(name));
    }
    let text = |behind: &str| match template.view().text(at) {
        Some(text) => Why::of(["`", text, "` is ", behind].concat(), Some(text)),
        None => Why::of(["a part of it is ", behind].concat(), None),
    };
    let named = |before: &str, behind: &str| match name {
        Some(name) => Why::of([before, " `", name, "` ", behind].concat(), Some(name)),
        None => Why::of([before, " ", behind].concat(), None),
    };
    match reason {
        Reason::Pseudo => of_pseudo(name.unwrap_or("")),
        Reason::Resource => named("resource", "gets it at deployment"),
        Reason::Import => match import(template, at) {
            Some(export) => Why::of(["another stack exports it as `", export, "`"].concat(), Some(export)),
            None => Why::of("another stack exports it".to_owned(), None),
        },
        Reason::Dynamic => text("looked up at deployment"),
        Reason::Placeholder => text("filled in by another tool before the deployment"),
        Reason::Condition => named("condition", "isn't decided"),
        Reason::Mapping => Why::of("the mapping doesn't have its key".to_owned(), None),
        Reason::Transform => Why::of("a macro or an include makes it".to_owned(), None),
        Reason::Malformed | Reason::Damaged => Why::of("what stands there can't be read".to_owned(), None),
        Reason::TooLarge => Why::of("it is too large to follow".to_owned(), None),
        Reason::Parameter | Reason::Function => {
            Why::of("the function there isn't computed before the deployment".to_owned(), None)
        }
    }
}

/// Parameters that have no value here, or another one than their default. Those whose values are not shown, or are kept
/// elsewhere, are not asked for.
fn of_parameters(template: &Template<'_>, names: &[&str], is_default_excluded: bool) -> Why {
    let can_be_given = |name: &&str| template.parameter(name).is_some_and(Parameter::can_be_given);
    let asked: Vec<&str> = names.iter().copied().filter(can_be_given).collect();
    let several = names.join("` and `");
    let because = match names.first().and_then(|name| template.parameter(name)) {
        _ if is_default_excluded => ["a condition there excludes the default of `", &several, "`"].concat(),
        _ if names.len() > 1 => ["parameters `", &several, "` have no values"].concat(),
        Some(one) if one.is_stored() => ["parameter `", one.name, "` is looked up in Parameter Store"].concat(),
        Some(one) if one.no_echo => ["parameter `", one.name, "` has `NoEcho`"].concat(),
        _ => ["parameter `", &several, "` has no value"].concat(),
    };
    let help = ["Pass `--parameter ", &asked.join("=VALUE --parameter "), "=VALUE`."].concat();
    Why {
        because,
        help: (!asked.is_empty()).then_some(help),
        name: names.first().map(|name| (*name).to_owned()),
        parameters: asked.into_iter().map(str::to_owned).collect(),
    }
}

fn of_pseudo(name: &str) -> Why {
    let why = Why::of(["`", name, "` isn't given"].concat(), Some(name));
    match name {
        "AWS::Region" => why.with_help("Pass `--region REGION`."),
        "AWS::AccountId" => why.with_help("Pass `--account ACCOUNT`."),
        "AWS::Partition" | "AWS::URLSuffix" => why.with_help("Pass `--partition PARTITION`."),
        _ => Why::of(["`", name, "` is known at deployment only"].concat(), Some(name)),
    }
}

/// The export that the value imports, as it is written.
fn import<'d>(template: &Template<'d>, at: At) -> Option<&'d str> {
    let (view, tree) = (template.view(), template.view().main_tree());
    let inside = (at.node().0..tree.end(at.node()).0).map(|id| At::main(NodeId(id)));
    let mut functions = std::iter::once(at).chain(inside).filter_map(|at| view.intrinsic(at));
    let argument = functions.find(|function| function.key == "Fn::ImportValue")?.value;
    view.text(argument).or_else(|| view.text(view.intrinsic(argument)?.value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_wire::{CheckRequest, CheckResponse, VERSION};

    use crate::check_file::check;

    /// What is said of the values of a table that are not known; `properties` come below its keys.
    fn answer(properties: &str, more: &str) -> CheckResponse {
        let text = format!(
            "Parameters: {{Name: {{Type: String}}, Other: {{Type: String}}, Secret: {{Type: String, NoEcho: true}}, Empty: {{Type: \
             String, Default: ''}}, Stored: {{Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}}}}\nConditions: {{HasName: \
             !Not [!Equals [!Ref Empty, '']]}}\nMappings: {{Names: {{a: {{b: c}}}}}}\nResources:\n  Key: {{Type: \
             'AWS::KMS::Key'}}\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {{BillingMode: PAY_PER_REQUEST, KeySchema: \
             [{{AttributeName: id, KeyType: HASH}}], AttributeDefinitions: [{{AttributeName: id, AttributeType: S}}], \
             {properties}}}\n"
        );
        let header = format!(
            r#"{{"version": {VERSION}, "blobs": [], "file": {{"name": "t.yaml", "blob": 0}}, "unknownValues": true{more}}}"#
        );
        let request: CheckRequest = serde_json::from_str(&header).unwrap();
        check(&request, &[text.as_bytes()]).unwrap()
    }

    #[test]
    fn each_reason_is_named_with_what_would_help() {
        let cases = [
            ("!Ref Name", "parameter `Name` has no value", "Name", "Pass `--parameter Name=VALUE`."),
            (
                "!Sub '${Name}-${Other}'",
                "parameters `Name` and `Other` have no values",
                "Name",
                "Pass `--parameter Name=VALUE --parameter Other=VALUE`.",
            ),
            ("!Ref Secret", "parameter `Secret` has `NoEcho`", "Secret", ""),
            ("!Ref Stored", "parameter `Stored` is looked up in Parameter Store", "Stored", ""),
            ("!ImportValue net-name", "another stack exports it as `net-name`", "net-name", ""),
            ("!Sub '${AWS::Region}-x'", "`AWS::Region` isn't given", "AWS::Region", "Pass `--region REGION`."),
            ("!Ref AWS::StackName", "`AWS::StackName` is known at deployment only", "AWS::StackName", ""),
            ("!Ref Key", "resource `Key` gets it at deployment", "Key", ""),
            ("'{{resolve:ssm:/n}}'", "`{{resolve:ssm:/n}}` is looked up at deployment", "{{resolve:ssm:/n}}", ""),
            (
                "'${self:custom.n}'",
                "`${self:custom.n}` is filled in by another tool before the deployment",
                "${self:custom.n}",
                "",
            ),
            ("!If [Nowhere, a, b]", "condition `Nowhere` isn't decided", "Nowhere", ""),
            (
                "!If [HasName, !Ref Empty, fixed]",
                "a condition there excludes the default of `Empty`",
                "Empty",
                "Pass `--parameter Empty=VALUE`.",
            ),
        ];
        for (value, because, name, help) in cases {
            let answer = answer(&format!("TableName: {value}"), "");
            assert_eq!(answer.counts.unknown_values, 1, "{value}");
            let one = answer.unknown_values.first().unwrap();
            assert_eq!(one.message, format!("`TableName` of `T` isn't known here, because {because}."), "{value}");
            assert_eq!(one.help.as_deref().unwrap_or_default(), help, "{value}");
            assert_eq!((one.name.as_deref(), one.logical_id.as_deref()), (Some(name), Some("T")), "{value}");
            assert!(one.path.starts_with("/Resources/T/Properties/TableName"), "{value}: {}", one.path);
            assert_eq!(one.span.start.line, 8, "{value}");
            assert_eq!(one.parameters.is_empty(), !help.starts_with("Pass `--parameter"), "{value}");
        }
    }

    #[test]
    fn a_mapping_that_is_not_known_is_one_value() {
        let answer = answer("SSESpecification: !ImportValue encryption, TableName: !Ref Name", "");
        let paths: Vec<&str> = answer.unknown_values.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["/Resources/T/Properties/SSESpecification", "/Resources/T/Properties/TableName"]);
        assert_eq!(answer.counts.unknown_values, 2);
    }

    #[test]
    fn what_is_given_or_malformed_is_not_named() {
        assert_eq!(answer("TableName: !Ref Name", r#", "parameters": ["Name=orders"]"#).unknown_values, []);
        assert_eq!(answer("TableName: !Sub '${AWS::Region}-x'", r#", "region": "eu-west-1""#).unknown_values, []);
        assert_eq!(answer("TableName: !Rfe Name", "").unknown_values, []);
        assert_eq!(answer("TableName: orders", "").unknown_values, []);
    }
}

//! The parameters of a template, as it is written: what a stack can be given, and what each value may be. Never says what value
//! one has.

use tablewarden_cloudformation::{Context, Parameter, Template};
use tablewarden_order::Set;
use tablewarden_template::{Value, View};
use tablewarden_wire::{
    CheckResponse, ColumnUnit, FailOn, ParametersRequest, ParametersResponse, TemplateParameter, VERSION,
};

use crate::each_template::of_each_template;
use crate::raw_notice::RawNotice;
use crate::reading::{as_written, document, notice_of_no_template};
use crate::request::{Files, blob, limits};
use crate::response::ResponseBuilder;

/// The parameters of the template of a request.
///
/// # Errors
/// One line, where the request is none.
pub fn parameters(request: &ParametersRequest, blobs: &[&[u8]]) -> Result<ParametersResponse, String> {
    let mut all: Vec<TemplateParameter> = Vec::new();
    let mut names: Set<String> = Set::new();
    let response = of_each_template(&request.file, (ColumnUnit::default(), false), blobs, &mut |blobs, _| {
        let mut files = Files::new(ColumnUnit::default());
        let file = files.add(&request.file.name, blob(blobs, &request.file)?)?;
        let document = document(&files, file, limits(request.limits));
        let context = Context::default();
        let template = Template::read(as_written(&document.tree), &context);
        let of_bytes = files.source(file).into_iter().flat_map(|source| &source.problems);
        let mut response = ResponseBuilder::new(&files, file);
        response.notices(of_bytes.chain(&document.problems).map(|problem| RawNotice::of_problem(file, problem)));
        if !template.is_template() {
            response.notices([notice_of_no_template(&files, file, template.view(), false)]);
        }
        for parameter in template.parameters().iter() {
            // A value is given by its name, to all templates of the file.
            if names.insert(parameter.name.to_owned()) {
                let line = files.location(parameter.key_place).start.line;
                all.push(described(template.view(), parameter, line));
            }
        }
        Ok(response.finish(FailOn::Never))
    })?;
    let CheckResponse { file, outcome, notices, .. } = response;
    Ok(ParametersResponse { version: VERSION, file, outcome, notices, parameters: all })
}

fn described(view: View<'_>, parameter: &Parameter<'_>, line: u32) -> TemplateParameter {
    let text_at = |at| view.text(at).filter(|_| view.value(at) != Value::Null).map(str::to_owned);
    let text = |key| view.get(parameter.at, key).and_then(text_at);
    let default = parameter.default.and_then(text_at);
    let no_echo = view.get(parameter.at, "NoEcho").is_some_and(|at| !is_false(view.value(at)));
    TemplateParameter {
        name: parameter.name.to_owned(),
        line,
        type_name: parameter.type_name.to_owned(),
        required: default.is_none(),
        default: default.filter(|_| !no_echo),
        no_echo,
        allowed_values: parameter.allowed_values.iter().filter_map(|at| text_at(*at)).collect(),
        allowed_pattern: text("AllowedPattern"),
        min_length: text("MinLength"),
        max_length: text("MaxLength"),
        min_value: text("MinValue"),
        max_value: text("MaxValue"),
        constraint_description: text("ConstraintDescription"),
        description: text("Description"),
    }
}

/// Whether a value is plainly false, as a boolean or as a text.
fn is_false(value: Value<'_>) -> bool {
    match value {
        Value::Bool(is) => !is,
        Value::Str(text) => ["false", "no"].iter().any(|word| text.trim().eq_ignore_ascii_case(word)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use tablewarden_wire::{FileBlob, Limits, Outcome};

    use super::*;

    fn answer(text: &str) -> Result<ParametersResponse, String> {
        let file = FileBlob { name: "t.yaml".to_owned(), blob: 0 };
        let request = ParametersRequest { version: VERSION, blobs: Vec::new(), file, limits: Limits::default() };
        parameters(&request, &[text.as_bytes()])
    }

    #[test]
    fn values_are_texts_as_they_are_written() -> Result<(), String> {
        let text = "\
Parameters:
  Stage:
    Type: String
    Default: 007
    AllowedValues: [007, yes, \"1.50\", 2030-01-31]
    AllowedPattern: '[a-z]+'
    MinLength: 1
    MaxLength: '0x10'
    ConstraintDescription: \"one\\nof\"
    Description: >-
      where
      it runs
  Zones: {Type: 'List<AWS::EC2::AvailabilityZone::Name>'}
  Empty: {Type: CommaDelimitedList, Default: ''}
  Units: {Type: Number, MinValue: -1, MaxValue: 1e3, Default: 5.0}
Resources: {T: {Type: AWS::SNS::Topic}}
";
        let answer = answer(text)?;
        let some = |text: &str| Some(text.to_owned());
        assert_eq!((answer.outcome, answer.notices.len()), (Outcome::Clean, 0));
        let named = |name: &str, line, type_name: &str| TemplateParameter {
            name: name.to_owned(),
            line,
            type_name: type_name.to_owned(),
            ..TemplateParameter::default()
        };
        assert_eq!(
            answer.parameters,
            [
                TemplateParameter {
                    default: some("007"),
                    allowed_values: ["007", "yes", "1.50", "2030-01-31"].map(str::to_owned).to_vec(),
                    allowed_pattern: some("[a-z]+"),
                    min_length: some("1"),
                    max_length: some("0x10"),
                    constraint_description: some("one\nof"),
                    description: some("where it runs"),
                    ..named("Stage", 2, "String")
                },
                TemplateParameter { required: true, ..named("Zones", 13, "List<AWS::EC2::AvailabilityZone::Name>") },
                TemplateParameter { default: some(""), ..named("Empty", 14, "CommaDelimitedList") },
                TemplateParameter {
                    default: some("5.0"),
                    min_value: some("-1"),
                    max_value: some("1e3"),
                    ..named("Units", 15, "Number")
                },
            ]
        );
        Ok(())
    }

    #[test]
    fn a_secret_default_is_never_told() -> Result<(), String> {
        let hidden = ["true", "TRUE", "'true'", "yes", "on", "y", "1", "!Ref X", "[", "\"TRUE \""];
        for (word, is_hidden) in hidden.map(|word| (word, true)).into_iter().chain([
            ("false", false),
            ("no", false),
            ("off", false),
            ("'False'", false),
        ]) {
            let text = format!(
                "Parameters:\n  P:\n    Type: String\n    Default: hunter2\n    NoEcho: {word}\nResources: {{}}\n"
            );
            let answer = answer(&text)?;
            let parameter = answer.parameters.first().ok_or(word)?;
            assert_eq!((parameter.no_echo, parameter.default.is_none()), (is_hidden, is_hidden), "{word}");
            assert!(!parameter.required, "{word}");
        }
        Ok(())
    }

    #[test]
    fn of_a_damaged_template_what_could_be_read_is_there() -> Result<(), String> {
        let names = |answer: &ParametersResponse| -> Vec<String> {
            answer.parameters.iter().map(|parameter| parameter.name.clone()).collect()
        };
        let cut = answer(
            "Parameters:\n  A: {Type: String}\n  B: {Type: [}\n  C: {Type: Number}\nResources: {T: {Type: AWS::SNS::Topic}}\n",
        )?;
        assert_eq!(cut.outcome, Outcome::Incomplete);
        assert!(names(&cut).contains(&"A".to_owned()) && names(&cut).contains(&"C".to_owned()), "{cut:?}");
        let unfinished = answer("Parameters:\n  A: {Type: String}\n")?;
        assert_eq!((unfinished.outcome, names(&unfinished)), (Outcome::Error, vec!["A".to_owned()]));
        let odd = answer(
            "Parameters: {A: 1, B: [], C: null, D: {Type: {}, Default: [1], AllowedValues: x}}\nResources: {T: {Type: AWS::SNS::Topic}}\n",
        )?;
        assert_eq!(names(&odd), ["A", "B", "C", "D"]);
        assert!(odd.parameters.iter().all(|parameter| parameter.required && parameter.type_name.is_empty()));
        assert_eq!(answer("")?.parameters, []);
        Ok(())
    }
}

//! What a request says of the stack: where it is deployed, and the values of its parameters, given one by one or in files.
//! Never changes a template; what does not fit it is told.

use tablewarden_cloudformation::{
    Context, GivenValue, Parameter, PlaceKind, Template, given_values, mistake_in_place, mistake_in_places,
    name_and_value,
};
use tablewarden_order::Map;
use tablewarden_source::{FileId, Place, SourceText};
use tablewarden_template::{Limits, Reading, Syntax, View, read};
use tablewarden_wire::Gravity;

use super::sources::Sources;
use crate::raw_notice::RawNotice;

/// The stack of a request.
pub(crate) struct StackValues {
    /// What the template is read with.
    pub(crate) context: Context,
    /// The names that were given one by one.
    alone: Vec<String>,
    /// The names of each file and where they stand.
    files: Vec<Vec<(String, Place)>>,
    /// The names that the settings give, and where they stand.
    settings: Vec<(String, Place)>,
    /// What could not be read of a file.
    refused: Vec<(Place, String)>,
}

impl StackValues {
    /// Refuses names of places that a request says and that are none.
    ///
    /// # Errors
    /// One line.
    pub(crate) fn refuse_places(said: [&Option<String>; 3]) -> Result<(), String> {
        let kinds = [PlaceKind::Region, PlaceKind::Account, PlaceKind::Partition];
        let mut said = kinds.into_iter().zip(said).filter_map(|(kind, name)| Some((kind, name.as_deref()?)));
        said.find_map(|(kind, name)| mistake_in_place(kind, name)).map_or(Ok(()), Err)
    }

    /// Region, account and partition as far as they are said, and the values of parameters.
    ///
    /// # Errors
    /// One line, where the Region is in another partition, or a value that is given alone is none.
    pub(crate) fn read(
        [region, account, partition]: [Option<String>; 3],
        parameters: &[String],
        of_settings: &[(String, GivenValue)],
        sources: &Sources<'_>,
        limits: Limits,
    ) -> Result<Self, String> {
        if let Some(mistake) = mistake_in_places(region.as_deref(), partition.as_deref()) {
            return Err(mistake);
        }
        let context = Context { region, account, partition, parameters: Map::new() };
        let mut values =
            Self { context, alone: Vec::new(), files: Vec::new(), settings: Vec::new(), refused: Vec::new() };
        for (name, given) in of_settings {
            let place = given.place.unwrap_or_default().in_file(sources.settings.unwrap_or_default());
            let given = GivenValue { place: Some(place), ..given.clone() };
            values.context.parameters.insert(name.clone(), given);
            values.settings.push((name.clone(), place));
        }
        for file in &sources.parameter_values {
            if let Some(source) = sources.files.source(*file) {
                values.read_file(*file, source, limits);
            }
        }
        for text in parameters {
            let (name, value) =
                name_and_value(text).ok_or_else(|| format!("`{text}` is not a parameter. Write `NAME=VALUE`."))?;
            let before = values.context.parameters.insert(name.to_owned(), GivenValue::text(value));
            if before.is_none_or(|before| before.place.is_some()) {
                values.alone.push(name.to_owned());
            }
        }
        Ok(values)
    }

    fn read_file(&mut self, file: FileId, source: &SourceText<'_>, limits: Limits) {
        let document = read(&source.text, Syntax::Auto, limits);
        if let Some(problem) = source.problems.iter().chain(&document.problems).next() {
            self.refused.push((Place::new(file, problem.span), problem.message.clone()));
            return;
        }
        let mut names = Vec::new();
        match given_values(View::new(&document.tree, Reading::CloudFormation)) {
            Ok(values) => {
                for (name, given) in values {
                    let place = given.place.unwrap_or_default().in_file(file);
                    let given = GivenValue { place: Some(place), ..given };
                    self.context.parameters.insert(name.to_owned(), given);
                    names.push((name.to_owned(), place));
                }
            }
            Err((place, why)) => self.refused.push((place.in_file(file), why)),
        }
        self.files.push(names);
    }

    /// The parameters that are given a value alone and that the template does not have.
    pub(crate) fn unused_parameters(&self, template: &Template<'_>) -> Vec<String> {
        self.alone.iter().filter(|name| template.parameter(name).is_none()).cloned().collect()
    }

    /// What of the values does not fit the template.
    pub(crate) fn notices(&self, template: &Template<'_>) -> Vec<RawNotice> {
        let mut notices = Vec::new();
        for (place, why) in &self.refused {
            notices.push(RawNotice::at(Gravity::Error, *place, why.clone()));
        }
        for names in &self.files {
            let mut unused = names.iter().filter(|(name, _)| template.parameter(name).is_none());
            let Some((name, place)) = unused.next() else { continue };
            let message = match unused.count() {
                0 => format!("The template has no parameter `{name}`."),
                more => format!("The template has no parameter `{name}`, nor {more} more of this file."),
            };
            notices.push(RawNotice::at(Gravity::Notice, *place, message));
        }
        notices.extend(self.settings.iter().filter_map(|(name, place)| misspelt(template, name, *place)));
        notices.extend(template.parameters().iter().filter_map(|parameter| self.not_allowed(template, parameter)));
        notices
    }

    /// What is said of a value that its parameter is not allowed to have.
    fn not_allowed(&self, template: &Template<'_>, parameter: &Parameter<'_>) -> Option<RawNotice> {
        let given = self.context.parameters.get(parameter.name)?;
        let value = given.value.as_ref()?;
        let allowed = template.allowed_values(parameter.name);
        let is_allowed = |value: &str| allowed.is_empty() || allowed.iter().any(|one| one.text == value);
        let wrong = match parameter.is_list() {
            true => value.split(',').map(str::trim).find(|one| !is_allowed(one)),
            false => Some(value.as_str()).filter(|one| !is_allowed(one)),
        };
        let wrong = wrong.filter(|_| !parameter.no_echo)?;
        let message =
            format!("`{wrong}` is not an allowed value of parameter `{}`. CloudFormation refuses it.", parameter.name);
        Some(RawNotice::at(Gravity::Error, given.place.unwrap_or(parameter.key_place), message))
    }
}

/// What is said of a name in the settings that the template does not have, and that was probably meant for one that it has. Other
/// templates may have the name: the settings are those of all.
fn misspelt(template: &Template<'_>, name: &str, place: Place) -> Option<RawNotice> {
    if template.parameter(name).is_some() {
        return None;
    }
    let meant = template
        .meant(name, template.parameters().iter().map(|parameter| parameter.name))
        .filter(|meant| meant.len().abs_diff(name.len()) <= 2)?;
    let message = format!("The template has no parameter `{name}`. Did you mean `{meant}`?");
    Some(RawNotice::at(Gravity::Notice, place, message))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::{Value, json};

    const TEMPLATE: &str = "
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Zones: {Type: CommaDelimitedList, Default: a, AllowedValues: [a, b]}
Resources: {T: {Type: AWS::SNS::Topic}}
";

    /// The answer of a check, or of a question for facts, with these values.
    fn answer(what: &str, parameters: &[(&str, &str)], files: &[&str]) -> Value {
        let blobs: Vec<&str> = std::iter::once(TEMPLATE).chain(files.iter().copied()).collect();
        let parameters: Vec<Value> = parameters.iter().map(|(name, value)| json!(format!("{name}={value}"))).collect();
        let named: Vec<Value> =
            (1..blobs.len()).map(|blob| json!({"name": format!("{blob}.json"), "blob": blob})).collect();
        let lengths: Vec<usize> = blobs.iter().map(|blob| blob.len()).collect();
        let header = json!({"do": what, "version": 1, "blobs": lengths, "file": {"name": "t.yaml", "blob": 0},
            "parameters": parameters, "parameterFiles": named});
        let header = header.to_string();
        let length = u32::try_from(header.len()).unwrap().to_le_bytes();
        let frame = [&length, header.as_bytes(), blobs.concat().as_bytes()].concat();
        serde_json::from_slice(&crate::call(&frame)).unwrap()
    }

    fn notices(answer: &Value) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let line = |notice: &Value| {
            let place = notice["span"]["start"].as_object().map(|at| format!(":{}:{}", at["line"], at["column"]));
            format!("{}{} {}", text(&notice["file"]), place.unwrap_or_default(), text(&notice["message"]))
        };
        answer["notices"].as_array().unwrap().iter().map(line).collect()
    }

    #[test]
    fn what_a_file_says_of_other_stacks_is_noticed() {
        let answer = answer("check", &[], &[r#"{"Stage": "prod", "A": "a", "B": "b"}"#]);
        assert_eq!(notices(&answer), ["1.json:1:24 The template has no parameter `A`, nor 1 more of this file."]);
        assert_eq!(answer["outcome"], "clean");
    }

    #[test]
    fn what_is_given_alone_and_nowhere_to_be_found_is_an_error() {
        let given = [("Stage", "prod"), ("Stge", "prod")];
        let checked = answer("check", &given, &[]);
        assert_eq!((&checked["unusedParameters"], &checked["outcome"]), (&json!(["Stge"]), &json!("clean")));
        let facts = answer("facts", &given, &[]);
        assert_eq!(notices(&facts), ["t.yaml No template has the parameter `Stge`. Did you mean `Stage`?"]);
        assert_eq!(facts["outcome"], "error");
    }

    #[test]
    fn a_value_that_is_not_allowed_is_refused_where_it_stands() {
        let file = r#"["Stage=test"]"#;
        let refused = "`test` is not an allowed value of parameter `Stage`. CloudFormation refuses it.";
        assert_eq!(notices(&answer("check", &[], &[file])), [format!("1.json:1:2 {refused}")]);
        assert_eq!(notices(&answer("check", &[("Stage", "test")], &[])), [format!("t.yaml:3:3 {refused}")]);
        assert_eq!(notices(&answer("check", &[("Stage", "prod"), ("Zones", "a, b")], &[file])), [""; 0]);
        assert_eq!(notices(&answer("check", &[("Zones", "a,c")], &[])).len(), 1);
    }

    #[test]
    fn the_last_value_counts() {
        assert_eq!(notices(&answer("check", &[], &[r#"["Stage=test"]"#, r#"["Stage=prod"]"#])), [""; 0]);
        assert_eq!(notices(&answer("check", &[("Stage", "test"), ("Stage", "dev")], &[])), [""; 0]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_with_its_place() {
        let answer = answer("check", &[], &["{", r#"{"Stage": {}}"#]);
        assert_eq!(answer["outcome"], "error");
        let told = notices(&answer);
        assert_eq!(told.len(), 2);
        assert!(told.iter().any(|line| line.starts_with("1.json:1:")), "{told:?}");
        assert!(
            told.iter().any(|line| line.starts_with("2.json:1:11 The value of parameter `Stage` must be text")),
            "{told:?}"
        );
    }

    #[test]
    fn an_error_in_one_of_many_files_is_reported_in_that_file() {
        let mut files = vec![r#"{"Stage": "dev"}"#; 299];
        files.push(r#"{"Stage": {}}"#);
        for what in ["check", "facts"] {
            let answer = answer(what, &[], &files);
            let expected = "300.json:1:11 The value of parameter `Stage` must be text or a list of texts.";
            assert_eq!(notices(&answer), [expected], "{what}");
        }
    }
}

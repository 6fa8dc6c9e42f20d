//! The texts that people name a table with: its logical id, its name, and tags such as `purpose`, each as lower-case words.
//! Never says what the table holds.

use tablewarden_cloudformation::{Piece, Resource};
use tablewarden_pattern::to_lowercase;

use crate::facts::writer::Writer;
use crate::keys::name_words::words;
use crate::resource::property::Property;

/// Tags that tell what a table is for.
const TAGS: [&str; 5] = ["content", "data", "description", "name", "purpose"];

/// `name` is the property `TableName`.
pub(crate) fn write<'d>(
    writer: &mut Writer<'_, 'd>,
    resource: &Resource<'d>,
    properties: &Property<'_, 'd>,
    name: &Property<'_, 'd>,
) {
    let place = resource.key_place;
    let tags = properties.get("Tags").items().list;
    let is_telling =
        |tag: &Property<'_, 'd>| tag.get("Key").text().text().is_some_and(|key| TAGS.contains(&&*to_lowercase(key)));
    writer.list("Labels", place, |writer| {
        let mut label =
            |place, text: &str| writer.map(place, |writer| writer.text("Text", place, &words(text).join(" ")));
        label(place, resource.logical_id);
        let tags = tags.iter().filter(|tag| is_telling(tag)).map(|tag| tag.get("Value"));
        for property in std::iter::once(name.clone()).chain(tags) {
            let text = literals(&property);
            if !text.is_empty() {
                label(property.place(), &text);
            }
        }
    });
}

/// What is known of a text, with a blank for what is not.
fn literals(property: &Property<'_, '_>) -> String {
    let parts = property.parts().unwrap_or_default();
    let known = parts.pieces().iter().map(|piece| match piece {
        Piece::Literal(text) => text.as_ref(),
        _ => " ",
    });
    known.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn names_and_telling_tags_are_labels() {
        let tested = tested(
            "
Parameters: {App: {Type: String}}
Resources:
  UserSessions:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub '${App}-login-${AWS::Region}'
      Tags: [{Key: Purpose, Value: session-cache}, {Key: Team, Value: blue}, {Key: Name, Value: !Ref App}]
",
        );
        assert_eq!(tested.show("Tables.0.Labels"), "[{Text: user sessions}, {Text: login}, {Text: session cache}]");
        assert_eq!(tested.source("Tables.0.Labels.2.Text"), "session-cache");
    }
}

//! What can't stand in the name of a table or an index, in a name of which only a part is known. Takes the name in pieces,
//! gives the first thing that is wrong, for people. Of a name that is known whole it says nothing: rules look at that.

use tablewarden_cloudformation::{Parts, Piece};

/// How long a name can be.
const LONGEST: usize = 255;

/// What is wrong with the known pieces: a letter, or their length. Empty where nothing is.
pub(crate) fn wrong(parts: &Parts<'_>) -> String {
    if parts.unknown().is_none() || parts.strip_start("arn:").is_some() {
        return String::new();
    }
    let mut texts = parts.pieces().iter().filter_map(|piece| match piece {
        Piece::Literal(text) => Some(text.as_ref()),
        _ => None,
    });
    let is_wrong = |letter: &char| !letter.is_ascii_alphanumeric() && !"_.-".contains(*letter);
    match texts.clone().find_map(|text| text.chars().find(is_wrong)) {
        // It may be the end of an ARN.
        Some(':' | '/') if texts.any(|text| text.contains(":table/")) => String::new(),
        Some(' ') => "a space".to_owned(),
        Some(letter) => ["`", letter.encode_utf8(&mut [0; 4]), "`"].concat(),
        None if texts.map(str::len).sum::<usize>() > LONGEST => "more than 255 letters".to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn only_known_pieces_are_wrong() {
        let long = format!("!Sub '${{Open}}{}'", "a".repeat(256));
        for (name, expected) in [
            ("!Sub '${Open} orders'", "a space"),
            ("!Sub '${Open}/orders'", "`/`"),
            ("!Sub '${AWS::StackName}:orders'", "`:`"),
            ("!Join ['ö', [!Ref Open, orders]]", "`ö`"),
            ("!Sub '${Open}-${Given}'", "a space"),
            (&long, "more than 255 letters"),
            ("!Sub '${Open}-orders.v1_x'", ""),
            ("!Sub 'arn:aws:dynamodb:${AWS::Region}:1:table/x'", ""),
            ("!Sub '${Open}:table/x'", ""),
            ("my orders", ""),
            ("!Ref Open", ""),
        ] {
            let tested = tested(&format!(
                "
Parameters: {{Open: {{Type: String}}, Given: {{Type: String, Default: a b}}}}
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: {name}, GlobalSecondaryIndexes: [{{IndexName: {name}}}]}}}}
"
            ));
            assert_eq!(tested.show("Tables.0.Naming.0.Wrong"), expected, "{name}");
            assert_eq!(tested.show("Tables.0.Keys.0.Indexes.0.Wrong"), expected, "{name}");
        }
    }
}

//! The templates in the headers of rules. Below a line of the bad one stand carets that mark where the finding is.

/// An example with a mark: the text without the line of carets, and the line and the columns they stand below, both from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// What is to be checked.
    pub text: String,
    /// Line, first column, and the column behind the last caret; none without carets.
    pub mark: Option<(u32, u32, u32)>,
}

/// Takes the line of carets out of an example.
#[must_use]
pub fn marked(example: &str) -> Marked {
    let (mut text, mut mark, mut line) = (String::new(), None, 0);
    for each in example.lines() {
        let carets = each.trim_start();
        if !carets.is_empty() && carets.chars().all(|letter| letter == '^') {
            let first = number(each.len() - carets.len()) + 1;
            mark = mark.or(Some((line, first, first + number(carets.len()))));
        } else {
            text.push_str(each);
            text.push('\n');
            line += 1;
        }
    }
    Marked { text, mark }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_mark_what_is_above_them() {
        let example = "Resources:\n  Orders:\n  ^^^^^^\n    Type: AWS::DynamoDB::Table\n";
        let text = "Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n".to_owned();
        assert_eq!(marked(example), Marked { text: text.clone(), mark: Some((2, 3, 9)) });
        assert_eq!(marked(&text), Marked { text, mark: None });
    }
}

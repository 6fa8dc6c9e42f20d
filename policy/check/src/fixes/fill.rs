//! Texts and values of a row in, the same with what their placeholders stand for out.

use tablewarden_edit::Tree;
use tablewarden_guard::{Piece, pieces};

use super::row::Value;

/// What placeholders stand for.
pub(super) type Names<'n> = &'n [(&'static str, Tree<'static>)];

/// A text with its placeholders replaced.
pub(super) fn text(text: &str, names: Names<'_>) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(piece) => filled.push_str(piece),
            Piece::Name(name) => filled.push_str(&plain(name, names)),
        }
    }
    filled
}

/// A value with its placeholders replaced. A text that is one placeholder becomes what that stands for: a number stays one.
pub(super) fn value(value: &'static Value, names: Names<'_>) -> Tree<'static> {
    match value {
        Value::Text(whole) => {
            let mut pieces = pieces(whole);
            match (pieces.next(), pieces.next()) {
                (Some(Piece::Name(name)), None) => of(name, names).unwrap_or_else(|| Tree::Text(String::new().into())),
                _ => Tree::Text(text(whole, names).into()),
            }
        }
        Value::Number(number) => Tree::Number((*number).into()),
        Value::Bool(value) => Tree::Bool(*value),
        Value::List(list) => Tree::List(list.iter().map(|one| self::value(one, names)).collect()),
        Value::Map(entries) => {
            Tree::Map(entries.iter().map(|(key, one)| (text(key, names).into(), self::value(one, names))).collect())
        }
        Value::Function(name, argument) => Tree::Function((*name).into(), Box::new(self::value(argument, names))),
    }
}

fn of(name: &str, names: Names<'_>) -> Option<Tree<'static>> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
}

fn plain(name: &str, names: Names<'_>) -> String {
    match of(name, names) {
        Some(Tree::Text(text) | Tree::Number(text)) => text.into_owned(),
        Some(Tree::Bool(true)) => "true".to_owned(),
        Some(Tree::Bool(false)) => "false".to_owned(),
        _ => String::new(),
    }
}

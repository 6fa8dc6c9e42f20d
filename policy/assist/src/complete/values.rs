//! Values: enumerations and Booleans by the schema, resource types, deletion policies.

use tablewarden_cloudformation::schema::{Shape, known_types};
use tablewarden_wire::CompletionKind;

use super::at::{At, names};
use crate::choice::Choice;

/// The values that can stand at the mark.
pub(super) fn choices(at: &At<'_, '_>) -> Vec<Choice> {
    let Some(way) = at.value_way() else { return Vec::new() };
    let texts = |all: &[&str], kind| -> Vec<Choice> { all.iter().map(|one| text(at, one, kind, "")).collect() };
    match names(way).as_slice() {
        ["Resources", _, "Type"] => {
            let types: Vec<&str> = known_types().iter().map(|known| known.name).collect();
            return texts(&types, CompletionKind::Type);
        }
        ["Resources", _, "DeletionPolicy"] => {
            return texts(&["Retain", "RetainExceptOnCreate", "Delete"], CompletionKind::Value);
        }
        ["Resources", _, "UpdateReplacePolicy"] => return texts(&["Retain", "Delete"], CompletionKind::Value),
        _ => {}
    }
    match at.slot().map(|slot| slot.shape) {
        Some(Shape::List(list)) if at.is_alone => of_shape(at, list.of, "- "),
        Some(shape) => of_shape(at, shape, ""),
        None => Vec::new(),
    }
}

fn of_shape(at: &At<'_, '_>, shape: Shape, mark: &str) -> Vec<Choice> {
    match shape {
        Shape::Boolean => {
            let bare = |word: &str| Choice {
                insert: [mark, word].concat(),
                label: word.to_owned(),
                kind: CompletionKind::Value,
                detail: None,
            };
            vec![bare("true"), bare("false")]
        }
        Shape::Text(of) => of.values.iter().map(|value| text(at, value, CompletionKind::Value, mark)).collect(),
        _ => Vec::new(),
    }
}

fn text(at: &At<'_, '_>, value: &str, kind: CompletionKind, mark: &str) -> Choice {
    Choice { insert: [mark, &at.cursor.text(value)].concat(), label: value.to_owned(), kind, detail: None }
}

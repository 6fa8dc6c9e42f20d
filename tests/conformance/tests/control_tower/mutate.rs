//! A document with one thing changed: taken away, of another type, of another value, in a list, out of it, or added. Never
//! looks at what a rule says, only at its words.

use serde_json::{Value as Json, json};
use tablewarden_conformance::Chance;

use crate::tree::{self, Step};

/// The words of a rule text outside of comments: what names properties, and what is in quotes or a number.
#[derive(Debug, Default)]
pub(crate) struct Words {
    keys: Vec<String>,
    values: Vec<Json>,
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self::default();
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            for (index, piece) in line.split(['"', '\'']).enumerate() {
                if index % 2 == 1 {
                    words.values.push(Json::from(piece));
                    continue;
                }
                for word in piece.split(|char: char| !char.is_alphanumeric()) {
                    if let Ok(number) = word.parse::<i64>() {
                        words.values.push(Json::from(number));
                    } else if word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase) {
                        words.keys.push(word.to_owned());
                    }
                }
            }
        }
        words.keys.sort();
        words.keys.dedup();
        words
    }
}

/// The document with one change.
pub(crate) fn mutate(document: &Json, words: &Words, chance: &mut Chance) -> Json {
    let mut document = document.clone();
    let places = tree::all_below(&document, &[]);
    let Some(place) = chance.any(&places).cloned() else { return document };
    let there = tree::get(&document, &place).cloned().unwrap_or_default();
    let value = match chance.below(12) {
        0 | 1 => {
            tree::remove(&mut document, &place);
            return document;
        }
        2 | 3 => another(&there, chance),
        4 | 5 => chance.any(&words.values).cloned().unwrap_or_default(),
        6 => json!([there]),
        7 => match there {
            Json::Array(list) => chance.any(&list).cloned().unwrap_or_default(),
            Json::Object(map) => map.into_iter().next().map(|(_, value)| value).unwrap_or_default(),
            Json::Bool(bool) => Json::from(!bool),
            Json::Number(number) => Json::from(number.to_string()),
            _ => json!({ "Ref": "R0" }),
        },
        8 => match there {
            Json::Array(mut list) => {
                let more = chance.any(&list).cloned().or_else(|| chance.any(&words.values).cloned());
                list.push(more.unwrap_or_default());
                Json::Array(list)
            }
            other => json!([other, "x"]),
        },
        _ => {
            let place = if there.is_object() { place } else { place[..place.len() - 1].to_vec() };
            if let (Some(key), Some(Json::Object(_))) = (chance.any(&words.keys), tree::get(&document, &place)) {
                let value = match chance.below(3) {
                    0 => chance.any(&words.values).cloned().unwrap_or_default(),
                    _ => another(&Json::Null, chance),
                };
                tree::set(&mut document, &tree::below(&place, Step::Key(key.clone())), value);
            }
            return document;
        }
    };
    tree::set(&mut document, &place, value);
    document
}

/// A value that is not `there`, mostly of another type.
fn another(there: &Json, chance: &mut Chance) -> Json {
    let all = [
        json!(""),
        json!("x"),
        json!([]),
        json!({}),
        json!(true),
        json!(false),
        json!(0),
        json!(22),
        json!(1.5),
        json!("true"),
        json!("*"),
        json!(["x", 5]),
        json!({ "Ref": "R0" }),
        json!({ "Fn::GetAtt": ["R0", "Arn"] }),
        Json::Null,
    ];
    let all: Vec<_> = all.into_iter().filter(|value| value != there).collect();
    chance.any(&all).cloned().unwrap_or_default()
}

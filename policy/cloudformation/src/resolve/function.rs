//! The intrinsic functions, one by one. A function over something unknown gives text in pieces where it can, and an
//! opaque piece where it cannot.

use std::borrow::Cow;

use tablewarden_order::Map;
use tablewarden_template::{At, Value};

use super::evaluate::{Evaluator, Outcome, unknown};
use super::resolved::{Resolved, TextList};
use super::scalar::{Scalar, Typed};
use super::sub_tokens::{Token, tokens};
use super::text_parts::{Parts, Piece, quoted};
use super::unknown::Reason;
use crate::placeholder::is_variable;

impl<'d> Evaluator<'_, 'd> {
    /// What the function `name` at `at` gives.
    pub(crate) fn function(&self, at: At, name: &'d str, argument: At, depth: u32) -> Outcome<'d> {
        let given = match name {
            "Ref" => match self.name(argument, depth) {
                Some(name) => Some(self.reference(name, at)),
                None => self.unnamed(at, name, argument, argument, depth),
            },
            "Fn::GetAtt" => self.get_att(at, argument, depth),
            "Fn::Sub" => self.sub(at, argument, depth),
            "Fn::Join" => self.join(at, argument, depth),
            "Fn::Split" => self.split(at, argument, depth),
            "Fn::Select" => self.select(at, argument, depth),
            "Fn::FindInMap" => self.find_in_map(at, argument, depth),
            "Fn::Length" => Some(self.length(at, argument, depth)),
            "Fn::ImportValue" => Some(self.uncomputed(Reason::Import, at, name, argument, depth)),
            "Fn::Transform" => Some(self.uncomputed(Reason::Transform, at, name, argument, depth)),
            "Fn::Base64" | "Fn::ToJsonString" | "Fn::Cidr" => {
                let computed = match name {
                    "Fn::Base64" => self.base64(at, argument, depth),
                    "Fn::ToJsonString" => self.to_json_string(at, argument, depth),
                    _ => self.cidr(at, argument, depth),
                };
                computed.or_else(|| Some(self.uncomputed(Reason::Function, at, name, argument, depth)))
            }
            _ => Some(self.uncomputed(Reason::Function, at, name, argument, depth)),
        };
        given.unwrap_or_else(|| unknown(Reason::Malformed, at))
    }

    fn uncomputed(&self, reason: Reason, at: At, name: &str, argument: At, depth: u32) -> Outcome<'d> {
        let key = self.key(argument, depth + 1).map(|argument| format!("{name}({argument})"));
        Outcome::Text(self.opaque(reason, at, key), at)
    }

    /// The name that is written, or that a function gives and something in the template has.
    fn name(&self, at: At, depth: u32) -> Option<&'d str> {
        match self.known.view.text(at) {
            Some(name) => Some(name),
            None => self.known.name(self.argument(at, depth).literal()?),
        }
    }

    /// A reference whose name, at `named`, is not known; none where it cannot be one.
    fn unnamed(&self, at: At, function: &str, argument: At, named: At, depth: u32) -> Option<Outcome<'d>> {
        self.known.view.intrinsic(named)?;
        Some(self.uncomputed(Reason::Resource, at, function, argument, depth))
    }

    pub(super) fn argument(&self, at: At, depth: u32) -> Parts<'d> {
        let outcome = self.follow(at, depth + 1);
        self.text_of(outcome, at, depth + 1)
    }

    fn get_att(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let view = self.known.view;
        if let Some(text) = view.text(argument) {
            return attribute(text).map(|piece| Outcome::Text(Parts::of_piece(piece), at));
        }
        if view.intrinsic(argument).is_some() {
            let whole = self.argument(argument, depth);
            let split = whole.literal().and_then(|whole| whole.split_once('.'));
            let named = split.and_then(|(name, attribute)| Some((self.known.name(name)?, attribute)));
            let Some((logical_id, attribute)) = named else {
                return self.unnamed(at, "Fn::GetAtt", argument, argument, depth);
            };
            let attribute = Cow::Owned(attribute.to_owned());
            return Some(Outcome::Text(Parts::of_piece(Piece::Attribute { logical_id, attribute }), at));
        }
        let mut items = view.items(argument);
        let Some(logical_id) = self.name(items.next()?, depth) else {
            return self.unnamed(at, "Fn::GetAtt", argument, view.items(argument).next()?, depth);
        };
        let mut attribute = self.argument(items.next()?, depth);
        for item in items {
            attribute.push_text(Cow::Borrowed("."));
            attribute.push(&self.argument(item, depth));
        }
        Some(match attribute.into_literal() {
            Ok((attribute, _)) => Outcome::Text(Parts::of_piece(Piece::Attribute { logical_id, attribute }), at),
            Err(parts) => {
                let key = parts.key().map(|key| format!("GetAtt({logical_id}.{key})"));
                Outcome::Text(self.opaque(Reason::Resource, at, key), at)
            }
        })
    }

    fn sub(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let view = self.known.view;
        let (text, names) = match view.text(argument) {
            Some(text) => (text, Map::new()),
            None => {
                let mut items = view.items(argument);
                let text = view.text(items.next()?)?;
                let names = match items.next() {
                    Some(map) => view.entries(map).map(|entry| (entry.key, entry.value)).collect(),
                    None => Map::new(),
                };
                (text, names)
            }
        };
        let mut values: Map<&str, Parts<'d>> = Map::new();
        let mut parts = Parts::default();
        let mut room = super::text_parts::MOST_TEXT;
        for token in tokens(text) {
            match token {
                Token::Text(text) => parts.push_text(Cow::Borrowed(text)),
                Token::Name { name, .. } => {
                    let given = if names.is_empty() { None } else { names.get(name) };
                    let own;
                    let value = match given {
                        Some(value) => &*values.or_insert_with(name, || self.argument(*value, depth)),
                        None => {
                            own = self.named(name, at, depth);
                            &own
                        }
                    };
                    // What a name adds is paid for before it is copied.
                    room = match room.checked_sub(value.size() + 1) {
                        Some(room) => room,
                        None => return Some(unknown(Reason::TooLarge, at)),
                    };
                    parts.push(value);
                }
            }
        }
        Some(self.text(parts, at))
    }

    /// What `${name}` stands for.
    fn named(&self, name: &'d str, at: At, depth: u32) -> Parts<'d> {
        if is_variable(name) {
            self.known.note_placeholder(at);
            return Parts::of_piece(Piece::Opaque { key: Cow::Borrowed(name), reason: Reason::Placeholder });
        }
        match attribute(name) {
            Some(piece) => Parts::of_piece(piece),
            None => {
                let outcome = self.reference(name, at);
                self.text_of(outcome, at, depth)
            }
        }
    }

    fn join(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let view = self.known.view;
        let mut arguments = view.items(argument);
        let delimiter = Cow::Borrowed(view.text(arguments.next()?)?);
        let list = arguments.next()?;
        let items = match self.follow(list, depth + 1) {
            Outcome::Is(Resolved::List(list)) => {
                let mut items = Vec::new();
                for item in view.items(list) {
                    match self.follow(item, depth + 1) {
                        Outcome::Is(Resolved::Absent) => {}
                        outcome => items.push(self.text_of(outcome, item, depth + 1)),
                    }
                }
                items
            }
            Outcome::Is(Resolved::Texts(list)) => list.items,
            outcome => {
                let parts = self.text_of(outcome, list, depth + 1);
                let reason = super::evaluate::why(&parts).0;
                let key = parts.key().map(|key| format!("Join({},{key})", quoted(&delimiter)));
                return Some(Outcome::Text(self.opaque(reason, at, key), at));
            }
        };
        let mut parts = Parts::default();
        let mut room = super::text_parts::MOST_TEXT;
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                parts.push_text(delimiter.clone());
            }
            room = match room.checked_sub(item.size() + delimiter.len() + 1) {
                Some(room) => room,
                None => return Some(unknown(Reason::TooLarge, at)),
            };
            parts.push(item);
        }
        Some(self.text(parts, at))
    }

    fn split(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let mut arguments = self.known.view.items(argument);
        let delimiter = self.known.view.text(arguments.next()?).filter(|text| !text.is_empty())?;
        let of = self.argument(arguments.next()?, depth);
        let default_of = of.default_of();
        Some(match of.into_literal() {
            Ok((text, _)) => {
                let part = |part: &str| Parts::of_literal(Cow::Owned(part.to_owned()), default_of);
                let items = text.split(delimiter).map(part).collect();
                Outcome::Is(Resolved::Texts(TextList { items, at, default_of }))
            }
            Err(of) => Outcome::Split { of, delimiter: Cow::Borrowed(delimiter), at },
        })
    }

    fn select(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let view = self.known.view;
        let mut arguments = view.items(argument);
        let (index, list) = (arguments.next()?, arguments.next()?);
        let index_text = self.argument(index, depth);
        let Some(index) = index_text.literal() else {
            let key =
                index_text.key().zip(self.key(list, depth + 1)).map(|(index, list)| format!("Select({index},{list})"));
            return Some(Outcome::Text(self.opaque(Reason::Function, at, key), at));
        };
        let index: usize = index.trim().parse().ok()?;
        Some(match self.follow(list, depth + 1) {
            Outcome::Is(Resolved::List(list)) => {
                let item = view.items(list).nth(index)?;
                self.used_at(at, self.follow(item, depth + 1))
            }
            Outcome::Is(Resolved::Texts(list)) => self.text(list.items.into_iter().nth(index)?, at),
            Outcome::Split { of, delimiter, .. } => {
                // The parts before the first unknown piece are known.
                if let Some(Piece::Literal(start)) = of.pieces().first() {
                    let parts: Vec<&str> = start.split(delimiter.as_ref()).collect();
                    if let Some(part) = parts.get(index).filter(|_| index + 1 < parts.len()) {
                        let text = Cow::Owned((*part).to_owned());
                        return Some(self.text(Parts::of_literal(text, of.default_of()), at));
                    }
                }
                Outcome::Text(Parts::of_piece(Piece::Split { of: Box::new(of), delimiter, index }), at)
            }
            outcome => {
                let parts = self.text_of(outcome, list, depth + 1);
                let reason = super::evaluate::why(&parts).0;
                let key = parts.key().map(|key| format!("Select({index},{key})"));
                Outcome::Text(self.opaque(reason, at, key), at)
            }
        })
    }

    fn find_in_map(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let view = self.known.view;
        let mut arguments = view.items(argument);
        let mut keys = [Parts::default(), Parts::default(), Parts::default()];
        for key in &mut keys {
            *key = self.key_of_map(arguments.next()?, depth);
        }
        let fallback = arguments.next().and_then(|more| view.get(more, "DefaultValue"));
        let default_of = keys.iter().find_map(Parts::default_of);
        let [Some(mapping), Some(first), Some(second)] = keys.each_ref().map(Parts::literal) else {
            let keys: Option<Vec<_>> = keys.iter().map(Parts::key).collect();
            let key = keys.map(|keys| format!("FindInMap({})", keys.join(",")));
            return Some(Outcome::Text(self.opaque(Reason::Function, at, key), at));
        };
        let Some(value) = self.known.find_in_map(mapping, first, second) else {
            return Some(match fallback {
                Some(fallback) => self.follow(fallback, depth + 1),
                None => unknown(Reason::Mapping, at),
            });
        };
        Some(match self.used_at(at, self.follow(value, depth + 1)) {
            Outcome::Is(Resolved::Scalar(scalar)) => {
                let default_of = default_of.or(scalar.default_of);
                Outcome::Is(Resolved::Scalar(Scalar { default_of, ..scalar }))
            }
            outcome => outcome,
        })
    }

    /// A value that stands elsewhere, as in a mapping, at the function that takes it from there.
    fn used_at(&self, at: At, outcome: Outcome<'d>) -> Outcome<'d> {
        let place = self.known.view.place(at);
        match outcome {
            Outcome::Is(Resolved::Scalar(scalar)) if !place.span().contains(scalar.place.span()) => {
                Outcome::Is(Resolved::Scalar(Scalar { at, place, ..scalar }))
            }
            outcome => outcome,
        }
    }

    /// A key as it is written: one such as `on` is no Boolean.
    fn key_of_map(&self, at: At, depth: u32) -> Parts<'d> {
        let view = self.known.view;
        match view.text(at).filter(|_| matches!(view.value(at), Value::Bool(_))) {
            Some(text) => Parts::of_literal(Cow::Borrowed(text), None),
            None => self.argument(at, depth),
        }
    }

    fn length(&self, at: At, argument: At, depth: u32) -> Outcome<'d> {
        let count = match self.follow(argument, depth + 1) {
            Outcome::Is(Resolved::List(list)) => {
                let mut count = Some(0);
                for item in self.known.view.items(list) {
                    count = match self.follow(item, depth + 1) {
                        Outcome::Is(Resolved::Absent) => count,
                        Outcome::Is(Resolved::Unknown(_)) => None,
                        _ => count.map(|count| count + 1),
                    };
                }
                count
            }
            Outcome::Is(Resolved::Texts(list)) => Some(list.items.len()),
            _ => None,
        };
        let Some(count) = count else {
            return self.uncomputed(Reason::Function, at, "Fn::Length", argument, depth);
        };
        let mut scalar = Scalar::text(self.known.view, at, Cow::Owned(count.to_string()), None);
        scalar.typed = i64::try_from(count).map_or(Typed::Text, Typed::Int);
        Outcome::Is(Resolved::Scalar(scalar))
    }
}

/// `A.B` as an attribute; none for a name without a dot.
fn attribute(text: &str) -> Option<Piece<'_>> {
    let (logical_id, attribute) = text.split_once('.')?;
    Some(Piece::Attribute { logical_id, attribute: Cow::Borrowed(attribute) })
}

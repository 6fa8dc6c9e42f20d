//! A value of a view into a type that serde describes, so that a mistake in a file of settings has its place there.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use tablewarden_source::{Place, decimal};

use crate::{At, Entries, Items, Value, View};

/// Why a value does not fit a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// One line.
    pub message: String,
    /// The value that does not fit.
    pub place: Option<Place>,
}

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Unfit {}

impl serde::de::Error for Unfit {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), place: None }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        serde::de::Error::custom(format_args!("{} where {expected} is expected", named(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }
}

/// What is there, in words; serde's own would bring a second printer of numbers into the module.
fn named(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Unit => "null".to_owned(),
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Signed(value) => value.to_string(),
        Unexpected::Float(value) => decimal::text(*value),
        Unexpected::Str(text) => format!("`{text}`"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map".to_owned(),
        _ => "something else".to_owned(),
    }
}

/// The value at `at` as a `T`.
///
/// # Errors
/// Where it does not fit: what, and where.
pub fn typed<T: DeserializeOwned>(view: View<'_>, at: At) -> Result<T, Unfit> {
    typed_without("", view, at)
}

/// The same of a map without one of its keys: the one that says which of several types it is.
///
/// # Errors
/// As [`typed`].
pub fn typed_without<T: DeserializeOwned>(without: &'static str, view: View<'_>, at: At) -> Result<T, Unfit> {
    T::deserialize(Typed { view, at, without }).map_err(|unfit| located(unfit, view, at))
}

fn located(mut unfit: Unfit, view: View<'_>, at: At) -> Unfit {
    unfit.place.get_or_insert_with(|| view.place(at));
    unfit
}

/// A type that says what it is asks for that alone: what would read it as anything else is never compiled.
#[derive(Clone, Copy)]
struct Typed<'d> {
    view: View<'d>,
    at: At,
    /// The key of it that is not there; empty for none.
    without: &'static str,
}

impl<'d> Deserializer<'d> for Typed<'d> {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let Self { view, at, without } = self;
        match view.value(at) {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Int(value) => visitor.visit_i64(value),
            Value::Float(value) => visitor.visit_f64(value),
            Value::Str(text) => visitor.visit_borrowed_str(text),
            Value::List => visitor.visit_seq(Elements { view, items: view.items(at) }),
            Value::Map => visitor.visit_map(Fields { view, entries: view.entries(at), without, value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.view.value(self.at) {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'d>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let text: StrDeserializer<'_, Unfit> = self.view.text(self.at).unwrap_or("").into_deserializer();
        visitor.visit_enum(text)
    }

    fn deserialize_newtype_struct<V: Visitor<'d>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'d>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let Self { view, at, without } = self;
        match view.value(at) {
            Value::Map => visitor.visit_map(Fields { view, entries: view.entries(at), without, value: None }),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_seq<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let Self { view, at, .. } = self;
        match view.value(at) {
            Value::List => visitor.visit_seq(Elements { view, items: view.items(at) }),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.view.value(self.at) {
            Value::Str(text) => visitor.visit_borrowed_str(text),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.view.value(self.at) {
            Value::Bool(value) => visitor.visit_bool(value),
            _ => Err(self.misfit(&visitor)),
        }
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'d>>
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

impl Typed<'_> {
    /// What is said where the value is of another kind than `expected`.
    #[cold]
    fn misfit(&self, expected: &dyn Expected) -> Unfit {
        let found = match self.view.value(self.at) {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(value),
            Value::Int(value) => Unexpected::Signed(value),
            Value::Float(value) => Unexpected::Float(value),
            Value::Str(text) => Unexpected::Str(text),
            Value::List => Unexpected::Seq,
            Value::Map => Unexpected::Map,
        };
        serde::de::Error::invalid_type(found, expected)
    }
}

struct Elements<'d> {
    view: View<'d>,
    items: Items<'d>,
}

impl<'d> SeqAccess<'d> for Elements<'d> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'d>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let Some(at) = self.items.next() else { return Ok(None) };
        let element = seed.deserialize(Typed { view: self.view, at, without: "" });
        element.map(Some).map_err(|unfit| located(unfit, self.view, at))
    }
}

struct Fields<'d> {
    view: View<'d>,
    entries: Entries<'d>,
    without: &'static str,
    value: Option<At>,
}

impl<'d> MapAccess<'d> for Fields<'d> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'d>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        let without = self.without;
        let Some(entry) = self.entries.find(|entry| entry.key != without) else { return Ok(None) };
        self.value = Some(entry.value);
        let key: StrDeserializer<'_, Unfit> = entry.key.into_deserializer();
        let located = |unfit: Unfit| Unfit { place: unfit.place.or(Some(entry.key_place)), ..unfit };
        seed.deserialize(key).map(Some).map_err(located)
    }

    fn next_value_seed<V: DeserializeSeed<'d>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        let Some(at) = self.value.take() else { return Err(serde::de::Error::custom("a key without a value")) };
        let value = seed.deserialize(Typed { view: self.view, at, without: "" });
        value.map_err(|unfit| located(unfit, self.view, at))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;
    use crate::{Limits, Reading, Syntax, read};

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Color {
        Red,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Shape {
        color: Color,
        sizes: Vec<u32>,
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        more: BTreeMap<String, bool>,
    }

    fn shape(text: &str) -> Result<Shape, (String, String)> {
        let document = read(text, Syntax::Auto, Limits::default());
        let view = View::new(&document.tree, Reading::CloudFormation);
        typed(view, view.root().unwrap())
            .map_err(|unfit| (unfit.message, unfit.place.unwrap().span().of(text).to_owned()))
    }

    #[test]
    fn yaml_and_json_fill_a_type() {
        let expected = Shape {
            color: Color::Red,
            sizes: vec![1, 2],
            name: Some("x".to_owned()),
            more: BTreeMap::from([("a".to_owned(), true)]),
        };
        assert_eq!(shape("color: red\nsizes: [1, 2]\nname: x\nmore: {a: true}\n"), Ok(expected));
        let json = r#"{"color": "red", "sizes": [], "name": null}"#;
        let expected = Shape { color: Color::Red, sizes: Vec::new(), name: None, more: BTreeMap::new() };
        assert_eq!(shape(json), Ok(expected));
    }

    #[test]
    fn a_mistake_has_its_place() {
        let (message, place) = shape("color: red\nsizes: [1, -2]\n").unwrap_err();
        assert_eq!((message.as_str(), place.as_str()), ("-2 where u32 is expected", "-2"));
        let (message, place) = shape("color: red\nsizes: []\nsize: 3\n").unwrap_err();
        assert!(message.starts_with("unknown field `size`, expected one of `color`, `sizes`"), "{message}");
        assert_eq!(place, "size");
        let (message, place) = shape("color: blue\nsizes: []\n").unwrap_err();
        assert_eq!((message.as_str(), place.as_str()), ("unknown variant `blue`, expected `red`", "blue"));
        let (message, _) = shape("[red, [], x, {}]").unwrap_err();
        assert_eq!(message, "a list where struct Shape is expected");
        let (message, place) = shape("color: red\nsizes: {a: 1}\n").unwrap_err();
        assert_eq!((message.as_str(), place.as_str()), ("a map where a sequence is expected", "{a: 1}"));
        let (message, place) = shape("color: red\nsizes: []\nname: 1\n").unwrap_err();
        assert_eq!((message.as_str(), place.as_str()), ("1 where a string is expected", "1"));
        let (message, _) = shape("color: red\n").unwrap_err();
        assert_eq!(message, "missing field `sizes`");
    }
}

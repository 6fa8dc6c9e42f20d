//! Follows a value to what it is: through conditions, parameters, mappings and functions. Bounded in depth and in
//! steps; each function's arguments are followed once.

use std::borrow::Cow;
use std::cell::Cell;

use tablewarden_source::decimal;
use tablewarden_template::{At, Entry, Value, View};

use super::known::Known;
use super::resolved::{Resolved, TextList};
use super::scalar::{Scalar, Typed};
use super::text_parts::{Parts, Piece, quoted};
use super::unknown::{Reason, Unknown};
use crate::condition::{Conditions, Scenario};
use crate::context::Context;
use crate::placeholder::templating;

/// How deep functions are followed into each other.
const MOST_DEPTH: u32 = 64;
/// How many bytes the value of a parameter has at most, as the quotas of CloudFormation say. A list is split each time that it is
/// asked for.
const MOST_OF_PARAMETER: usize = 4_096;
/// How many values one answer may take.
const MOST_STEPS: u32 = 100_000;

/// What a value turned out to be, text in pieces included.
#[derive(Debug)]
pub(crate) enum Outcome<'d> {
    /// As [`Resolved`] has it.
    Is(Resolved<'d>),
    /// A text that is not known whole.
    Text(Parts<'d>, At),
    /// The parts of a text that is not known whole.
    Split { of: Parts<'d>, delimiter: Cow<'d, str>, at: At },
}

/// Follows values in one scenario, or in none where conditions themselves are read.
pub(crate) struct Evaluator<'k, 'd> {
    pub(crate) known: &'k Known<'d>,
    world: Option<(&'k Conditions<'d>, &'k Scenario)>,
    steps: Cell<u32>,
}

impl<'k, 'd> Evaluator<'k, 'd> {
    /// For what conditions compare: no condition is decided, and no default counts.
    pub(crate) fn of_conditions(known: &'k Known<'d>) -> Self {
        Self { known, world: None, steps: Cell::new(0) }
    }

    /// For values in `scenario`.
    pub(crate) fn of_values(known: &'k Known<'d>, conditions: &'k Conditions<'d>, scenario: &'k Scenario) -> Self {
        Self { known, world: Some((conditions, scenario)), steps: Cell::new(0) }
    }

    /// The value.
    pub(crate) fn resolve(&self, at: At) -> Resolved<'d> {
        if self.known.view.is_plain(at) {
            return self.written(at);
        }
        self.steps.set(MOST_STEPS);
        self.resolved(self.follow(at, 0))
    }

    /// What is no function, as it is written; what is looked up at deployment is unknown.
    fn written(&self, at: At) -> Resolved<'d> {
        let view = self.known.view;
        match view.value(at) {
            _ if view.has_unknown_tag(at) => Resolved::Unknown(Unknown::new(Reason::Malformed, at)),
            Value::List => Resolved::List(at),
            Value::Map => Resolved::Map(at),
            value => match self.filled_in(value, at) {
                Some(reason) => Resolved::Unknown(Unknown::new(reason, at)),
                None => match Scalar::of_value(view, at, value) {
                    Some(scalar) => Resolved::Scalar(scalar),
                    None => Resolved::Unknown(Unknown::new(Reason::Malformed, at)),
                },
            },
        }
    }

    /// Why the text of a value is not what will stand there, where it is not.
    fn filled_in(&self, value: Value<'_>, at: At) -> Option<Reason> {
        let Value::Str(text) = value else { return None };
        let reason = filled_in(text)?;
        if reason == Reason::Placeholder {
            self.known.note_placeholder(at);
        }
        Some(reason)
    }

    /// The value as text in pieces.
    pub(crate) fn parts(&self, at: At) -> Parts<'d> {
        self.steps.set(MOST_STEPS);
        let outcome = self.follow(at, 0);
        self.text_of(outcome, at, 0)
    }

    /// The value behind the conditions around it.
    pub(crate) fn settle(&self, at: At) -> Result<At, Unknown<'d>> {
        if self.known.view.is_plain(at) {
            return Ok(at);
        }
        self.settled(at).map(|(at, _)| at)
    }

    /// The value behind the conditions around it, with the function that it is, if it is one.
    fn settled(&self, mut at: At) -> Result<(At, Option<Entry<'d>>), Unknown<'d>> {
        let view = self.known.view;
        loop {
            let function = match view.intrinsic(at) {
                Some(function) if function.key == "Fn::If" => function,
                other => return Ok((at, other)),
            };
            let mut arguments = view.items(function.value);
            let (Some(condition), Some(yes), Some(no), None) =
                (arguments.next(), arguments.next(), arguments.next(), arguments.next())
            else {
                return Err(Unknown::new(Reason::Malformed, at));
            };
            let Some(name) = condition_name(view, condition) else {
                return Err(Unknown::new(Reason::Malformed, at));
            };
            let decided =
                self.world.and_then(|(conditions, scenario)| scenario.decides(conditions, conditions.find(name)?));
            at = match decided {
                Some(true) => yes,
                Some(false) => no,
                None => return Err(Unknown { reason: Reason::Condition, at, name: Some(name) }),
            };
        }
    }

    /// The value, and what stands in its way.
    pub(crate) fn follow(&self, at: At, depth: u32) -> Outcome<'d> {
        let steps = self.steps.get();
        if depth > MOST_DEPTH || steps == 0 {
            return unknown(Reason::TooLarge, at);
        }
        self.steps.set(steps - 1);
        let (at, function) = match self.settled(at) {
            Ok(settled) => settled,
            Err(unknown) => return Outcome::Is(Resolved::Unknown(unknown)),
        };
        if let Some(function) = function.filter(|function| function.key != "Condition") {
            return self.function(at, function.key, function.value, depth);
        }
        match (self.written(at), self.known.view.text(at)) {
            (
                Resolved::Unknown(Unknown { reason: reason @ (Reason::Dynamic | Reason::Placeholder), .. }),
                Some(text),
            ) => {
                let piece = Piece::Opaque { key: Cow::Borrowed(text), reason };
                Outcome::Text(Parts::of_piece(piece), at)
            }
            (resolved, _) => Outcome::Is(resolved),
        }
    }

    /// What `Ref` to `name` gives.
    pub(crate) fn reference(&self, name: &'d str, at: At) -> Outcome<'d> {
        let piece = |piece| Outcome::Text(Parts::of_piece(piece), at);
        if name == "AWS::NoValue" {
            return Outcome::Is(Resolved::Absent);
        }
        if self.known.resources.contains_key(name) {
            return piece(Piece::Ref(name));
        }
        if let Some(value) = self.known.context.pseudo(name) {
            return self.text(Parts::of_literal(value, None), at);
        }
        if Context::is_pseudo(name) {
            return piece(Piece::Pseudo(name));
        }
        self.parameter(name, at).unwrap_or_else(|| match self.filled_in(Value::Str(name), at) {
            Some(reason) => piece(Piece::Opaque { key: Cow::Borrowed(name), reason }),
            None => piece(Piece::Ref(name)),
        })
    }

    fn parameter(&self, name: &'d str, at: At) -> Option<Outcome<'d>> {
        let parameter = self.known.parameters.find(name)?;
        let open = || Some(Outcome::Text(Parts::of_piece(Piece::Parameter(name)), at));
        let given = |text: Cow<'d, str>| {
            if parameter.is_list() {
                return Some(list(&text, at, None));
            }
            let mut scalar = Scalar::text(self.known.view, at, text, None);
            if parameter.is_number() {
                scalar.typed = number(&scalar.text);
            }
            Some(Outcome::Is(Resolved::Scalar(scalar)))
        };
        if parameter.is_stored() {
            return open();
        }
        let told = self.known.context.parameters.get(name);
        // What is masked may decide a condition; it is never shown.
        let shown = told.filter(|_| !parameter.no_echo || self.world.is_none());
        if let Some(value) = shown.and_then(|told| told.value.as_deref()) {
            return given(Cow::Borrowed(value));
        }
        let Some((conditions, scenario)) = self.world else { return open() };
        if let Some(value) = scenario.assumed(name) {
            return given(Cow::Owned(value.to_owned()));
        }
        let default = parameter.default.filter(|_| told.is_none());
        let default = default.and_then(|at| Scalar::literal(self.known.view, at));
        if default.as_ref().is_some_and(|default| default.text.len() > MOST_OF_PARAMETER) {
            return Some(unknown(Reason::TooLarge, at));
        }
        let compared = conditions.value_of(name, scenario.when);
        if let Some(value) = compared.is {
            return given(Cow::Owned(value.to_owned()));
        }
        if !compared.is_not.is_empty() {
            let allowed = self.known.allowed_texts(name).unwrap_or_default();
            let mut left = allowed.iter().filter(|value| !compared.is_not.contains(&value.as_str()));
            if let (Some(only), None) = (left.next(), left.next()) {
                return given(Cow::Owned(only.clone()));
            }
        }
        match default {
            Some(_) if parameter.no_echo => open(),
            Some(default) if compared.is_not.contains(&default.text.as_ref()) || filled_in(&default.text).is_some() => {
                open()
            }
            Some(default) if parameter.is_list() => Some(list(&default.text, at, Some(name))),
            Some(default) => {
                let mut scalar = Scalar { at, place: self.known.view.place(at), default_of: Some(name), ..default };
                if !parameter.is_number() {
                    scalar.typed = Typed::Text;
                }
                Some(Outcome::Is(Resolved::Scalar(scalar)))
            }
            None => open(),
        }
    }

    /// Text in pieces as a value: a scalar where all of it is known.
    pub(crate) fn text(&self, parts: Parts<'d>, at: At) -> Outcome<'d> {
        if parts.is_too_large() {
            return unknown(Reason::TooLarge, at);
        }
        if let Some(reason) = parts.pieces().iter().find_map(|piece| self.filled_in(Value::Str(piece.text()), at)) {
            return Outcome::Text(self.opaque(reason, at, parts.key()), at);
        }
        match parts.into_literal() {
            Ok((text, default_of)) => {
                Outcome::Is(Resolved::Scalar(Scalar::text(self.known.view, at, text, default_of)))
            }
            Err(parts) => Outcome::Text(parts, at),
        }
    }

    /// A value as text in pieces, `at` being where it is written.
    pub(crate) fn text_of(&self, outcome: Outcome<'d>, at: At, depth: u32) -> Parts<'d> {
        match outcome {
            Outcome::Text(parts, _) => parts,
            Outcome::Is(Resolved::Scalar(scalar)) => Parts::of_literal(scalar.text, scalar.default_of),
            Outcome::Is(Resolved::Absent) => Parts::of_piece(Piece::Pseudo("AWS::NoValue")),
            Outcome::Is(Resolved::Unknown(unknown)) => {
                // An undecided `Fn::If` is equal to one that is written the same.
                let key = (unknown.reason == Reason::Condition).then(|| self.key(unknown.at, depth + 1)).flatten();
                self.opaque(unknown.reason, unknown.at, key)
            }
            Outcome::Is(Resolved::List(_) | Resolved::Map(_)) => {
                let key = self.key(at, depth + 1);
                self.opaque(Reason::Malformed, at, key)
            }
            Outcome::Is(Resolved::Texts(list)) => {
                let key: Option<Vec<_>> = list.items.iter().map(Parts::key).collect();
                self.opaque(Reason::Malformed, at, key.map(|items| format!("[{}]", items.join(","))))
            }
            Outcome::Split { of, delimiter, .. } => {
                self.opaque(Reason::Function, at, of.key().map(|of| format!("Split({},{of})", quoted(&delimiter))))
            }
        }
    }

    /// A piece that nothing more is known of. Without a key it equals only itself.
    pub(crate) fn opaque(&self, reason: Reason, at: At, key: Option<String>) -> Parts<'d> {
        let key = key.unwrap_or_else(|| format!("#{} {}", at.node().0, at.is_inside()));
        Parts::of_piece(Piece::Opaque { key: Cow::Owned(key), reason })
    }

    /// The canonical form of what is written at `at`; none where it is too deep or too long.
    pub(crate) fn key(&self, at: At, depth: u32) -> Option<String> {
        let steps = self.steps.get();
        if depth > MOST_DEPTH || steps == 0 {
            return None;
        }
        self.steps.set(steps - 1);
        let view = self.known.view;
        let mut key = String::new();
        match view.value(at) {
            Value::List => {
                for item in view.items(at) {
                    key.extend([if key.is_empty() { "[" } else { "," }, &self.key(item, depth + 1)?]);
                    within(&key)?;
                }
                key.push(']');
            }
            Value::Map => {
                let is_function = view.intrinsic(at).is_some_and(|function| function.key != "Fn::If");
                if is_function {
                    let outcome = self.follow(at, depth + 1);
                    if !matches!(outcome, Outcome::Is(Resolved::List(_) | Resolved::Map(_) | Resolved::Unknown(_))) {
                        return self.text_of(outcome, at, depth + 1).key();
                    }
                }
                for entry in view.entries(at) {
                    let value = self.key(entry.value, depth + 1)?;
                    key.extend([if key.is_empty() { "{" } else { "," }, &quoted(entry.key), ":", &value]);
                    within(&key)?;
                }
                key.push('}');
            }
            _ => return Parts::of_literal(Scalar::literal(view, at)?.text, None).key(),
        }
        Some(key)
    }

    fn resolved(&self, outcome: Outcome<'d>) -> Resolved<'d> {
        match outcome {
            Outcome::Is(resolved) => resolved,
            Outcome::Split { of, at, .. } | Outcome::Text(of, at) => {
                let (reason, name) = why(&of);
                Resolved::Unknown(Unknown { reason, at, name })
            }
        }
    }
}

/// Why a text in pieces is not known, and what it depends on.
pub(crate) fn why<'d>(parts: &Parts<'d>) -> (Reason, Option<&'d str>) {
    match parts.unknown() {
        Some(Piece::Ref(name)) => (Reason::Resource, Some(name)),
        Some(Piece::Attribute { logical_id, .. }) => (Reason::Resource, Some(logical_id)),
        Some(Piece::Parameter(name)) => (Reason::Parameter, Some(name)),
        Some(Piece::Pseudo(name)) => (Reason::Pseudo, Some(name)),
        Some(Piece::Split { of, .. }) => why(of),
        Some(Piece::Opaque { reason, .. }) => (*reason, None),
        Some(Piece::Literal(_)) | None => (Reason::Function, None),
    }
}

pub(crate) fn unknown<'d>(reason: Reason, at: At) -> Outcome<'d> {
    Outcome::Is(Resolved::Unknown(Unknown::new(reason, at)))
}

/// The name that the first argument of `Fn::If` is, as text or as `!Condition`.
pub(crate) fn condition_name<'d>(view: View<'d>, argument: At) -> Option<&'d str> {
    match view.intrinsic(argument) {
        Some(function) if function.key == "Condition" => view.text(function.value),
        Some(_) => None,
        None => view.text(argument),
    }
}

/// Why a text is not what will stand there: CloudFormation looks something up, or another tool fills it in before.
pub(crate) fn filled_in(text: &str) -> Option<Reason> {
    // Few texts have such a character at all.
    if !text.bytes().any(|byte| matches!(byte, b'{' | b'<')) {
        return None;
    }
    match templating(text) {
        Some(_) => Some(Reason::Placeholder),
        None => text.contains("{{resolve:").then_some(Reason::Dynamic),
    }
}

/// The value of a parameter that is a list.
fn list<'d>(text: &str, at: At, default_of: Option<&'d str>) -> Outcome<'d> {
    if text.len() > MOST_OF_PARAMETER {
        return unknown(Reason::TooLarge, at);
    }
    let item = |item: &str| Parts::of_literal(Cow::Owned(item.trim().to_owned()), default_of);
    Outcome::Is(Resolved::Texts(TextList { items: text.split(',').map(item).collect(), at, default_of }))
}

fn number(text: &str) -> Typed {
    if let Ok(value) = text.trim().parse() {
        return Typed::Int(value);
    }
    decimal::parse(text.trim()).map_or(Typed::Text, Typed::Float)
}

fn within(key: &str) -> Option<()> {
    (key.len() <= 4096).then_some(())
}

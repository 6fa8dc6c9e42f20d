//! What the text at a spot refers to: a name by `Ref`, `Fn::GetAtt`, `${…}` or `DependsOn`, a condition, a mapping, an attribute of
//! a table. Looks at how it is written, never whether the thing is there.

use tablewarden_source::Span;
use tablewarden_template::{At, Value, View};

use crate::spot::{Spot, Step, To};

/// What a text refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Referred<'d> {
    /// A resource or a parameter, and the attribute of it where one is named.
    Name(&'d str, Option<&'d str>),
    /// A key of the values that a `Fn::Sub` brings itself: its value.
    Local(&'d str, At),
    /// A condition.
    Condition(&'d str),
    /// A mapping: its name, or the name with one key of it or two.
    Mapping(&'d str, [Option<&'d str>; 2]),
    /// The attribute of a key: its name, and the list of the attribute definitions.
    Attribute(&'d str, At),
}

/// What the value at the spot refers to, and where the reference is written.
pub(crate) fn referred<'d>(view: View<'d>, spot: &Spot<'d>, offset: u32) -> Option<(Referred<'d>, Span)> {
    if spot.key.is_some() {
        return None;
    }
    let text = view.text(spot.at)?;
    let span = spot.span(view);
    let (number, key) = spot.last_key()?;
    let element = match spot.way.get(number + 1..)? {
        [] => None,
        [Step { to: To::Element(index), .. }] => Some(*index),
        _ => return None,
    };
    // The argument of the function.
    let argument = || spot.way.get(number + 1).map(|step| step.of);
    let item = |index| argument().and_then(|of| view.items(of).nth(index)).and_then(|at| view.text(at));
    let referred = match (key, element) {
        ("Ref", None) => Referred::Name(text, None),
        ("Fn::GetAtt", None) => {
            let (name, attribute) = text.split_once('.').unwrap_or((text, ""));
            Referred::Name(name, Some(attribute).filter(|attribute| !attribute.is_empty()))
        }
        ("Fn::GetAtt", Some(_)) => Referred::Name(item(0)?, item(1)),
        ("Fn::Sub", None | Some(0)) => return in_sub(view, argument(), span, offset),
        ("DependsOn", None | Some(_)) => Referred::Name(text, None),
        ("Condition", None) | ("Fn::If", Some(0)) => Referred::Condition(text),
        ("Fn::FindInMap", Some(0)) => Referred::Mapping(text, [None, None]),
        ("Fn::FindInMap", Some(1)) => Referred::Mapping(item(0)?, [Some(text), None]),
        ("Fn::FindInMap", Some(2)) => Referred::Mapping(item(0)?, [item(1), Some(text)]),
        ("AttributeName", None) => Referred::Attribute(text, definitions(view, spot)?),
        _ => return None,
    };
    Some((referred, span))
}

/// The `${…}` of a `Fn::Sub` around the offset. The text is looked at as it is written: names have no escapes.
fn in_sub<'d>(view: View<'d>, argument: Option<At>, span: Span, offset: u32) -> Option<(Referred<'d>, Span)> {
    let text: &'d str = view.main_tree().source().get(span.start as usize..span.end as usize)?;
    let at = (offset.checked_sub(span.start)?) as usize;
    let start = text.get(..at)?.rfind("${").or_else(|| {
        // The offset is in the mark itself.
        (text.get(at..)?.starts_with("${")).then_some(at)
    });
    let start =
        start.or_else(|| at.checked_sub(1).filter(|at| text.get(*at..).is_some_and(|text| text.starts_with("${"))))?;
    let end = start + text.get(start..)?.find('}')? + 1;
    let name = text.get(start + 2..end - 1)?;
    if at > end || name.starts_with('!') {
        return None;
    }
    let to_u32 = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let whole = Span::new(span.start + to_u32(start), span.start + to_u32(end));
    let name = name.trim();
    let local = argument.and_then(|of| view.items(of).nth(1)).and_then(|map| view.get(map, name));
    if let Some(value) = local {
        return Some((Referred::Local(name, value), whole));
    }
    let (name, attribute) = name.split_once('.').map_or((name, None), |(name, attribute)| (name, Some(attribute)));
    Some((Referred::Name(name, attribute), whole))
}

/// The attribute definitions of the table whose key schema the spot is in.
fn definitions(view: View<'_>, spot: &Spot<'_>) -> Option<At> {
    let properties = spot.properties(view)?;
    let is_key = spot.way.get(properties.first..)?.iter().any(|step| step.to == To::Key("KeySchema"));
    let list = view.get(properties.at, "AttributeDefinitions").filter(|at| view.value(*at) == Value::List);
    list.filter(|_| is_key)
}

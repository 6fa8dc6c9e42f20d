//! The names of loops and their values: `${Name}` is the value, `&{Name}` its letters and digits. Never looks at what
//! other names stand for.

use std::borrow::Cow;

/// The names of the loops around, the innermost last, each with its value.
#[derive(Debug, Default)]
pub(super) struct Bindings(Vec<(String, String)>);

impl Bindings {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn push(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The text with the names replaced.
    pub(super) fn replaced<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((start, end)) = next(rest) {
            let value = rest.get(start + 2..end - 1).and_then(|name| self.get(name));
            let plain = rest.get(..end).unwrap_or("");
            match value {
                Some(value) => {
                    out.push_str(rest.get(..start).unwrap_or(""));
                    match plain.as_bytes().get(start) {
                        Some(b'&') => out.extend(value.chars().filter(char::is_ascii_alphanumeric)),
                        _ => out.push_str(value),
                    }
                }
                None => out.push_str(plain),
            }
            rest = rest.get(end..).unwrap_or("");
        }
        if out.is_empty() && rest.len() == text.len() {
            return Cow::Borrowed(text);
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

/// Whether a text may name a loop.
pub(super) fn names(text: &str) -> bool {
    next(text).is_some()
}

/// Where the next `${…}` or `&{…}` is.
fn next(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let brace = from + text.get(from..)?.find('{')?;
        let start = brace.checked_sub(1).filter(|at| matches!(text.as_bytes().get(*at), Some(b'$' | b'&')));
        match (start, text.get(brace..)?.find('}')) {
            (Some(start), Some(length)) => return Some((start, brace + length + 1)),
            (_, None) => return None,
            (None, _) => from = brace + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_and_nothing_else_is() {
        let mut bindings = Bindings::default();
        bindings.push("Name".to_owned(), "a-1".to_owned());
        bindings.push("Other".to_owned(), "${Name}".to_owned());
        let cases = [
            ("", ""),
            ("Name", "Name"),
            ("${Name}", "a-1"),
            ("x${Name}y&{Name}z", "xa-1ya1z"),
            ("${!Name} ${Names} ${AWS::Region}", "${!Name} ${Names} ${AWS::Region}"),
            ("{Name} $${Name} ${Name", "{Name} $a-1 ${Name"),
            ("${Other}", "${Name}"),
            ("{{resolve:ssm:${Name}}}", "{{resolve:ssm:a-1}}"),
            ("é${Name}é}", "éa-1é}"),
        ];
        for (text, expected) in cases {
            assert_eq!(bindings.replaced(text), expected, "{text}");
        }
        bindings.push("Name".to_owned(), "inner".to_owned());
        assert_eq!(bindings.replaced("${Name}"), "inner");
        bindings.pop();
        assert_eq!(bindings.replaced("${Name}"), "a-1");
    }
}

//! A value in flow style, of YAML or of JSON, on one line or on several, as the habits have it.

use std::borrow::Cow;

use tablewarden_template::Tag;

use super::habits::Habits;
use super::scalar::{is_plain, quoted};
use super::tree::Tree;

impl Habits<'_> {
    /// An entry of a mapping. Where it stands on a line that is indented by `lines`, collections in it have lines of their own.
    pub(crate) fn flow_entry(&self, key: &str, value: &Tree<'_>, lines: Option<&str>, out: &mut String) {
        let key = self.key(key, true);
        out.push_str(&key);
        out.push_str(if key.ends_with(['"', '\'']) { self.colon } else { ": " });
        self.flow(value, lines, out);
    }

    /// A value within a flow collection; `lines` is as above.
    pub(crate) fn flow(&self, value: &Tree<'_>, lines: Option<&str>, out: &mut String) {
        match value {
            Tree::Null => out.push_str("null"),
            Tree::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Tree::Number(text) => out.push_str(text),
            Tree::Text(text) => out.push_str(&self.scalar(text, true)),
            Tree::List(items) => self.within(['[', ']'], items, lines, out, Self::flow),
            Tree::Map(entries) => self.within(['{', '}'], entries, lines, out, |habits, (key, value), lines, out| {
                habits.flow_entry(key, value, lines, out);
            }),
            Tree::Function(name, argument) => match self.short_tag(value) {
                Some(tag) => {
                    out.extend([&tag, " "]);
                    self.flow(argument, None, out);
                }
                None => self.within(['{', '}'], &[argument], lines, out, |habits, argument, lines, out| {
                    habits.flow_entry(name, argument, lines, out);
                }),
            },
        }
    }

    /// A value on the line of its key or its dash in block style.
    pub(crate) fn inline(&self, value: &Tree<'_>, out: &mut String) {
        match value {
            Tree::Text(text) => out.push_str(&self.scalar(text, false)),
            _ => self.flow(value, None, out),
        }
    }

    fn within<T>(
        &self,
        [open, close]: [char; 2],
        children: &[T],
        lines: Option<&str>,
        out: &mut String,
        write: impl Fn(&Self, &T, Option<&str>, &mut String),
    ) {
        out.push(open);
        let lines = lines.filter(|_| !children.is_empty());
        let indent = lines.map(|lines| [lines, self.unit].concat());
        for (number, child) in children.iter().enumerate() {
            if number > 0 {
                out.push_str(if indent.is_some() { "," } else { self.comma });
            }
            if let Some(indent) = &indent {
                out.extend([self.line_end, indent]);
            }
            write(self, child, indent.as_deref(), out);
        }
        if let Some(lines) = lines {
            out.extend([self.line_end, lines]);
        }
        out.push(close);
    }

    /// A text as a scalar.
    fn scalar<'t>(&self, text: &'t str, in_flow: bool) -> Cow<'t, str> {
        let is_quoted = self.quotes_all || !is_plain(text, in_flow);
        if is_quoted { Cow::Owned(quoted(text, self.quote)) } else { Cow::Borrowed(text) }
    }

    /// A text as a key.
    pub(crate) fn key<'t>(&self, text: &'t str, in_flow: bool) -> Cow<'t, str> {
        // Some readers take a `:` within a plain key of a flow mapping for its end.
        let is_quoted = self.quotes_keys || !is_plain(text, in_flow) || (in_flow && text.contains(':'));
        if is_quoted { Cow::Owned(quoted(text, self.quote)) } else { Cow::Borrowed(text) }
    }

    /// The short tag that a function is written with. CloudFormation takes none directly behind another.
    pub(crate) fn short_tag(&self, value: &Tree<'_>) -> Option<String> {
        let Tree::Function(name, argument) = value else { return None };
        if !self.has_tags || matches!(**argument, Tree::Function(..)) {
            return None;
        }
        let tag = ["!", name.strip_prefix("Fn::").unwrap_or(name)].concat();
        (Tag::parse(&tag).function() == Some(name)).then_some(tag)
    }
}

#[cfg(test)]
mod tests {
    use super::super::scalar::Quote;
    use super::*;

    fn value() -> Tree<'static> {
        let function = Tree::function("Fn::GetAtt", Tree::List(vec![Tree::text("A"), Tree::text("Arn")]));
        let wrapped = Tree::function("Fn::Base64", Tree::function("Ref", Tree::text("AWS::Region")));
        Tree::map([("a", function), ("b", wrapped), ("c", Tree::List(Vec::new())), ("d:e", Tree::text("yes"))])
    }

    #[test]
    fn each_habit_says_the_same() {
        let mut habits = Habits { has_tags: true, quote: Quote::Single, ..Habits::new("\n") };
        let (mut yaml, mut json, mut short) = (String::new(), String::new(), String::new());
        habits.flow(&value(), None, &mut yaml);
        let expected = "{a: !GetAtt [A, Arn], b: !Base64 {Ref: AWS::Region}, c: [], 'd:e': 'yes'}";
        assert_eq!(yaml, expected.replace("!Base64 {Ref: AWS::Region}", "{'Fn::Base64': !Ref AWS::Region}"));
        habits = Habits { quotes_all: true, quotes_keys: true, unit: "\t", ..Habits::new("\r\n") };
        habits.flow(&value(), Some("\t"), &mut json);
        let expected = "{\n\t\t\"a\": {\n\t\t\t\"Fn::GetAtt\": [\n\t\t\t\t\"A\",\n\t\t\t\t\"Arn\"\n\t\t\t]\n\t\t},\n\t\t\"b\": {\n\t\t\t\
                        \"Fn::Base64\": {\n\t\t\t\t\"Ref\": \"AWS::Region\"\n\t\t\t}\n\t\t},\n\t\t\"c\": [],\n\t\t\"d:e\": \"yes\"\n\t}";
        assert_eq!(json, expected.replace('\n', "\r\n"));
        habits = Habits { colon: ":", comma: ",", ..habits };
        habits.flow(&value(), None, &mut short);
        assert_eq!(
            short,
            "{\"a\":{\"Fn::GetAtt\":[\"A\",\"Arn\"]},\"b\":{\"Fn::Base64\":{\"Ref\":\"AWS::Region\"}},\"c\":[],\"d:e\":\"yes\"}"
        );
    }
}

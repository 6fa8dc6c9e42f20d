//! The tags of YAML that a template can carry, and the function each is short for.

use tablewarden_source::Span;

use crate::NodeId;

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident $short:literal $long:literal;)*) => {
        /// What a tag is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Tag {
            $($(#[$doc])* $name,)*
            /// `!!str` and `!`: the scalar is text, whatever it looks like.
            Str,
            /// Another tag of YAML's own (`!!int`, `!!map`): it changes nothing here.
            Core,
            /// A tag that CloudFormation does not have.
            Other,
        }

        impl Tag {
            /// The tag written as `text`: `!Ref`, `!!str`, `!<tag:yaml.org,2002:str>`.
            #[must_use]
            pub fn parse(text: &str) -> Self {
                // `!<!Ref>` is `!Ref`, spelt out.
                let text = text.strip_prefix("!<").and_then(|text| text.strip_suffix('>')).map_or(text, |inner| {
                    if inner.starts_with('!') { inner } else { text }
                });
                match text {
                    $($short => Self::$name,)*
                    "!" | "!!str" | "!<tag:yaml.org,2002:str>" => Self::Str,
                    _ if text.starts_with("!!") || text.starts_with("!<tag:yaml.org,2002:") => Self::Core,
                    _ => Self::Other,
                }
            }

            /// Whether it is none of YAML's own: short for a function, or for nothing that CloudFormation has.
            #[must_use]
            pub fn is_of_cloudformation(self) -> bool {
                !matches!(self, Self::Str | Self::Core)
            }

            /// The key the long form has: `Ref`, `Fn::GetAtt`; none for a tag that is short for nothing.
            #[must_use]
            pub fn function(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some($long),)*
                    Self::Str | Self::Core | Self::Other => None,
                }
            }
        }
    };
}

tags! {
    /// `!Ref`
    Ref "!Ref" "Ref";
    /// `!Condition`
    Condition "!Condition" "Condition";
    /// `!GetAtt`
    GetAtt "!GetAtt" "Fn::GetAtt";
    /// `!Sub`
    Sub "!Sub" "Fn::Sub";
    /// `!Join`
    Join "!Join" "Fn::Join";
    /// `!Select`
    Select "!Select" "Fn::Select";
    /// `!Split`
    Split "!Split" "Fn::Split";
    /// `!If`
    If "!If" "Fn::If";
    /// `!And`
    And "!And" "Fn::And";
    /// `!Or`
    Or "!Or" "Fn::Or";
    /// `!Not`
    Not "!Not" "Fn::Not";
    /// `!Equals`
    Equals "!Equals" "Fn::Equals";
    /// `!FindInMap`
    FindInMap "!FindInMap" "Fn::FindInMap";
    /// `!GetStackOutput`
    GetStackOutput "!GetStackOutput" "Fn::GetStackOutput";
    /// `!ImportValue`
    ImportValue "!ImportValue" "Fn::ImportValue";
    /// `!Base64`
    Base64 "!Base64" "Fn::Base64";
    /// `!Cidr`
    Cidr "!Cidr" "Fn::Cidr";
    /// `!GetAZs`
    GetAZs "!GetAZs" "Fn::GetAZs";
    /// `!Transform`
    Transform "!Transform" "Fn::Transform";
    /// `!Length`
    Length "!Length" "Fn::Length";
    /// `!ToJsonString`
    ToJsonString "!ToJsonString" "Fn::ToJsonString";
    /// `!ForEach`
    ForEach "!ForEach" "Fn::ForEach";
    /// `!Contains`, in rules of a template
    Contains "!Contains" "Fn::Contains";
    /// `!EachMemberEquals`, in rules of a template
    EachMemberEquals "!EachMemberEquals" "Fn::EachMemberEquals";
    /// `!EachMemberIn`, in rules of a template
    EachMemberIn "!EachMemberIn" "Fn::EachMemberIn";
    /// `!RefAll`, in rules of a template
    RefAll "!RefAll" "Fn::RefAll";
    /// `!ValueOf`, in rules of a template
    ValueOf "!ValueOf" "Fn::ValueOf";
    /// `!ValueOfAll`, in rules of a template
    ValueOfAll "!ValueOfAll" "Fn::ValueOfAll";
}

/// A tag of the table: few nodes have one, so they stand beside it, in the order of the nodes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TagEntry {
    pub(crate) node: NodeId,
    pub(crate) tag: Tag,
    pub(crate) span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_they_are_written() {
        for (text, tag, function) in [
            ("!Ref", Tag::Ref, Some("Ref")),
            ("!<!Ref>", Tag::Ref, Some("Ref")),
            ("!GetAZs", Tag::GetAZs, Some("Fn::GetAZs")),
            ("!Condition", Tag::Condition, Some("Condition")),
            ("!", Tag::Str, None),
            ("!!str", Tag::Str, None),
            ("!<tag:yaml.org,2002:str>", Tag::Str, None),
            ("!!int", Tag::Core, None),
            ("!<tag:yaml.org,2002:map>", Tag::Core, None),
            ("!ref", Tag::Other, None),
            ("!Fn::Sub", Tag::Other, None),
            ("", Tag::Other, None),
        ] {
            assert_eq!(Tag::parse(text), tag, "{text}");
            assert_eq!(tag.function(), function, "{text}");
        }
    }
}

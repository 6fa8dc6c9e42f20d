//! Text in flow style in, a tree with its spans out: as much of YAML as the cases beside it need.

use tablewarden_source::{FileId, Place, Span};
use tablewarden_template::{Kind, Style, Tag, Text, Tree, TreeBuilder};

/// Reads one value: no escapes, no comments, text in quotes without quotes; `?` marks the mapping or list around it as
/// damaged.
pub(super) fn flow(text: &str) -> Tree<'_> {
    let mut builder = TreeBuilder::new(text, 1_000_000);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let place = |from: usize, to: usize| {
            let span = Span::new(u32::try_from(from).unwrap(), u32::try_from(to).unwrap());
            Place::new(FileId(0), span)
        };
        at += match rest.as_bytes()[0] {
            b'{' => {
                builder.open(Kind::Map, Style::Flow, place(at, at));
                1
            }
            b'[' => {
                builder.open(Kind::List, Style::Flow, place(at, at));
                1
            }
            b'}' | b']' => {
                builder.close(Some(u32::try_from(at + 1).unwrap()));
                1
            }
            b' ' | b',' | b'\n' => 1,
            b'!' => {
                let end = rest.find(' ').unwrap();
                builder.tag(Tag::parse(&rest[..end]), place(at, at + end).span());
                end
            }
            b'\'' => {
                let end = rest[1..].find('\'').unwrap() + 2;
                builder.scalar(Style::Single, place(at, at + end), Text::Source);
                end + usize::from(rest[end..].starts_with(':'))
            }
            b'?' => {
                let innermost = builder.innermost().unwrap();
                builder.damage(innermost);
                1
            }
            _ => {
                let end = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
                let end = rest[..end].find(": ").map_or(end, |colon| colon);
                builder.scalar(Style::Plain, place(at, at + end), Text::Source);
                end + usize::from(rest[end..].starts_with(": "))
            }
        };
    }
    builder.finish()
}

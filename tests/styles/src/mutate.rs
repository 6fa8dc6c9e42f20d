//! Texts with a few things put in or taken out.

use crate::seed::Seed;

/// What is put in.
const SNIPPETS: [&str; 16] = [
    "# c\n",
    "\n",
    "  \n",
    "    # deep\n",
    " ",
    "- x\n",
    "  A: b\n",
    "{",
    "]",
    ",",
    ": ",
    "'",
    "&a ",
    "*a",
    "|\n",
    "!Ref ",
];

/// A text with a few things put in or taken out, most of them whole lines.
#[must_use]
pub fn mutated(text: &str, seed: &mut Seed) -> String {
    let mut text = text.to_owned();
    for _ in 0..=seed.below(3) {
        let mut at = seed.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at = at.max(if text.starts_with('\u{feff}') { 3 } else { 0 });
        let line = text[..at].rfind('\n').map_or(if text.starts_with('\u{feff}') { 3 } else { 0 }, |end| end + 1);
        match seed.below(6) {
            0 | 1 => text.insert_str(line, SNIPPETS[seed.below(6)]),
            2 => {
                let end = text[line..].find('\n').map_or(text.len(), |end| line + end + 1);
                text.replace_range(line..end, "");
            }
            3 => {
                let end = text[line..].find('\n').map_or(text.len(), |end| line + end + 1);
                let double = text[line..end].to_owned();
                text.insert_str(line, &double);
            }
            _ => text.insert_str(at, SNIPPETS[seed.below(SNIPPETS.len())]),
        }
    }
    text
}

//! JSON without blanks in, the same on lines out: one for each member and element, two blanks for each level.

/// Writes it from a level on. Within texts JSON has no line breaks.
pub(crate) fn on_lines(json: &str, mut level: usize, out: &mut String) {
    let (mut in_text, mut is_escaped, mut last) = (false, false, b' ');
    let mut written = 0;
    for (at, byte) in json.bytes().enumerate() {
        if in_text {
            in_text = is_escaped || byte != b'"';
            is_escaped = !is_escaped && byte == b'\\';
            last = byte;
            continue;
        }
        let was_opened = matches!(last, b'[' | b'{');
        let is_closed = matches!(byte, b']' | b'}');
        level += usize::from(was_opened);
        level -= usize::from(is_closed);
        if was_opened != is_closed || last == b',' {
            out.push_str(json.get(written..at).unwrap_or(""));
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", level));
            written = at;
        } else if last == b':' {
            out.push_str(json.get(written..at).unwrap_or(""));
            out.push(' ');
            written = at;
        }
        in_text = byte == b'"';
        last = byte;
    }
    out.push_str(json.get(written..).unwrap_or(""));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_common_printer() {
        for json in [r#"{"a":[1,2,{"b":"x:,[{\"\\"}],"c":[],"d":{},"e":[[],[{}]]}"#, "[]", "1", r#""\\""#, "[[1]]"] {
            let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
            let mut out = String::new();
            on_lines(json, 0, &mut out);
            assert_eq!(out, serde_json::to_string_pretty(&value).unwrap_or_default());
        }
    }
}

//! JSON without blanks in, the same on lines for people out.

/// JSON without blanks as people read it: a line for each element and entry, two blanks for each level. A second writer of
/// all shapes would cost more than this.
pub(super) fn indented(compact: &[u8]) -> String {
    let mut out = Vec::with_capacity(compact.len() * 2);
    let mut depth = 0_usize;
    let mut bytes = compact.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                out.push(byte);
                match bytes.next_if(|next| matches!(next, b'}' | b']')) {
                    Some(end) => out.push(end),
                    None => {
                        depth += 1;
                        line(&mut out, depth);
                    }
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                line(&mut out, depth);
            }
            b':' => out.extend(b": "),
            b'"' => {
                out.push(byte);
                while let Some(byte) = bytes.next() {
                    out.push(byte);
                    match byte {
                        b'\\' => out.extend(bytes.next()),
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

fn line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn lines_are_those_of_the_usual_writer() {
        let text = r#"{"a":[],"b":{},"c":[1,-2.5,null,true,["x"]],"d":{"e,:[{":"\\\"}]é,","f":{"g":[{}]}}}"#;
        for text in [text, "[]", "{}", "5", "[[[]]]", r#""{\"""#] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let compact = serde_json::to_vec(&value).unwrap();
            assert_eq!(indented(&compact), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}

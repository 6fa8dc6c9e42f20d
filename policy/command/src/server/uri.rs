//! Addresses of files as editors write them, into paths and back: `file:///shop/a%20b.yaml` is `/shop/a b.yaml`. What is no file of
//! this machine has no path.

use crate::files::Here;

const SCHEME: &str = "file://";

/// The absolute path of a file's address.
pub(super) fn path_of(uri: &str, here: &Here) -> Option<String> {
    let rest = uri.strip_prefix(SCHEME)?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let path = decoded(rest.get(..end)?)?;
    // `/c:/shop`
    let has_drive = here.backslash_separates && path.as_bytes().get(2) == Some(&b':');
    let path = if has_drive { path.get(1..)? } else { &path };
    (has_drive || path.starts_with('/')).then(|| here.absolute(path))
}

/// The address of a file.
pub(super) fn uri_of(path: &str) -> String {
    let mut uri = SCHEME.to_owned();
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => {
                let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default().to_ascii_uppercase();
                uri.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    uri
}

/// The text without escapes; none where one is broken or the bytes are no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next().unwrap_or_default()).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(backslash_separates: bool) -> Here {
        Here { working_dir: "/".to_owned(), root: "/".to_owned(), backslash_separates }
    }

    #[test]
    fn an_address_is_a_path_and_back() {
        for path in ["/shop/a.yaml", "/shop/a b%é#?.yaml", "/"] {
            assert_eq!(path_of(&uri_of(path), &here(false)).as_deref(), Some(path));
        }
        assert_eq!(uri_of("/a b.yaml"), "file:///a%20b.yaml");
        assert_eq!(uri_of("c:/a.yaml"), "file:///c%3A/a.yaml");
        assert_eq!(path_of("file://localhost/a.yaml", &here(false)).as_deref(), Some("/a.yaml"));
    }

    #[test]
    fn a_drive_has_no_slash_before_it() {
        assert_eq!(path_of("file:///c%3A/shop/t.yaml", &here(true)).as_deref(), Some("c:/shop/t.yaml"));
        assert_eq!(path_of("file:///c:/shop/t.yaml", &here(false)).as_deref(), Some("/c:/shop/t.yaml"));
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in
            ["untitled:Untitled-1", "file://server/share", "file:///%zz", "file:///%f", "file:///%ff", "", "file:"]
        {
            assert_eq!(path_of(uri, &here(false)), None, "{uri}");
        }
    }
}

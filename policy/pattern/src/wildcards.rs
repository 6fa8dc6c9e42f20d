//! Texts with `*` and `?` in them: `*` stands for any number of characters, `?` for one. In paths both stay within one name,
//! and `**` stands for any number of folders. Takes two texts, gives whether the first means the second; never tries more
//! than the last star again.

/// Whether `text` is what `wildcards` means, from its beginning to its end, whatever the case of ASCII letters. `?` is one byte.
#[must_use]
pub fn means_text(wildcards: &str, text: &str) -> bool {
    let is_one = |wildcard: &u8, letter: &u8| *wildcard == b'?' || wildcard.eq_ignore_ascii_case(letter);
    is_run(wildcards.as_bytes(), text.as_bytes(), &|wildcard| *wildcard == b'*', &is_one)
}

/// Whether `path` is what `wildcards` means, from its beginning to its end; both have `/` between names.
#[must_use]
pub fn means_path(wildcards: &str, path: &str) -> bool {
    let wildcards: Vec<&str> = wildcards.split('/').collect();
    let names: Vec<&str> = path.split('/').collect();
    is_run(&wildcards, &names, &|wildcard| *wildcard == "**", &|wildcard, name| means_name(wildcard, name))
}

fn means_name(wildcards: &str, name: &str) -> bool {
    let wildcards: Vec<char> = wildcards.chars().collect();
    let letters: Vec<char> = name.chars().collect();
    let is_one = |wildcard: &char, letter: &char| *wildcard == '?' || wildcard == letter;
    is_run(&wildcards, &letters, &|wildcard| *wildcard == '*', &is_one)
}

/// Whether the parts are what the wildcards mean one after another, a star being any number of parts. Goes back to the last
/// star only: what an earlier one could take, the last one can take too.
fn is_run<T>(wildcards: &[T], parts: &[T], is_star: &dyn Fn(&T) -> bool, is_one: &dyn Fn(&T, &T) -> bool) -> bool {
    let (mut wildcard, mut part) = (0, 0);
    let mut star = None;
    loop {
        match (wildcards.get(wildcard), parts.get(part)) {
            (None, None) => return true,
            (Some(one), _) if is_star(one) => {
                wildcard += 1;
                star = Some((wildcard, part));
            }
            (Some(one), Some(next)) if is_one(one, next) => (wildcard, part) = (wildcard + 1, part + 1),
            _ => match star {
                Some((behind, from)) if from < parts.len() => {
                    star = Some((behind, from + 1));
                    (wildcard, part) = (behind, from + 1);
                }
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (glob, path) in [
            ("a.yaml", "a.yaml"),
            ("*.yaml", ".yaml"),
            ("*.yaml", "a.b.yaml"),
            ("?.yaml", "é.yaml"),
            ("**", "a/b/c"),
            ("**/a", "a"),
            ("**/a", "x/y/a"),
            ("infra/**", "infra/a/b.yaml"),
            ("**/test/**/*.yaml", "x/test/a.yaml"),
            ("a/**/b/**/c", "a/b/x/b/y/c"),
            ("*a*b", "xaxabb"),
        ] {
            assert!(means_path(glob, path), "{glob} {path}");
        }
        for (glob, path) in [
            ("a.yaml", "b/a.yaml"),
            ("*.yaml", "a/b.yaml"),
            ("?.yaml", ".yaml"),
            ("a?b", "a/b"),
            ("**/a", "ba"),
            ("infra/**", "infrared/a"),
            ("a/*/c", "a/c"),
            ("a", "a/"),
            ("*a*b", "xaxa"),
            ("", "a"),
        ] {
            assert!(!means_path(glob, path), "{glob} {path}");
        }
    }

    #[test]
    fn letters_count_whatever_their_case_in_text_alone() {
        for wildcards in ["*", "a:*", "A:sc*", "a:*AN", "*:*n", "a:sca?"] {
            assert!(means_text(wildcards, "A:Scan"), "{wildcards}");
        }
        for wildcards in ["", "a:scann", "a:sc", "a:?can?", "s3:*"] {
            assert!(!means_text(wildcards, "A:Scan"), "{wildcards}");
        }
        assert!(!means_path("A", "a"));
    }

    #[test]
    fn what_cannot_be_meant_is_found_soon() {
        assert!(!means_path(&"*a".repeat(2_000), &"a".repeat(1_999)));
        assert!(!means_path(&format!("{}b", "**/a/".repeat(500)), &"a/".repeat(2_000)));
    }
}

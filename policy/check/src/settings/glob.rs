//! Which paths a glob means: `*` and `?` stand for characters of one name, `**` for any number of folders. Works on the text
//! of paths alone; linear in each of them, whatever they are.

/// Whether `path` is one that `glob` means, from its beginning to its end; both have `/` between names.
pub(super) fn fits(glob: &str, path: &str) -> bool {
    let globs: Vec<&str> = glob.split('/').collect();
    let names: Vec<&str> = path.split('/').collect();
    is_run(&globs, &names, &|glob| *glob == "**", &|glob, name| is_name(glob, name))
}

fn is_name(glob: &str, name: &str) -> bool {
    let globs: Vec<char> = glob.chars().collect();
    let letters: Vec<char> = name.chars().collect();
    is_run(&globs, &letters, &|glob| *glob == '*', &|glob, letter| *glob == '?' || glob == letter)
}

/// Whether the parts are what the globs mean one after another, a star being any number of parts. Goes back to the last
/// star only: what an earlier one could take, the last one can take too.
fn is_run<T>(globs: &[T], parts: &[T], is_star: &dyn Fn(&T) -> bool, is_one: &dyn Fn(&T, &T) -> bool) -> bool {
    let (mut glob, mut part) = (0, 0);
    let mut star = None;
    loop {
        match (globs.get(glob), parts.get(part)) {
            (None, None) => return true,
            (Some(one), _) if is_star(one) => {
                glob += 1;
                star = Some((glob, part));
            }
            (Some(one), Some(next)) if is_one(one, next) => (glob, part) = (glob + 1, part + 1),
            _ => match star {
                Some((behind, from)) if from < parts.len() => {
                    star = Some((behind, from + 1));
                    (glob, part) = (behind, from + 1);
                }
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

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
            assert!(fits(glob, path), "{glob} {path}");
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
            assert!(!fits(glob, path), "{glob} {path}");
        }
    }

    #[test]
    fn what_cannot_fit_is_told_soon() {
        assert!(!fits(&"*a".repeat(2_000), &"a".repeat(1_999)));
        assert!(!fits(&format!("{}b", "**/a/".repeat(500)), &"a/".repeat(2_000)));
    }
}

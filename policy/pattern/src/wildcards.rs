//! Texts with `*` and `?` in them: `*` stands for any number of characters, `?` for one. In paths both stay within one name,
//! `**` stands for any number of folders, and `[a-z]` for one of some characters. Takes two texts, gives whether the first
//! means the second; never tries more than the last star again.

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

/// Whether `glob` means `path` or a folder that it is in, as people write globs: one without `/` means a name at any depth,
/// one that ends with `/` only a folder, and any other one starts where the path starts.
#[must_use]
pub fn covers_path(glob: &str, path: &str) -> bool {
    let glob = glob.strip_prefix("./").unwrap_or(glob);
    let (glob, is_folder) = glob.strip_suffix('/').map_or((glob, false), |glob| (glob, true));
    let (glob, is_anchored) = glob.strip_prefix('/').map_or((glob, glob.contains('/')), |glob| (glob, true));
    let ends = path.match_indices('/').map(|(end, _)| end).chain((!is_folder).then_some(path.len()));
    let folders = ends.filter_map(|end| path.get(..end));
    let mut folders =
        folders.map(|folder| if is_anchored { folder } else { folder.rsplit('/').next().unwrap_or(folder) });
    !glob.is_empty() && folders.any(|folder| means_path(glob, folder))
}

/// Whether `globs` cover `path`: the last one counts that means it, and one that begins with `!` takes back what was said before.
#[must_use]
pub fn cover_path<'g>(globs: impl DoubleEndedIterator<Item = &'g str>, path: &str) -> bool {
    let said = globs.rev().map(|glob| glob.strip_prefix('!').map_or((glob, true), |glob| (glob, false)));
    let mut meant = said.filter(|(glob, _)| covers_path(glob, path));
    meant.next().is_some_and(|(_, is_covered)| is_covered)
}

/// A part of the wildcards for one name.
enum Wildcard {
    Any,
    One,
    Letter(char),
    /// One of these ranges, or none of them.
    Class(Vec<(char, char)>, bool),
}

fn means_name(wildcards: &str, name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let is_one = |wildcard: &Wildcard, letter: &char| match wildcard {
        Wildcard::Any => false,
        Wildcard::One => true,
        Wildcard::Letter(one) => one == letter,
        Wildcard::Class(ranges, others) => {
            ranges.iter().any(|(first, last)| (first..=last).contains(&letter)) != *others
        }
    };
    is_run(&parts(wildcards), &letters, &|wildcard| matches!(wildcard, Wildcard::Any), &is_one)
}

fn parts(wildcards: &str) -> Vec<Wildcard> {
    let mut parts = Vec::new();
    let mut rest = wildcards.chars();
    while let Some(letter) = rest.next() {
        parts.push(match letter {
            '*' => Wildcard::Any,
            '?' => Wildcard::One,
            '\\' => Wildcard::Letter(rest.next().unwrap_or('\\')),
            '[' => match class(rest.as_str()) {
                Some((class, behind)) => {
                    rest = behind.chars();
                    class
                }
                None => Wildcard::Letter('['),
            },
            letter => Wildcard::Letter(letter),
        });
    }
    parts
}

/// The class whose bracket was opened, and what stands behind it; none where it is not closed.
fn class(text: &str) -> Option<(Wildcard, &str)> {
    let (text, others) = text.strip_prefix(['!', '^']).map_or((text, false), |text| (text, true));
    // A bracket that comes first is one of the characters.
    let end = text.char_indices().skip(1).find(|(_, letter)| *letter == ']')?.0;
    let mut letters = text.get(..end)?.chars().peekable();
    let mut ranges = Vec::new();
    while let Some(first) = letters.next() {
        let mut behind = letters.clone();
        let last = behind.next().filter(|dash| *dash == '-').and_then(|_| behind.next());
        if last.is_some() {
            letters = behind;
        }
        ranges.push((first, last.unwrap_or(first)));
    }
    Some((Wildcard::Class(ranges, others), text.get(end + 1..)?))
}

/// Whether the parts are what the wildcards mean one after another, a star being any number of parts. Goes back to the last
/// star only: what an earlier one could take, the last one can take too.
fn is_run<W, T>(wildcards: &[W], parts: &[T], is_star: &dyn Fn(&W) -> bool, is_one: &dyn Fn(&W, &T) -> bool) -> bool {
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
    fn a_glob_covers_what_a_reader_takes_it_for() {
        for (glob, path) in [
            ("infra", "infra/a/b.yaml"),
            ("infra/", "infra/a.yaml"),
            ("infra/**", "infra/a/b.yaml"),
            ("infra", "x/infra/a.yaml"),
            ("*.test.yaml", "a/b/x.test.yaml"),
            ("./infra/a.yaml", "infra/a.yaml"),
            ("/infra", "infra/a.yaml"),
            ("a/b", "a/b/c/d.yaml"),
            ("**/test", "x/test/a.yaml"),
            ("file[0-9].yaml", "file3.yaml"),
            ("[!a]*.yaml", "b.yaml"),
            ("\\*.yaml", "*.yaml"),
            ("[a", "[a"),
        ] {
            assert!(covers_path(glob, path), "{glob} {path}");
        }
        for (glob, path) in [
            ("infra", "infrared/a.yaml"),
            ("a.yaml/", "a.yaml"),
            ("/infra", "x/infra/a.yaml"),
            ("a/b", "x/a/b"),
            ("", "a"),
            ("/", "a"),
            ("[!a]*.yaml", "a.yaml"),
            ("file[0-9].yaml", "filex.yaml"),
        ] {
            assert!(!covers_path(glob, path), "{glob} {path}");
        }
    }

    #[test]
    fn the_last_glob_that_means_a_path_counts() {
        let cover = |globs: &[&str], path| cover_path(globs.iter().copied(), path);
        assert!(cover(&["*.yaml", "!a.yaml"], "b.yaml") && !cover(&["*.yaml", "!a.yaml"], "x/a.yaml"));
        assert!(cover(&["!a.yaml", "*.yaml"], "a.yaml") && !cover(&["!a.yaml"], "a.yaml"));
        assert!(!cover(&["infra", "!infra/a"], "infra/a/t.yaml") && cover(&["infra", "!infra/a"], "infra/b/t.yaml"));
        assert!(cover(&["\\!a"], "!a") && !cover(&[], "a"));
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

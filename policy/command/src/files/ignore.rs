//! What the `.gitignore` files of folders leave out: their texts in, whether a file or folder is left out. As in git, the
//! deepest file that says something counts, and in it the last line. Opens no file.

use tablewarden_order::Map;
use tablewarden_pattern::wildcards::means_path;

use super::path::{below, file_name, is_inside, parent};

/// The name of such a file.
pub(crate) const GITIGNORE: &str = ".gitignore";

/// The `.gitignore` files that were read, by their folders.
#[derive(Default)]
pub(crate) struct Ignored(Map<String, Vec<Line>>);

/// One line that says something.
struct Line {
    glob: String,
    /// Whether it takes back what was said before.
    keeps: bool,
    only_folders: bool,
    /// Whether the glob is about the whole path from the folder of the file; else it is about the name.
    is_anchored: bool,
}

impl Ignored {
    /// Adds the file of a folder.
    pub(crate) fn add(&mut self, folder: &str, bytes: &[u8]) {
        let lines = String::from_utf8_lossy(bytes).lines().filter_map(line).collect();
        self.0.insert(folder.to_owned(), lines);
    }

    /// Takes the files back whose folders `top` is in.
    pub(crate) fn forget_above(&mut self, top: &str) {
        let kept = std::mem::take(&mut self.0).into_iter().filter(|(folder, _)| !is_inside(top, folder));
        self.0 = kept.collect();
    }

    /// Whether a file or a folder is left out. Nobody asks about what is in a folder that is.
    pub(crate) fn leaves_out(&self, path: &str, is_folder: bool) -> bool {
        let folders = std::iter::successors(parent(path), |folder| parent(folder));
        let lines = folders.filter_map(|folder| Some((folder, self.0.get(folder)?)));
        let mut said = lines.flat_map(|(folder, lines)| lines.iter().rev().map(move |line| (folder, line)));
        said.find(|(folder, line)| line.means(folder, path, is_folder)).is_some_and(|(_, line)| !line.keeps)
    }
}

impl Line {
    fn means(&self, folder: &str, path: &str, is_folder: bool) -> bool {
        if self.only_folders && !is_folder {
            return false;
        }
        let inside = below(path, folder);
        means_path(&self.glob, if self.is_anchored { inside.unwrap_or(path) } else { file_name(path) })
    }
}

fn line(text: &str) -> Option<Line> {
    let mut text = text.trim_end_matches('\r');
    while let Some(shorter) = text.strip_suffix(' ').filter(|shorter| !shorter.ends_with('\\')) {
        text = shorter;
    }
    let (text, keeps) = text.strip_prefix('!').map_or((text, false), |text| (text, true));
    if text.is_empty() || text.starts_with('#') {
        return None;
    }
    let (text, only_folders) = text.strip_suffix('/').map_or((text, false), |text| (text, true));
    let (text, is_anchored) = text.strip_prefix('/').map_or((text, text.contains('/')), |text| (text, true));
    // What ends with `/**` is about what is in the folder, not the folder.
    let end = if text.ends_with("/**") { "/*" } else { "" };
    Some(Line { glob: [text, end].concat(), keeps, only_folders, is_anchored })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a file `/w/…` is left out by files of `/w` and `/w/a`.
    fn is_left_out(texts: [&str; 2], path: &str) -> bool {
        let mut ignored = Ignored::default();
        ignored.add("/w", texts[0].as_bytes());
        ignored.add("/w/a", texts[1].as_bytes());
        let mut ends = path.match_indices('/').map(|(end, _)| end).filter(|end| *end > 2);
        ends.any(|end| ignored.leaves_out(&path[..end], true)) || ignored.leaves_out(path, false)
    }

    #[test]
    fn lines_mean_what_they_mean_in_git() {
        for (text, path) in [
            ("x.yaml", "/w/x.yaml"),
            ("x.yaml", "/w/a/b/x.yaml"),
            ("b/", "/w/a/b/x.yaml"),
            ("/a", "/w/a/x.yaml"),
            ("a/b", "/w/a/b/x.yaml"),
            ("a/**", "/w/a/x.yaml"),
            ("**/b", "/w/a/b/x.yaml"),
            ("a/**/x.yaml", "/w/a/x.yaml"),
            ("*.yaml\r\n!y.yaml", "/w/x.yaml"),
            ("!x.yaml\nx.*", "/w/x.yaml"),
            ("x.yaml  ", "/w/x.yaml"),
            ("\\!x.yaml", "/w/!x.yaml"),
            ("\\#x.yaml", "/w/#x.yaml"),
            ("[xy].yaml", "/w/x.yaml"),
        ] {
            assert!(is_left_out([text, ""], path), "{text:?} {path}");
        }
        for (text, path) in [
            ("# x.yaml\n\n   \n!\n/", "/w/x.yaml"),
            ("x.yaml/", "/w/x.yaml"),
            ("/x.yaml", "/w/a/x.yaml"),
            ("b/x.yaml", "/w/a/b/x.yaml"),
            ("*.yaml\n!x.yaml", "/w/x.yaml"),
            ("a/**\n!a/x.yaml", "/w/a/x.yaml"),
            ("x\\ ", "/w/x"),
        ] {
            assert!(!is_left_out([text, ""], path), "{text:?} {path}");
        }
    }

    #[test]
    fn a_deeper_file_counts_more() {
        assert!(!is_left_out(["*.yaml", "!x.yaml"], "/w/a/x.yaml") && is_left_out(["*.yaml", "!x.yaml"], "/w/x.yaml"));
        assert!(is_left_out(["!x.yaml", "/x.yaml"], "/w/a/x.yaml"));
    }

    #[test]
    fn what_is_said_above_can_be_taken_back() {
        let mut ignored = Ignored::default();
        ignored.add("/", b"x");
        ignored.add("/w", b"y");
        ignored.forget_above("/w");
        assert!(!ignored.leaves_out("/w/x", false) && ignored.leaves_out("/w/y", false));
    }
}

//! Paths as texts with `/` between folders: made absolute, and named as reports show them. Asks no file system.

/// Where paths start.
#[derive(Debug, Clone)]
pub(crate) struct Here {
    /// Relative paths are looked up from here; absolute.
    pub(crate) working_dir: String,
    /// Names in reports start here; absolute.
    pub(crate) root: String,
    /// Whether `\` separates folders too.
    pub(crate) backslash_separates: bool,
}

impl Here {
    /// The absolute form of a path that was typed, without `.` and `..`.
    pub(crate) fn absolute(&self, path: &str) -> String {
        let typed = if self.backslash_separates { path.replace('\\', "/") } else { path.to_owned() };
        let whole = if drive(&typed, self.backslash_separates).is_some() || typed.starts_with('/') {
            typed
        } else {
            format!("{}/{typed}", self.working_dir)
        };
        let (top, rest) = match drive(&whole, self.backslash_separates) {
            Some(top) => (top, whole.get(top.len()..).unwrap_or_default()),
            None => ("", whole.as_str()),
        };
        let mut parts: Vec<&str> = Vec::new();
        for part in rest.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    // Above the root there is only the root.
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        format!("{top}/{}", parts.join("/"))
    }

    /// What the file at an absolute path is called in reports: its path from the root, or the whole path outside of it.
    pub(crate) fn name(&self, path: &str) -> String {
        if path == self.root {
            return ".".to_owned();
        }
        below(path, &self.root).unwrap_or(path).to_owned()
    }
}

/// `C:` of `C:/shop`.
fn drive(path: &str, has_drives: bool) -> Option<&str> {
    let is_drive = has_drives && matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    path.get(..2).filter(|_| is_drive)
}

/// The folder a file or folder is in; none of the root.
pub(crate) fn parent(path: &str) -> Option<&str> {
    let (parent, name) = path.rsplit_once('/')?;
    match parent {
        _ if name.is_empty() => None,
        "" => Some("/"),
        parent => Some(parent),
    }
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// A path in a folder.
pub(crate) fn join(folder: &str, name: &str) -> String {
    format!("{}/{name}", folder.trim_end_matches('/'))
}

/// The path from a folder on; none of what is not below it.
pub(crate) fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder.trim_end_matches('/'))?.strip_prefix('/')
}

/// The path from a folder to a file, through folders above where it is not below it; both are absolute.
pub(crate) fn relative(path: &str, folder: &str) -> String {
    let mut folders = folder.split('/').filter(|part| !part.is_empty()).peekable();
    let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
    // On another drive there is no way.
    if folders.peek() != parts.peek() && folders.peek().is_some_and(|top| top.ends_with(':')) {
        return path.to_owned();
    }
    while folders.peek().is_some() && folders.peek() == parts.peek() {
        folders.next();
        parts.next();
    }
    let up = folders.map(|_| "..");
    up.chain(parts).collect::<Vec<_>>().join("/")
}

/// Whether an absolute path is below a folder.
pub(crate) fn is_inside(path: &str, folder: &str) -> bool {
    below(path, folder).is_some()
}

/// Whether a file name has one of these endings, which are in lower case.
pub(crate) fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = file_name(name).rsplit_once('.').filter(|(before, _)| !before.is_empty());
    ending.is_some_and(|(_, ending)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(root: &str) -> Here {
        let mut here =
            Here { working_dir: "/home/ann/shop".to_owned(), root: String::new(), backslash_separates: false };
        here.root = here.absolute(root);
        here
    }

    fn name(path: &str, root: &str) -> String {
        let here = here(root);
        here.name(&here.absolute(path))
    }

    #[test]
    fn inside_the_root_a_name_is_relative() {
        assert_eq!(name("./infra/../infra/orders.yaml", "."), "infra/orders.yaml");
        assert_eq!(name("orders.yaml", ".."), "shop/orders.yaml");
        assert_eq!(name("infra/orders.yaml", "infra"), "orders.yaml");
    }

    #[test]
    fn outside_the_root_a_name_is_absolute() {
        assert_eq!(name("../other/t.yaml", "."), "/home/ann/other/t.yaml");
        assert_eq!(name("../shopping/t.yaml", "."), "/home/ann/shopping/t.yaml");
    }

    #[test]
    fn above_the_file_system_there_is_nothing() {
        assert_eq!(name("../../../../../t.yaml", "/"), "t.yaml");
        assert_eq!(name(".", "."), ".");
        assert_eq!(name("/", "/"), ".");
        assert_eq!(here(".").absolute("/"), "/");
    }

    #[test]
    fn a_drive_is_a_root_and_a_backslash_separates_where_the_host_says_so() {
        let here = Here { working_dir: "C:/shop".to_owned(), root: "C:/shop".to_owned(), backslash_separates: true };
        assert_eq!(here.absolute(r"infra\..\..\..\t.yaml"), "C:/t.yaml");
        assert_eq!(here.absolute(r"D:\t.yaml"), "D:/t.yaml");
        assert_eq!(here.name(&here.absolute(r"infra\t.yaml")), "infra/t.yaml");
        let other = Here { backslash_separates: false, working_dir: "/shop".to_owned(), ..here };
        assert_eq!(other.absolute(r"a\b"), r"/shop/a\b");
    }

    #[test]
    fn the_way_to_a_file_leads_back_to_it() {
        for (path, folder, expected) in [
            ("/a/b/c.yaml", "/a", "b/c.yaml"),
            ("/a/b/c.yaml", "/a/d/e", "../../b/c.yaml"),
            ("/a/b.yaml", "/", "a/b.yaml"),
            ("/ab/c.yaml", "/a", "../ab/c.yaml"),
            ("C:/a/b.yaml", "C:/a", "b.yaml"),
            ("D:/b.yaml", "C:/a", "D:/b.yaml"),
        ] {
            assert_eq!(relative(path, folder), expected);
            let here = Here { working_dir: folder.to_owned(), backslash_separates: true, ..here(".") };
            assert_eq!(here.absolute(expected), path);
        }
    }

    #[test]
    fn a_path_has_a_folder_and_a_name() {
        assert_eq!((parent("/a/b.yaml"), parent("/a"), parent("/")), (Some("/a"), Some("/"), None));
        assert_eq!((join("/", "a"), join("/a", "b")), ("/a".to_owned(), "/a/b".to_owned()));
        assert!(has_ending("/a/T.YAML", &["yaml"]) && !has_ending("/a/.yaml", &["yaml"]));
        assert!(!has_ending("/a.yaml/b", &["yaml"]) && !has_ending("yaml", &["yaml"]));
    }
}

//! What a file is called in reports: a path becomes `/`-separated and relative to the root, or absolute outside it.
//! Works on the text of paths alone and asks no file system.

use std::path::{Component, Path, PathBuf};

/// The absolute form of `path`, seen from `working_dir`, without `.` and `..`.
pub(crate) fn absolute(path: &Path, working_dir: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in working_dir.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                // Above the root there is only the root.
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// The name of the file at `path` (absolute) seen from `root` (absolute).
pub(crate) fn report_name(path: &Path, root: &Path) -> String {
    match path.strip_prefix(root) {
        Ok(inside) if inside.as_os_str().is_empty() => ".".to_owned(),
        Ok(inside) => slashed(inside),
        Err(_) => slashed(path),
    }
}

fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(path: &str, root: &str) -> String {
        let working_dir = Path::new("/home/ann/shop");
        report_name(&absolute(Path::new(path), working_dir), &absolute(Path::new(root), working_dir))
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
    }
}

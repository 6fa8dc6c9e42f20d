#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Cursor;

use super::*;

/// A folder of its own for one test.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str, files: &[&str]) -> Self {
        let path = std::env::temp_dir().join(format!("tablewarden-files-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        for file in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "Resources: {}\n").unwrap();
        }
        Self(path)
    }

    fn collect(&self, paths: &[&str]) -> Vec<Input> {
        let here = Here { working_dir: &self.0, root: &self.0 };
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        collect(&paths, Wanted::Templates, false, &here, &mut Cursor::new(b"from stdin".to_vec()))
    }

    fn names(&self, paths: &[&str]) -> Vec<String> {
        self.collect(paths).into_iter().map(|input| input.name).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_gives_its_templates_in_the_order_of_their_names() {
    let folder = Folder::new(
        "walk",
        &[
            "b/z.yaml",
            "b/a.json",
            "b.yml",
            "a.template",
            "c.jsn",
            "UPPER.YAML",
            ".hidden.yaml",
            "readme.md",
            "yaml",
            ".git/x.yaml",
            "node_modules/x.yaml",
            "b/target/x.yaml",
            "b/.cache/x.json",
            "targets/x.yaml",
        ],
    );
    let expected =
        [".hidden.yaml", "UPPER.YAML", "a.template", "b.yml", "b/a.json", "b/z.yaml", "c.jsn", "targets/x.yaml"];
    assert_eq!(folder.names(&["."]), expected);
    assert!(folder.collect(&["."]).iter().all(|input| input.skip_other_files));
}

#[test]
fn a_folder_that_is_named_is_gone_into_whatever_its_name() {
    let folder = Folder::new("named", &[".github/x.yaml", "target/y.yaml"]);
    assert_eq!(folder.names(&[".github", "target"]), [".github/x.yaml", "target/y.yaml"]);
}

#[test]
fn a_named_file_needs_no_ending_and_is_not_passed_over() {
    let folder = Folder::new("ending", &["t.txt"]);
    let inputs = folder.collect(&["t.txt"]);
    assert_eq!(inputs.len(), 1);
    assert!(!inputs[0].skip_other_files);
}

#[test]
fn a_file_comes_once_and_naming_it_counts_more_than_finding_it() {
    let folder = Folder::new("once", &["a.yaml", "b.yaml"]);
    let inputs = folder.collect(&["b.yaml", "./b.yaml", ".", "a.yaml", "-", "-"]);
    let seen: Vec<(&str, bool)> = inputs.iter().map(|input| (input.name.as_str(), input.skip_other_files)).collect();
    assert_eq!(seen, [("b.yaml", false), ("a.yaml", false), ("<stdin>", false)]);
    assert_eq!(inputs[2].place, Place::Bytes(b"from stdin".to_vec()));
}

#[test]
fn a_file_that_is_not_there_is_told_and_the_others_stay() {
    let folder = Folder::new("missing", &["a.yaml"]);
    let inputs = folder.collect(&["gone.yaml", "a.yaml"]);
    assert_eq!(inputs[0].name, "gone.yaml");
    assert_eq!(inputs[0].place, Place::Unread("cannot be read: there is no such file".to_owned()));
    assert_eq!(inputs[1].name, "a.yaml");
}

#[test]
fn no_more_than_the_cap_is_read_of_an_endless_file() {
    assert_eq!(read_to_cap(io::repeat(b'x')).unwrap().len() as u64, MOST_BYTES);
}

#[cfg(unix)]
#[test]
fn links_to_files_are_read_and_links_to_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links", &["real/a.yaml"]);
    symlink(folder.0.join("real"), folder.0.join("real/circle.yaml")).unwrap();
    symlink(folder.0.join("real/a.yaml"), folder.0.join("b.yaml")).unwrap();
    symlink(folder.0.join("nowhere.yaml"), folder.0.join("broken.yaml")).unwrap();
    let inputs = folder.collect(&["."]);
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["b.yaml", "broken.yaml"]);
    let broken = folder.collect(&["broken.yaml"]).pop().unwrap().place.read();
    assert_eq!(broken, Err("cannot be read: there is no such file".to_owned()));
}

//! `check --watch` as people have it before them, in both hosts: files are saved, replaced, removed and made while it runs.

use std::fs;
use std::path::{Path, PathBuf};

use crate::session::{Session, hosts};

const CLEAR: &str = "\u{1b}[H\u{1b}[2J\u{1b}[3J";
const WATCHING: &str = "Press Ctrl+C to stop.";
const SINCE: &str = "Since the last check: ";

/// A folder of its own; gone with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tablewarden-terminal-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn save(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn table(property: &str) -> String {
    format!("Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      {property}: 1\n")
}

#[test]
fn a_saved_change_is_checked_again_on_a_cleared_screen_until_ctrl_c() {
    for (name, host) in hosts() {
        let folder = Folder::new(&format!("saved-{name}"));
        folder.save("infra/t.yaml", &table("First"));
        let mut session = Session::in_terminal(&folder.0, &format!("{host} check --watch infra"));
        let first = session.shows(WATCHING, 1);
        assert!(first.contains("`First` is not a property"), "{name}: {first}");
        assert!(!first.contains(CLEAR), "{name}: {first}");
        folder.save("infra/t.yaml", &table("Second"));
        let second = session.shows(WATCHING, 2);
        let (_, second) = second.split_once(CLEAR).unwrap_or_else(|| panic!("{name}: it is not cleared: {second}"));
        assert!(second.contains("`Second` is not a property") && !second.contains("`First`"), "{name}: {second}");
        assert!(
            second.contains("Since the last check: 1 new, 1 gone.\r\n  new   infra/t.yaml:5:7 DDB-V001 "),
            "{name}: {second}"
        );
        folder.save("infra/deeper/new.yaml", &table("Third"));
        let third = session.shows(WATCHING, 3);
        assert!(third.contains("Watching 2 files."), "{name}: {third}");
        session.types("\u{3}");
        assert_eq!(session.exit_code(), Some(130), "{name}");
        let names: Vec<_> =
            fs::read_dir(folder.0.join("infra")).expect("a folder").flatten().map(|e| e.file_name()).collect();
        assert_eq!(names.len(), 2, "{name}: nothing is left: {names:?}");
    }
}

#[test]
fn what_is_replaced_removed_or_half_written_is_followed() {
    for (name, host) in hosts() {
        let folder = Folder::new(&format!("followed-{name}"));
        folder.save("t.yaml", &table("First"));
        let session = Session::in_pipes(&folder.0, &format!("{host} check --watch t.yaml"));
        session.shows(WATCHING, 1);
        // As editors do that save by a rename.
        folder.save("t.yaml~", &table("Second"));
        fs::rename(folder.0.join("t.yaml~"), folder.0.join("t.yaml")).expect("a rename");
        session.shows(WATCHING, 2);
        fs::remove_file(folder.0.join("t.yaml")).expect("a file");
        session.shows(WATCHING, 3);
        folder.save("t.yaml", "Resources:\n  T: {Type: AWS::DynamoDB::Table, Prop");
        session.shows(WATCHING, 4);
        folder.save("t.yaml", &table("Third"));
        let complaints = session.shows(WATCHING, 5);
        // The streams are read by two threads, so that what was written first may be seen last.
        let shown = session.shows(SINCE, 4);
        for part in ["`Second` is not", "there is no such file", "is never closed", "`Third` is not"] {
            assert!(shown.contains(part), "{name}: {part}: {shown}");
        }
        let last = shown.rsplit(SINCE).next().unwrap_or_default();
        assert!(last.starts_with("1 new, 1 gone.\n  new   t.yaml:5:7 DDB-V001 unknown-property\n"), "{name}: {last}");
        assert_eq!(complaints.matches(WATCHING).count(), 5, "{name}: {complaints}");
    }
}

#[test]
fn a_folder_that_is_removed_and_made_again_is_followed() {
    for (name, host) in hosts() {
        let folder = Folder::new(&format!("again-{name}"));
        folder.save("infra/deep/t.yaml", &table("First"));
        let session = Session::in_pipes(&folder.0, &format!("{host} check --watch infra"));
        session.shows(WATCHING, 1);
        fs::remove_dir_all(folder.0.join("infra")).expect("a folder");
        session.shows("there is no such file", 1);
        folder.save("infra/deep/t.yaml", &table("Second"));
        session.shows("`Second` is not a property", 1);
        // It is the new folder that is watched, and not the one that is gone.
        folder.save("infra/deep/t.yaml", &table("Third"));
        session.shows("`Third` is not a property", 1);
    }
}

#[test]
fn a_storm_of_changes_is_checked_once() {
    for (name, host) in hosts() {
        let folder = Folder::new(&format!("storm-{name}"));
        folder.save("t.yaml", &table("First"));
        let session = Session::in_pipes(&folder.0, &format!("{host} check --watch --format concise ."));
        session.shows(WATCHING, 1);
        for number in 0..300 {
            folder.save(&format!("{number}.yaml"), &table("First"));
        }
        let complaints = session.shows("Watching 301 files.", 1);
        let reports = complaints.matches(WATCHING).count();
        assert!(reports < 20, "{name}: {reports} reports for 300 saves");
    }
}

#[test]
fn a_pipe_and_no_color_get_no_escape_codes() {
    for (name, host) in hosts() {
        let folder = Folder::new(&format!("plain-{name}"));
        let run = |session: Session| {
            session.shows(WATCHING, 1);
            folder.save("t.yaml", &table("Second"));
            session.shows(WATCHING, 2);
            let written = session.shows("`Second` is not a property", 1);
            assert!(!written.contains('\u{1b}'), "{name}: {written:?}");
            folder.save("t.yaml", &table("First"));
        };
        folder.save("t.yaml", &table("First"));
        run(Session::in_pipes(&folder.0, &format!("{host} check --watch t.yaml")));
        run(Session::in_terminal(&folder.0, &format!("NO_COLOR=1 {host} check --watch t.yaml")));
        run(Session::in_terminal(&folder.0, &format!("TERM=dumb {host} check --watch t.yaml")));
    }
}

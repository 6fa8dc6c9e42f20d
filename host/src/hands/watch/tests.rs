#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use super::*;

const SETTLE: Duration = Duration::from_millis(60);

/// An empty folder, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tablewarden-watch-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    fn path(&self, name: &str) -> String {
        slashed(&self.0.join(name))
    }

    fn save(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn of(paths: &[&String]) -> Vec<String> {
    paths.iter().map(|path| (*path).clone()).collect()
}

/// What is told of something that is done. Nothing but a change ends the waiting, so a test that fails would hang without it.
fn told(watch: &mut Watch, folder: &Folder, work: impl FnOnce(&Folder)) -> Vec<String> {
    work(folder);
    watch.change(SETTLE).unwrap()
}

#[test]
fn a_file_is_followed_through_saves_replacements_and_removals() {
    let folder = Folder::new("file");
    folder.save("a.yaml", "1");
    let a = folder.path("a.yaml");
    let mut watch = Watch::default();
    assert_eq!(watch.watch(of(&[&a]), Vec::new()).unwrap(), [a.as_str()]);
    assert_eq!(watch.watch(of(&[&a]), Vec::new()).unwrap(), Vec::<String>::new(), "it was watched already");
    assert_eq!(told(&mut watch, &folder, |folder| folder.save("a.yaml", "2")), [a.as_str()]);
    let replaced = |folder: &Folder| {
        folder.save(".a.swp", "3");
        fs::rename(folder.0.join(".a.swp"), folder.0.join("a.yaml")).unwrap();
    };
    assert_eq!(told(&mut watch, &folder, replaced), [a.as_str()], "an editor saves by a rename");
    assert_eq!(told(&mut watch, &folder, |folder| fs::remove_file(folder.0.join("a.yaml")).unwrap()), [a.as_str()]);
    assert_eq!(told(&mut watch, &folder, |folder| folder.save("a.yaml", "4")), [a.as_str()]);
}

#[test]
fn what_happens_elsewhere_or_is_only_read_is_not_told() {
    let folder = Folder::new("elsewhere");
    folder.save("a.yaml", "1");
    fs::create_dir(folder.0.join("inner")).unwrap();
    let (a, b) = (folder.path("a.yaml"), folder.path("b.yaml"));
    let mut watch = Watch::default();
    watch.watch(of(&[&a, &b]), Vec::new()).unwrap();
    let other = |folder: &Folder| {
        fs::read(folder.0.join("a.yaml")).unwrap();
        folder.save("other.yaml", "1");
        folder.save("inner/a.yaml", "1");
        folder.save("b.yaml", "1");
    };
    assert_eq!(told(&mut watch, &folder, other), [b.as_str()]);
}

#[test]
fn a_folder_tells_of_its_entries_and_of_a_new_one_at_its_path() {
    let folder = Folder::new("folder");
    fs::create_dir(folder.0.join("in")).unwrap();
    let (inside, new) = (folder.path("in"), folder.path("in/new.yaml"));
    let mut watch = Watch::default();
    assert_eq!(watch.watch(Vec::new(), of(&[&inside])).unwrap(), [inside.as_str()]);
    assert_eq!(told(&mut watch, &folder, |folder| folder.save("in/new.yaml", "1")), [new.as_str()]);
    let moved = |folder: &Folder| {
        fs::rename(folder.0.join("in"), folder.0.join("out")).unwrap();
        fs::create_dir(folder.0.join("in")).unwrap();
    };
    assert_eq!(told(&mut watch, &folder, moved), [inside.as_str()]);
    assert_eq!(watch.watch(Vec::new(), of(&[&inside])).unwrap(), [inside.as_str()], "it is another folder");
    assert_eq!(told(&mut watch, &folder, |folder| folder.save("in/new.yaml", "1")), [new.as_str()]);
}

#[test]
fn a_file_is_seen_to_come_in_a_folder_that_is_made_again() {
    let folder = Folder::new("again");
    let (inner, deep) = (folder.path("a"), folder.path("a/b/deep.yaml"));
    let mut watch = Watch::default();
    watch.watch(of(&[&deep]), Vec::new()).unwrap();
    let made = |folder: &Folder| fs::create_dir_all(folder.0.join("a/b")).unwrap();
    assert_eq!(told(&mut watch, &folder, made), [inner.as_str()]);
    assert_eq!(watch.watch(of(&[&deep]), Vec::new()).unwrap(), [deep.as_str()]);
    assert_eq!(told(&mut watch, &folder, |folder| folder.save("a/b/deep.yaml", "1")), [deep.as_str()]);
    told(&mut watch, &folder, |folder| fs::remove_dir_all(folder.0.join("a")).unwrap());
    assert_eq!(watch.watch(of(&[&deep]), Vec::new()).unwrap(), Vec::<String>::new());
    told(&mut watch, &folder, made);
}

#[cfg(unix)]
#[test]
fn what_is_behind_a_link_is_told_by_the_path_that_was_wished() {
    let folder = Folder::new("link");
    fs::create_dir(folder.0.join("real")).unwrap();
    std::os::unix::fs::symlink("real", folder.0.join("link")).unwrap();
    let (a, real) = (folder.path("link/a.yaml"), folder.path("real/a.yaml"));
    let mut watch = Watch::default();
    watch.watch(of(&[&a]), Vec::new()).unwrap();
    assert_eq!(told(&mut watch, &folder, |folder| folder.save("real/a.yaml", "1")), [a.as_str()]);
    watch.watch(of(&[&a, &real]), Vec::new()).unwrap();
    assert_eq!(told(&mut watch, &folder, |folder| folder.save("real/a.yaml", "2")), [a.as_str(), real.as_str()]);
}

#[test]
fn many_changes_are_told_at_once_and_endless_ones_after_a_while() {
    let folder = Folder::new("storm");
    let all = slashed(&folder.0);
    let mut watch = Watch::default();
    watch.watch(Vec::new(), vec![all]).unwrap();
    let storm = |folder: &Folder| (0..500).for_each(|number| folder.save(&format!("{number}.yaml"), "1"));
    assert_eq!(told(&mut watch, &folder, storm).len(), 500);
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                folder.save("log.yaml", "1");
                std::thread::sleep(SETTLE / 6);
            }
        });
        let told = watch.change(SETTLE);
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(told.unwrap(), [folder.path("log.yaml")]);
    });
}

#[test]
fn to_wait_for_nothing_is_refused() {
    assert_eq!(Watch::default().change(SETTLE).unwrap_err(), "cannot be watched: nothing is named");
}

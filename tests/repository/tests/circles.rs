//! What makes a circle of files, on invented crates: each way in which one file can use another, and each that does not count.

use tablewarden_repository::{Crate, circles};

/// The circles of a crate that has these files: the files of each, separated by blanks.
fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let invented = Crate { folder: "invented".to_owned(), files };
    circles(&invented).expect("the invented crate is sound").into_iter().map(|circle| circle.files.join(" ")).collect()
}

/// The circles of a library with the modules `a` and `b`.
fn between(a: &str, b: &str) -> Vec<String> {
    circles_of(&[("src/lib.rs", "mod a; mod b;"), ("src/a.rs", a), ("src/b.rs", b)])
}

const CIRCLE: &str = "src/a.rs src/b.rs";

#[test]
fn one_direction_is_no_circle() {
    assert!(between("use crate::b::B; pub struct A(B);", "pub struct B;").is_empty());
    assert!(between("", "").is_empty());
}

#[test]
fn each_way_of_using_a_file_is_seen() {
    let b = "use crate::a::A; pub struct B(A); pub fn make() -> u8 { 1 } pub mod deep { pub const C: u8 = 1; }";
    for a in [
        "use crate::b::B; pub struct A;",
        "use super::b::B; pub struct A;",
        "use crate::{b::{self, B}}; pub struct A;",
        "use crate::b::*; pub struct A;",
        "use crate::b as other; pub struct A; fn f() { other::make(); }",
        "use crate::b; pub struct A; fn f() { b::make(); }",
        "pub struct A(crate::b::B);",
        "pub struct A; fn f() -> u8 { crate::b::deep::C }",
        "pub struct A; fn f() -> u8 { super::b::make() }",
        "pub struct A; fn f() { use crate::b::make; make(); }",
        "pub struct A; fn f() { println!(\"{}\", crate::b::make()); }",
        "pub struct A; mod inner { pub fn f() -> u8 { super::super::b::make() } }",
        "pub struct A; impl From<crate::b::B> for A { fn from(_: crate::b::B) -> Self { A } }",
        "pub struct A; macro_rules! make { () => { $crate::b::make() }; }",
        "#[derive(serde::Serialize)] pub struct A { #[serde(serialize_with = \"crate::b::make\")] field: u8 }",
        "pub struct A; fn f(all: &[u8]) -> bool { all.iter().any(|one| matches!(one, &crate::b::deep::C)) }",
    ] {
        assert_eq!(between(a, b), [CIRCLE], "{a}");
    }
}

#[test]
fn what_only_tests_use_does_not_count() {
    let b = "use crate::a::A; pub struct B(A);";
    for a in [
        "pub struct A; #[cfg(test)] mod tests { use crate::b::B; }",
        "pub struct A; #[cfg(test)] use crate::b::B;",
        "pub struct A; #[cfg(all(test, unix))] fn f(b: crate::b::B) {}",
        "pub struct A; impl A { #[cfg(test)] fn f(b: crate::b::B) {} }",
        "pub struct A; fn f() { #[cfg(test)] let b = crate::b::B; }",
        "/// [`crate::b::B`]\npub struct A;",
        "pub struct A; const TEXT: &str = \"crate::b::B\";",
    ] {
        assert!(between(a, b).is_empty(), "{a}");
    }
    let not_only = "pub struct A; #[cfg(any(test, unix))] use crate::b::B;";
    assert_eq!(between(not_only, b), [CIRCLE]);
}

#[test]
fn a_name_that_is_passed_on_counts_where_it_is_written() {
    let files = |a: &str| {
        let lib = ("src/lib.rs", "mod a; mod b; pub use b::B; pub use a::*;");
        circles_of(&[lib, ("src/a.rs", a), ("src/b.rs", "use crate::A; pub struct B(A);")])
    };
    assert_eq!(files("use crate::B; pub struct A;"), [CIRCLE]);
    assert!(files("pub struct A;").is_empty());
}

#[test]
fn a_child_that_uses_its_parent_makes_a_circle_with_it() {
    let child = ("src/a/child.rs", "use super::A; impl A { pub fn g(&self) {} }");
    for parent in ["mod child; pub struct A;", "pub struct A; mod child; impl A { fn f(&self) { self.g() } }"] {
        let found = circles_of(&[("src/lib.rs", "mod a;"), ("src/a.rs", parent), child]);
        assert_eq!(found, ["src/a.rs src/a/child.rs"], "{parent}");
    }
    let door = ("src/a/mod.rs", "mod child; mod kept; pub use kept::A;");
    let kept = ("src/a/kept.rs", "pub struct A;");
    assert!(circles_of(&[("src/lib.rs", "mod a;"), door, kept, child]).is_empty());
}

#[test]
fn long_circles_are_one_and_separate_ones_are_two() {
    let one = |to: &str| format!("use crate::{to}::S; pub struct S;");
    let lib = ("src/lib.rs", "mod a; mod b; mod c; mod d;");
    let texts = [one("b"), one("c"), one("a"), one("a")];
    let files = [lib, ("src/a.rs", &texts[0]), ("src/b.rs", &texts[1]), ("src/c.rs", &texts[2])];
    let with_d = [&files[..], &[("src/d.rs", texts[3].as_str())]].concat();
    assert_eq!(circles_of(&with_d), ["src/a.rs src/b.rs src/c.rs"]);
    let texts = [one("b"), one("a"), one("d"), one("c")];
    let names = ["src/a.rs", "src/b.rs", "src/c.rs", "src/d.rs"];
    let two: Vec<_> = std::iter::once(lib).chain(names.into_iter().zip(texts.iter().map(String::as_str))).collect();
    assert_eq!(circles_of(&two), ["src/a.rs src/b.rs", "src/c.rs src/d.rs"]);
}

#[test]
fn tests_programs_and_build_scripts_are_read_too() {
    for (root, folder) in [("tests/whole.rs", "tests"), ("tests/whole/main.rs", "tests/whole"), ("src/main.rs", "src")]
    {
        let (a, b) = (format!("{folder}/a.rs"), format!("{folder}/b.rs"));
        let files = [(root, "mod a; mod b;"), (&a, "use crate::b::B;"), (&b, "use crate::a::A; pub struct B;")];
        assert!(circles_of(&files).is_empty(), "`crate::a::A` is not there");
        let files = [(root, "mod a; mod b;"), (&a, "use crate::b::B; pub struct A;"), files[2]];
        assert_eq!(circles_of(&files), [format!("{a} {b}")]);
    }
    let files = [("build.rs", "#[path = \"src/a.rs\"] mod a; pub struct B;"), ("src/a.rs", "use super::B;")];
    assert_eq!(circles_of(&files), ["build.rs src/a.rs"]);
    let of_another = [("src/lib.rs", "#[path = \"../../other/src/a.rs\"] mod a;")];
    assert!(circles_of(&of_another).is_empty());
}

#[test]
fn what_is_shown_names_the_lines() {
    let files = [
        ("src/lib.rs", "mod a;\nmod b;\n"),
        ("src/a.rs", "//! A.\n\nuse crate::b::B;\n\npub struct A(B);\n"),
        ("src/b.rs", "//! B.\n\npub struct B;\n\nfn f(a: crate::a::A) {}\n"),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into_iter().collect();
    let found = circles(&Crate { folder: "invented".to_owned(), files }).expect("it is sound");
    let shown = "circle in invented\n  src/a.rs\n  src/b.rs\n    src/a.rs uses src/b.rs\n      invented/src/a.rs:3: `crate::b::B`\n    \
                 src/b.rs uses src/a.rs\n      invented/src/b.rs:5: `crate::a::A`\n";
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), [shown]);
}

#[test]
fn a_crate_that_cannot_be_read_is_an_error() {
    let error = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        circles(&Crate { folder: "invented".to_owned(), files }).expect_err("it is not sound")
    };
    assert_eq!(error(&[("src/lib.rs", "mod a;")]), "invented/src/a/mod.rs: there is no such file");
    assert!(error(&[("src/lib.rs", "fn fn")]).starts_with("invented/src/lib.rs: "));
}

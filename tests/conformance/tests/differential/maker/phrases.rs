//! The pieces that rule texts are made of: keys, queries that find something in every document, tests that fit them.

pub(super) const SIGNS: [&str; 6] = ["==", "!=", "<", "<=", ">", ">="];
pub(super) const NEGATIONS: [&str; 3] = ["not ", "NOT ", "!"];

/// The variables of blocks, by how many levels there may still be: never one that is in sight.
pub(super) const NAMES: [&str; 4] = ["i0", "i1", "i2", "i3"];

/// Tests that most values do not hold under, of what is in every document.
pub(super) const FITTING: [(&str, &[&str]); 14] = [
    ("K.Int", &["== 5", "in r[1,9]", "> 4", "<= 5.5", "is_int", "!= 6", "in [1, 5]", "not in [[5]]", "== K.Whole"]),
    ("K.Half", &["> 2", "in r(2.0,2.5]", "is_float", "!= 5", "<= K.Int", "== 25e-1"]),
    (
        "K.Text",
        &["== /^ab$/", "in 'cabs'", "!empty", "is_string", "!= 'b'", "> 'aa'", "in [/A/, /b/]", "== join(K.Text, '')"],
    ),
    ("K.List[*]", &["> 0", "in [1, 2, 3]", "!= 4", "in r[1,3]", "not in r[7,9]", "is_int", "in K.List"]),
    ("K.List", &["== [1,2,3]", "!empty", "in [[1, 2, 3]]", "is_list", "!= 9", "not in [8, 9]", "in [3, 2, 1]"]),
    ("K.Mixed.*", &["== 'a'", "is_null", "is_bool", "in [1]", "== true", "is_list"]),
    ("K.Maps[ C exists ].B", &["== 1", "exists", "< 2", "in K.List[*]"]),
    ("K.Map.%names.T", &["is_int", "in [1, 2]", "<= 2", "exists"]),
    ("K.Map[ keys == /^[A-Z]$/ ].T", &["is_int", "< 3", "!= 5", "in K.List"]),
    ("K.Lists[0]", &["== [[1, 2]]", "!= [[1, 2]]", "in [[1, 2]]", "not in [[1]]", "== [1, 2]", "!= [2, 1]"]),
    ("K.Maps[0]", &["== {B: 1, C: 'x'}", "!= [{B: 1, C: 'x'}]", "in [{'B': 1, C: /x/}]", "is_struct", "!= {B: 1}"]),
    ("K.Missing", &["!exists", "empty", "!is_string", "not exists"]),
    ("K.EmptyList", &["== 'x'", "empty", "is_list", "in [1]", "== []"]),
    ("%names", &["!empty", "== ['X', 'Y']", "in ['X', 'Y', 'Z']", "is_string", "== /^[XY]$/", "== K.Names[*]"]),
];

/// Captured keys, asked for before and after a filter captures some.
pub(super) const KEYS_CAPTURED: [&str; 9] = [
    "some %key == 'X'",
    "%key != 'Y'",
    "%key in K.Names",
    "%key exists\nResources[ key | Type exists ] exists\nsome %key == 'Y'",
    "K.Map[ key | T == 1 ] exists\n%key != 'Y'",
    "Resources.%key exists",
    "K.Map[ key | keys == 'Y' ] exists",
    "same(count(%key), 2)",
    "same(count(%key), 4)",
];

/// Queries of several values in every document, and tests that some of them hold under.
pub(super) const SEVERAL: [(&str, &[&str]); 8] = [
    ("K.List[*]", &["this == 1", "this > 1", "this in [1, 2]", "this is_int", "this == %names", "this < K.Int"]),
    ("K.Maps[*]", &["B == 1", "C exists", "B > 0", "B is_float", "B in [1]", "when C exists { C == 'x' }"]),
    ("K.Map.*", &["T is_int", "T == 1", "T != 't'", "T exists", "when T is_string { T == 1 }"]),
    ("%names", &["this == 'X'", "this in 'XZ'", "this is_string", "when this == 'Y' { this exists }"]),
    ("K.Mixed[*]", &["this is_list", "this !empty", "this == 1", "this exists", "this != 'a'"]),
    ("K.Lists[*]", &["this !empty", "this == [1, 2]", "this[0] exists", "this in [1, 2]", "this[*] is_int"]),
    ("Resources.*", &["Type is_string", "Type == 'X::Y::Z'", "A exists", "L is_list", "Size !empty"]),
    ("K.Map[ T is_int ]", &["T == 1", "T in [1, 2]", "T > 1 or T < 0"]),
];

pub(super) const KEYS: [&str; 22] = [
    "A",
    "B",
    "L",
    "M",
    "C",
    "T",
    "name",
    "Names",
    "FooBar",
    "foo_bar",
    "snakeCase",
    "KebabCase",
    "Type",
    "Size",
    "a",
    "X",
    "K",
    "Text",
    "trueFlag",
    "falseX",
    "nullable",
    "existsfoo",
];

/// Queries that find something in every document.
pub(super) const KNOWN: [&str; 30] = [
    "K.Int",
    "K.Half",
    "K.Whole",
    "K.Null",
    "K.Yes",
    "K.Text",
    "K.Accent",
    "K.EmptyText",
    "K.EmptyList",
    "K.EmptyMap",
    "K.List",
    "K.List[*]",
    "K.Mixed.*",
    "K.Maps",
    "K.Maps[*].B",
    "K.Map.*.T",
    "K.Map.X",
    "K.Names",
    "K.Names[*]",
    "K.foo_bar",
    "K.SnakeCase",
    "K.kebabCase",
    "K.'Title Case'",
    "K.Number",
    "K.Char",
    "K.Big",
    "K.Small",
    "K.Lists[*]",
    "thisThing.B",
    "emptyBox",
];

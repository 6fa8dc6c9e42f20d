//! The canonical form: what it looks like, and that it stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::{Dialect, format, parse};

fn formatted(text: &str) -> String {
    format(&parse(text, Dialect::V3_2_1), text).unwrap()
}

#[test]
fn one_clause_a_line_and_four_blanks_a_level() {
    let text = "let a:=1\nrule  b  WHEN  %a  EXISTS{c{d NOT EMPTY e is_string}\nf\nA::B  g  NOT  IN['x']}";
    let expected = "\
let a = 1

rule b when %a exists {
    c {
        d !empty
        e is_string
    }
    f
    A::B g not in ['x']
}
";
    assert_eq!(formatted(text), expected);
}

#[test]
fn comments_stay_where_they_were() {
    let text = "\
# header


# severity: note
rule a { # why
    b exists # because
    # before

    # c
    c == [1, # one
        2]
    # last
}
# end
";
    let expected = "\
# header

# severity: note
rule a { # why
    b exists # because
    # before

    # c
    c == [
        1, # one
        2
    ]
    # last
}
# end
";
    assert_eq!(formatted(text), expected);
}

#[test]
fn what_is_too_wide_is_broken() {
    let long = "x".repeat(50);
    let text = format!("a in ['{long}','{long}','{long}']\nb[ {long} exists {long} exists {long} exists ] exists");
    let expected = format!(
        "a in [\n    '{long}', '{long}',\n    '{long}'\n]\nb[\n    {long} exists\n    {long} exists\n    {long} exists\n] exists\n"
    );
    assert_eq!(formatted(&text), expected);
}

#[test]
fn alternatives_with_messages_have_a_line_each() {
    let text = "a exists or b exists\nc exists <<m>> or d exists <<n>>\nwhen e exists f exists { g exists }";
    let expected = "\
a exists or b exists
c exists
    <<m>>
or d exists
    <<n>>
when
    e exists
    f exists
{
    g exists
}
";
    assert_eq!(formatted(text), expected);
}

#[test]
fn a_file_with_errors_is_not_formatted() {
    let text = "rule a { b }";
    assert_eq!(format(&parse(text, Dialect::V3_2_1), text), None);
}

#[test]
fn what_is_formatted_stays() {
    for text in [
        "",
        "# only\n",
        "let a = 1\n\n# c\nlet b = 2\n",
        "'rule' not exists\n",
        "a == 1 # c\n\nrule b {\n    c exists\n}\n",
    ] {
        assert_eq!(formatted(text), text);
    }
}

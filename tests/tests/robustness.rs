//! `docs/robustness.md` says what the code does: each limit in its table has the number of the constant that it names.

use tablewarden_tests::repository::{read, root};

/// The least number of limits, so that a table that is not read cannot pass.
const LEAST: usize = 20;

fn text(name: &str) -> String {
    String::from_utf8(read(&root().join(name))).expect("the files of the repository are UTF-8")
}

/// A row of the table: the number as the page has it, and the constant with its file.
struct Limit {
    most: String,
    constant: String,
    file: String,
}

/// The rows whose last cell is a link to a constant.
fn limits(page: &str) -> Vec<Limit> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim().strip_prefix('|')?.strip_suffix('|')?.split(" | ").map(str::trim).collect();
        let [_, most, _, link] = cells[..] else { return None };
        let (constant, file) = link.strip_prefix("[`")?.split_once("`](../")?;
        let file = file.strip_suffix(')')?.to_owned();
        Some(Limit { most: most.to_owned(), constant: constant.to_owned(), file })
    };
    page.lines().filter_map(row).collect()
}

/// `32 MiB`, `4,000,000`.
fn number(shown: &str) -> Option<u64> {
    let (digits, unit) = shown.split_once(' ').unwrap_or((shown, ""));
    let unit = match unit {
        "" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    digits.replace(',', "").parse::<u64>().ok().map(|number| number * unit)
}

/// The value that a source gives to a constant, or to a field by default: literals, products and shifts.
fn value(source: &str, constant: &str) -> Option<u64> {
    let written = source.lines().find_map(|line| {
        let (_, behind) = line.split_once(&format!("{constant}:"))?;
        let value = behind.split_once(" = ").map_or(behind, |(_, value)| value);
        let value = value.split_terminator([';', ',', '}']).next()?.trim();
        value.starts_with(|first: char| first.is_ascii_digit()).then(|| value.replace('_', ""))
    })?;
    let mut words = written.split(' ');
    let mut value: u64 = words.next()?.parse().ok()?;
    while let (Some(operator), Some(operand)) = (words.next(), words.next()) {
        let operand: u64 = operand.parse().ok()?;
        value = match operator {
            "*" => value * operand,
            "<<" => value << operand,
            _ => return None,
        };
    }
    Some(value)
}

#[test]
fn the_limits_of_the_page_are_those_of_the_code() {
    let limits = limits(&text("docs/robustness.md"));
    assert!(limits.len() >= LEAST, "{} limits", limits.len());
    for Limit { most, constant, file } in limits {
        let of_page = number(&most).unwrap_or_else(|| panic!("`{most}` is no number"));
        let of_code = value(&text(&file), &constant).unwrap_or_else(|| panic!("{file} has no `{constant}`"));
        assert_eq!(of_page, of_code, "{constant} of {file}");
    }
}

#[test]
fn numbers_are_read_as_they_are_written() {
    assert_eq!(number("4,000,000"), Some(4_000_000));
    assert_eq!(number("32 MiB"), Some(32 << 20));
    assert_eq!(number("many"), None);
    assert_eq!(value("const MOST_BYTES: usize = 32 * 1024 * 1024;", "MOST_BYTES"), Some(32 << 20));
    assert_eq!(value("pub const MOST: u32 = 8 << 20;\n", "MOST"), Some(8 << 20));
    assert_eq!(
        value("    /// The nodes: many.\n    pub nodes: u32,\n  Self { bytes: 5, nodes: 4_000_000 }", "nodes"),
        Some(4_000_000)
    );
    assert_eq!(value("const MOST: usize = LEAST;", "MOST"), None);
}

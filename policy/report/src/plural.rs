//! A number and a noun in, both as a person would say them out.

/// `1 table`, `2 tables`.
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_agree_in_number() {
        assert_eq!(plural(1, "table"), "1 table");
        assert_eq!(plural(0, "table"), "0 tables");
    }
}

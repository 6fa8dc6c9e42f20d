//! A number with its noun, as a person would say it.

/// `1 table`, `2 tables`.
pub(crate) fn amount(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_agree_in_number() {
        assert_eq!(amount(1, "table"), "1 table");
        assert_eq!(amount(0, "table"), "0 tables");
    }
}

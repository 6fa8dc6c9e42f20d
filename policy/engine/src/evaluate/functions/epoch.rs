//! A time as RFC 3339 writes it, in seconds since 1970. No calendar but the Gregorian one, no clock.

/// The seconds; none for a text that is no such time.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let mut rest = text;
    let year = digits(&mut rest, 4)?;
    literal(&mut rest, "-")?;
    let month = digits(&mut rest, 2)?;
    literal(&mut rest, "-")?;
    let day = digits(&mut rest, 2)?;
    rest = rest.strip_prefix(['T', 't', ' '])?;
    let hour = digits(&mut rest, 2)?;
    literal(&mut rest, ":")?;
    let minute = digits(&mut rest, 2)?;
    literal(&mut rest, ":")?;
    let second = digits(&mut rest, 2)?;
    if let Some(fraction) = rest.strip_prefix('.') {
        let end = fraction.bytes().take_while(u8::is_ascii_digit).count();
        rest = fraction.get(end..).filter(|_| end > 0)?;
    }
    let offset = offset(rest)?;
    let is_real = (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && hour <= 23
        && minute <= 59
        && second <= 60;
    // A leap second counts as the one before it.
    is_real.then(|| days_since_1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second.min(59) - offset)
}

fn digits(rest: &mut &str, count: usize) -> Option<i64> {
    let head = rest.get(..count).filter(|head| head.bytes().all(|byte| byte.is_ascii_digit()))?;
    *rest = rest.get(count..)?;
    head.parse().ok()
}

fn literal(rest: &mut &str, text: &str) -> Option<()> {
    *rest = rest.strip_prefix(text)?;
    Some(())
}

fn offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = if text.starts_with('+') { 1 } else { -1 };
    let mut rest = text.strip_prefix(['+', '-', '\u{2212}'])?;
    let hours = digits(&mut rest, 2)?;
    literal(&mut rest, ":")?;
    let minutes = digits(&mut rest, 2)?;
    (rest.is_empty() && hours <= 23 && minutes <= 59).then_some(sign * (hours * 3_600 + minutes * 60))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Counted in years that begin in March, so that the leap day is the last one.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_seconds_since_1970() {
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(seconds("2000-02-29T12:34:56Z"), Some(951_827_696));
        assert_eq!(seconds("2024-12-31T23:59:59.999+01:00"), Some(1_735_685_999));
        assert_eq!(seconds("0000-01-01t00:00:00z"), Some(-62_167_219_200));
        assert_eq!(seconds("1999-12-31T23:59:60Z"), Some(946_684_799));
        assert_eq!(seconds("2024-01-31 12:00:00-00:30"), Some(1_706_704_200));
    }

    #[test]
    fn other_texts_are_no_time() {
        for text in [
            "",
            "2024-01-31",
            "2024-13-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00Zé",
            "é024-01-01T00:00:00Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}

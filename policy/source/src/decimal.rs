//! Decimal text into the nearest double and back, as `str::parse::<f64>` and `f64::to_string` do it, but without the tables
//! and the big numbers that come with those: a wasm file would have to carry them. Never rounds twice, and never works
//! longer than the text is long.

use std::cmp::Ordering;

/// How many significant digits are read one by one. A number halfway between two doubles has at most 767 of them, so of
/// the digits after these it only counts whether one is not zero.
const KEPT: usize = 800;

/// The number that `text` writes: the nearest double, of two equally near ones the even one.
///
/// Takes an optional sign and then `inf`, `infinity` or `nan` in any case, or digits with an optional point (`5.` and `.5`
/// are numbers, `.` is none) and an optional exponent. Nothing else: no blanks, no `_`. Too large a number is infinite, too
/// small a one is zero. None where `text` is no number.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (negative, bytes) = signed(text.as_bytes());
    let size = match bytes.first()? | 0x20 {
        b'i' if bytes.eq_ignore_ascii_case(b"inf") || bytes.eq_ignore_ascii_case(b"infinity") => f64::INFINITY,
        b'n' if bytes.eq_ignore_ascii_case(b"nan") => f64::NAN,
        _ => Decimal::read(bytes)?.nearest(),
    };
    Some(if negative { -size } else { size })
}

/// The shortest decimal text that reads back as `value`, without an exponent: what `f64::to_string` gives, but that of two
/// equally near ones this is the even one.
#[must_use]
pub fn text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    let mut buffer = zmij::Buffer::new();
    let shortest = buffer.format_finite(value.abs());
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((shortest, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    // The value is the digits, with the point behind the first `point` of them.
    let digits = format!("{whole}{fraction}");
    let point = exponent.parse::<i64>().unwrap_or(0) + i64::try_from(whole.len()).unwrap_or(0);
    let leading = digits.bytes().take_while(|digit| *digit == b'0').count();
    let digits = digits.trim_start_matches('0').trim_end_matches('0');
    let point = point - i64::try_from(leading).unwrap_or(0);
    if digits.is_empty() {
        return format!("{sign}0");
    }
    match usize::try_from(point) {
        Err(_) | Ok(0) => format!("{sign}0.{}{digits}", "0".repeat(usize::try_from(-point).unwrap_or(0))),
        Ok(point) => match digits.split_at_checked(point) {
            Some((whole, "")) => format!("{sign}{whole}"),
            Some((whole, fraction)) => format!("{sign}{whole}.{fraction}"),
            None => format!("{sign}{digits}{}", "0".repeat(point - digits.len())),
        },
    }
}

fn signed(bytes: &[u8]) -> (bool, &[u8]) {
    match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, bytes),
    }
}

/// A decimal number without its sign: the kept digits as a whole number, times ten to the power of `scale`, and a bit more
/// if `more`.
struct Decimal<'t> {
    /// What stands before the exponent: digits and at most one point.
    mantissa: &'t [u8],
    /// How many digits are kept, from the first that is not zero on; none for zero.
    kept: usize,
    /// The kept digits, if they are few enough for 64 bits.
    small: u64,
    /// The power of ten of the last kept digit.
    scale: i64,
    /// Whether a digit other than zero follows the kept ones.
    more: bool,
}

impl<'t> Decimal<'t> {
    fn read(bytes: &'t [u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| byte | 0x20 == b'e').unwrap_or(bytes.len());
        let scale = match bytes.get(end + 1..) {
            Some(text) => exponent(text)?,
            None => 0,
        };
        let mantissa = bytes.get(..end)?;
        let mut number = Self { mantissa, kept: 0, small: 0, scale, more: false };
        let (mut any, mut broken) = (false, false);
        for &byte in mantissa {
            if byte == b'.' && !broken {
                broken = true;
                continue;
            }
            let digit = digit(byte)?;
            any = true;
            if number.kept < KEPT {
                number.kept += usize::from(number.kept > 0 || digit > 0);
                number.small = number.small.wrapping_mul(10).wrapping_add(u64::from(digit));
                number.scale -= i64::from(broken);
            } else {
                number.more |= digit > 0;
                number.scale += i64::from(!broken);
            }
        }
        any.then_some(number)
    }

    fn nearest(&self) -> f64 {
        // The number is less than this power of ten, and at least a tenth of it.
        let magnitude = self.scale + i64::try_from(self.kept).unwrap_or(i64::MAX >> 1);
        if self.kept == 0 || magnitude < -330 {
            return 0.0;
        }
        if magnitude > 310 {
            return f64::INFINITY;
        }
        if self.kept <= 15 && self.scale.abs() <= 22 {
            // Both numbers are exact, so the one operation on them rounds once.
            let power = (0..self.scale.abs()).fold(1.0, |power, _| power * 10.0);
            let digits = self.small as f64;
            return if self.scale < 0 { digits / power } else { digits * power };
        }
        self.divided()
    }

    /// The nearest double by a division of whole numbers, bit by bit. The magnitude is within a double's, more or less.
    fn divided(&self) -> f64 {
        let (mut above, mut below) = (Whole(Vec::new()), Whole(vec![1]));
        let digits = self.mantissa.iter().filter_map(|byte| digit(*byte));
        for digit in digits.skip_while(|digit| *digit == 0).take(self.kept) {
            above.times_plus(10, digit);
        }
        let mut scale = self.scale as i32;
        if self.more {
            above.times_plus(10, 1);
            scale -= 1;
        }
        // Ten is five times two: the fives here, the twos in the exponent.
        if scale < 0 { &mut below } else { &mut above }.times_power(5, scale.abs());

        // From here on the number is above / below * 2^power, and the quotient is made at least 1 and less than 2.
        let shift = above.bits() - below.bits();
        if shift < 0 { &mut above } else { &mut below }.times_power(2, shift.abs());
        let mut power = scale + shift;
        if above.compare(&below) == Ordering::Less {
            above.times_plus(2, 0);
            power -= 1;
        }
        if power > 1023 {
            return f64::INFINITY;
        }

        // Below 2^-1022 each power of two costs one bit.
        let mut bits = 0;
        for _ in 0..(power + 1075).min(53) {
            bits *= 2;
            if above.compare(&below) != Ordering::Less {
                above.subtract(&below);
                bits += 1;
            }
            above.times_plus(2, 0);
        }
        let rest = if power < -1075 { Ordering::Less } else { above.compare(&below) };
        if rest == Ordering::Greater || rest == Ordering::Equal && bits % 2 == 1 {
            bits += 1;
        }
        // The leading bit, where there is one, adds the last one to the exponent; so does a carry.
        f64::from_bits((u64::from((power + 1022).max(0).unsigned_abs()) << 52) + bits)
    }
}

fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

/// A written exponent. One that no mantissa in memory can balance is cut off.
fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = signed(text);
    let mut size = 0;
    for byte in digits {
        let digit = digit(*byte)?;
        if size < 1_000_000_000_000_000 {
            size = size * 10 + i64::from(digit);
        }
    }
    (!digits.is_empty()).then_some(if negative { -size } else { size })
}

/// A whole number in 32 bits each, lowest first, without zeros at the top.
struct Whole(Vec<u32>);

impl Whole {
    fn times_plus(&mut self, factor: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for limb in &mut self.0 {
            carry += u64::from(*limb) * u64::from(factor);
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Times `base` (at most ten) to the power of `count`.
    fn times_power(&mut self, base: u32, count: i32) {
        let mut factor = 1;
        for _ in 0..count {
            factor *= base;
            if factor >= 1 << 28 {
                self.times_plus(factor, 0);
                factor = 1;
            }
        }
        self.times_plus(factor, 0);
    }

    /// Takes away `other`, which is not larger.
    fn subtract(&mut self, other: &Self) {
        let (mut others, mut borrow) = (other.0.iter(), 0);
        for limb in &mut self.0 {
            let less = i64::from(*limb) - i64::from(others.next().copied().unwrap_or(0)) - borrow;
            *limb = less as u32;
            borrow = i64::from(less < 0);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// How many bits it takes to write.
    fn bits(&self) -> i32 {
        let top = self.0.last().copied().unwrap_or(0);
        32 * self.0.len() as i32 - top.leading_zeros() as i32
    }
}

#[cfg(test)]
mod tests;

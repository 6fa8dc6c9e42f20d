//! The reading of numbers against that of the standard library, bit by bit.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;

use super::*;

#[test]
fn doubles_are_written_as_the_standard_library_writes_them() {
    let mut seed = Seed(0x2545_F491_4F6C_DD1D);
    let named =
        [0.0, -0.0, 1.0, -1.5, 0.1, 1e16, 1e21, 1e22, 1.5e300, 5e-324, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY];
    let random = std::iter::repeat_with(|| f64::from_bits(seed.next())).take(20_000);
    let mut short = Seed(7);
    let short_ones =
        std::iter::repeat_with(|| short.below(100_000) as f64 / 10_f64.powi(short.below(8) as i32)).take(20_000);
    for value in named.into_iter().chain([f64::NEG_INFINITY, f64::NAN]).chain(random).chain(short_ones) {
        let (ours, theirs) = (text(value), value.to_string());
        // Of two shortest texts that are equally near the standard library takes the larger one.
        let is_as_good = || ours.len() == theirs.len() && ours.parse() == Ok(value);
        assert!(ours == theirs || is_as_good(), "{ours} {theirs}");
    }
}

fn same(text: &str) {
    let (ours, theirs) = (parse(text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
    assert!(ours == theirs, "{} is {ours:x?}, not {theirs:x?}", text.get(..2000).unwrap_or(text));
}

/// Xorshift: <https://www.jstatsoft.org/article/view/v008i14>.
struct Seed(u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 11) % end
    }

    fn digits(&mut self, least: u64, most: u64) -> String {
        let count = least + self.below(most - least + 1);
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    fn sign(&mut self) -> &'static str {
        ["", "", "-", "+"][self.below(4) as usize]
    }

    /// The digits with a point somewhere, or without one.
    fn pointed(&mut self, mut digits: String) -> String {
        if self.below(3) > 0 {
            digits.insert(self.below(digits.len() as u64 + 1) as usize, '.');
        }
        digits
    }
}

/// The digits of the number halfway between the double of these bits and the next one, all of them.
fn halfway(bits: u64) -> String {
    let (low, biased) = (bits & ((1 << 52) - 1), (bits >> 52) as i32);
    let mantissa = if biased > 0 { low | 1 << 52 } else { low };
    let power = biased.max(1) - 1075 - 1;
    // Decimal digits, lowest first. To halve is to take five times as much and move the point.
    let mut digits: Vec<u8> = (mantissa * 2 + 1).to_string().bytes().rev().map(|byte| byte - b'0').collect();
    let factor = if power < 0 { 5 } else { 2 };
    for _ in 0..power.abs() {
        let mut carry = 0;
        for digit in &mut digits {
            carry += *digit * factor;
            *digit = carry % 10;
            carry /= 10;
        }
        if carry > 0 {
            digits.push(carry);
        }
    }
    let mut text: String = digits.iter().rev().map(|digit| char::from(b'0' + digit)).collect();
    if power < 0 {
        write!(text, "e{power}").unwrap();
    }
    text
}

fn around(text: &str) {
    same(text);
    let (digits, exponent) = text.split_at(text.find('e').unwrap_or(text.len()));
    // A little more, near and far, and a little less.
    same(&format!("{digits}.0000{exponent}"));
    same(&format!("{digits}.{}1{exponent}", "0".repeat(60)));
    same(&format!("{digits}.{}1{exponent}", "0".repeat(900)));
    let (head, last) = digits.split_at(digits.len() - 1);
    if let Some(less) = last.parse::<u8>().unwrap().checked_sub(1) {
        same(&format!("{head}{less}.999999{exponent}"));
    }
}

#[test]
fn reads_what_is_a_number_and_refuses_what_is_none() {
    for text in [
        "0",
        "-0",
        "+0",
        "5.",
        ".5",
        "1e5",
        "1E+5",
        "1e-5",
        "-.5e-3",
        "5.e1",
        "00012.50",
        "inf",
        "-INF",
        "+Infinity",
        "nan",
        "-NaN",
        "infinity",
        "9007199254740993",
        "123456789012345e22",
        "1e23",
        "8.5e22",
        "0e999999999999999999999",
        "",
        "+",
        "-",
        ".",
        "+.",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e-",
        "1e5.",
        "1e5e5",
        "1..2",
        "1.2.3",
        "--1",
        "+-1",
        "1_0",
        " 1",
        "1 ",
        "1f",
        "0x10",
        "in",
        "infi",
        "infinit",
        "nano",
        "na",
        "\u{661}",
        "1\u{e9}",
        "i",
        "n",
        "1e1\u{0}",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "1e-323",
        "1e-324",
        "1e-325",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "1.8e308",
        "1e309",
        "1e310",
        "1e311",
        "-1e400",
        "1e-400",
    ] {
        same(text);
    }
}

#[test]
fn agrees_on_random_texts() {
    let mut seed = Seed(0x005e_ed0f_dec1_4a11);
    for _ in 0..60_000 {
        let (sign, short) = (seed.sign(), seed.digits(1, 15));
        same(&format!("{sign}{short}"));
        let short = seed.pointed(short);
        same(&format!("{sign}{short}"));
        same(&format!("{sign}{short}e{}", seed.below(60) as i64 - 30));
        let long = seed.digits(17, 25);
        let long = seed.pointed(long);
        same(&format!("{sign}{long}"));
        same(&format!("{sign}{long}E{}", seed.below(720) as i64 - 360));
    }
}

#[test]
fn agrees_on_random_doubles_and_between_them() {
    let mut seed = Seed(0x0dd_ba11);
    for round in 0..8_000 {
        let bits = seed.next() >> 1;
        let bits = if bits >> 52 < 2047 { bits } else { bits & ((1 << 62) - 1) };
        // Every fourth one is near the border of the subnormal numbers or below it.
        let bits = if round % 4 == 0 { bits & ((1 << (1 + seed.below(54))) - 1) } else { bits };
        let value = f64::from_bits(bits);
        assert_eq!(parse(&format!("{value:e}")).map(f64::to_bits), Some(bits), "{value:e}");
        same(&format!("{value:.16e}"));
        same(&format!("{value:.18e}"));
        same(&format!("{value:.30e}"));
    }
}

#[test]
fn agrees_halfway() {
    let mut seed = Seed(0x4a1f);
    let normal = 1 << 52;
    for bits in [0, 1, 2, 3, normal - 2, normal - 1, normal, normal + 1, 2 * normal - 1, 2 * normal] {
        around(&halfway(bits));
    }
    let largest = f64::MAX.to_bits();
    around(&halfway(largest));
    around(&halfway(largest - 1));
    for _ in 0..120 {
        around(&halfway(seed.below(largest)));
        around(&halfway(seed.below(normal)));
        around(&halfway((1023 << 52) + (seed.below(64) << 52) + seed.below(normal)));
    }
}

#[test]
fn agrees_on_long_digits() {
    let mut seed = Seed(0x1006);
    for _ in 0..400 {
        let digits = seed.digits(700, 900);
        let zeros = "0".repeat(seed.below(400) as usize);
        let scale = seed.below(700) as i64 - 350;
        same(&format!("{digits}e{}", scale - digits.len() as i64));
        same(&format!(".{zeros}{digits}e{scale}"));
        same(&format!("{zeros}{digits}{zeros}.{zeros}e-{}", digits.len() + zeros.len()));
        let pointed = seed.pointed(digits);
        same(&format!("{pointed}e-{}", seed.below(1300)));
    }
}

#[test]
fn agrees_on_junk() {
    let mut seed = Seed(0x7a5);
    let signs = ["0", "1", "9", "5", ".", "e", "E", "+", "-", "00", "25", "inf", "nan", "_", " ", "x", "\u{e9}"];
    for _ in 0..80_000 {
        let count = seed.below(8);
        let text: String = (0..count).map(|_| signs[seed.below(signs.len() as u64) as usize]).collect();
        same(&text);
    }
}

#[test]
fn is_done_soon_with_what_is_huge() {
    for text in ["1e999999999", "1e-999999999", "1e99999999999999999999999999", "-1e-99999999999999999999999999"] {
        same(text);
    }
    let digits = "7".repeat(1 << 20);
    same(&digits);
    same(&format!("0.{digits}"));
    same(&format!("1e{digits}"));
    same(&format!("1e-{digits}"));
    let zeros = "0".repeat(1 << 20);
    same(&zeros);
    same(&format!("1e{zeros}5"));
    same(&format!("{zeros}1.5{zeros}"));
    // What the exponent takes back is not lost, however long it is.
    assert_eq!(parse(&format!("1{zeros}e-{}", zeros.len())), Some(1.0));
    assert_eq!(parse(&format!("0.{zeros}15e{}", zeros.len() + 1)), Some(1.5));
}

//! Texts that a regular expression finds something in: short ones, chosen by a row of numbers. A guess: look-around and
//! back references are passed over, and whoever asks looks whether the guess was right.

use tablewarden_conformance::Chance;

/// A text for the expression.
pub(crate) fn sample(expression: &str, chance: &mut Chance) -> String {
    let expression: Vec<char> = expression.chars().collect();
    let mut sampler = Sampler { expression, at: 0, chance };
    sampler.alternatives()
}

struct Sampler<'r> {
    expression: Vec<char>,
    at: usize,
    chance: &'r mut Chance,
}

impl Sampler<'_> {
    fn peek(&self) -> Option<char> {
        self.expression.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += 1;
        next
    }

    fn sees(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(index, expected)| self.expression.get(self.at + index) == Some(&expected))
    }

    /// Up to the end or the closing parenthesis.
    fn alternatives(&mut self) -> String {
        let mut all = vec![String::new()];
        while let Some(next) = self.peek() {
            match next {
                ')' => break,
                '|' => {
                    self.at += 1;
                    all.push(String::new());
                }
                _ => {
                    let start = self.at;
                    let piece = self.atom();
                    let times = self.repetition();
                    let last = all.last_mut().expect("there is one from the start");
                    last.push_str(&piece);
                    for _ in 1..times {
                        let end = self.at;
                        self.at = start;
                        last.push_str(&self.atom());
                        self.at = end;
                    }
                    if times == 0 {
                        last.truncate(last.len() - piece.len());
                    }
                }
            }
        }
        self.chance.any(&all).cloned().unwrap_or_default()
    }

    fn atom(&mut self) -> String {
        match self.next() {
            None | Some('^' | '$') => String::new(),
            Some('.') => "a".to_owned(),
            Some('(') => self.group(),
            Some('[') => self.class(),
            Some('\\') => self.escape(),
            Some(other) => other.to_string(),
        }
    }

    fn group(&mut self) -> String {
        let nothing = self.sees("?!") || self.sees("?=") || self.sees("?<");
        if self.sees("?:") {
            self.at += 2;
        } else if self.peek() == Some('?') {
            while self.peek().is_some_and(|next| next != ')' && next != ':') {
                self.at += 1;
            }
            if self.peek() == Some(':') {
                self.at += 1;
            }
        }
        let inside = self.alternatives();
        self.at += 1;
        if nothing { String::new() } else { inside }
    }

    fn escape(&mut self) -> String {
        match self.next() {
            None | Some('A' | 'z' | 'Z' | 'b' | 'B') => String::new(),
            Some('d') => ["1", "7"][self.chance.below(2)].to_owned(),
            Some('w') => ["a", "Z", "0"][self.chance.below(3)].to_owned(),
            Some('s') => " ".to_owned(),
            Some('n') => "\n".to_owned(),
            Some(other) => other.to_string(),
        }
    }

    fn class(&mut self) -> String {
        let negated = self.peek() == Some('^');
        let mut inside = Vec::new();
        while let Some(next) = self.next() {
            match next {
                ']' if !inside.is_empty() => break,
                '\\' => inside.extend(self.escape().chars()),
                '-' if self.peek() != Some(']') && !inside.is_empty() => self.at += 1,
                _ => inside.push(next),
            }
        }
        if negated {
            return ["k", "0", "-"]
                .iter()
                .find(|text| !inside.iter().any(|one| text.contains(*one)))
                .map_or_else(String::new, |text| (*text).to_owned());
        }
        self.chance.any(&inside).map_or_else(String::new, ToString::to_string)
    }

    /// How often the atom before is to stand there.
    fn repetition(&mut self) -> usize {
        let times = match self.peek() {
            Some('?' | '*') => self.chance.below(2),
            Some('+') => 1 + self.chance.below(2),
            Some('{') => {
                let mut least = 0;
                self.at += 1;
                while let Some(digit) = self.peek().and_then(|next| next.to_digit(10)) {
                    least = least * 10 + digit as usize;
                    self.at += 1;
                }
                while self.peek().is_some_and(|next| next != '}') {
                    self.at += 1;
                }
                least
            }
            _ => return 1,
        };
        self.at += 1;
        if self.peek() == Some('?') {
            self.at += 1;
        }
        times
    }
}

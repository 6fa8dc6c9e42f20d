//! Random patterns and texts from a seed: always the same for the same seed.

/// Templates of replacements.
pub(crate) const REPLACEMENTS: &[&str] =
    &["<$0>", "[$1|$2]", "${1}x$2y", "$$1 $n ${n}", "$", "${", "${n", "$1a-$é ${0}!", "a${ 1}b$9"];

const LETTERS: &[&str] = &["a", "b", "c", "k", "A", "B", "é", "É", "0", "7", "_", "-", " ", "\n", "K", "ß", "σ", "日"];

/// A generator: xorshift.
pub(crate) struct Generator {
    state: u64,
    groups: usize,
    named: bool,
    looks: bool,
}

impl Generator {
    /// A generator of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, groups: 0, named: false, looks: false }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 24) as usize % limit
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub(crate) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A text of up to a dozen characters that patterns are likely to match.
    pub(crate) fn text(&mut self) -> String {
        let length = self.below(13);
        let few = self.one_in(2);
        (0..length).map(|_| if few { self.pick(&["a", "b", "a", "A", "é"]) } else { self.pick(LETTERS) }).collect()
    }

    /// A pattern.
    pub(crate) fn pattern(&mut self) -> String {
        (self.groups, self.named) = (0, false);
        self.looks = self.one_in(2);
        let mut out = String::new();
        if self.one_in(6) {
            out.push_str(self.pick(&["(?i)", "(?m)", "(?s)", "(?x)", "(?U)", "(?i-m)", "(?ims)"]));
        }
        self.alternatives(&mut out, 3);
        out
    }

    fn alternatives(&mut self, out: &mut String, depth: usize) {
        let branches = if self.one_in(4) { 2 + self.below(2) } else { 1 };
        for branch in 0..branches {
            if branch > 0 {
                out.push('|');
            }
            // An empty branch now and then.
            if branches > 1 && self.one_in(8) {
                continue;
            }
            for _ in 0..1 + self.below(3) {
                self.piece(out, depth);
            }
        }
    }

    fn piece(&mut self, out: &mut String, depth: usize) {
        match self.below(if self.looks { 16 } else { 13 }) {
            0 => out.push_str(self.pick(&["^", "$", "\\A", "\\z"])),
            1 if self.looks => out.push_str(self.pick(&["\\b", "\\B", "\\<", "\\>"])),
            13 | 14 if depth > 0 => {
                let ahead = self.pick(&["(?=", "(?!"]);
                out.push_str(ahead);
                self.alternatives(out, depth - 1);
                out.push(')');
            }
            15 if depth > 0 => {
                let behind = self.pick(&["(?<=", "(?<!"]);
                out.push_str(behind);
                self.fixed(out);
                out.push(')');
            }
            _ => {
                let repeated = self.atom(out, depth);
                if repeated && self.one_in(3) {
                    let times = ["*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}", "{,2}", "{0}", "{a}"];
                    let times = self.pick(&times);
                    out.push_str(times);
                    if times != "{a}" && self.one_in(3) {
                        out.push('?');
                    }
                }
            }
        }
    }

    /// What has one length, for look-behinds.
    fn fixed(&mut self, out: &mut String) {
        for branch in 0..1 + self.below(2) {
            if branch > 0 {
                out.push('|');
            }
            if self.one_in(6) {
                out.push_str(self.pick(&["^", "\\b", "(?=a)", "(?<=a)", "(?!b)"]));
            }
            for _ in 0..1 + self.below(2) {
                if self.one_in(6) {
                    self.groups += 1;
                    out.push('(');
                    self.single(out);
                    out.push(')');
                } else {
                    self.single(out);
                }
            }
        }
    }

    /// Gives whether a sign of repetition may follow.
    fn atom(&mut self, out: &mut String, depth: usize) -> bool {
        if depth == 0 || !self.one_in(3) {
            self.single(out);
            return true;
        }
        let group = self.below(5);
        match group {
            0 | 1 => {
                self.groups += 1;
                out.push('(');
            }
            2 if !self.named => {
                self.groups += 1;
                self.named = true;
                out.push_str(self.pick(&["(?P<n>", "(?<n>"]));
            }
            3 => out.push_str(self.pick(&["(?i:", "(?s-i:", "(?m:", "(?U:", "(?x: "])),
            _ => out.push_str("(?:"),
        }
        let before = out.len();
        self.alternatives(out, depth - 1);
        // What is only a place may not be repeated.
        let inside = &out[before..];
        let place = ["^", "$", "\\", "(?=", "(?!", "(?<", "(?"].iter().any(|start| inside.starts_with(start));
        out.push(')');
        group < 2 || !place
    }

    fn single(&mut self, out: &mut String) {
        match self.below(9) {
            0 => out.push_str(self.pick(&["\\w", "\\d", "\\s", "\\W", "\\D", "\\S", "\\h", "\\H", "."])),
            1 => out.push_str(self.pick(&["\\.", "\\n", "\\x61", "\\u00e9", "\\x{E9}", "\\-", "\\t", "{", "]"])),
            2 | 3 => self.class(out, 2),
            _ => out.push_str(self.pick(LETTERS)),
        }
    }

    fn class(&mut self, out: &mut String, depth: usize) {
        out.push('[');
        if self.one_in(4) {
            out.push('^');
        }
        if self.one_in(12) {
            out.push_str(self.pick(&["-", "]"]));
        }
        for _ in 0..1 + self.below(3) {
            match self.below(12) {
                0 => out.push_str(self.pick(&["\\w", "\\d", "\\s", "\\W", "\\h", "\\n", "\\-", "\\]", "\\x61"])),
                1 => out.push_str(self.pick(&["[:alpha:]", "[:^digit:]", "[:upper:]", "[:punct:]", "[:space:]"])),
                2 if depth > 0 => self.class(out, depth - 1),
                3 => out.push_str(self.pick(&["&&", "--", "~~"])),
                4..=6 => out.push_str(self.pick(&["a-c", "A-K", "0-9", "a-z", "à-ü", "α-ω", "\\x41-\\x5A"])),
                _ => out.push_str(self.pick(&["a", "b", "k", "é", "_", ".", "日", " ", "^", "K"])),
            }
        }
        out.push(']');
    }
}

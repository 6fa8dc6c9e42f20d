//! Rule texts and documents out of a seed: small ones, in which everything meets everything. Never says what they mean.

/// Rules and documents out of a seed: small ones, in which everything meets everything.
pub(crate) struct Maker {
    state: u64,
    /// Whether the rule with a parameter may be called.
    calls: bool,
}

impl Maker {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15), calls: false }
    }

    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % end
    }

    fn pick<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn document(&mut self) -> String {
        let mut entries = vec![format!("\"Resources\": {}", self.resources())];
        for key in ["A", "B", "C", "L", "M"] {
            if self.chance(80) {
                entries.push(format!("\"{key}\": {}", self.json(3)));
            }
        }
        format!("{{{}}}", entries.join(", "))
    }

    fn resources(&mut self) -> String {
        let count = self.below(4);
        let each = (0..count).map(|index| {
            let name = self.pick(&["X::Y::Z", "X::Y::Z", "P::Q::R"]);
            let body = self.json(3);
            let properties =
                if self.chance(80) { format!(", \"A\": {body}, \"L\": {}", self.json(2)) } else { String::new() };
            format!("\"R{index}\": {{\"Type\": \"{name}\"{properties}}}")
        });
        format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
    }

    fn json(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 6 } else { 10 }) {
            0 => self.pick(&["1", "2", "5", "-1", "0"]).to_owned(),
            1 => self.pick(&["1.0", "2.5", "5.0"]).to_owned(),
            2 => self.pick(&["\"a\"", "\"b\"", "\"ab\"", "\"\"", "\"5\"", "\"A\""]).to_owned(),
            3 => self.pick(&["true", "false"]).to_owned(),
            4 => self.pick(&["null", "\"x\"", "1"]).to_owned(),
            5 => self.pick(&["[]", "{}", "\"a\"", "2"]).to_owned(),
            6 | 7 => {
                let count = self.below(4);
                let items: Vec<_> = (0..count).map(|_| self.json(depth - 1)).collect();
                format!("[{}]", items.join(", "))
            }
            _ => {
                let mut entries = Vec::new();
                for key in ["A", "B", "name", "FooBar"] {
                    if self.chance(50) {
                        entries.push(format!("\"{key}\": {}", self.json(depth - 1)));
                    }
                }
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    fn literal(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 6 } else { 9 }) {
            0 => self.pick(&["1", "2", "5", "-1"]).to_owned(),
            1 => self.pick(&["1.0", "2.5", "true", "false", "null"]).to_owned(),
            2 | 3 => self.pick(&["\"a\"", "'b'", "\"ab\"", "\"\"", "\"A\"", "\"B\""]).to_owned(),
            4 => self.pick(&["/a/", "/^[ab]$/", "/A/"]).to_owned(),
            5 => self.pick(&["r[1,5]", "r(1,5]", "r[1.0,2.5)", "\"R0\""]).to_owned(),
            6 | 7 => {
                let count = 1 + self.below(3);
                let items: Vec<_> = (0..count).map(|_| self.literal(depth - 1)).collect();
                format!("[{}]", items.join(", "))
            }
            _ => format!("{{ A: {}, B: {} }}", self.literal(depth - 1), self.literal(depth - 1)),
        }
    }

    fn key(&mut self) -> &'static str {
        self.pick(&["A", "B", "L", "M", "C", "name", "FooBar", "foo_bar", "Names", "Resources", "Type", "a"])
    }

    fn query(&mut self, variables: &[&str], depth: usize) -> String {
        let mut query = match self.below(10) {
            0 => "this".to_owned(),
            1 | 2 if !variables.is_empty() => format!("%{}", self.pick(variables)),
            3 => "Resources.*".to_owned(),
            _ => self.key().to_owned(),
        };
        for _ in 0..self.below(4) {
            let part = match self.below(14) {
                0..=4 => format!(".{}", self.key()),
                5 => ".*".to_owned(),
                6 | 7 => "[*]".to_owned(),
                8 => self.pick(&["[0]", ".0", "[-1]", "[1]"]).to_owned(),
                9 if !variables.is_empty() => format!(".%{}", self.pick(variables)),
                10 if depth > 0 => {
                    let operator = self.pick(&["==", "!=", "in", "not in"]);
                    let right = if self.chance(70) { self.literal(1) } else { self.query(variables, 0) };
                    format!("[ keys {operator} {right} ]")
                }
                11 | 12 if depth > 0 => format!("[ {} ]", self.lines(variables, depth - 1, false, " ")),
                13 if self.chance(30) => "[ captured ]".to_owned(),
                _ => ".A".to_owned(),
            };
            query.push_str(&part);
        }
        query
    }

    fn operand(&mut self, variables: &[&str], depth: usize) -> String {
        match self.below(10) {
            0..=4 => self.literal(2),
            5..=8 => self.query(variables, depth),
            _ => self.function(variables, depth),
        }
    }

    fn function(&mut self, variables: &[&str], depth: usize) -> String {
        let query = self.query(variables, depth);
        match self.below(10) {
            0 | 1 => format!("count({query})"),
            2 => format!("to_upper({query})"),
            3 => format!("to_lower({query})"),
            4 => format!("parse_string({query})"),
            5 => format!("parse_int({query})"),
            6 => format!("substring({query}, 0, 1)"),
            7 => format!("join({query}, \",\")"),
            8 => format!("regex_replace({query}, \"(a)\", \"${{1}}b\")"),
            _ => format!("json_parse({query})"),
        }
    }

    fn clause(&mut self, variables: &[&str], depth: usize) -> String {
        let not = if self.chance(10) { self.pick(&["not ", "!"]) } else { "" };
        let some = if not.is_empty() && self.chance(20) { "some " } else { "" };
        let query = self.query(variables, depth);
        if self.chance(40) {
            let operator = self.pick(&[
                "exists",
                "!exists",
                "empty",
                "!empty",
                "not empty",
                "is_string",
                "!is_string",
                "is_list",
                "is_struct",
                "is_int",
                "is_bool",
                "is_null",
                "not exists",
            ]);
            return format!("{not}{some}{query} {operator}");
        }
        let operator = self.pick(&["==", "==", "!=", "in", "not in", "<", ">", "<=", ">=", "!in"]);
        format!("{not}{some}{query} {operator} {}", self.operand(variables, depth))
    }

    fn lines(&mut self, variables: &[&str], depth: usize, in_rule: bool, between: &str) -> String {
        let count = 1 + self.below(3);
        let lines: Vec<_> = (0..count).map(|_| self.line(variables, depth, in_rule)).collect();
        lines.join(between)
    }

    fn line(&mut self, variables: &[&str], depth: usize, in_rule: bool) -> String {
        let count = if self.chance(25) { 2 } else { 1 };
        let items: Vec<_> = (0..count).map(|_| self.item(variables, depth, in_rule)).collect();
        items.join(" or ")
    }

    fn item(&mut self, variables: &[&str], depth: usize, in_rule: bool) -> String {
        match self.below(20) {
            0..=2 if depth > 0 => {
                let some = if self.chance(20) { "some " } else { "" };
                let not_empty = if self.chance(20) { " !empty" } else { "" };
                format!(
                    "{some}{}{not_empty} {}",
                    self.query(variables, depth - 1),
                    self.block(variables, depth - 1, false)
                )
            }
            3 if depth > 0 => {
                format!("when {} {}", self.condition(variables), self.block(variables, depth - 1, false))
            }
            4 | 5 if depth > 0 && in_rule => {
                let when = if self.chance(50) { format!("when {} ", self.condition(variables)) } else { String::new() };
                format!("X::Y::Z {when}{}", self.block(variables, depth - 1, false))
            }
            6 if in_rule => {
                let not = if self.chance(40) { "not " } else { "" };
                format!("{not}{}\n", self.pick(&["first", "second"]))
            }
            7 if self.calls => {
                let not = if self.chance(40) { "not " } else { "" };
                let argument = self.operand(variables, 0);
                format!("{not}check({argument})")
            }
            _ => self.clause(variables, depth),
        }
    }

    fn condition(&mut self, variables: &[&str]) -> String {
        let mut conditions = Vec::new();
        for _ in 0..=self.below(2) {
            conditions.push(match self.below(6) {
                0 if self.calls => format!("{}check({})", self.pick(&["", "not "]), self.operand(variables, 0)),
                _ => self.clause(variables, 1),
            });
        }
        conditions.join(" ")
    }

    fn block(&mut self, variables: &[&str], depth: usize, in_rule: bool) -> String {
        if self.chance(25) {
            let value = self.operand(variables, depth);
            let mut variables = variables.to_vec();
            // Never a name that is in sight: a variable that stands for itself overflows their stack.
            let name = ["i0", "i1", "i2", "i3"][depth];
            variables.push(name);
            let lines = self.lines(&variables, depth, in_rule, "\n");
            return format!("{{\nlet {name} = {value}\n{lines}\n}}");
        }
        format!("{{\n{}\n}}", self.lines(variables, depth, in_rule, "\n"))
    }

    pub(crate) fn rules(&mut self) -> String {
        let mut text = String::new();
        for (name, before) in [("v", &[][..]), ("w", &["v"][..])] {
            let some = if self.chance(20) { "some " } else { "" };
            let value = match self.below(3) {
                0 => self.literal(2),
                1 => format!("{some}{}", self.query(before, 2)),
                _ => self.function(before, 1),
            };
            text.push_str(&format!("let {name} = {value}\n"));
        }
        text.push_str(&format!("rule check(p) {}\n", self.block(&["p", "v"], 1, false)));
        self.calls = true;
        text.push_str(&format!("rule first {}\n", self.block(&["v"], 1, false)));
        for name in ["second", "third"] {
            let when = if self.chance(50) { format!(" when {}", self.condition(&["v", "w"])) } else { String::new() };
            let body = self.block(&["v", "w"], 3, name == "third");
            text.push_str(&format!("rule {name}{when} {body}\n"));
        }
        text
    }
}

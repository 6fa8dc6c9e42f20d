//! Which blocks of which rules are walked together: those over the same query, from the bodies of rules inwards. A rule is
//! left out where evaluating its blocks in another order, or a query of it once for several, could show.

use crate::plan::walk::{Member, Walk};
use crate::plan::{Block, BlockClause, File, Item, Line, Rule};

use super::certainty::is_about_its_value;
use super::sameness::is_same_query;

/// The walk that all joined rules begin, and for each rule of the plan whether it is one.
pub(super) fn joined(files: &[File]) -> (Walk, Vec<bool>) {
    let mut outermost = Walk::default();
    let mut is_joined = Vec::new();
    for (file_index, file) in files.iter().enumerate() {
        let is_plain = !file.can_be_batched && !file.refers_to_rules && !file.captured.contains(&true);
        for (rule_index, rule) in file.rules.iter().enumerate() {
            let outcome = is_joined.len();
            let joins = is_plain && can_join(rule);
            is_joined.push(joins);
            if joins {
                let place = Place { file: file_index, rule: rule_index, outcome };
                add(&mut outermost, files, place, &mut Vec::new(), &rule.body);
            }
        }
    }
    (outermost, is_joined)
}

/// Where a block stands.
#[derive(Clone, Copy)]
struct Place {
    file: usize,
    rule: usize,
    outcome: usize,
}

fn can_join(rule: &Rule) -> bool {
    rule.broken.is_none()
        && rule.parameters.is_empty()
        && rule.conditions.is_empty()
        && rule.body.lets.len() == 0
        && rule.body.lines.iter().any(|line| shared(line).is_some())
}

/// The block that a line is, where it can be walked with others.
fn shared(line: &Line) -> Option<&BlockClause> {
    match line.items.as_slice() {
        [Item::Block(clause)] => {
            let is_plain = !clause.query.some && !clause.not_empty && is_about_its_value(&clause.query);
            is_plain.then_some(clause)
        }
        _ => None,
    }
}

fn add(walk: &mut Walk, files: &[File], place: Place, path: &mut Vec<u32>, block: &Block) {
    let mut own = Vec::new();
    for (index, line) in (0_u32..).zip(&block.lines) {
        // Lines inside see the variables of this block, and those of one rule only.
        let Some(clause) = shared(line).filter(|_| block.lets.len() == 0) else {
            own.push(index);
            continue;
        };
        path.push(index);
        let is_same = |inner: &Walk| {
            let known = inner.members.first().and_then(|member| files.get(member.file)?.clause_at(member));
            known.is_some_and(|known| is_same_query(&known.query, &clause.query))
        };
        let at = walk.inner.iter().position(is_same).unwrap_or_else(|| {
            walk.inner.push(Walk::default());
            walk.inner.len() - 1
        });
        if let Some(inner) = walk.inner.get_mut(at) {
            add(inner, files, place, path, &clause.block);
        }
        path.pop();
    }
    let Place { file, rule, outcome } = place;
    walk.members.push(Member { file, rule, outcome, path: path.as_slice().into(), own: own.into() });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_guard::{Dialect, parse};

    use super::*;
    use crate::{Options, Plan, SourceFile};

    /// The walks of a rule file: of each its rules, the lines on the way, and the lines that are evaluated for themselves.
    fn walks(text: &str) -> Vec<String> {
        let rules = parse(text, Dialect::default()).into_result().unwrap();
        let source = SourceFile { text, rules: &rules, parameters: &[] };
        let (plan, problems) = Plan::compile(&[source], &Options::default());
        assert_eq!(problems, [], "{text}");
        let mut all = Vec::new();
        written(&plan.walk, &mut all);
        all
    }

    fn written(walk: &Walk, all: &mut Vec<String>) {
        let members = walk.members.iter().map(|member| format!("{}{:?}{:?}", member.rule, member.path, member.own));
        all.push(members.collect::<Vec<_>>().join(" "));
        walk.inner.iter().for_each(|inner| written(inner, all));
    }

    #[test]
    fn rules_are_joined_where_they_ask_the_same() {
        let text = "rule a { A[ B exists ] { C { D exists } E exists } }
            rule b { A[B exists] { C { D == 1 or D == 2 } C { E exists } } }
            rule c { F exists A { D exists } }";
        let expected = ["0[][] 1[][] 2[][0]", "0[0][1] 1[0][]", "0[0, 0][0] 1[0, 0][0] 1[0, 1][0]", "2[1][0]"];
        assert_eq!(walks(text), expected);
    }

    #[test]
    fn rules_are_left_out_where_it_could_show() {
        let joins = "rule a { A { B exists } }\n";
        for (rule, is_joined) in [
            ("rule b { A { B exists } }", true),
            ("rule b when A exists { A { B exists } }", false),
            ("rule b { let c = A.C A { B exists } }", false),
            ("rule b { some A { B exists } }", false),
            ("rule b { A !empty { B exists } }", false),
            ("rule b { A { B exists } or A { C exists } }", false),
            ("rule b { A[ B in C[ D == /x/ ] ] { B exists } }", true),
            ("rule b { A[ B == count(C) ] { B exists } }", false),
            ("let v = A\nrule b { %v { B exists } }", false),
            ("let v = 1\nrule b { A[ B == %v ] { B exists } }", false),
            ("let v = 1\nrule b { A { B == %v } }", true),
        ] {
            let walks = walks(&format!("{joins}{rule}"));
            assert_eq!(walks.first().unwrap().contains("1[]"), is_joined, "{rule}: {walks:?}");
        }
        let none: [&str; 1] = [""];
        assert_eq!(walks("rule a { A { B exists } }\nrule b {\na\n}"), none, "a rule that is referred to");
        assert_eq!(walks("rule a { A { B exists } }\nrule b { A[ k | B exists ] { B exists } }"), none, "a capture");
    }

    #[test]
    fn what_is_inside_of_a_block_with_variables_is_not_walked_together() {
        let text = "rule a { A { let c = C B { D exists } } }\nrule b { A { B { D exists } } }";
        assert_eq!(walks(text), ["0[][] 1[][]", "0[0][0] 1[0][]", "1[0, 0][0]"]);
    }
}

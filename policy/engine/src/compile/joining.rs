//! Which blocks of which rules are walked together: those over the same query, from the bodies of rules inwards. A rule is
//! left out where evaluating its blocks in another order, or a query of it once for several, could show.

use crate::plan::Plan;
use crate::plan::line::{Block, Item, Line, Query};
use crate::plan::rule::Rule;
use crate::plan::table::Row;
use crate::plan::walk::{Member, Walk};

use super::certainty::is_about_its_value;
use super::sameness::is_same_query;

/// Adds to the plan the walk that all joined rules begin, and for each rule whether it is one.
pub(super) fn join(plan: &mut Plan) {
    let mut outermost = Joined::default();
    let mut is_joined = Vec::new();
    for file in &plan.files {
        let is_plain = !file.can_be_batched && !file.refers_to_rules && !file.has_captures;
        for row in file.rules.each() {
            let rule = &plan.rules[row];
            let joins = is_plain && can_join(plan, rule);
            is_joined.push(joins);
            if joins {
                outermost.add(plan, row, &mut Vec::new(), rule.body, None);
            }
        }
    }
    plan.is_joined = is_joined;
    plan.walk = outermost.written(plan);
}

/// A walk to be.
#[derive(Default)]
struct Joined {
    /// What the blocks are over.
    query: Option<Row<Query>>,
    members: Vec<Standing>,
    inner: Vec<Joined>,
}

/// A member to be.
struct Standing {
    rule: Row<Rule>,
    clause: Option<Row<Item>>,
    path: Vec<u32>,
    own: Vec<u32>,
}

fn can_join(plan: &Plan, rule: &Rule) -> bool {
    rule.broken.is_none()
        && rule.parameters.is_empty()
        && rule.conditions.is_empty()
        && rule.body.lets.is_empty()
        && plan.lines[rule.body.lines].iter().any(|line| shared(plan, line).is_some())
}

/// The block that a line is, with its query, where it can be walked with others.
fn shared(plan: &Plan, line: &Line) -> Option<(Row<Item>, Row<Query>, Block)> {
    let item = line.items.get(0).filter(|_| line.items.len() == 1)?;
    let clause = plan.block_clause(item)?;
    let is_plain = !plan.queries[clause.query].some && !clause.not_empty && is_about_its_value(plan, clause.query);
    is_plain.then_some((item, clause.query, clause.block))
}

impl Joined {
    fn add(&mut self, plan: &Plan, rule: Row<Rule>, path: &mut Vec<u32>, block: Block, clause: Option<Row<Item>>) {
        let mut own = Vec::new();
        for (index, line) in (0_u32..).zip(&plan.lines[block.lines]) {
            // Lines inside see the variables of this block, and those of one rule only.
            let Some((item, query, inside)) = shared(plan, line).filter(|_| block.lets.is_empty()) else {
                own.push(index);
                continue;
            };
            let is_same = |inner: &Self| inner.query.is_some_and(|known| is_same_query(plan, known, query));
            let at = self.inner.iter().position(is_same).unwrap_or_else(|| {
                self.inner.push(Self { query: Some(query), ..Self::default() });
                self.inner.len() - 1
            });
            path.push(index);
            if let Some(inner) = self.inner.get_mut(at) {
                inner.add(plan, rule, path, inside, Some(item));
            }
            path.pop();
        }
        self.members.push(Standing { rule, clause, path: path.clone(), own });
    }

    /// The walk, with what is inside of it written into the plan.
    fn written(self, plan: &mut Plan) -> Walk {
        let inner: Vec<Walk> = self.inner.into_iter().map(|inner| inner.written(plan)).collect();
        let members = self.members.into_iter().map(|Standing { rule, clause, path, own }| {
            let [path, own] = [path, own].map(|lines| plan.positions.add_all(lines));
            Member { rule, clause, path, own }
        });
        let members: Vec<Member> = members.collect();
        Walk { members: plan.members.add_all(members), inner: plan.walks.add_all(inner) }
    }
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
        written(&plan, plan.walk, &mut all);
        all
    }

    fn written(plan: &Plan, walk: Walk, all: &mut Vec<String>) {
        let members = plan.members[walk.members].iter().map(|member| {
            let [path, own] = [member.path, member.own].map(|lines| &plan.positions[lines]);
            format!("{}{path:?}{own:?}", member.rule.index())
        });
        all.push(members.collect::<Vec<_>>().join(" "));
        plan.walks[walk.inner].iter().for_each(|inner| written(plan, *inner, all));
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

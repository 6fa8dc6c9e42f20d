//! Whether two queries ask the same, wherever they stand and however they are spaced. Says no where it does not look: only
//! what [`super::certainty::is_about_its_value`] allows is compared.

use crate::plan::Plan;
use crate::plan::line::{Block, Item, KeysFilter, Line, Operand, Part, Query};
use crate::plan::literal::Literal;
use crate::plan::table::{Row, Rows};

/// Whether both queries find the same from every value.
pub(super) fn is_same_query(plan: &Plan, one: Row<Query>, other: Row<Query>) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (&plan.queries[one], &plan.queries[other]);
    one.some == other.some
        && all(&plan.parts[one.parts], &plan.parts[other.parts], |one, other| is_same_part(plan, one, other))
}

fn all<T>(one: &[T], other: &[T], is_same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
}

fn is_same_part(plan: &Plan, one: &Part, other: &Part) -> bool {
    match (one, other) {
        (Part::This, Part::This)
        | (Part::AllValues(None), Part::AllValues(None))
        | (Part::AllIndices(None), Part::AllIndices(None)) => true,
        // Each key is one row.
        (Part::Key(one), Part::Key(other)) => one == other,
        (Part::Index(one), Part::Index(other)) => one == other,
        (Part::Filter(one), Part::Filter(other)) => {
            let (one, other) = (&plan.filters[*one], &plan.filters[*other]);
            let has_capture = one.capture.is_some() || other.capture.is_some();
            !has_capture && one.after == other.after && is_same_lines(plan, one.lines, other.lines)
        }
        (Part::Keys(one), Part::Keys(other)) => {
            is_same_keys(plan, &plan.keys_filters[*one], &plan.keys_filters[*other])
        }
        _ => false,
    }
}

fn is_same_keys(plan: &Plan, one: &KeysFilter, other: &KeysFilter) -> bool {
    one.operator == other.operator && one.not == other.not && is_same_operand(plan, one.right, other.right)
}

fn is_same_lines(plan: &Plan, one: Rows<Line>, other: Rows<Line>) -> bool {
    all(&plan.lines[one], &plan.lines[other], |one, other| {
        all(&plan.items[one.items], &plan.items[other.items], |one, other| is_same_item(plan, one, other))
    })
}

fn is_same_item(plan: &Plan, one: &Item, other: &Item) -> bool {
    match (one, other) {
        (Item::Clause(one), Item::Clause(other)) => {
            let is_same_right = match (one.right, other.right) {
                (None, None) => true,
                (Some(one), Some(other)) => is_same_operand(plan, one, other),
                _ => false,
            };
            (one.not, one.operator, one.operator_not) == (other.not, other.operator, other.operator_not)
                && is_same_query(plan, one.query, other.query)
                && is_same_right
        }
        (Item::Block(one), Item::Block(other)) => {
            one.not_empty == other.not_empty
                && is_same_query(plan, one.query, other.query)
                && is_same_block(plan, one.block, other.block)
        }
        (Item::When(one), Item::When(other)) => {
            is_same_lines(plan, one.conditions, other.conditions) && is_same_block(plan, one.block, other.block)
        }
        _ => false,
    }
}

fn is_same_block(plan: &Plan, one: Block, other: Block) -> bool {
    one.lets.is_empty() && other.lets.is_empty() && is_same_lines(plan, one.lines, other.lines)
}

fn is_same_operand(plan: &Plan, one: Operand, other: Operand) -> bool {
    match (one, other) {
        (Operand::Literal(one), Operand::Literal(other)) => {
            is_same_literal(plan, &plan.literals[one], &plan.literals[other])
        }
        (Operand::Query(one), Operand::Query(other)) => is_same_query(plan, one, other),
        _ => false,
    }
}

fn is_same_literal(plan: &Plan, one: &Literal, other: &Literal) -> bool {
    match (one, other) {
        (Literal::Null, Literal::Null) => true,
        (Literal::Bool(one), Literal::Bool(other)) => one == other,
        (Literal::Int(one), Literal::Int(other)) => one == other,
        (Literal::Float(one), Literal::Float(other)) => one.to_bits() == other.to_bits(),
        // Each text is there once.
        (Literal::Str(one), Literal::Str(other)) => one == other,
        (Literal::Regex(one), Literal::Regex(other)) => one.as_str() == other.as_str(),
        (Literal::Ints(one), Literal::Ints(other)) => one == other,
        (Literal::Chars(one), Literal::Chars(other)) => one == other,
        (Literal::Floats(one), Literal::Floats(other)) => {
            let bits = |end: f64| end.to_bits();
            (bits(one.lower), bits(one.upper)) == (bits(other.lower), bits(other.upper))
                && (one.lower_inclusive, one.upper_inclusive) == (other.lower_inclusive, other.upper_inclusive)
        }
        (Literal::List(one), Literal::List(other)) => {
            all(&plan.literals[*one], &plan.literals[*other], |one, other| is_same_literal(plan, one, other))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_guard::{Dialect, parse};

    use super::*;
    use crate::{Options, Plan, SourceFile};

    /// Whether the queries of two blocks are the same.
    fn is_same(one: &str, other: &str) -> bool {
        let text = format!("rule a {{ {one} {{ A exists }} }}\nrule b {{   {other} {{ B exists }} }}");
        let rules = parse(&text, Dialect::default()).into_result().unwrap();
        let source = SourceFile { text: &text, rules: &rules, parameters: &[] };
        let (plan, problems) = Plan::compile(&[source], &Options::default());
        assert_eq!(problems, [], "{text}");
        let queries: Vec<Row<Query>> = plan.rules[plan.files[0].rules]
            .iter()
            .filter_map(|rule| match plan.items[plan.lines[rule.body.lines][0].items] {
                [Item::Block(clause)] => Some(clause.query),
                _ => None,
            })
            .collect();
        is_same_query(&plan, queries[0], queries[1])
    }

    #[test]
    fn spaces_are_no_difference() {
        for (one, other) in [
            ("A.B[ C == 'x' ]", "A.B[C=='x']"),
            ("A[ B == 1 or C exists ].D[*]", "A[B==1 or C exists].D[*]"),
            ("A[ B in [1, 2.5, null, /x/, r(1, 2], 'a'] ]", "A[ B IN [ 1,2.5,null,/x/,r(1,2],'a' ] ]"),
            ("A.*[ keys == /x/ ]", "A.*[ KEYS == /x/ ]"),
            (
                "A[ when B exists { C[ D !empty ] { E is_string } } ]",
                "A[ when B exists { C[ D !empty ] { E IS_STRING } } ]",
            ),
        ] {
            assert!(is_same(one, other), "{one}");
        }
    }

    #[test]
    fn everything_else_is() {
        let different = [
            "A",
            "B",
            "A.B",
            "A[0]",
            "A[1]",
            "A[*]",
            "A.*",
            "A[ B == 1 ]",
            "A[ B != 1 ]",
            "A[ not B == 1 ]",
            "A[ B == 2 ]",
            "A[ B == 1.0 ]",
            "A[ B == '1' ]",
            "A[ B > 1 ]",
            "A[ B exists ]",
            "A[ B !exists ]",
            "A[ C == 1 ]",
            "A[ B == C ]",
            "A[ B == 1  C == 1 ]",
            "A[ B == 1 or C == 1 ]",
            "A[ some B == 1 ]",
            "A[ B == /1/ ]",
            "A[ B == r(1, 2) ]",
            "A[ B == r[1, 2) ]",
            "A[ B in [1] ]",
            "A[ B in [1, 2] ]",
            "A[ B { C exists } ]",
            "A[ B not empty ]",
            "A[ keys == 'x' ]",
            "A[ keys != 'x' ]",
            "A[ keys in ['x'] ]",
            "A[ when B exists { C exists } ]",
        ];
        for (index, one) in different.iter().enumerate() {
            for (position, other) in different.iter().enumerate() {
                assert_eq!(is_same(one, other), index == position, "{one} and {other}");
            }
        }
    }
}

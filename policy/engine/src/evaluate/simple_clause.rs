//! The clauses that most lines are: keys on the left, and on the right one value of the rule or nothing. They come to what any
//! clause comes to, without lists of results on the way; where it is not as simple as it looked, nothing is said.

use tablewarden_guard::Operator;
use tablewarden_template::Value;

use crate::document::Document;
use crate::evaluate::clause::is_of;
use crate::plan::line::{Clause, Operand, Part};
use crate::plan::literal::Literal;
use crate::stop::Stop;
use crate::values::compare::Compared;
use crate::values::operators::Failed;
use crate::values::query_result::Missing;
use crate::values::value::{Shape, Val, shape_of, shape_of_literal};

impl<'a> Document<'a> {
    /// The one value that a simple clause asks, or where it is missing, and whether the clause holds; none where keys lead to
    /// a value that is no scalar.
    pub(super) fn simple_clause(&self, clause: &'a Clause, this: &Val<'a>) -> Result<Option<(Failed<'a>, bool)>, Stop> {
        let (true, Val::Doc(this)) = (clause.is_simple, this) else { return Ok(None) };
        let not = clause.operator_not ^ clause.not;
        if clause.right.is_none() && clause.operator == Operator::Empty {
            return Ok(None);
        }
        let query = &self.plan.queries[clause.query];
        let (mut at, mut spelling) = (*this, None);
        for (position, part) in self.plan.parts[query.parts].iter().enumerate() {
            let Part::Key(key) = part else { return Ok(None) };
            match self.value_spelt(at, *key, &mut spelling)? {
                Some(next) => at = next,
                None => {
                    self.meter.spend(1)?;
                    let missing = Missing { at: Val::Doc(at), query, part: position };
                    // What is not there has no kind, and is equal to nothing.
                    let holds = clause.right.is_none() && not;
                    return Ok(Some((Failed::Missing(missing), holds)));
                }
            }
        }
        self.meter.spend(1)?;
        if clause.operator == Operator::Exists {
            return Ok(Some((Failed::Value(Val::Doc(at)), !not)));
        }
        let value = self.view.value(at);
        let holds = match &clause.right {
            None => is_of(clause.operator, shape_of(value)) ^ not,
            Some(Operand::Literal(literal)) if !matches!(value, Value::List | Value::Map) => {
                let not = clause.operator_not ^ (clause.not && self.differences.negates_comparisons());
                match self.asked(clause.operator, value, &self.plan.literals[*literal])? {
                    Some(Compared::Yes) => !not,
                    Some(Compared::No) => not,
                    Some(Compared::Never) => false,
                    None => return Ok(None),
                }
            }
            Some(_) => return Ok(None),
        };
        Ok(Some((Failed::Value(Val::Doc(at)), holds)))
    }

    /// What the operator says of a scalar and a value of the rule; none for what only the general way knows.
    fn asked(&self, operator: Operator, value: Value<'a>, literal: &'a Literal) -> Result<Option<Compared>, Stop> {
        let (left, right) = (shape_of(value), shape_of_literal(literal, &self.plan.texts));
        self.spend_on_texts(left, right)?;
        Ok(match (operator, literal) {
            (Operator::Equal, Literal::List(_)) => None,
            (Operator::In, Literal::List(items)) => Some(self.is_one_of(left, &self.plan.literals[*items])?.into()),
            (Operator::In, Literal::Str(whole)) => Some(match left {
                Shape::Str(part) => self.is_within(part, self.plan.text(*whole))?.into(),
                _ => Compared::Never,
            }),
            (Operator::Equal | Operator::In, Literal::Regex(pattern)) => match value {
                Value::Str(text) => Some(self.matches.find_once(pattern, text, &self.meter)?.into()),
                _ => Some(self.compare_scalars(left, right)),
            },
            (Operator::Equal | Operator::In, _) => Some(self.compare_scalars(left, right)),
            (_, Literal::List(_)) => None,
            (operator, _) => Some(self.order(left, right).map_or(Compared::Never, |order| match operator {
                Operator::Less => order.is_lt().into(),
                Operator::LessOrEqual => order.is_le().into(),
                Operator::Greater => order.is_gt().into(),
                _ => order.is_ge().into(),
            })),
        })
    }
}

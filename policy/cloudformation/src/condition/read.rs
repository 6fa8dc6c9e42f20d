//! Reads the section `Conditions`: each definition into an expression, all of them into functions. A condition that is
//! malformed, names one that is not there, or stands in a circle is unknown. That is a problem, but for a name that does not
//! exist: whoever reads the template says of those what they are.

use std::cell::{OnceCell, RefCell};

use tablewarden_order::Map;
use tablewarden_source::{Gravity, Place, Problem};
use tablewarden_template::{At, Entry, Value};

use super::atom::{Atom, Atoms};
use super::condition_set::ConditionId;
use super::conditions::{Condition, Conditions, When, known};
use super::diagram::{Diagram, FALSE, TRUE};
use super::scenario::MOST_SCENARIOS;
use crate::entries_by_name::entries_by_name;
use crate::function_names::is_function;
use crate::placeholder::is_filled_in;
use crate::resolve::{Evaluator, Known, Parts};
use crate::template::Parameter;

/// How many nodes the conditions of a template may take.
const MOST_NODES: usize = 20_000;
/// How many nodes there may be once values are asked for under conditions.
const MOST_NODES_IN_USE: usize = 200_000;
/// How many values a parameter may be allowed to have for each of them to be told apart.
const MOST_ALLOWED: usize = 4 * MOST_SCENARIOS;
/// How deep one definition may be.
const MOST_DEPTH: u32 = 64;

pub(super) enum Expression {
    Constant(bool),
    Atom(Atom),
    Named(ConditionId),
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Unknown,
    /// A condition or a function that does not exist: unknown, too.
    Missing,
}

impl Expression {
    /// Whether a name is missing in it, or in a condition of `lacking` that it names.
    fn lacks_a_name(&self, lacking: &[bool]) -> bool {
        match self {
            Self::Missing => true,
            Self::Named(id) => lacking.get(id.0 as usize) == Some(&true),
            Self::Not(inner) => inner.lacks_a_name(lacking),
            Self::And(items) | Self::Or(items) => items.iter().any(|item| item.lacks_a_name(lacking)),
            Self::Constant(_) | Self::Atom(_) | Self::Unknown => false,
        }
    }
}

pub(super) struct Reader<'k, 'd> {
    pub(super) evaluator: Evaluator<'k, 'd>,
    by_name: Map<&'d str, ConditionId>,
    atoms: Atoms<'d>,
    problems: Vec<Problem>,
    /// The condition that is read.
    name: &'d str,
    /// Whether the section `Rules` is read, which has functions of its own.
    pub(super) is_in_rules: bool,
}

/// Reads the conditions under `section`, of what the assertions under `rules` leave possible, so that those of an earlier
/// version of the template can be said in terms of them; what is wrong with conditions goes to `problems`.
pub(crate) fn read<'d>(
    known: &Known<'d>,
    section: Option<At>,
    rules: Option<At>,
    earlier: Option<&Conditions<'d>>,
    problems: &mut Vec<Problem>,
) -> Conditions<'d> {
    let view = known.view;
    let condition = |entry: Entry<'d>| {
        let Entry { key: name, key_place, value: at } = entry;
        Condition { name, key_place, at, when: When::UNKNOWN, lacks_a_name: false }
    };
    let mut list: Vec<Condition<'d>> = entries_by_name(view, section).into_iter().map(condition).collect();
    let by_name = list.iter().zip(0..).map(|(condition, index)| (condition.name, ConditionId(index))).collect();
    let mut reader = Reader {
        evaluator: Evaluator::of_conditions(known),
        by_name,
        atoms: Atoms::default(),
        problems: Vec::new(),
        name: "",
        is_in_rules: false,
    };
    let expression = |condition: &Condition<'d>| {
        reader.name = condition.name;
        reader.expression(condition.at, 0)
    };
    let expressions: Vec<_> = list.iter().map(expression).collect();
    let found = reader.problems.len();
    let assertions = reader.assertions(rules);
    // A rule that cannot be read forbids nothing here.
    reader.problems.truncate(found);
    for parameter in known.parameters.list() {
        reader.allow(parameter);
    }
    if let Some(earlier) = earlier {
        reader.atoms.also(&earlier.atoms);
    }
    reader.atoms.number();
    let mut diagram = Diagram::new(MOST_NODES);
    let order = order(&expressions);
    let mut lacking = vec![false; list.len()];
    for index in &order.done {
        let (Some(expression), Some(name)) = (expressions.get(*index), list.get(*index)) else { continue };
        let when = reader.function(expression, &list, &mut diagram);
        let lacks_a_name = expression.lacks_a_name(&lacking);
        if let Some(lacking) = lacking.get_mut(*index) {
            *lacking = lacks_a_name;
        }
        if when == Err(Over) {
            let message =
                format!("Condition `{}` is too complex to analyse. What depends on it isn't checked.", name.name);
            reader.problem(name.key_place, message);
        }
        if let Some(condition) = list.get_mut(*index) {
            condition.when = when.unwrap_or(When::UNKNOWN);
            condition.lacks_a_name = lacks_a_name;
        }
    }
    for index in &order.circle {
        if let Some(condition) = list.get(*index) {
            let message = format!("Condition `{}` refers to itself. What depends on it isn't checked.", condition.name);
            reader.problem(condition.key_place, message);
        }
    }
    diagram.allow(MOST_NODES_IN_USE);
    let possible = reader.possible(&assertions, &list, &mut diagram);
    for condition in &mut list {
        condition.when = condition.when.among(possible, &mut diagram);
    }
    problems.append(&mut reader.problems);
    Conditions {
        list,
        by_name: reader.by_name,
        diagram: RefCell::new(diagram),
        atoms: reader.atoms,
        possible,
        by_when: OnceCell::new(),
        described: RefCell::default(),
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Over;

impl<'d> Reader<'_, 'd> {
    /// Notes the values that a parameter can have, where it can have few and they may be shown.
    fn allow(&mut self, parameter: &Parameter<'d>) {
        let known = self.evaluator.known;
        let given = known.context.parameters.get(parameter.name).and_then(|given| given.value.as_ref());
        if parameter.no_echo || given.is_some() || parameter.allowed_values.len() > MOST_ALLOWED {
            return;
        }
        if let Some(allowed) = known.allowed_texts(parameter.name) {
            self.atoms.allow(parameter.name, allowed);
        }
    }

    fn problem(&mut self, place: Place, message: String) {
        self.problems.push(Problem { gravity: Gravity::Incomplete, message, span: place.span() });
    }

    fn malformed(&mut self, at: At, what: &str) -> Expression {
        let known = self.evaluator.known;
        if known.view.text(at).is_some_and(is_filled_in) {
            known.note_placeholder(at);
        } else if !known.view.is_damaged(at) {
            let message =
                format!("Condition `{}` can't be analysed: {what}. What depends on it isn't checked.", self.name);
            self.problem(known.view.place(at), message);
        }
        Expression::Unknown
    }

    /// When all assertions hold; always, where they cannot hold together.
    fn possible(&self, assertions: &[Expression], list: &[Condition<'d>], diagram: &mut Diagram) -> u32 {
        let mut possible = TRUE;
        for assertion in assertions {
            let Ok(When(holds)) = self.function(assertion, list, diagram) else { continue };
            if !When(holds).is_unknown() {
                possible = diagram.and(possible, holds).unwrap_or(possible);
            }
        }
        if possible == FALSE { TRUE } else { possible }
    }

    pub(super) fn expression(&mut self, at: At, depth: u32) -> Expression {
        let view = self.evaluator.known.view;
        if depth > MOST_DEPTH {
            return self.malformed(at, "it is nested too deep");
        }
        let Some(function) = view.intrinsic(at) else {
            return match view.value(at) {
                Value::Bool(value) => Expression::Constant(value),
                _ if view.has_unknown_tag(at) => Expression::Missing,
                _ => self.malformed(at, "it is none of `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` and `Condition`"),
            };
        };
        let argument = function.value;
        match function.key {
            "Condition" => self.named(argument),
            "Fn::Equals" => self.equals(argument),
            "Fn::Not" => {
                let mut items = view.items(argument);
                match (items.next(), items.next()) {
                    (Some(item), None) => Expression::Not(Box::new(self.expression(item, depth + 1))),
                    _ => self.malformed(argument, "`Fn::Not` takes a list of one condition"),
                }
            }
            "Fn::And" | "Fn::Or" => {
                let items: Vec<_> = view.items(argument).map(|item| self.expression(item, depth + 1)).collect();
                match (items.is_empty(), function.key) {
                    (true, name) => self.malformed(argument, &format!("`{name}` takes a list of conditions")),
                    (false, "Fn::And") => Expression::And(items),
                    (false, _) => Expression::Or(items),
                }
            }
            name => match self.is_in_rules.then(|| self.members(name, argument)).flatten() {
                Some(expression) => expression,
                None if !is_function(name) => Expression::Missing,
                None => self.malformed(at, &format!("`{name}` is not a function of conditions")),
            },
        }
    }

    fn named(&self, argument: At) -> Expression {
        let Some(name) = self.evaluator.known.view.text(argument) else { return Expression::Missing };
        match self.by_name.get(name) {
            Some(id) => Expression::Named(*id),
            None if is_filled_in(name) => {
                self.evaluator.known.note_placeholder(argument);
                Expression::Unknown
            }
            None => Expression::Missing,
        }
    }

    fn equals(&mut self, argument: At) -> Expression {
        let mut items = self.evaluator.known.view.items(argument);
        let (Some(left), Some(right), None) = (items.next(), items.next(), items.next()) else {
            return self.malformed(argument, "`Fn::Equals` takes a list of two values");
        };
        self.are_equal(self.evaluator.parts(left), self.evaluator.parts(right))
    }

    /// Whether two values are the same text.
    pub(super) fn are_equal(&mut self, left: Parts<'d>, right: Parts<'d>) -> Expression {
        if left == right {
            return Expression::Constant(true);
        }
        let (text, literal) = match (left.literal(), right.literal()) {
            (Some(left), Some(right)) => return Expression::Constant(left == right),
            (Some(literal), None) => (&right, literal),
            (None, Some(literal)) => (&left, literal),
            (None, None) => return Expression::Atom(self.atoms.pair(left, right)),
        };
        // `${Stage}-x` is `prod-x` exactly where `${Stage}` is `prod`.
        let (text, literal) = match text.clone().strip(literal) {
            Some(stripped) => stripped,
            None => return Expression::Constant(false),
        };
        let allowed = text.parameter().and_then(|name| self.evaluator.known.allowed_texts(name));
        match self.atoms.literal(text, literal, allowed) {
            Some(atom) => Expression::Atom(atom),
            None => Expression::Constant(false),
        }
    }

    fn function(&self, of: &Expression, list: &[Condition<'d>], diagram: &mut Diagram) -> Result<When, Over> {
        let combine = |items: &[Expression], diagram: &mut Diagram, is_and: bool| {
            let (neutral, absorbing) = if is_and { (TRUE, FALSE) } else { (FALSE, TRUE) };
            let mut result = neutral;
            let mut is_unknown = false;
            for item in items {
                let When(item) = self.function(item, list, diagram)?;
                if When(item).is_unknown() {
                    is_unknown = true;
                    continue;
                }
                let next = if is_and { diagram.and(result, item) } else { diagram.or(result, item) };
                result = next.map_err(|_| Over)?;
            }
            // An unknown part leaves the whole unknown, unless the rest decides it.
            Ok(if is_unknown && result != absorbing { When::UNKNOWN } else { When(result) })
        };
        match of {
            Expression::Unknown | Expression::Missing => Ok(When::UNKNOWN),
            Expression::Constant(value) => Ok(if *value { When::ALWAYS } else { When::NEVER }),
            Expression::Named(id) => Ok(list.get(id.0 as usize).map_or(When::UNKNOWN, |condition| condition.when)),
            Expression::Atom(atom) => {
                let function = self.atoms.function(*atom, diagram);
                if function.is_err() { Err(Over) } else { Ok(known(function)) }
            }
            Expression::Not(inner) => match self.function(inner, list, diagram)? {
                When::UNKNOWN => Ok(When::UNKNOWN),
                When(inner) => diagram.not(inner).map(When).map_err(|_| Over),
            },
            Expression::And(items) => combine(items, diagram, true),
            Expression::Or(items) => combine(items, diagram, false),
        }
    }
}

struct Order {
    /// What can be computed, each after what it names.
    done: Vec<usize>,
    /// What stands in a circle, or between circles.
    circle: Vec<usize>,
}

/// The conditions in an order in which each comes after those it names.
fn order(expressions: &[Expression]) -> Order {
    let count = expressions.len();
    let mut needs: Vec<Vec<usize>> = Vec::with_capacity(count);
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (index, expression) in expressions.iter().enumerate() {
        let mut names = Vec::new();
        collect(expression, &mut names);
        tablewarden_order::sort(&mut names);
        names.dedup();
        for name in &names {
            if let Some(users) = needed_by.get_mut(*name) {
                users.push(index);
            }
        }
        needs.push(names);
    }
    let done = peel(&needs, &needed_by, &vec![false; count]);
    let mut is_done = vec![false; count];
    for index in &done {
        if let Some(flag) = is_done.get_mut(*index) {
            *flag = true;
        }
    }
    // What only depends on a circle and is not in one falls off from the other side.
    for index in peel(&needed_by, &needs, &is_done) {
        if let Some(flag) = is_done.get_mut(index) {
            *flag = true;
        }
    }
    let circle = is_done.iter().enumerate().filter(|(_, done)| !**done).map(|(index, _)| index).collect();
    Order { done, circle }
}

/// Takes away, again and again, what needs nothing that is left; in the order in which it was taken.
fn peel(needs: &[Vec<usize>], needed_by: &[Vec<usize>], gone: &[bool]) -> Vec<usize> {
    let is_gone = |index: usize| gone.get(index).copied().unwrap_or(true);
    let mut open: Vec<usize> = needs.iter().map(|names| names.iter().filter(|name| !is_gone(**name)).count()).collect();
    let mut taken: Vec<usize> =
        (0..needs.len()).filter(|index| !is_gone(*index) && open.get(*index) == Some(&0)).collect();
    let mut next = 0;
    while let Some(index) = taken.get(next).copied() {
        next += 1;
        for user in needed_by.get(index).into_iter().flatten() {
            if let Some(left) = open.get_mut(*user)
                && *left > 0
                && !is_gone(*user)
            {
                *left -= 1;
                if *left == 0 {
                    taken.push(*user);
                }
            }
        }
    }
    taken
}

fn collect(expression: &Expression, names: &mut Vec<usize>) {
    match expression {
        Expression::Named(id) => names.push(id.0 as usize),
        Expression::Not(inner) => collect(inner, names),
        Expression::And(items) | Expression::Or(items) => items.iter().for_each(|item| collect(item, names)),
        Expression::Constant(_) | Expression::Atom(_) | Expression::Unknown | Expression::Missing => {}
    }
}

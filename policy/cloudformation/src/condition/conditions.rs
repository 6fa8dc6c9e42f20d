//! Named conditions, and the handles by which the rest says when something holds. Both are made when a template is read.

use std::cell::{OnceCell, RefCell};

use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::At;

use super::atom::{Atom, Atoms};
use super::condition_set::{ConditionId, ConditionSet};
use super::diagram::{Diagram, FALSE, Full, Support, TRUE};

/// Under which outcomes of the template's conditions something holds. A handle: cheap to copy, made and combined by
/// the template's [`Conditions`]. Equal handles of one template are the same outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When(pub(super) u32);

impl When {
    /// Whatever the conditions are.
    pub const ALWAYS: Self = Self(TRUE);
    /// Under no outcome.
    pub const NEVER: Self = Self(FALSE);
    /// Nobody can say: a condition in it could not be analysed.
    pub const UNKNOWN: Self = Self(u32::MAX);

    /// Whether it holds whatever the conditions are.
    #[must_use]
    pub fn is_always(self) -> bool {
        self == Self::ALWAYS
    }

    /// Whether it holds under no outcome.
    #[must_use]
    pub fn is_never(self) -> bool {
        self == Self::NEVER
    }

    /// Whether nobody can say.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Self::UNKNOWN
    }

    /// The same of what is possible: outcomes that are not make no difference.
    pub(super) fn among(self, possible: u32, diagram: &mut Diagram) -> Self {
        if possible == TRUE || self.is_unknown() {
            return self;
        }
        diagram.constrain(self.0, possible).map_or(self, Self)
    }

    /// Whether it may hold under some outcome.
    #[must_use]
    pub fn is_satisfiable(self) -> bool {
        !self.is_never()
    }
}

/// A named condition.
#[derive(Debug, Clone, Copy)]
pub struct Condition<'d> {
    /// Its name.
    pub name: &'d str,
    /// Where the name stands.
    pub key_place: Place,
    /// Its definition.
    pub at: At,
    /// When it is true.
    pub when: When,
    /// Whether it is unknown because it names a condition or a function that does not exist, itself or through others.
    pub lacks_a_name: bool,
}

/// The named conditions of a template, and the table of functions behind every [`When`].
#[derive(Debug)]
pub struct Conditions<'d> {
    pub(super) list: Vec<Condition<'d>>,
    pub(super) by_name: Map<&'d str, ConditionId>,
    pub(super) diagram: RefCell<Diagram>,
    /// What is compared, and the values that parameters are allowed to have.
    pub(super) atoms: Atoms<'d>,
    /// What the rules of the template leave possible.
    pub(super) possible: u32,
    /// The first condition that is true or false where something holds. Made when first asked for.
    pub(super) by_when: OnceCell<Map<When, (ConditionId, bool)>>,
    /// Descriptions that were asked for.
    pub(super) described: RefCell<Map<(When, When), Option<String>>>,
}

impl<'d> Conditions<'d> {
    /// The named conditions, in the order of the template.
    #[must_use]
    pub fn list(&self) -> &[Condition<'d>] {
        &self.list
    }

    /// The condition of that name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ConditionId> {
        self.by_name.get(name).copied()
    }

    /// The condition behind an id of this template.
    #[must_use]
    pub fn get(&self, id: ConditionId) -> Option<&Condition<'d>> {
        self.list.get(id.0 as usize)
    }

    /// When the condition is true.
    #[must_use]
    pub fn when(&self, id: ConditionId) -> When {
        self.get(id).map_or(When::UNKNOWN, |condition| condition.when)
    }

    /// When the condition of that name is true; unknown where there is none.
    #[must_use]
    pub fn when_named(&self, name: &str) -> When {
        self.find(name).map_or(When::UNKNOWN, |id| self.when(id))
    }

    /// Both hold.
    #[must_use]
    pub fn and(&self, left: When, right: When) -> When {
        if left.is_never() || right.is_never() {
            return When::NEVER;
        }
        if left.is_unknown() || right.is_unknown() {
            return When::UNKNOWN;
        }
        known(self.diagram.borrow_mut().and(left.0, right.0))
    }

    /// At least one holds.
    #[must_use]
    pub fn or(&self, left: When, right: When) -> When {
        if left.is_always() || right.is_always() {
            return When::ALWAYS;
        }
        if left.is_unknown() || right.is_unknown() {
            return When::UNKNOWN;
        }
        known(self.diagram.borrow_mut().or(left.0, right.0))
    }

    /// It does not hold.
    #[must_use]
    pub fn not(&self, of: When) -> When {
        if of.is_unknown() {
            return When::UNKNOWN;
        }
        known(self.diagram.borrow_mut().not(of.0))
    }

    /// At least one of them holds; never, where there are none.
    #[must_use]
    pub fn any(&self, of: impl IntoIterator<Item = When>) -> When {
        of.into_iter().fold(When::NEVER, |sum, when| self.or(sum, when))
    }

    /// All of them hold; always, where there are none.
    #[must_use]
    pub fn all(&self, of: impl IntoIterator<Item = When>) -> When {
        of.into_iter().fold(When::ALWAYS, |product, when| self.and(product, when))
    }

    /// Whether the second surely holds wherever the first does.
    #[must_use]
    pub fn implies(&self, first: When, second: When) -> bool {
        self.and(first, self.not(second)).is_never()
    }

    /// Whether both may hold together.
    #[must_use]
    pub fn meets(&self, left: When, right: When) -> bool {
        self.and(left, right).is_satisfiable()
    }

    /// `when`, and the parameter has this value.
    pub(crate) fn assume(&self, when: When, parameter: &str, value: &str) -> When {
        if let Some(atom) = self.atoms.of_parameter(parameter, value) {
            return self.and(when, self.holds(atom));
        }
        let others = self.atoms.all_of_parameter(parameter, Support::ALL);
        others.fold(when, |when, (_, atom)| self.and(when, self.not(self.holds(atom))))
    }

    /// What `when` says about the value of a parameter that conditions compare with literals.
    pub(crate) fn value_of(&self, parameter: &str, when: When) -> Compared<'_> {
        let mut compared = Compared::default();
        if when.is_unknown() || when.is_never() {
            return compared;
        }
        // What the rules leave possible can tell something of parameters that `when` says nothing of.
        let support = if self.possible == TRUE { self.support(when) } else { Support::ALL };
        for (literal, atom) in self.atoms.all_of_parameter(parameter, support) {
            let holds = self.holds(atom);
            if self.implies(when, holds) {
                return Compared { is: Some(literal), is_not: Vec::new() };
            }
            if !self.meets(when, holds) {
                compared.is_not.push(literal);
            }
        }
        compared
    }

    /// The parameters that the conditions compare, each once.
    #[must_use]
    pub fn parameters_of(&self, set: &ConditionSet) -> Vec<&'d str> {
        let supports = set.ids().iter().map(|id| self.support(self.when(*id)));
        self.atoms.parameters(supports.fold(Support::default(), Support::union)).collect()
    }

    /// When the comparison holds.
    pub(super) fn holds(&self, atom: Atom) -> When {
        let diagram = &mut self.diagram.borrow_mut();
        known(self.atoms.function(atom, diagram)).among(self.possible, diagram)
    }

    /// What it depends on; nothing, where nobody can say.
    pub(super) fn support(&self, of: When) -> Support {
        self.diagram.borrow().support(of.0)
    }
}

/// What is known of a parameter's value from the conditions.
#[derive(Debug, Default)]
pub(crate) struct Compared<'c> {
    /// It is this.
    pub(crate) is: Option<&'c str>,
    /// It is none of these.
    pub(crate) is_not: Vec<&'c str>,
}

/// What the table could not hold is unknown.
pub(super) fn known(result: Result<u32, Full>) -> When {
    result.map_or(When::UNKNOWN, When)
}

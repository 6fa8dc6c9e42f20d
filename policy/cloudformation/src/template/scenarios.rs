//! The outcomes of conditions that values of the template depend on, as a list of scenarios. Bounded: past the bound there
//! is no list at all, rather than half of one.

use tablewarden_template::{At, NodeId};

use super::choice::If;
use super::parameter::Parameter;
use super::sections::Template;
use crate::condition::{ConditionSet, MOST_SCENARIOS, Scenario, TooMany, When};

impl<'d> Template<'d> {
    /// The conditions that an `Fn::If` inside these values asks for. Linear in their number, after a first walk over the document.
    #[must_use]
    pub fn conditions_in(&self, values: &[At]) -> ConditionSet {
        let ifs = self.ifs();
        let tree = self.view().main_tree();
        let inside = |at: &At| {
            let first = ifs.partition_point(|one| one.at < at.node());
            let last = tree.end(at.node());
            ifs.iter().skip(first).take_while(move |one| one.at < last)
        };
        values.iter().filter(|at| !at.is_joined()).flat_map(inside).map(|one| one.asks).collect()
    }

    /// Whether something in the value depends on a condition, or on a parameter that is allowed to have other values. Where
    /// not, it is the same in every scenario.
    #[must_use]
    pub fn can_vary(&self, at: At) -> bool {
        let ifs = self.ifs();
        let first = ifs.partition_point(|one| one.at < at.node());
        let is_allowed_others =
            |name: &str| self.known.parameters.find(name).is_some_and(|one| !one.allowed_values.is_empty());
        ifs.get(first).is_some_and(|one| one.at < self.view().main_tree().end(at.node()))
            || (self.known.parameters.have_allowed_values()
                && self.references_in(at).iter().any(|reference| is_allowed_others(reference.name)))
    }

    /// Every `Fn::If` of the document that asks for a condition, in the order of the document. Found when first asked for.
    fn ifs(&self) -> &[If] {
        self.ifs.get_or_init(|| {
            let mut ifs: Vec<If> = Vec::new();
            if self.conditions.list().is_empty() {
                return ifs;
            }
            let (view, tree) = (self.view(), self.view().main_tree());
            let mut open: Vec<usize> = Vec::new();
            for node in (0..u32::try_from(tree.len()).unwrap_or(u32::MAX)).map(NodeId) {
                let function = view.intrinsic(At::main(node)).filter(|function| function.key == "Fn::If");
                let Some(asks) = function.and_then(|function| self.condition_of_if(function.value)) else { continue };
                while open.last().and_then(|last| ifs.get(*last)).is_some_and(|last| tree.end(last.at) <= node) {
                    open.pop();
                }
                open.push(ifs.len());
                ifs.push(If { at: node, asks, around: open.len().checked_sub(2).and_then(|at| open.get(at)).copied() });
            }
            ifs
        })
    }

    /// When the value at `node` is used, as far as the `Fn::If` around it inside of `within` say, and the conditions that this
    /// depends on.
    #[must_use]
    pub fn when_used(&self, within: At, node: NodeId) -> (When, ConditionSet) {
        let (mut when, mut among) = (When::ALWAYS, ConditionSet::default());
        if within.is_joined() {
            return (when, among);
        }
        let (ifs, view) = (self.ifs(), self.view());
        let tree = view.main_tree();
        let is_in = |at: NodeId| at <= node && node < tree.end(at);
        let mut next = ifs.partition_point(|one| one.at < node).checked_sub(1);
        while let Some(one) = next.and_then(|at| ifs.get(at)).filter(|one| one.at >= within.node()) {
            next = one.around;
            let Some(function) = view.intrinsic(At::main(one.at)).filter(|_| is_in(one.at)) else { continue };
            let branches = view.items(function.value).take(3).enumerate();
            let branch = branches.filter(|(_, at)| is_in(at.node())).map(|(index, _)| index).last();
            let condition = self.conditions.when(one.asks);
            let holds = match branch {
                Some(1) => condition,
                Some(2) => self.conditions.not(condition),
                _ => continue,
            };
            when = self.conditions.and(when, holds);
            among.insert(one.asks);
        }
        (when, among)
    }

    /// `when`, and every parameter that nothing is given for has its default.
    #[must_use]
    pub fn with_defaults(&self, when: When) -> When {
        let defaults = self.defaults.get_or_init(|| {
            let is_open = |parameter: &&Parameter<'d>| {
                !parameter.is_list()
                    && !parameter.is_stored()
                    && !self.context().parameters.contains_key(parameter.name)
            };
            self.parameters().iter().filter(is_open).fold(When::ALWAYS, |when, parameter| {
                let default = parameter.default.and_then(|at| self.view().text(at));
                default.map_or(when, |default| self.conditions.assume(when, parameter.name, default))
            })
        });
        self.conditions.and(when, *defaults)
    }

    /// The scenario with the parameter taken to have `value`: conditions that compare it are decided by that. Its when
    /// is [`When::NEVER`] where the scenario's conditions do not allow the value.
    #[must_use]
    pub fn assume(&self, scenario: &Scenario, parameter: &str, value: &str) -> Scenario {
        let mut assumed = scenario.clone();
        assumed.when = self.conditions().assume(scenario.when, parameter, value);
        assumed.assumed.retain(|(name, _)| name != parameter);
        assumed.assumed.push((parameter.to_owned(), value.to_owned()));
        assumed
    }

    /// The scenario once for each way in which the parameters that `values` refer to can have other values than they have
    /// in it, of those that they are allowed to have. Nothing for parameters with a given value.
    ///
    /// # Errors
    /// Where there are more than `most`.
    pub fn with_allowed_values(
        &self,
        values: &[At],
        scenario: &Scenario,
        most: usize,
    ) -> Result<Vec<Scenario>, TooMany> {
        if !self.known.parameters.have_allowed_values() {
            return Ok(Vec::new());
        }
        let mut all = vec![scenario.clone()];
        for parameter in self.parameters_in(values).into_iter().filter_map(|name| self.parameter(name)) {
            let given = self.context().parameters.get(parameter.name);
            if parameter.no_echo || given.is_some_and(|given| given.value.is_some()) {
                continue;
            }
            let here = self.value_of(parameter.name, scenario);
            let allowed = self.known.allowed_texts(parameter.name).unwrap_or_default();
            // Conditions exclude few of them.
            if allowed.len() > 4 * MOST_SCENARIOS {
                return Err(TooMany { most });
            }
            for other in allowed {
                if here.as_deref() == Some(&other) {
                    continue;
                }
                for before in 0..all.len() {
                    let Some(before) = all.get(before).filter(|one| one.assumed(parameter.name).is_none()) else {
                        continue;
                    };
                    let assumed = self.assume(before, parameter.name, &other);
                    if assumed.when.is_satisfiable() {
                        all.push(assumed);
                    }
                    if all.len() > most.saturating_add(1) {
                        return Err(TooMany { most });
                    }
                }
            }
        }
        all.remove(0);
        Ok(all)
    }

    /// The parameters that the values refer to, each once, in the order of their names.
    #[must_use]
    pub fn parameters_in(&self, values: &[At]) -> Vec<&'d str> {
        let references = values.iter().flat_map(|at| self.references_in(*at));
        let mut names: Vec<_> =
            references.map(|reference| reference.name).filter(|name| self.parameter(name).is_some()).collect();
        tablewarden_order::sort(&mut names);
        names.dedup();
        names
    }

    /// The parameters that the value refers to and that have no value here, each once, in the order of their names.
    #[must_use]
    pub fn parameters_without_value(&self, at: At) -> Vec<&'d str> {
        let always = Scenario::given(When::ALWAYS);
        let mut names = self.parameters_in(&[at]);
        names.retain(|name| !self.has_value(name, &always));
        names
    }

    /// Every outcome of the conditions of `set` that is possible under `given`, in a fixed order. Where `given` cannot
    /// be known, every outcome there is.
    ///
    /// # Errors
    /// Where there are more than `most`, or the conditions are too complex to tell.
    pub fn scenarios(&self, set: &ConditionSet, given: When, most: usize) -> Result<Vec<Scenario>, TooMany> {
        let conditions = self.conditions();
        let start = if given.is_unknown() { When::ALWAYS } else { given };
        if start.is_never() {
            return Ok(Vec::new());
        }
        let mut open = vec![Scenario::given(start)];
        for id in set.ids() {
            let condition = conditions.when(*id);
            if condition.is_unknown() {
                continue;
            }
            let mut next = Vec::with_capacity(open.len() * 2);
            for scenario in open {
                for (is_true, holds) in [(true, condition), (false, conditions.not(condition))] {
                    let when = conditions.and(scenario.when, holds);
                    if when.is_unknown() {
                        return Err(TooMany { most });
                    }
                    if when.is_satisfiable() {
                        let mut literals = scenario.literals.clone();
                        literals.push((*id, is_true));
                        next.push(Scenario { when, literals, assumed: Vec::new() });
                    }
                }
            }
            if next.len() > most {
                return Err(TooMany { most });
            }
            open = next;
        }
        if given.is_unknown() {
            open.iter_mut().for_each(|scenario| scenario.when = When::UNKNOWN);
        }
        Ok(open)
    }
}

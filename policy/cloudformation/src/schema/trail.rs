//! Where in a resource the walk is: steps and branches of `Fn::If`, each kept once and knowing the one before it, so that
//! a spot costs two numbers and a path is made only where a problem is told.

use tablewarden_source::Place;

/// A place in the resource.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// The nearest key at or above it.
    pub(super) key: Place,
    /// The last step to it; `NONE` at `Properties` itself.
    step: u32,
    /// The innermost branch around it; `NONE` outside of any.
    branch: u32,
    /// Something in it or above it could not be read.
    pub(super) damaged: bool,
}

const NONE: u32 = u32::MAX;

impl Spot {
    /// `Properties`, whose key is at `key`.
    pub(super) fn root(key: Place) -> Self {
        Self { key, step: NONE, branch: NONE, damaged: false }
    }

    pub(super) fn is_root(self) -> bool {
        self.step == NONE
    }
}

#[derive(Debug, Clone, Copy)]
enum Step<'d> {
    Key(&'d str),
    Index(usize),
}

/// All steps and branches of one walk.
#[derive(Debug, Default)]
pub(super) struct Trail<'d> {
    /// Each with the step before it.
    steps: Vec<(u32, Step<'d>)>,
    /// Each with the branch around it.
    branches: Vec<(u32, &'d str, bool)>,
}

impl<'d> Trail<'d> {
    /// One key further. The nearest key stays the one above.
    pub(super) fn key(&mut self, spot: Spot, key: &'d str) -> Spot {
        Spot { step: push(&mut self.steps, (spot.step, Step::Key(key))), ..spot }
    }

    /// One element further.
    pub(super) fn element(&mut self, spot: Spot, index: usize) -> Spot {
        Spot { step: push(&mut self.steps, (spot.step, Step::Index(index))), ..spot }
    }

    /// Into the branch of a condition; none if a branch around it has decided otherwise.
    pub(super) fn branch(&mut self, spot: Spot, condition: &'d str, outcome: bool) -> Option<Spot> {
        let decided = self.conditions(spot).find(|&(name, _)| name == condition).map(|(_, decided)| decided);
        match decided {
            Some(decided) => (decided == outcome).then_some(spot),
            None => Some(Spot { branch: push(&mut self.branches, (spot.branch, condition, outcome)), ..spot }),
        }
    }

    /// The conditions around a spot and their outcomes, from the inside out.
    fn conditions(&self, spot: Spot) -> impl Iterator<Item = (&'d str, bool)> + '_ {
        let mut next = spot.branch;
        std::iter::from_fn(move || {
            let &(around, condition, outcome) = self.branches.get(next as usize)?;
            next = around;
            Some((condition, outcome))
        })
    }

    /// The same from the outside in, to keep.
    pub(super) fn when(&self, spot: Spot) -> Vec<(String, bool)> {
        let mut when: Vec<_> = self.conditions(spot).map(|(name, outcome)| (name.to_owned(), outcome)).collect();
        when.reverse();
        when
    }

    fn steps_to(&self, spot: Spot) -> Vec<Step<'d>> {
        let mut steps = Vec::new();
        let mut next = spot.step;
        while let Some(&(before, step)) = self.steps.get(next as usize) {
            steps.push(step);
            next = before;
        }
        steps.reverse();
        steps
    }

    /// The path from `Properties`, and the last key in it.
    pub(super) fn path(&self, spot: Spot) -> (Vec<String>, String) {
        let mut property = "Properties";
        let mut path = Vec::new();
        for step in self.steps_to(spot) {
            match step {
                Step::Key(key) => {
                    property = key;
                    path.push(key.to_owned());
                }
                Step::Index(index) => path.push(index.to_string()),
            }
        }
        (path, property.to_owned())
    }

    /// The way as advice has it: `Replicas[].SSESpecification`.
    pub(super) fn way(&self, spot: Spot) -> String {
        let mut way = String::new();
        for step in self.steps_to(spot) {
            match step {
                Step::Key(key) => {
                    way.push_str(if way.is_empty() { "" } else { "." });
                    way.push_str(key);
                }
                Step::Index(_) => way.push_str("[]"),
            }
        }
        way
    }
}

/// Adds to a list whose elements know each other by number; gives the number of the new one.
fn push<T>(list: &mut Vec<T>, item: T) -> u32 {
    let number = u32::try_from(list.len()).unwrap_or(NONE);
    list.push(item);
    number
}

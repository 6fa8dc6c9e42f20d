//! Collects what a reader could not read. Keeps a bounded number of problems and counts the rest; of what is beyond a cap, the first.

use tablewarden_source::{Gravity, Problem, Span};

use super::caps::Cap;
use crate::Limits;

/// How many problems are kept before the rest is counted; notices apart, so that they never crowd out an error.
const MOST_ERRORS: usize = 100;
const MOST_NOTICES: usize = 20;

#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<Problem>,
    /// The first part beyond each cap, and how many more there are.
    caps: Vec<(Cap, Problem, usize)>,
    errors: usize,
    notices: usize,
}

impl Problems {
    /// Everything was read; someone should know all the same.
    pub(crate) fn notice(&mut self, span: Span, message: impl Into<String>) {
        self.notices += 1;
        if self.notices <= MOST_NOTICES {
            self.list.push(Problem { gravity: Gravity::Notice, message: message.into(), span });
        }
    }

    /// A part was not read.
    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.errors += 1;
        if self.errors <= MOST_ERRORS {
            self.list.push(Problem { gravity: Gravity::Incomplete, message: message.into(), span });
        }
    }

    /// A part was not read because it is beyond a cap. All parts beyond one cap are one problem.
    pub(crate) fn beyond(&mut self, cap: Cap, span: Span, limits: Limits) {
        if let Some((.., more)) = self.caps.iter_mut().find(|(known, ..)| *known == cap) {
            *more += 1;
        } else {
            let problem = Problem { gravity: Gravity::Incomplete, message: cap.message(limits), span };
            self.caps.push((cap, problem, 0));
        }
    }

    /// How many errors there were.
    pub(crate) fn errors(&self) -> usize {
        self.errors + self.caps.len()
    }

    /// The problems in the order of the file. `is_empty`: nothing was read, so what is incomplete is fatal.
    pub(crate) fn finish(mut self, is_empty: bool) -> Vec<Problem> {
        for (_, mut problem, more) in std::mem::take(&mut self.caps) {
            if more > 0 {
                let places = if more == 1 { " more place." } else { " more places." };
                problem.message.extend([" The same holds at ", &more.to_string(), places]);
            }
            self.list.push(problem);
        }
        tablewarden_order::sort_by_key(&mut self.list, |problem| problem.span.start);
        // Reading that goes on at a broken line says the same again.
        self.list.dedup();
        let last = self.list.last().map_or(Span::default(), |problem| problem.span);
        let mut count = |many: usize, most: usize, gravity, what| {
            if many > most {
                let message = format!("{} more {what} like these are not listed", many - most);
                self.list.push(Problem { gravity, message, span: last });
            }
        };
        count(self.errors, MOST_ERRORS, Gravity::Incomplete, "problems");
        count(self.notices, MOST_NOTICES, Gravity::Notice, "notices");
        if is_empty {
            for problem in &mut self.list {
                if problem.gravity == Gravity::Incomplete {
                    problem.gravity = Gravity::Fatal;
                }
            }
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_never_crowd_out_an_error() {
        let mut problems = Problems::default();
        for at in 0..1000 {
            problems.notice(Span::at(at), "n");
        }
        problems.error(Span::at(5), "e");
        let list = problems.finish(false);
        assert_eq!(list.len(), MOST_NOTICES + 2);
        assert_eq!(list.iter().filter(|problem| problem.gravity == Gravity::Incomplete).count(), 1);
        assert_eq!(list[MOST_NOTICES + 1].message, "980 more notices like these are not listed");
    }

    #[test]
    fn what_is_beyond_one_cap_is_one_problem() {
        let mut problems = Problems::default();
        for (at, cap) in [(7, Cap::Depth), (3, Cap::Values), (8, Cap::Aliases), (9, Cap::Depth), (10, Cap::Depth)] {
            problems.beyond(cap, Span::at(at), Limits::default());
        }
        problems.beyond(Cap::Aliases, Span::at(11), Limits::default());
        assert_eq!(problems.errors(), 3);
        let list = problems.finish(false);
        assert_eq!(list.iter().map(|problem| problem.span.start).collect::<Vec<_>>(), [3, 7, 8]);
        assert!(list[0].message.ends_with(" Split the template."));
        assert!(list[1].message.ends_with(" Nest less. The same holds at 2 more places."), "{}", list[1].message);
        assert!(list[2].message.ends_with(" The same holds at 1 more place."), "{}", list[2].message);
    }

    #[test]
    fn the_order_is_that_of_the_file_and_the_rest_is_counted() {
        let mut problems = Problems::default();
        for at in (0..150).rev() {
            problems.error(Span::at(at), "e");
        }
        let list = problems.finish(true);
        assert!(list.is_sorted_by_key(|problem| problem.span.start));
        assert_eq!(list[MOST_ERRORS].message, "50 more problems like these are not listed");
        assert!(list.iter().all(|problem| problem.gravity == Gravity::Fatal));
    }
}

//! Collects what a reader could not read. Keeps a bounded number of problems and counts the rest.

use tablewarden_source::{Gravity, Problem, Span};

/// How many problems are kept before the rest is counted; notices apart, so that they never crowd out an error.
const MOST_ERRORS: usize = 100;
const MOST_NOTICES: usize = 20;

#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<Problem>,
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

    /// How many errors there were.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// The problems in the order of the file. `is_empty`: nothing was read, so what is incomplete is fatal.
    pub(crate) fn finish(mut self, is_empty: bool) -> Vec<Problem> {
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

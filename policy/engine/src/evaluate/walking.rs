//! The rules that have blocks in common, evaluated together: each query that they share is asked once of each value, and what
//! it finds goes on to all of them. Gives each rule the status and the failures, in their order, that it has when it is
//! evaluated for itself.

use tablewarden_source::Span;

use crate::document::Document;
use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::failures::{About, Purpose};
use crate::evaluate::memory::{Memory, Verdict};
use crate::evaluate::scope::Scope;
use crate::outcome::{Failure, Status};
use crate::plan::Plan;
use crate::plan::table::Rows;
use crate::plan::walk::{Member, Walk};
use crate::stop::Stop;
use crate::values::operators::Failed;
use crate::values::query_result::{Missing, QueryResult};
use crate::values::value::Val;

/// What the joined rules of a plan come to, by their indices among all rules; nothing where no rule is joined, or where the
/// document is empty.
pub(super) fn walk<'a>(plan: &'a Plan, document: &Document<'a>, now: Option<i64>) -> Vec<Option<Verdict<'a>>> {
    let Some(root) = document.view.root().filter(|_| !plan.walk.members.is_empty()) else { return Vec::new() };
    let root = Val::Doc(root);
    let evaluator = |file| Evaluator { document, plan, file, root: root.clone(), now, batch: 0..u32::MAX };
    let evaluators: Vec<Evaluator<'_, 'a>> = plan.files.iter().map(evaluator).collect();
    let mut walker = Walker {
        plan,
        document,
        evaluators: &evaluators,
        memories: plan.files.iter().map(Memory::new).collect(),
        values: Vec::new(),
        statuses: vec![Status::Skip; plan.is_joined.len()],
        errors: Vec::new(),
        failures: Vec::new(),
        order: Order::default(),
    };
    match walker.inside(plan.walk, &Scope::file(root)) {
        Ok(()) => walker.verdicts(),
        Err(stop) => {
            let verdict = || Verdict { status: Err(stop.clone()), failures: Vec::new() };
            plan.is_joined.iter().map(|is| is.then(verdict)).collect()
        }
    }
}

/// Where failures and errors would come if each rule were evaluated for itself: the rule, then in turn a line and the
/// position of a value, from the outermost block inwards.
#[derive(Debug, Default)]
struct Order {
    positions: Vec<u32>,
    /// For each failure its rule, and where its positions are.
    places: Vec<(usize, usize, usize)>,
}

impl Order {
    fn of(&self, (_, from, to): (usize, usize, usize)) -> &[u32] {
        self.positions.get(from..to).unwrap_or_default()
    }

    /// The positions of a line of the block that `path` leads to, on the way through these values.
    fn positions(path: &[u32], values: &[u32], line: Option<u32>) -> impl Iterator<Item = u32> {
        let on_the_way = path.iter().zip(values).flat_map(|(line, value)| [*line, *value]);
        let last = line.or_else(|| path.get(values.len()).copied());
        on_the_way.chain(last)
    }
}

struct Walker<'w, 'd, 'a> {
    plan: &'a Plan,
    document: &'d Document<'a>,
    /// By file, as what follows.
    evaluators: &'w [Evaluator<'d, 'a>],
    memories: Vec<Memory<'a>>,
    /// The positions of the values that the walk is inside of, among those that each query found.
    values: Vec<u32>,
    /// By rule.
    statuses: Vec<Status>,
    /// Rules that cannot be evaluated, and where that came out.
    errors: Vec<(usize, Vec<u32>, Stop)>,
    failures: Vec<Failure<'a>>,
    /// The places of the failures, one for each.
    order: Order,
}

impl<'a> Walker<'_, '_, 'a> {
    /// What stands in the blocks of a walk, for one value. Only the end of the budget ends it.
    fn inside(&mut self, walk: Walk, around: &Scope<'_, 'a>) -> Result<(), Stop> {
        self.document.meter.spend(walk.members.len())?;
        for member in &self.plan.members[walk.members] {
            if !member.own.is_empty() {
                self.own_lines(member, around)?;
            }
        }
        let scope = Scope::block(around, Rows::NONE, 0);
        self.plan.walks[walk.inner].iter().try_for_each(|inner| self.along(*inner, &scope))
    }

    /// The blocks of a walk, for all values that their query finds.
    fn along(&mut self, walk: Walk, scope: &Scope<'_, 'a>) -> Result<(), Stop> {
        let mut results = match self.query(walk, scope) {
            Ok(results) => results,
            Err(Stop::Budget) => return Err(Stop::Budget),
            Err(stop) => {
                for member in &self.plan.members[walk.members] {
                    let place = self.place(member, None);
                    self.errors.push((member.rule.index(), place, stop.clone()));
                }
                return Ok(());
            }
        };
        for (position, result) in (0_u32..).zip(results.drain(..)) {
            self.values.push(position);
            match result {
                QueryResult::Literal(value) | QueryResult::Value(value) => {
                    self.inside(walk, &Scope::value(scope, value))?;
                }
                QueryResult::Missing(missing) => self.missing(walk, scope, &missing)?,
            }
            self.values.pop();
        }
        let file = self.plan.members[walk.members].first().map(|first| self.file(first));
        if let Some(memory) = file.and_then(|file| self.memories.get_mut(file)) {
            memory.take_back(results);
        }
        Ok(())
    }

    /// The position of the file that a block stands in.
    fn file(&self, member: &Member) -> usize {
        self.plan.rules[member.rule].file as usize
    }

    /// What the query of a walk finds. It is about the value alone, so it is the same for all members.
    fn query(&mut self, walk: Walk, scope: &Scope<'_, 'a>) -> Result<Vec<QueryResult<'a>>, Stop> {
        let Some(member) = self.plan.members[walk.members].first() else { return Ok(Vec::new()) };
        let clause = member.clause.and_then(|clause| self.plan.block_clause(clause));
        let file = self.file(member);
        match (clause, self.evaluators.get(file), self.memories.get_mut(file)) {
            (Some(clause), Some(evaluator), Some(memory)) => {
                memory.begin_at(member.path.len());
                evaluator.query(clause.query, scope, memory)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The query of a walk ended early.
    fn missing(&mut self, walk: Walk, scope: &Scope<'_, 'a>, missing: &Missing<'a>) -> Result<(), Stop> {
        self.document.meter.spend(walk.members.len())?;
        for member in &self.plan.members[walk.members] {
            let Some(clause) = member.clause.and_then(|clause| self.plan.block_clause(clause)) else { continue };
            let asked = Span::new(clause.span.start, clause.span.start + clause.query_length);
            let failed = Failed::Missing(Missing { query: &self.plan.queries[clause.query], ..missing.clone() });
            let about = About { clause: asked, message: None, scope };
            Purpose::Assertion(&mut self.failures).fail(self.document, about, &failed);
            self.came(member, None, Status::Fail);
        }
        Ok(())
    }

    /// The lines of a block that no other rule shares, for one value.
    fn own_lines(&mut self, member: &Member, around: &Scope<'_, 'a>) -> Result<(), Stop> {
        let (plan, file) = (self.plan, self.file(member));
        let clause = member.clause.and_then(|clause| plan.block_clause(clause));
        let block = clause.map_or(plan.rules[member.rule].body, |clause| clause.block);
        let (Some(evaluator), Some(memory)) = (self.evaluators.get(file), self.memories.get_mut(file)) else {
            return Ok(());
        };
        memory.begin_at(member.path.len());
        let first = memory.open_block(block.lets);
        let scope = Scope::block(around, block.lets, first);
        let lines = &plan.lines[block.lines];
        for index in &plan.positions[member.own] {
            let (Some(line), Some(memory)) = (lines.get(*index as usize), self.memories.get_mut(file)) else {
                continue;
            };
            match evaluator.line(line, &scope, memory, Purpose::Assertion(&mut self.failures)) {
                Ok(status) => self.came(member, Some(*index), status),
                Err(Stop::Budget) => return Err(Stop::Budget),
                Err(stop) => {
                    self.failures.truncate(self.order.places.len());
                    let place = self.place(member, Some(*index));
                    self.errors.push((member.rule.index(), place, stop));
                }
            }
        }
        if let Some(memory) = self.memories.get_mut(file) {
            memory.close_block(first);
        }
        Ok(())
    }

    /// Where a line of a block is, or the block itself, for the value that the walk is at.
    fn place(&self, member: &Member, line: Option<u32>) -> Vec<u32> {
        Order::positions(&self.plan.positions[member.path], &self.values, line).collect()
    }

    /// A line of a rule, or a block of it, came to a status.
    fn came(&mut self, member: &Member, line: Option<u32>, status: Status) {
        let outcome = member.rule.index();
        if let Some(known) = self.statuses.get_mut(outcome) {
            *known = known.and(status);
        }
        while let Some(failure) = self.failures.get_mut(self.order.places.len()) {
            failure.rule = outcome;
            let from = self.order.positions.len();
            self.order.positions.extend(Order::positions(&self.plan.positions[member.path], &self.values, line));
            self.order.places.push((outcome, from, self.order.positions.len()));
        }
    }

    /// What each of the joined rules came to.
    fn verdicts(self) -> Vec<Option<Verdict<'a>>> {
        let status = |(status, is_joined): (Status, &bool)| {
            is_joined.then_some(Verdict { status: Ok(status), failures: Vec::new() })
        };
        let mut verdicts: Vec<_> = self.statuses.into_iter().zip(&self.plan.is_joined).map(status).collect();
        let mut failures: Vec<_> = self.order.places.iter().copied().zip(self.failures).collect();
        let key = |place: &(usize, usize, usize)| (place.0, self.order.of(*place));
        tablewarden_order::sort_by(&mut failures, |(one, _), (other, _)| key(one).cmp(&key(other)));
        for ((outcome, ..), failure) in failures {
            if let Some(Some(verdict)) = verdicts.get_mut(outcome) {
                verdict.failures.push(failure);
            }
        }
        // Of several errors of a rule the one counts that it would have met first.
        let mut errors = self.errors;
        tablewarden_order::sort_by(&mut errors, |one, other| (one.0, &one.1).cmp(&(other.0, &other.1)).reverse());
        for (outcome, _, stop) in errors {
            if let Some(Some(verdict)) = verdicts.get_mut(outcome) {
                *verdict = Verdict { status: Err(stop), failures: Vec::new() };
            }
        }
        verdicts
    }
}

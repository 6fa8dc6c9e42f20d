//! What is in each other: lines, items, clauses, and queries whose filters have lines again. Each is made to hold, or not to hold,
//! where it looks; elements that a query needs are made.

use serde_json::Value as Json;
use tablewarden_guard::{
    AccessClause, Block, Filter, Item, KeysFilter, Line, Operand, Operator, Part, PartKind, Query, ValueKind,
};

use super::state::{Builder, Scope, Target};
use super::steps::{is_key, place_of};
use crate::tree::{self, Place, Step};

impl<'a> Builder<'a, '_> {
    pub(super) fn block(&mut self, block: &'a Block, scope: &Scope<'_, 'a>, want: bool) {
        let scope = scope.inside(&block.assignments, scope.this.clone());
        self.lines(&block.lines, &scope, want);
    }

    /// All lines hold; or one of them does not.
    pub(super) fn lines(&mut self, lines: &'a [Line], scope: &Scope<'_, 'a>, want: bool) {
        if want {
            for line in lines {
                self.line(line, scope, true);
            }
        } else if let Some(line) = self.chance.any(lines) {
            self.line(line, scope, false);
        }
    }

    fn line(&mut self, line: &'a Line, scope: &Scope<'_, 'a>, want: bool) {
        if !want {
            line.items.iter().for_each(|item| self.item(item, scope, false));
        } else if let Some(item) = self.chance.any(&line.items) {
            self.item(item, scope, true);
        }
    }

    fn item(&mut self, item: &'a Item, scope: &Scope<'_, 'a>, want: bool) {
        if self.exhausted() {
            return;
        }
        self.depth += 1;
        match item {
            Item::Clause(clause) => self.clause(clause, scope, want),
            Item::Block(clause) => {
                let targets = self.query(&clause.query, scope);
                for target in targets {
                    let scope = scope.inside(&[], vec![target]);
                    self.block(&clause.block, &scope, want);
                }
            }
            Item::When(when) => {
                let open = !want || self.chance.percent(80);
                self.lines(&when.conditions, scope, open);
                if open {
                    self.block(&when.block, scope, want);
                }
            }
            Item::Type(resources) => {
                let place = vec![Step::Key("Resources".to_owned()), Step::Key("Typed".to_owned())];
                let name = tree::below(&place, Step::Key("Type".to_owned()));
                tree::set(&mut self.document, &name, Json::from(&*resources.type_name.text));
                let scope = scope.inside(&[], vec![Target::Place(place)]);
                self.lines(&resources.conditions, &scope, true);
                self.block(&resources.block, &scope, want);
            }
            Item::Call(call) => {
                let callee = self.file.parameterized_rules().find(|rule| *rule.name == *call.name);
                if let Some(callee) = callee {
                    let names = callee.parameters.iter().map(|name| &*name.text);
                    let arguments: Vec<_> = call.arguments.iter().map(|value| self.operand(value, scope)).collect();
                    let mut inner = scope.inside(&[], scope.this.clone());
                    inner.parameters = names.zip(arguments).collect();
                    self.block(&callee.body, &inner, want != call.not);
                }
            }
            Item::Ref(reference) => {
                let rules: Vec<_> = self.file.plain_rules().filter(|rule| *rule.name == *reference.name).collect();
                if let Some(rule) = self.chance.any(&rules).copied() {
                    self.lines(&rule.conditions, scope, true);
                    self.block(&rule.body, scope, want != reference.not);
                }
            }
        }
        self.depth -= 1;
    }

    /// What a variable stands for: a parameter, a `let`, or a captured key.
    fn variable(&mut self, name: &str, scope: &Scope<'_, 'a>) -> Vec<Target<'a>> {
        let mut next = Some(scope);
        while let Some(scope) = next {
            if let Some((_, targets)) = scope.parameters.iter().find(|(parameter, _)| *parameter == name) {
                return targets.clone();
            }
            if let Some(assignment) = scope.lets.iter().rev().find(|assignment| *assignment.name == *name) {
                return self.operand(&assignment.value, scope);
            }
            next = scope.parent;
        }
        self.captures.get(name).cloned().unwrap_or_default()
    }

    fn operand(&mut self, operand: &'a Operand, scope: &Scope<'_, 'a>) -> Vec<Target<'a>> {
        if self.exhausted() {
            return Vec::new();
        }
        match operand {
            Operand::Value(value) => vec![Target::Literal(value)],
            Operand::Query(query) => {
                self.depth += 1;
                let targets = self.query(query, scope);
                self.depth -= 1;
                targets
            }
            Operand::Call(_) => Vec::new(),
        }
    }

    fn clause(&mut self, clause: &'a AccessClause, scope: &Scope<'_, 'a>, want: bool) {
        let want = want != (clause.not != clause.operator_not);
        let left = self.query(&clause.query, scope);
        let right = clause.right.as_ref().map(|right| self.operand(right, scope)).unwrap_or_default();
        if left.iter().any(|target| matches!(target, Target::Literal(_) | Target::Text(_))) {
            self.literals(&left, &right, want);
            return;
        }
        for target in left {
            let Target::Place(place) = target else { continue };
            if clause.operator.is_binary() {
                let values = self.values(&right, clause.operator == Operator::In);
                self.compare(clause.operator, &place, &values, want);
            } else {
                self.test(clause.operator, &place, want);
            }
        }
    }

    /// The values of the right side; for `in`, those in its lists.
    fn values(&mut self, right: &[Target<'a>], flat: bool) -> Vec<Json> {
        let mut values = Vec::new();
        for target in right {
            let value = match target {
                Target::Literal(value) => self.json(value),
                Target::Text(text) => Json::from(text.as_str()),
                Target::Place(place) => {
                    if self.get(place).is_none() {
                        let value = self.something();
                        self.set(place, value);
                    }
                    self.get(place).cloned().unwrap_or_default()
                }
            };
            match value {
                Json::Array(list) if flat => values.extend(list),
                value => values.push(value),
            }
        }
        values
    }

    /// Literals on the left: what is on the right gets all of them, or none.
    fn literals(&mut self, left: &[Target<'a>], right: &[Target<'a>], want: bool) {
        let values = self.values(left, true);
        for target in right {
            let Target::Place(place) = target else { continue };
            // `… in Names[*]` is about the list that the elements are in.
            let place = match place.split_last() {
                Some((tree::Step::Index(_), list)) => list,
                _ => place.as_slice(),
            };
            let value = if want { Json::Array(values.clone()) } else { Json::Array(vec!["other".into()]) };
            self.set(place, value);
        }
    }

    fn query(&mut self, query: &'a Query, scope: &Scope<'_, 'a>) -> Vec<Target<'a>> {
        let mut targets = scope.this.clone();
        for (index, part) in query.parts.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| query.parts.get(index));
            let is_last = index + 1 == query.parts.len() && matches!(part.kind, PartKind::AllIndices(_));
            targets = if query.some && is_last && self.chance.percent(50) {
                self.beyond(targets)
            } else {
                self.part(part, before, targets, scope)
            };
        }
        targets
    }

    fn part(
        &mut self,
        part: &'a Part,
        before: Option<&Part>,
        targets: Vec<Target<'a>>,
        scope: &Scope<'_, 'a>,
    ) -> Vec<Target<'a>> {
        let places = |targets: Vec<Target<'a>>| targets.into_iter().filter_map(place_of);
        match &part.kind {
            PartKind::This => targets,
            PartKind::Variable(name) => self.variable(name, scope),
            PartKind::Key(key) => match key.parse() {
                Ok(index) => self.step(targets, &Step::Index(index)),
                Err(_) => self.step(targets, &Step::Key(key.to_string())),
            },
            PartKind::Index(index) => {
                let index = usize::try_from(index.unsigned_abs()).unwrap_or_default();
                self.step(targets, &Step::Index(index))
            }
            PartKind::Interpolated(name) => {
                let keys = self.variable(name, scope);
                let keys: Vec<_> = keys.iter().flat_map(|key| self.texts(key)).collect();
                let pairs = places(targets).flat_map(|place| keys.iter().map(move |key| (place.clone(), key)));
                pairs.map(|(place, key)| Target::Place(tree::below(&place, Step::Key(key.clone())))).collect()
            }
            PartKind::AllValues(_) | PartKind::AllIndices(_) => {
                let mut all = Vec::new();
                for target in targets {
                    match target {
                        Target::Literal(value) => match &value.kind {
                            ValueKind::List(values) => all.extend(values.iter().map(Target::Literal)),
                            _ => all.push(target),
                        },
                        Target::Text(_) => all.push(target),
                        Target::Place(place) => all.extend(self.elements(place, &part.kind)),
                    }
                }
                all
            }
            PartKind::Filter(filter) => {
                let over_key = before.is_some_and(|part| matches!(part.kind, PartKind::Key(_) | PartKind::Index(_)));
                let mut all = Vec::new();
                for place in places(targets) {
                    all.extend(self.filtered(filter, part, place, over_key, scope));
                }
                all.sort();
                all.dedup();
                all.into_iter().map(Target::Place).collect()
            }
            PartKind::Keys(filter) => {
                let mut all = Vec::new();
                for place in places(targets) {
                    all.extend(self.by_key(filter, &place, scope).into_iter().map(Target::Place));
                }
                all
            }
        }
    }

    /// The element that a filter lets through; now and then none.
    fn filtered(
        &mut self,
        filter: &'a Filter,
        part: &Part,
        place: Place,
        over_key: bool,
        scope: &Scope<'_, 'a>,
    ) -> Option<Place> {
        let all = place.last() == Some(&Step::Key("*".to_owned()));
        let of_resources = place.first() == Some(&Step::Key("Resources".to_owned())) && place.len() <= 2;
        let mut key = place.clone();
        if all || (of_resources && place.len() == 2) {
            key.pop();
        }
        let key = (part.span.start, key);
        if let Some(made) = self.made.get(&key) {
            return Some(made.clone());
        }
        let place = if of_resources && (over_key || place.len() == 2) {
            let name = format!("R{}", self.made.len());
            vec![Step::Key("Resources".to_owned()), Step::Key(name)]
        } else if over_key && !matches!(self.get(&place), Some(Json::Object(_))) {
            let another = self.chance.percent(50);
            let length = self.get(&place).and_then(Json::as_array).map_or(0, Vec::len);
            let index = if another { length } else { 0 };
            tree::below(&place, Step::Index(index))
        } else if over_key {
            let children = tree::children(&self.document, &place);
            self.chance.any(&children).cloned().unwrap_or_else(|| tree::below(&place, Step::Key("Item".to_owned())))
        } else {
            place
        };
        if of_resources || over_key {
            self.made.insert(key, place.clone());
        }
        if let (Some(capture), Some(Step::Key(name))) = (&filter.capture, place.last()) {
            self.captures.entry(capture.text.to_string()).or_default().push(Target::Text(name.clone()));
        }
        let inner = scope.inside(&[], vec![Target::Place(place.clone())]);
        let holds = of_resources || self.chance.percent(85);
        self.lines(&filter.lines, &inner, holds);
        holds.then_some(place)
    }

    /// The values whose key fits; one is made if there is none.
    fn by_key(&mut self, filter: &'a KeysFilter, place: &[Step], scope: &Scope<'_, 'a>) -> Vec<Place> {
        let right = self.operand(&filter.right, scope);
        let mut keys = Vec::new();
        for target in &right {
            if let Target::Place(text) = target
                && !matches!(self.get(text), Some(Json::String(_) | Json::Array(_)))
            {
                self.set(text, Json::from("Referenced"));
            }
            keys.extend(self.texts(target));
        }
        if filter.operator_not {
            let children = tree::children(&self.document, place);
            return children.into_iter().filter(|child| !keys.iter().any(|key| is_key(child, key))).collect();
        }
        if filter.operator == tablewarden_guard::KeysOperator::In && self.chance.percent(50) {
            keys = self.chance.any(&keys).cloned().into_iter().collect();
        }
        let places: Vec<_> = keys.into_iter().map(|key| tree::below(place, Step::Key(key))).collect();
        for place in &places {
            if self.get(place).is_none() {
                self.set(place, Json::from("x"));
            }
        }
        places
    }
}

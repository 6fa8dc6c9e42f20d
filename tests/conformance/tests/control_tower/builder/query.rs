//! Where a query of a rule looks in the document that is being made. Elements that it needs are made.

use serde_json::Value as Json;
use tablewarden_guard::{Filter, KeysFilter, Part, PartKind, Query, ValueKind};

use super::{Builder, Scope, Target};
use crate::tree::{self, Place, Step};

impl<'a> Builder<'a, '_> {
    pub(super) fn query(&mut self, query: &'a Query, scope: &Scope<'_, 'a>) -> Vec<Target<'a>> {
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

    /// For `some … [*]`: the places where the lists that are there end, each made longer by an element.
    fn beyond(&self, targets: Vec<Target<'a>>) -> Vec<Target<'a>> {
        let longer = |target| match target {
            Target::Place(place) => {
                let length = self.get(&place).and_then(Json::as_array).map_or(0, Vec::len);
                Target::Place(tree::below(&place, Step::Index(length)))
            }
            other => other,
        };
        targets.into_iter().map(longer).collect()
    }

    fn step(&mut self, targets: Vec<Target<'a>>, step: &Step) -> Vec<Target<'a>> {
        let places = targets.into_iter().filter_map(place_of);
        places.map(|place| Target::Place(tree::below(&place, step.clone()))).collect()
    }

    /// What is below a place, or the first that will be; a scalar goes through.
    fn elements(&mut self, place: Place, kind: &PartKind) -> Vec<Target<'a>> {
        let below = tree::children(&self.document, &place);
        let is_list = matches!(kind, PartKind::AllIndices(_));
        let keep = self.chance.percent(50);
        match self.get(&place) {
            Some(Json::Object(_)) if is_list => vec![Target::Place(place)],
            Some(Json::Array(_) | Json::Object(_)) if !below.is_empty() => {
                below.into_iter().map(Target::Place).collect()
            }
            Some(Json::String(_) | Json::Bool(_) | Json::Number(_)) if keep => vec![Target::Place(place)],
            _ if is_list => vec![Target::Place(tree::below(&place, Step::Index(0)))],
            // `Resources.*[ … ]`: the filter makes one.
            _ => vec![Target::Place(tree::below(&place, Step::Key("*".to_owned())))],
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

    /// The texts of a target, as keys.
    fn texts(&mut self, target: &Target<'a>) -> Vec<String> {
        let value = match target {
            Target::Text(text) => return vec![text.clone()],
            Target::Literal(value) => self.json(value),
            Target::Place(place) => self.get(place).cloned().unwrap_or_default(),
        };
        match value {
            Json::String(text) => vec![text],
            Json::Array(values) => values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect(),
            _ => Vec::new(),
        }
    }
}

fn place_of(target: Target<'_>) -> Option<Place> {
    match target {
        Target::Place(place) => Some(place),
        Target::Literal(_) | Target::Text(_) => None,
    }
}

fn is_key(place: &[Step], key: &str) -> bool {
    matches!(place.last(), Some(Step::Key(own)) if own == key)
}

//! Proposals in, the edits that carry them out, or why they can't be written and where. Each finding has all of its edits or none.

use std::cell::RefCell;

use tablewarden_cloudformation::Template;
use tablewarden_edit::{Edit, Refused, Tree, Writer};
use tablewarden_order::Set;
use tablewarden_source::Place;
use tablewarden_template::{At, Syntax, Value as Kind, View};

use super::fill::{self, Names};
use super::like::{Likes, under};
use super::proposal::{Fit, OF_PLACE, Proposal, names_of};
use super::row::{Change, Entries, FixRow};
use super::way::{Stop, Way};

/// The edits of a finding.
pub(crate) struct Fixed {
    pub(crate) title: String,
    pub(crate) is_safe: bool,
    /// Whether it corrects what is there: what seems to be missing may be there then.
    pub(crate) is_correction: bool,
    /// In the order of the file.
    pub(crate) edits: Vec<Edit>,
}

/// Why a finding has no edits.
pub(crate) struct Unfixed {
    pub(crate) title: String,
    pub(crate) refused: Refused,
}

/// Writes the fixes of one template.
pub(crate) struct Fixer<'t> {
    template: &'t Template<'t>,
    writer: Writer<'t>,
    likes: Likes<'t>,
    /// The logical ids of the resources that fixes add.
    added: RefCell<Set<String>>,
}

/// What takes a property away.
const NO_VALUE: &str = "AWS::NoValue";

const IN_A_LOOP: &str = "This stands in a loop, and counts for every copy that it makes.";
const IN_OTHER_CASES: &str = "This counts in cases too in which the finding does not hold.";
const IS_A_FUNCTION: &str = "This is a function.";
const OVERLAPPING: &str = "The parts of this fix overlap.";

type Edits = Result<Vec<Edit>, Refused>;

/// The keys that lead to an entry, and its value.
type Entry<'e> = (Vec<&'e str>, &'e Tree<'static>);

impl<'t> Fixer<'t> {
    /// `template` is as the file is written: without what loops and globals make.
    pub(crate) fn new(template: &'t Template<'t>, syntax: Syntax) -> Self {
        let (writer, likes) = (Writer::new(template.view(), syntax), Likes::new(template));
        Self { template, writer, likes, added: RefCell::new(Set::new()) }
    }

    fn view(&self) -> View<'t> {
        self.template.view()
    }

    /// The fix of a finding about the resource `about`, which has a proposal for each of its parts; none where for one of them nothing
    /// fits the template.
    pub(crate) fn fix(
        &self,
        proposals: &[Proposal],
        about: Option<&str>,
        is_conditional: bool,
    ) -> Option<Result<Fixed, Unfixed>> {
        let (mut title, mut edits, mut is_safe, mut is_correction) = (String::new(), Vec::new(), true, false);
        let (mut refused, mut parts, mut added) = (None, 0_usize, Set::new());
        for Proposal { place, fits } in proposals {
            // What several parts want to add is added once.
            let addition = |fit: &Fit| fit.row.change.is_addition().then(|| fill::text(fit.row.title, &fit.names));
            if fits.iter().filter_map(addition).any(|title| added.contains(&title)) {
                continue;
            }
            let mut tried = fits.iter().map(|fit| (fit, self.one(fit, *place, about, is_conditional)));
            let (fit, made) = tried.find_map(|(fit, made)| Some((fit, made?)))?;
            if title.is_empty() {
                title = fill::text(fit.row.title, &fit.names);
            }
            is_safe &= fit.row.is_safe;
            is_correction |= fit.row.change.is_correction();
            parts += 1;
            added.extend(addition(fit));
            match made {
                Ok(more) => edits.extend(more),
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        if let more @ 1.. = parts.saturating_sub(1) {
            title.extend([", and ", &more.to_string(), " more"]);
        }
        let place = proposals.first()?.place;
        let overlapping = || Refused { place: Some(place), message: OVERLAPPING.to_owned() };
        let made = refused.map_or_else(|| joined(edits).ok_or_else(overlapping), Err);
        Some(match made {
            Ok(edits) => Ok(Fixed { title, is_safe, is_correction, edits }),
            Err(refused) => Err(Unfixed { title, refused }),
        })
    }

    /// The edits of a row that fits; none where what it changes is not around the finding.
    fn one(&self, Fit { row, names }: &Fit, place: Place, about: Option<&str>, is_conditional: bool) -> Option<Edits> {
        let way = match row.resource {
            "" => Way::to(self.template, place, about)?,
            id => Way::of_resource(self.template, &fill::text(id, names))?,
        };
        let (count, below) = base(row, &way)?;
        let mut names = names.clone();
        match way.stops.last().and_then(|stop| self.view().text(stop.at)) {
            Some(text) => names.push((OF_PLACE, Tree::Text(text.to_owned().into()))),
            None if names_of(row).contains(&OF_PLACE) => {
                return Some(Err(Refused { place: Some(place), message: IS_A_FUNCTION.to_owned() }));
            }
            None => {}
        }
        if way.is_in_loop {
            return Some(Err(Refused { place: Some(place), message: IN_A_LOOP.to_owned() }));
        }
        // What counts in a resource by an alias stands in another one, which has no fault.
        if row.resource.is_empty()
            && about.is_some()
            && way.resource.is_some_and(|id| Some(id) != about)
            && let Some(Err(refused)) = way.stops.last().map(|stop| self.writer.standing(stop.at))
        {
            return Some(Err(refused));
        }
        let one = One { fixer: self, way: &way, place, names: &names, count, below, is_conditional };
        Some(one.edits(&row.change))
    }
}

/// How many stops lead to what is changed, and the key below it that is missing on the way.
fn base(row: &FixRow, way: &Way<'_>) -> Option<(usize, &'static str)> {
    if row.at.is_empty() {
        return Some((if row.resource.is_empty() { way.stops.len() } else { 1 }, ""));
    }
    row.at.iter().find_map(|end| match way.up_to(end) {
        // Nor may an event of a function, which is in the properties of that.
        Some(count) if *end == PROPERTIES && event(way) > Some(count) => event(way).map(|event| (event, PROPERTIES)),
        Some(count) => Some((count, "")),
        // A resource may have no properties yet.
        None if *end == PROPERTIES && way.resource.is_some() => {
            way.stops.get(1).is_none_or(|stop| stop.key != Some(PROPERTIES)).then_some((1, PROPERTIES))
        }
        None => None,
    })
}

/// How many stops lead to the event of a function.
fn event(way: &Way<'_>) -> Option<usize> {
    let count = way.stops.iter().rposition(|stop| stop.key == Some("Events"))? + 2;
    (count <= way.stops.len()).then_some(count)
}

const PROPERTIES: &str = "Properties";

/// One proposal that is being written.
struct One<'o, 't> {
    fixer: &'o Fixer<'t>,
    way: &'o Way<'t>,
    /// Where the finding is.
    place: Place,
    names: Names<'o>,
    /// How many stops of the way lead to what is changed.
    count: usize,
    /// The key below it that is missing.
    below: &'static str,
    is_conditional: bool,
}

impl<'t> One<'_, 't> {
    fn view(&self) -> View<'t> {
        self.fixer.view()
    }

    fn refused(&self, at: At, message: &str) -> Refused {
        Refused { place: Some(self.view().place(at)), message: message.to_owned() }
    }

    fn stop(&self, count: usize) -> Stop<'t> {
        let none = Stop { key: None, at: At::main(tablewarden_template::NodeId(0)), is_branch: false };
        count.checked_sub(1).and_then(|last| self.way.stops.get(last)).copied().unwrap_or(none)
    }

    /// Refuses to change what counts in other cases than those of the finding.
    fn in_these_cases(&self, count: usize) -> Result<(), Refused> {
        match self.is_conditional && !self.way.is_conditional(count) {
            true => Err(self.refused(self.stop(count).at, IN_OTHER_CASES)),
            false => Ok(()),
        }
    }

    fn edits(&self, change: &'static Change) -> Edits {
        let stop = self.stop(self.count);
        match change {
            Change::Set(entries) => self.set(entries),
            Change::Append(entries) => {
                self.in_these_cases(self.count)?;
                let mut edits = Vec::new();
                for (path, value) in *entries {
                    let path = self.path(path);
                    let keys: Vec<&str> = path.split('.').collect();
                    edits.extend(self.fixer.writer.append(stop.at, &keys, &fill::value(value, self.names))?);
                }
                Ok(edits)
            }
            Change::Replace(value) => {
                self.in_these_cases(self.count)?;
                self.replace(stop.at, &fill::value(value, self.names))
            }
            Change::Remove(paths) => {
                let mut edits = Vec::new();
                for path in *paths {
                    edits.extend(self.remove(path)?);
                }
                Ok(edits)
            }
            Change::Respell(word, other) => {
                self.in_these_cases(self.count)?;
                let (word, other) = (fill::text(word, self.names), fill::text(other, self.names));
                self.fixer.writer.respell(stop.at, self.place.span(), &word, &other)
            }
            Change::Rename(key) => {
                self.in_these_cases(self.count)?;
                self.fixer.writer.rename(stop.at, &fill::text(key, self.names))
            }
            Change::Move(path) => self.move_to(path),
            Change::Add(entries) => self.add(entries),
        }
    }

    /// A path from what is changed on.
    fn path(&self, path: &str) -> String {
        let path = fill::text(path, self.names);
        if self.below.is_empty() { path } else { [self.below, ".", &path].concat() }
    }

    /// Sets entries by their paths: follows the finding's way along each as far as both go, and sets what is left of it there.
    fn set(&self, entries: Entries) -> Edits {
        let values = entries.iter().map(|(path, value)| (self.path(path), fill::value(value, self.names)));
        let values: Vec<(String, Tree<'static>)> = values.collect();
        let mut edits = Vec::new();
        let mut places: Vec<(At, Vec<Entry<'_>>)> = Vec::new();
        for (path, value) in &values {
            let mut keys: Vec<&str> = path.split('.').collect();
            let mut count = self.count;
            while let Some(key) = keys.first()
                && self.way.stops.get(count).is_some_and(|stop| stop.key == Some(*key))
            {
                keys.remove(0);
                count += 1;
            }
            self.in_these_cases(count)?;
            let at = self.stop(count).at;
            if keys.is_empty() {
                edits.extend(self.replace(at, value)?);
                continue;
            }
            match places.iter_mut().find(|(known, _)| *known == at) {
                Some((_, below)) => below.push((keys, value)),
                None => places.push((at, vec![(keys, value)])),
            }
        }
        for (at, below) in places {
            let below: Vec<(&[&str], &Tree<'_>)> = below.iter().map(|(keys, value)| (&**keys, *value)).collect();
            edits.extend(self.fixer.writer.set_all(at, &below)?);
        }
        Ok(edits)
    }

    /// Another value, but a computed one only for one that is computed otherwise.
    fn replace(&self, at: At, value: &Tree<'static>) -> Edits {
        let is_other = !matches!(value, Tree::Function(..)) && !self.fixer.writer.is_nothing(at);
        match self.view().intrinsic(at).is_some() && is_other {
            true => Err(self.refused(at, IS_A_FUNCTION)),
            false => self.fixer.writer.replace(at, value),
        }
    }

    fn remove(&self, path: &str) -> Edits {
        if path != "." {
            self.in_these_cases(self.count)?;
            let base = self.stop(self.count).at;
            let path = self.path(path);
            let keys: Vec<&str> = path.split('.').collect();
            return match self.view().find(base, &keys) {
                Some(at) => self.fixer.writer.remove(at),
                None => Ok(Vec::new()),
            };
        }
        self.in_these_cases(self.count)?;
        let stop = self.stop(self.count);
        if stop.is_branch {
            let reference = Tree::Function("Ref".into(), Box::new(Tree::Text(NO_VALUE.into())));
            return self.fixer.writer.replace(stop.at, &reference);
        }
        self.fixer.writer.remove(stop.at)
    }

    /// Moves the finding's entry into each mapping that the path leads to from what is changed: with its comments, or its value
    /// alone where they have no place, as within a line in brackets.
    fn move_to(&self, path: &str) -> Edits {
        let view = self.view();
        let entry = self.stop(self.way.stops.len());
        self.in_these_cases(self.way.stops.len())?;
        let moved = self.way.stops.get(self.count..).unwrap_or_default();
        let keys: Vec<&str> = moved.iter().map(|stop| stop.key.unwrap_or_default()).collect();
        let mut targets = vec![self.stop(self.count).at];
        for key in path.split('.') {
            targets = match key {
                "*" => targets.into_iter().flat_map(|at| view.items(at)).collect(),
                key => targets.into_iter().filter_map(|at| view.get(at, key)).collect(),
            };
        }
        if let Some(function) =
            targets.iter().find(|at| view.value(**at) != Kind::Map || view.intrinsic(**at).is_some())
        {
            return Err(self.refused(*function, IS_A_FUNCTION));
        }
        // What has its own already keeps it.
        targets.retain(|at| view.find(*at, &keys).is_none());
        let writer = &self.fixer.writer;
        writer.relocate(entry.at, &targets, &keys).or_else(|_| {
            let value = Tree::read(view, entry.at);
            let mut edits = writer.remove(entry.at)?;
            for target in targets {
                edits.extend(writer.set(target, &keys, &value)?);
            }
            Ok(edits)
        })
    }

    /// Adds resources behind the one that is changed, or behind all where they are named after none.
    fn add(&self, entries: Entries) -> Edits {
        self.in_these_cases(1)?;
        let start = self.stop(1).at;
        let Some(resources) = self.fixer.template.resources_at().filter(|_| self.way.resource.is_some()) else {
            return Err(self.refused(start, "This is not in a resource."));
        };
        let mut edits = Vec::new();
        for (id, body) in entries {
            // What is for all resources stands behind all, where one of several findings adds it.
            let after = id.contains('{').then_some(start);
            let id = self.fixer.new_id(&fill::text(id, self.names));
            let mut body = self.fixer.likes.fill(fill::value(body, self.names));
            let condition = after.and(self.way.resource).and_then(|id| self.fixer.template.resource(id)?.condition);
            if let Some(condition) = condition {
                body = under(body, condition);
            }
            edits.extend(self.fixer.writer.add_new_entry(resources, after, &id, &body)?);
        }
        Ok(edits)
    }
}

impl Fixer<'_> {
    /// A logical id like this that no resource has.
    fn new_id(&self, like: &str) -> String {
        let like: String = like.chars().filter(char::is_ascii_alphanumeric).collect();
        let mut added = self.added.borrow_mut();
        let mut id = like.clone();
        let mut number = 1_u32;
        while self.template.resource(&id).is_some() || !added.insert(id.clone()) {
            number += 1;
            id = [&*like, &number.to_string()].concat();
        }
        id
    }
}

/// The edits in the order of the file; those that insert at one place are one, in their order. None where others overlap.
fn joined(mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
    tablewarden_order::sort_by_key(&mut edits, |edit| (edit.span.start, edit.span.end));
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match joined.last_mut() {
            Some(last) if last.span == edit.span && edit.span.is_empty() => last.text.push_str(&edit.text),
            Some(last) if edit.span.start < last.span.end => return None,
            _ => joined.push(edit),
        }
    }
    Some(joined)
}

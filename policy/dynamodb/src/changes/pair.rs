//! Two versions of a template side by side: a table, or one variant of a group of its facts, as it was and as it is, under the
//! conditions in which both are there; and which of their values are different for certain. Never says what that does.

use std::cell::RefCell;
use std::collections::VecDeque;

use tablewarden_cloudformation::{EarlierConditions, Parts, Piece, Reason, Scenario, When};
use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::{NodeId, Reading, View};

use crate::changes::written_fact::{Value, WrittenFact};
use crate::facts::document::Side;
use crate::facts::variant::Variant;

/// Both versions of a template, with their facts.
pub(crate) struct Versions<'c, 'n, 'o> {
    pub(crate) new: Side<'c, 'n>,
    pub(crate) old: Side<'c, 'o>,
    pub(crate) earlier: EarlierConditions<'c, 'c>,
    /// The Region of the stack, where it is known.
    pub(crate) region: Option<&'c str>,
    /// The facts of the earlier template.
    pub(crate) old_root: WrittenFact<'c>,
    /// The KMS keys of the earlier template, by the tables that used them.
    pub(crate) old_keys: Map<&'c str, Vec<WrittenFact<'c>>>,
    /// The tables of which something could not be compared.
    pub(crate) uncompared: RefCell<Vec<(Place, String)>>,
}

impl<'c, 'n, 'o> Versions<'c, 'n, 'o> {
    /// None where there are no earlier facts.
    pub(crate) fn new(new: Side<'c, 'n>, old: Side<'c, 'o>, region: Option<&'c str>) -> Option<Self> {
        let earlier = EarlierConditions::new(new.template.conditions(), old.template.conditions());
        let view = View::new(old.tree, Reading::CloudFormation);
        let old_root = WrittenFact::new(view, view.root()?);
        let mut old_keys: Map<&str, Vec<WrittenFact<'_>>> = Map::new();
        for key in old_root.items("Keys") {
            key.items("Tables").filter_map(WrittenFact::plain).for_each(|table| old_keys.or_default(table).push(key));
        }
        Some(Self { new, old, earlier, region, old_root, old_keys, uncompared: RefCell::default() })
    }

    /// Notes that something of a table could not be compared.
    pub(crate) fn note_uncompared(&self, table: &Pair<'_, '_, '_>) {
        let mut noted = self.uncompared.borrow_mut();
        let place = table.new.place();
        if noted.last().is_none_or(|(last, _)| *last != place) {
            noted.push((place, table.words()));
        }
    }

    /// When what stood at a node of the earlier facts was there, in terms of the conditions of now.
    pub(crate) fn was(&self, old: NodeId) -> When {
        self.old.variants.of(old).map_or(When::ALWAYS, |variant| self.earlier.now(variant.when))
    }

    /// When what stands at a node of the facts is there.
    pub(crate) fn is(&self, new: NodeId) -> When {
        self.new.variants.of(new).map_or(When::ALWAYS, |variant| variant.when)
    }
}

/// A table, or one variant of a group of its facts, as it was and as it is.
pub(crate) struct Pair<'c, 'n, 'o> {
    pub(crate) versions: &'c Versions<'c, 'n, 'o>,
    pub(crate) logical_id: &'c str,
    pub(crate) old: WrittenFact<'c>,
    pub(crate) new: WrittenFact<'c>,
    /// When both are there.
    pub(crate) when: When,
    /// When the table is there.
    pub(crate) given: When,
}

impl<'c, 'n, 'o> Pair<'c, 'n, 'o> {
    /// The same conditions, of something of it.
    pub(crate) fn with(&self, old: WrittenFact<'c>, new: WrittenFact<'c>) -> Self {
        Self { old, new, ..*self }
    }

    /// The table, for people.
    pub(crate) fn words(&self) -> String {
        ["table `", self.logical_id, "`"].concat()
    }

    /// The variants of a group that can be there in turn: before the update the one, after it the other. Values that parameters
    /// only may have are not looked at.
    pub(crate) fn variants(&self, group: &str) -> Vec<Self> {
        let own = |side: Side<'c, '_>, of: WrittenFact<'c>| -> Vec<(WrittenFact<'c>, Variant)> {
            let variants = of.items(group).filter_map(|item| Some((item, side.variants.of(item.node())?)));
            variants.filter(|(_, variant)| !variant.is_assumed).collect()
        };
        let (old, new) = (own(self.versions.old, self.old), own(self.versions.new, self.new));
        let conditions = self.versions.new.template.conditions();
        let are_single = old.len() == 1 && new.len() == 1;
        let mut is_whole = true;
        let mut pairs = Vec::new();
        for (old, was) in &old {
            let was = self.versions.earlier.now(was.when);
            for (new, is) in &new {
                let both = conditions.and(was, is.when);
                let is_same = both.is_unknown() && (are_single || old.text("When") == new.text("When"));
                let when = if is_same { is.when } else { both };
                if is_same || !(both.is_unknown() || both.is_never()) {
                    pairs.push(Self { when, given: is.given, ..self.with(*old, *new) });
                } else {
                    is_whole &= both.is_never();
                }
            }
        }
        if !is_whole {
            self.versions.note_uncompared(self);
        }
        pairs
    }

    /// The elements of the list at a path that are about the same, such as each replica; of those that have one name the first
    /// with the first, and so on, where there are as many of them as before.
    pub(crate) fn pairs(&self, path: &[&str]) -> Vec<Self> {
        let list = |of: WrittenFact<'c>| path.iter().try_fold(of, |of, key| of.get(key));
        let name = |of: WrittenFact<'c>| ["What", "Of", "Direction"].map(|key| of.text(key));
        let (Some(old), Some(new)) = (list(self.old), list(self.new)) else { return Vec::new() };
        let mut by_name: Map<[Option<&'c str>; 3], [VecDeque<WrittenFact<'c>>; 2]> = Map::new();
        for (side, list) in [old, new].into_iter().enumerate() {
            for one in list.elements() {
                by_name.or_default(name(one)).get_mut(side).into_iter().for_each(|side| side.push_back(one));
            }
        }
        let mut pair = |new: WrittenFact<'c>| {
            let [old, now] = by_name.get_mut(&name(new))?;
            let is_sure = old.len() == now.len();
            now.pop_front();
            old.pop_front().filter(|_| is_sure).map(|old| self.with(old, new))
        };
        new.elements().filter_map(&mut pair).collect()
    }

    /// Both values of a key, where both are known or absent. A default that a parameter has now and had before is no value
    /// that changes: an update keeps what the stack has for the parameter.
    pub(crate) fn both(&self, key: &str) -> Option<(WrittenFact<'c>, WrittenFact<'c>, Value<'c>, Value<'c>)> {
        let (old, new) = (self.old.get(key)?, self.new.get(key)?);
        let both = (old, new, old.value()?, new.value()?);
        (!self.have_one_parameter(old, new)).then_some(both)
    }

    /// Both values of a key, where they are different for certain, known or not.
    pub(crate) fn different(&self, key: &str) -> Option<(WrittenFact<'c>, WrittenFact<'c>)> {
        let (old, new) = (self.old.get(key)?, self.new.get(key)?);
        let is_different = match (old.value(), new.value()) {
            (Some(was), Some(is)) if !self.have_one_parameter(old, new) => was != is,
            (Some(Value::Absent), None) => self.text_now(new, false).is_some_and(|text| is_given(&text)),
            (None, Some(Value::Absent)) => self.text_before(old, false).is_some_and(|text| is_given(&text)),
            _ => self.texts(old, new).is_some_and(|(was, is)| was.differs(&is)),
        };
        is_different.then_some((old, new))
    }

    /// Whether something is given under a key, and it is the same for certain, known or not.
    pub(crate) fn is_same(&self, key: &str) -> bool {
        let (Some(old), Some(new)) = (self.old.get(key), self.new.get(key)) else { return false };
        match (old.value(), new.value()) {
            (Some(Value::Known(was)), Some(Value::Known(is))) if !self.have_one_parameter(old, new) => was == is,
            (Some(Value::Absent), _) | (_, Some(Value::Absent)) => false,
            _ => self.texts(old, new).is_some_and(|(was, is)| was == is && is_given(&is)),
        }
    }

    /// Both values as texts. Where both come from the default of one parameter it is open in both.
    fn texts(&self, old: WrittenFact<'c>, new: WrittenFact<'c>) -> Option<(Parts<'c>, Parts<'c>)>
    where
        'n: 'c,
        'o: 'c,
    {
        let are_open = self.have_one_parameter(old, new);
        Some((self.text_before(old, are_open)?, self.text_now(new, are_open)?))
    }

    /// A value as it was, for people.
    pub(crate) fn words_before(&self, old: WrittenFact<'c>) -> String {
        words(old, || self.text_before(old, false))
    }

    /// A value as it is, for people.
    pub(crate) fn words_now(&self, new: WrittenFact<'c>) -> String {
        words(new, || self.text_now(new, false))
    }

    fn text_before(&self, old: WrittenFact<'c>, is_open: bool) -> Option<Parts<'c>> {
        text(self.versions.old, old, is_open)
    }

    fn text_now(&self, new: WrittenFact<'c>, is_open: bool) -> Option<Parts<'c>> {
        text(self.versions.new, new, is_open)
    }

    /// Whether both come from the default of the same parameter.
    fn have_one_parameter(&self, old: WrittenFact<'_>, new: WrittenFact<'_>) -> bool {
        let parameter = old.text("Default");
        parameter.is_some() && parameter == new.text("Default")
    }
}

/// A value for people: what is not known as it is written.
fn words<'c>(of: WrittenFact<'c>, text: impl Fn() -> Option<Parts<'c>>) -> String {
    match (of.plain().or_else(|| of.value()?.known()), of.value()) {
        (Some(text), _) => ["`", text, "`"].concat(),
        (None, Some(_)) => "nothing".to_owned(),
        (None, None) => text().map_or_else(|| "nothing".to_owned(), |text| ["`", &text.sketch(), "`"].concat()),
    }
}

/// A value as text in pieces: as it is written where it is not known.
fn text<'c>(side: Side<'c, '_>, of: WrittenFact<'c>, is_open: bool) -> Option<Parts<'c>> {
    if let (Some(Value::Known(text)), false) = (of.value(), is_open) {
        return Some(Parts::from_pieces([Piece::Literal(text.into())]));
    }
    let index = side.written.binary_search_by_key(&of.node(), |(node, _)| *node).ok()?;
    let (_, at) = side.written.get(index)?;
    if is_open {
        return Some(side.template.open_parts(*at));
    }
    let when = side.variants.of(of.node()).map_or(When::ALWAYS, |variant| variant.when);
    Some(side.template.parts(*at, &Scenario::given(when)))
}

/// Whether a text that is not known is one for certain: what a condition that nobody knows leaves out is none, nor what another
/// tool fills in.
fn is_given(text: &Parts<'_>) -> bool {
    let may_be_nothing = |piece: &Piece<'_>| match piece {
        Piece::Opaque { reason, .. } => matches!(
            reason,
            Reason::Condition
                | Reason::Mapping
                | Reason::Placeholder
                | Reason::Transform
                | Reason::Malformed
                | Reason::Damaged
        ),
        _ => false,
    };
    !text.pieces().is_empty() && !text.pieces().iter().any(may_be_nothing)
}

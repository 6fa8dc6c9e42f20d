//! One change of a table between two versions of a template. Decides nothing.

use tablewarden_cloudformation::{Template, When};
use tablewarden_source::Place;

use crate::changes::fate::Fate;
use crate::changes::pair::Pair;
use crate::changes::written_fact::WrittenFact;
use crate::facts::document::{Facts, Side};

/// The earlier template and its facts.
#[derive(Debug, Clone, Copy)]
pub struct Before<'b, 'o> {
    /// The template.
    pub template: &'b Template<'o>,
    /// Its facts.
    pub facts: &'b Facts<'o>,
}

impl<'b, 'o> Before<'b, 'o> {
    pub(crate) fn side(&self) -> Side<'b, 'o> {
        Side {
            template: self.template,
            tree: &self.facts.tree,
            variants: &self.facts.variants,
            written: &self.facts.written,
        }
    }
}

/// One change.
pub(crate) struct Change {
    pub(crate) kind: &'static str,
    pub(crate) logical_id: String,
    /// Whose it is, for people: "table `Orders`".
    pub(crate) what: String,
    /// The replica or the index that it is about, where it is one.
    pub(crate) part: Option<String>,
    /// What of it changes, for people.
    pub(crate) subject: String,
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) number: usize,
    /// What becomes of the table as it was, where it does not stay.
    pub(crate) fate: Fate,
    pub(crate) place: Place,
    /// Where it stands in the earlier template.
    pub(crate) was: Option<Place>,
    /// When it happens.
    pub(crate) when: When,
    /// When the table is there.
    pub(crate) given: When,
}

impl Change {
    /// A change of the thing that `new` says; what it was is said by `old`. `table` is the table, or what of it the change is
    /// about, as it was and as it is.
    pub(crate) fn of<'c>(
        kind: &'static str,
        table: &Pair<'c, '_, '_>,
        subject: String,
        old: WrittenFact<'c>,
        new: WrittenFact<'c>,
    ) -> Self {
        Self {
            kind,
            logical_id: table.logical_id.to_owned(),
            what: table.new.text("What").map_or_else(|| table.words(), str::to_owned),
            part: table.new.text("Part").map(str::to_owned),
            subject,
            old: table.words_before(old),
            new: table.words_now(new),
            number: 0,
            fate: Fate::Stays,
            place: new.place(),
            was: Some(old.place()),
            when: table.when,
            given: table.given,
        }
    }
}

/// What comes of a change, the worst first.
fn outcome(kind: &str, fate: Fate, number: usize) -> &'static str {
    match (kind, fate) {
        ("replacement" | "replaced-indexes" | "removed", Fate::Collides) => "fails",
        ("replacement" | "replaced-indexes", Fate::Kept | Fate::Protected) => "replaced",
        ("removed" | "template-deleted", Fate::Protected | Fate::Kept) => "kept",
        ("replacement" | "replaced-indexes" | "removed" | "template-deleted" | "type", _) => "deleted",
        ("collision" | "index-keys" | "local-index" | "replicating-stream" | "ttl" | "consistency", _)
        | ("own-replica" | "strong-replicas" | "replicating-stream-gone", _) => "fails",
        ("indexes" | "replicas", _) if number > 1 => "fails",
        ("lowered" | "warm" | "policy-gone" | "backup-gone" | "alarm-gone" | "scaling-gone", _)
        | ("capacity" | "key-removed", _) => "lowered",
        ("stream" | "stream-gone" | "feed-gone", _) => "consumers",
        ("index-gone" | "replica-gone", _) => "queries",
        _ => "nothing",
    }
}

impl Change {
    /// Whether both are the same for people but for what changes.
    pub(crate) fn is_of_one_cause(&self, other: &Self) -> bool {
        self.kind == other.kind && self.what == other.what && self.when == other.when && self.subject != other.subject
    }

    /// Something else changes in the same way.
    pub(crate) fn add(&mut self, subject: &str) {
        self.subject = [&self.subject.replace(" and ", ", "), " and ", subject].concat();
    }

    /// What comes of it.
    pub(crate) fn outcome(&self) -> &'static str {
        outcome(self.kind, self.fate, self.number)
    }
}

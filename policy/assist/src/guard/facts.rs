//! The table of facts as the module has it, for the one who writes rules: where a query has come to in, the keys there with their
//! types and meanings out.

/// Groups of rows, apart by an empty line: see `build.rs`.
static FACTS: &str = include_str!(concat!(env!("OUT_DIR"), "/facts.txt"));

/// Where a query has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// The root of the document.
    Document,
    /// A map with the keys of the group of that number.
    Map(usize),
    /// A list of such maps.
    List(usize),
    /// A list of texts.
    Texts,
    /// `{Is, Value, Default}`, and what the value is.
    MayBeUnknown(&'static str),
    /// A value, and what it is.
    Scalar(&'static str),
    /// Something that is no fact.
    Elsewhere,
}

/// A fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) key: &'static str,
    pub(super) meaning: &'static str,
    pub(super) position: Position,
}

impl Fact {
    const fn new(key: &'static str, meaning: &'static str, position: Position) -> Self {
        Self { key, meaning, position }
    }

    /// What its value is, in words.
    pub(super) fn kind(&self) -> String {
        match self.position {
            Position::Document | Position::Elsewhere => String::new(),
            Position::Map(_) => "map".to_owned(),
            Position::List(_) => "list of maps".to_owned(),
            Position::Texts => "list of texts".to_owned(),
            Position::MayBeUnknown(what) => [&what.replace('|', ", "), ", may be unknown"].concat(),
            Position::Scalar(what) => what.replace('|', ", "),
        }
    }
}

impl Position {
    /// The keys that stand here.
    pub(super) fn keys(self) -> Vec<Fact> {
        match self {
            Self::Document => vec![Fact::new("DynamoDB", "The facts about the tables of the template.", Self::Map(0))],
            Self::Map(group) => rows(group).collect(),
            Self::MayBeUnknown(what) => vec![
                Fact::new("Is", "Whether the value is known.", Self::Scalar("known|unknown|absent")),
                Fact::new("Value", "The value; only where it is known.", Self::Scalar(what)),
                Fact::new("Default", "The parameter whose default the value is.", Self::Scalar("text")),
            ],
            _ => Vec::new(),
        }
    }

    /// What stands under a key.
    pub(super) fn below(self, key: &str) -> Self {
        self.keys().into_iter().find(|fact| fact.key == key).map_or(Self::Elsewhere, |fact| fact.position)
    }

    /// An element of a list; anything else as it is.
    pub(super) fn element(self) -> Self {
        match self {
            Self::List(group) => Self::Map(group),
            Self::Texts => Self::Scalar("text"),
            other => other,
        }
    }
}

fn rows(group: usize) -> impl Iterator<Item = Fact> {
    FACTS.split("\n\n").nth(group).into_iter().flat_map(str::lines).filter_map(|line| {
        let mut cells = line.split('\t');
        let (key, kind, meaning) = (cells.next()?, cells.next()?, cells.next()?);
        let number = |text: &str| text.parse().ok();
        let position = match kind.split_at_checked(1) {
            Some(("{", group)) => Position::Map(number(group)?),
            Some(("[", group)) => Position::List(number(group)?),
            Some(("?", what)) => Position::MayBeUnknown(what),
            _ if kind == "texts" => Position::Texts,
            _ => Position::Scalar(kind),
        };
        Some(Fact { key, meaning, position })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_to_what_the_rows_say() {
        let tables = Position::Document.below("DynamoDB").below("Tables");
        assert!(matches!(tables, Position::List(_)) && tables.keys().is_empty());
        let copy = tables.element().below("Recovery").element().below("Copies").element();
        assert_eq!(copy.below("Enabled"), Position::MayBeUnknown("true or false"));
        assert_eq!(copy.below("Enabled").below("Value"), Position::Scalar("true or false"));
        assert_eq!(tables.element().below("Type"), Position::Scalar("Table|GlobalTable|SimpleTable"));
        assert_eq!(tables.element().below("Tpye"), Position::Elsewhere);
    }

    #[test]
    fn every_row_is_read() {
        let groups = FACTS.split("\n\n").filter(|group| !group.trim().is_empty()).count();
        let rows: usize = (0..groups).map(|group| rows(group).count()).sum();
        assert_eq!(rows, FACTS.lines().filter(|line| !line.is_empty()).count());
        assert!(rows > 200, "{rows}");
    }
}

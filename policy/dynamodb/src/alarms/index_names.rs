//! Whether the index that an alarm names is there: the names of a table's global indexes are read once, however many alarms ask.
//! A name that may be one of them is never called missing.

use tablewarden_cloudformation::{Parts, Scenario};
use tablewarden_order::{Map, Set};

use crate::keys::indexes::{self, IndexKind};
use crate::resource::property::Case;
use crate::resource::table::Table;
use crate::resource::table_names::{NamedTables, Tables};

/// With how many names one that is not known whole is compared.
const MOST_COMPARED: usize = 64;

/// The index that a metric names.
pub(crate) struct FoundIndex {
    /// `none`, `missing` from the table, or `unknown`: one that is there or may be.
    pub(crate) form: &'static str,
    /// Of one that is missing: the table, for people.
    pub(crate) table: String,
    /// Of one that is missing: some indexes that the table has, for people.
    pub(crate) others: String,
}

impl FoundIndex {
    const fn known(form: &'static str) -> Self {
        Self { form, table: String::new(), others: String::new() }
    }
}

/// The names of the indexes of one table.
struct Names<'d> {
    all: Set<Parts<'d>>,
    /// Those that are not known whole.
    unknown: Vec<Parts<'d>>,
    /// Whether the table may have indexes of other names.
    is_open: bool,
    /// The first of them, for people.
    words: String,
}

/// The names of the indexes of those tables that were asked for.
pub(crate) struct IndexNames<'r, 't, 'd> {
    tables: &'r Tables<'t, 'd>,
    read: Map<usize, Names<'d>>,
}

impl<'r, 't, 'd> IndexNames<'r, 't, 'd> {
    pub(crate) fn new(tables: &'r Tables<'t, 'd>) -> Self {
        Self { tables, read: Map::new() }
    }

    /// Looks for an index in these tables.
    pub(crate) fn find(&mut self, wanted: Option<&Parts<'d>>, of: &NamedTables) -> FoundIndex {
        let Some(wanted) = wanted else { return FoundIndex::known("none") };
        let NamedTables::Tables(numbers) = of else { return FoundIndex::known("unknown") };
        let tables = self.tables;
        let mut found = FoundIndex::known("missing");
        for table in numbers.iter().filter_map(|number| tables.get(*number)) {
            let names = self.read.or_insert_with(table.number, || Names::read(tables, table));
            if names.can_be(wanted) {
                return FoundIndex::known("unknown");
            }
            found.table = table.words().to_owned();
            found.others.clone_from(&names.words);
        }
        found
    }
}

impl<'d> Names<'d> {
    fn read(tables: &Tables<'_, 'd>, table: &Table<'_, 'd>) -> Self {
        let scenario = Scenario::given(table.resource.when);
        let case = Case::new(tables.template(), &scenario, table.resource);
        let (list, is_whole) = indexes::list(&case.properties(table.resource), IndexKind::Global);
        let mut names = Self { all: Set::new(), unknown: Vec::new(), is_open: !is_whole, words: String::new() };
        for parts in list.iter().map(|index| index.parts.as_ref()) {
            let Some(parts) = parts else {
                names.is_open = true;
                continue;
            };
            if names.all.insert(parts.clone()) && parts.literal().is_none() {
                names.unknown.push(parts.clone());
            }
        }
        let first = list.iter().filter_map(|index| index.name.text()).take(3);
        names.words = first.map(|name| ["`", name, "`"].concat()).collect::<Vec<_>>().join(" or ");
        names
    }

    /// Whether one of them can be `wanted`.
    fn can_be(&self, wanted: &Parts<'d>) -> bool {
        let is_one = |names: &mut dyn Iterator<Item = &Parts<'d>>| {
            let mut names = names.take(MOST_COMPARED + 1).enumerate();
            names.any(|(at, name)| at == MOST_COMPARED || !name.differs(wanted))
        };
        // Two texts that are known whole are the same or differ.
        self.is_open
            || self.all.contains(wanted)
            || is_one(&mut self.unknown.iter())
            || (wanted.literal().is_none() && is_one(&mut self.all.iter()))
    }
}

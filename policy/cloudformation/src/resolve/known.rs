//! What values are computed from: the document, the context, parameters and mappings. Conditions come on top of it.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use tablewarden_order::Map;
use tablewarden_template::{At, View};

use super::scalar::typed;
use crate::context::Context;
use crate::template::Parameter;

/// The parameters of a template.
#[derive(Debug, Default)]
pub(crate) struct Parameters<'d> {
    list: Vec<Parameter<'d>>,
    by_name: Map<&'d str, usize>,
    have_allowed_values: bool,
}

impl<'d> Parameters<'d> {
    pub(crate) fn list(&self) -> &[Parameter<'d>] {
        &self.list
    }

    /// Whether some parameter can only have given values.
    pub(crate) fn have_allowed_values(&self) -> bool {
        self.have_allowed_values
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Parameter<'d>> {
        self.by_name.get(name).and_then(|index| self.list.get(*index))
    }
}

impl<'d> FromIterator<Parameter<'d>> for Parameters<'d> {
    fn from_iter<I: IntoIterator<Item = Parameter<'d>>>(parameters: I) -> Self {
        let list: Vec<_> = parameters.into_iter().collect();
        let by_name = list.iter().enumerate().map(|(index, parameter)| (parameter.name, index)).collect();
        let have_allowed_values = list.iter().any(|parameter| !parameter.allowed_values.is_empty());
        Self { list, by_name, have_allowed_values }
    }
}

/// The entries of a map by key.
type ByKey<'d> = Map<&'d str, At>;

/// What is there before conditions are read.
#[derive(Debug)]
pub(crate) struct Known<'d> {
    pub(crate) view: View<'d>,
    pub(crate) context: &'d Context,
    pub(crate) parameters: Parameters<'d>,
    pub(crate) mappings: ByKey<'d>,
    /// Logical ids: the number of each, and the id as it is written.
    pub(crate) resources: Map<&'d str, (usize, &'d str)>,
    /// Entries of the mappings that were asked for, by key.
    rows: RefCell<Map<At, ByKey<'d>>>,
    /// The first text that was met and that another tool fills in.
    placeholder: Cell<Option<At>>,
}

impl<'d> Known<'d> {
    pub(crate) fn new(view: View<'d>, context: &'d Context) -> Self {
        Self {
            view,
            context,
            parameters: Parameters::default(),
            mappings: Map::new(),
            resources: Map::new(),
            rows: RefCell::default(),
            placeholder: Cell::new(None),
        }
    }

    /// Another tool fills in the text at `at`.
    pub(crate) fn note_placeholder(&self, at: At) {
        self.placeholder.set(Some(self.placeholder.get().map_or(at, |first| first.min(at))));
    }

    /// The first text of all that were met and that another tool fills in.
    pub(crate) fn placeholder(&self) -> Option<At> {
        self.placeholder.get()
    }

    /// The name of a resource or a parameter with this text.
    pub(crate) fn name(&self, text: &str) -> Option<&'d str> {
        let resource = self.resources.get(text).map(|(_, name)| *name);
        resource.or_else(|| self.parameters.find(text).map(|parameter| parameter.name))
    }

    /// The value of a mapping, whose keys are looked up in constant time after the first time.
    pub(crate) fn find_in_map(&self, mapping: &str, first: &str, second: &str) -> Option<At> {
        let mapping = *self.mappings.get(mapping)?;
        let row = self.row(mapping, first)?;
        self.row(row, second)
    }

    /// The value of a key in a mapping or a row of it, by the text that CloudFormation makes of the key.
    pub(crate) fn row(&self, of: At, key: &str) -> Option<At> {
        let mut rows = self.rows.borrow_mut();
        let row = rows.or_insert_with(of, || self.view.entries(of).map(|entry| (entry.key, entry.value)).collect());
        let is_made = matches!(key, "true" | "false") || key.bytes().all(|byte| byte.is_ascii_digit());
        let of_made =
            || row.iter().find(|(plain, _)| is_made && made_of(plain).as_deref() == Some(key)).map(|(_, at)| at);
        row.get(key).or_else(of_made).copied()
    }

    /// The texts a parameter can have, where that is limited.
    pub(crate) fn allowed_texts(&self, parameter: &str) -> Option<Vec<String>> {
        let parameter = self.parameters.find(parameter)?;
        if parameter.allowed_values.is_empty() || parameter.is_list() || parameter.is_stored() {
            return None;
        }
        let values = parameter.allowed_values.iter();
        values.map(|at| typed(self.view, *at).map(|(_, text)| text.into_owned())).collect()
    }
}

/// The other text that CloudFormation makes of a key without quotes, as it does of a value: `true` of `yes`, `10` of `012`.
fn made_of(key: &str) -> Option<Cow<'static, str>> {
    match key {
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" | "True" | "TRUE" => Some(Cow::Borrowed("true")),
        "no" | "No" | "NO" | "off" | "Off" | "OFF" | "False" | "FALSE" => Some(Cow::Borrowed("false")),
        _ if key.len() > 1 && key.starts_with('0') => Some(Cow::Owned(i64::from_str_radix(key, 8).ok()?.to_string())),
        _ => None,
    }
}

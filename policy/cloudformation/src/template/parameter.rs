//! One parameter of a template: its type, default and allowed values. Never says what value it will have.

use tablewarden_source::Place;
use tablewarden_template::{At, View};

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter<'d> {
    /// Its name.
    pub name: &'d str,
    /// Where the name stands.
    pub key_place: Place,
    /// The whole declaration.
    pub at: At,
    /// Its `Type` as written; empty where there is none.
    pub type_name: &'d str,
    /// Its `Default`.
    pub default: Option<At>,
    /// Its `AllowedValues`; empty where there are none.
    pub allowed_values: Vec<At>,
    /// Whether its value is masked.
    pub no_echo: bool,
}

impl<'d> Parameter<'d> {
    pub(crate) fn read(view: View<'d>, name: &'d str, key_place: Place, at: At) -> Self {
        let allowed = view.get(at, "AllowedValues").map(|list| view.items(list).collect());
        let no_echo = view.get(at, "NoEcho").and_then(|at| view.text(at)).is_some_and(|text| {
            let text = text.trim();
            text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("yes")
        });
        Self {
            name,
            key_place,
            at,
            type_name: view.get(at, "Type").and_then(|at| view.text(at)).unwrap_or(""),
            default: view.get(at, "Default").filter(|at| view.text(*at).is_some()),
            allowed_values: allowed.unwrap_or_default(),
            no_echo,
        }
    }

    /// Whether its value is a list of texts.
    #[must_use]
    pub fn is_list(&self) -> bool {
        self.type_name == "CommaDelimitedList" || self.type_name.starts_with("List<")
    }

    /// Whether its value is the name of a parameter in the parameter store, and what is used stands there.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.type_name.starts_with("AWS::SSM::Parameter::Value")
    }

    /// Whether a value that is given for it is what is used, and may be shown.
    #[must_use]
    pub fn can_be_given(&self) -> bool {
        !self.no_echo && !self.is_stored()
    }

    /// Whether its value is a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.type_name == "Number"
    }
}

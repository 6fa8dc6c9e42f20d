//! Which actions a statement names, by `Action` or by its opposite `NotAction`, and how much that is. Takes the statement,
//! gives its actions and their breadth; never says that it is too much.

use tablewarden_source::Place;

use crate::access::action_names::{covers, meant};
use crate::resource::fact::Fact;
use crate::resource::property::Property;

/// What puts items into tables, changes them or deletes them.
const WRITES: [&str; 7] = [
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:PartiQLInsert",
    "dynamodb:PartiQLUpdate",
    "dynamodb:PartiQLDelete",
];
const GET_RECORDS: [&str; 1] = ["dynamodb:GetRecords"];
const QUERY: [&str; 1] = ["dynamodb:Query"];
const SCANS: [&str; 2] = ["dynamodb:Scan", "dynamodb:PartiQLSelect"];

/// An action as it is written, and what it is.
pub(crate) struct Action<'d> {
    pub(crate) name: Fact<'d>,
    pub(crate) is_scan: bool,
    pub(crate) suggestion: String,
}

/// How much is named, where that is written, and the parameter whose default it is.
#[derive(Clone, Copy)]
pub(crate) struct Breadth<'d> {
    /// `all` actions, all `others` than those of other services, `service`, `writes` or `some`.
    pub(crate) word: &'static str,
    pub(crate) place: Place,
    pub(crate) default_of: Option<&'d str>,
}

/// The actions of a statement.
pub(crate) struct AllowedActions<'d> {
    /// Those that are named; of a statement with `NotAction` none is.
    pub(crate) named: Vec<Action<'d>>,
    /// What `NotAction` leaves out, and its place, where the statement has it.
    left_out: Option<(Vec<Action<'d>>, Place)>,
    /// Whether these are certainly all.
    pub(crate) is_known: bool,
}

impl<'d> AllowedActions<'d> {
    pub(crate) fn read(statement: &Property<'_, 'd>) -> Self {
        let (action, opposite) = (statement.get("Action"), statement.get("NotAction"));
        let is_by_opposite = action.is_absent() && !opposite.is_absent();
        let (written, has_all) = each(if is_by_opposite { &opposite } else { &action });
        let all: Vec<Action<'d>> = written.iter().map(Action::read).collect();
        let is_known = has_all && !all.iter().any(|action| action.name.is_unknown());
        let (named, left_out) = match is_by_opposite {
            true => (Vec::new(), Some((all, written.first().map_or(opposite.place(), Property::place)))),
            false => (all, None),
        };
        Self { named, left_out, is_known }
    }

    /// Whether one of these actions is among them.
    fn has(&self, names: &[&str]) -> bool {
        match &self.left_out {
            None => self.named.iter().any(|action| action.covers(names)),
            Some((left_out, _)) => {
                let is_left_out = |name: &str| left_out.iter().any(|action| action.covers(&[name]));
                self.is_known && !names.iter().all(|name| is_left_out(name))
            }
        }
    }

    /// Whether they are about DynamoDB.
    pub(crate) fn is_of_dynamodb(&self) -> bool {
        self.named.iter().any(Action::is_of_dynamodb) || (self.left_out.is_some() && self.has(&WRITES))
    }

    pub(crate) fn has_query(&self) -> bool {
        self.has(&QUERY)
    }

    /// Whether indexes are read with them, or may be.
    pub(crate) fn may_read_indexes(&self) -> bool {
        !self.is_known || self.has(&QUERY) || self.has(&SCANS)
    }

    pub(crate) fn reads_streams(&self) -> bool {
        self.has(&GET_RECORDS)
    }

    /// Whether streams are meant: who may do anything may read them too, and says nothing of it.
    pub(crate) fn is_for_streams(&self) -> bool {
        self.named.iter().any(|action| action.covers(&GET_RECORDS) && !action.covers(&WRITES))
    }

    /// How much it is; `place` is that of the statement.
    pub(crate) fn breadth(&self, place: Place) -> Breadth<'d> {
        let some = Breadth { word: "some", place, default_of: None };
        if let Some((left_out, place)) = &self.left_out {
            let word = match self.has(&WRITES) {
                true if !left_out.iter().any(Action::is_of_dynamodb) => "others",
                true => "writes",
                false => "some",
            };
            return Breadth { word, place: *place, ..some };
        }
        let of = |names: [&str; 2], word| {
            let is_it = |action: &&Action<'_>| {
                action.name.text().is_some_and(|text| names.iter().any(|name| text.eq_ignore_ascii_case(name)))
            };
            self.named.iter().find(is_it).map(|action| (word, action))
        };
        let writes = || self.named.iter().find(|action| action.covers(&WRITES)).map(|action| ("writes", action));
        let found = of(["*", "*:*"], "all").or_else(|| of(["dynamodb:*", "dynamodb:**"], "service")).or_else(writes);
        found.map_or(some, |(word, Action { name, .. })| Breadth {
            word,
            place: name.place,
            default_of: name.default_of,
        })
    }
}

impl<'d> Action<'d> {
    fn read(property: &Property<'_, 'd>) -> Self {
        let name = property.text();
        let text = name.text().unwrap_or("");
        let (is_scan, suggestion) = (covers(text, &SCANS), meant(text).unwrap_or_default());
        Self { is_scan, suggestion, name }
    }

    fn covers(&self, names: &[&str]) -> bool {
        covers(self.name.text().unwrap_or(""), names)
    }

    fn is_of_dynamodb(&self) -> bool {
        let starts_with = |start: &str| {
            let text = self.name.text().unwrap_or("");
            text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
        };
        starts_with("*") || starts_with("dynamodb:") || starts_with("dax:")
    }
}

/// The elements of a list, or the one value in its place; and whether there are certainly no others.
pub(crate) fn each<'t, 'd>(property: &Property<'t, 'd>) -> (Vec<Property<'t, 'd>>, bool) {
    let items = property.items();
    if items.list.is_empty() && !items.is_whole && property.parts().is_some() {
        return (vec![property.clone()], true);
    }
    (items.list, items.is_whole && !property.is_absent())
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    /// The breadth of a statement with these actions, and where it is said.
    fn breadth_at(actions: &str) -> (String, &'static str) {
        let statement = format!("{{Effect: Allow, {actions}, Resource: '*'}}");
        let policy =
            format!("{{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {{Statement: {statement}}}}}}}");
        let tested = tested(&format!("\nResources:\n  T: {{Type: AWS::DynamoDB::Table}}\n  P: {policy}"));
        let breadth = tested.find("Statements.0.Breadth");
        breadth.map_or_else(Default::default, |breadth| (breadth, tested.source("Statements.0.Breadth")))
    }

    fn breadth(actions: &str) -> String {
        breadth_at(actions).0
    }

    #[test]
    fn writes_are_told_from_reads() {
        for action in [
            "dynamodb:PutItem",
            "[dynamodb:GetItem, dynamodb:deleteitem]",
            "'dynamodb:Batch*'",
            "dynamodb:PartiQLInsert",
        ] {
            assert_eq!(breadth(&format!("Action: {action}")), "writes", "{action}");
        }
        for action in ["dynamodb:GetItem", "dynamodb:UpdateTable", "'dynamodb:Get*'", "dax:PutItem"] {
            assert_eq!(breadth(&format!("Action: {action}")), "some", "{action}");
        }
    }

    #[test]
    fn opposites_name_what_they_leave_out() {
        for (actions, expected) in [
            ("'iam:*'", "others"),
            ("['iam:*', 'organizations:*']", "others"),
            ("['iam:*', dynamodb:DeleteTable]", "writes"),
            ("[dynamodb:PutItem]", "writes"),
            ("['dynamodb:*']", ""),
            ("'*'", ""),
            ("['dynamodb:*', !ImportValue more]", ""),
            ("!ImportValue all", ""),
            ("!Split [',', !ImportValue all]", ""),
            ("[]", "others"),
        ] {
            assert_eq!(breadth(&format!("NotAction: {actions}")), expected, "{actions}");
        }
        assert_eq!(breadth_at("NotAction: ['iam:*', 'organizations:*']"), ("others".to_owned(), "'iam:*'"));
    }

    #[test]
    fn actions_count_where_their_opposite_is_there_too() {
        assert_eq!(breadth("Action: 'dynamodb:*', NotAction: 'iam:*'"), "service");
    }
}

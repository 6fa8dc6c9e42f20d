//! All tables of two versions of a template, each with what its resource has otherwise now, and the list of changes as it was
//! written. Takes templates and facts; never says what a change does.

use std::cell::RefCell;

use tablewarden_cloudformation::{EarlierConditions, Resource, Template, When};
use tablewarden_order::{Map, Set};
use tablewarden_source::Place;
use tablewarden_template::{At, NodeId, Reading, Value, View};

use crate::changes::written_fact::WrittenFact;
use crate::facts::document::Facts;
use crate::resource::table::TableKind;

/// A table of one version or of both.
#[derive(Debug)]
pub struct TableVersions<'t, 'd> {
    /// Its logical id.
    pub logical_id: &'t str,
    /// Its resource as it was.
    pub old: Option<&'t Resource<'d>>,
    /// Its resource as it is.
    pub new: Option<&'t Resource<'d>>,
    /// The properties and policies that are other now, in the order of the resource.
    pub properties: Vec<&'d str>,
}

/// The tables of a template in its order, and behind them those that only its earlier version has.
#[must_use]
pub fn table_versions<'t, 'd>(new: &'t Template<'d>, old: Option<&'t Template<'d>>) -> Vec<TableVersions<'t, 'd>> {
    let is_table = |resource: &&Resource<'_>| resource.type_name.and_then(TableKind::of_type).is_some();
    let table = |template: Option<&'t Template<'d>>, id: &str| template?.resource(id).filter(is_table);
    let both = old.map(|old| {
        let earlier = EarlierConditions::new(new.conditions(), old.conditions());
        Both { new, old, earlier, mappings: RefCell::default() }
    });
    let of_new = new.resources().iter().filter(is_table).map(|new| {
        let old = table(old, new.logical_id);
        let properties = both.as_ref().zip(old).map(|(both, old)| both.differing(old, new)).unwrap_or_default();
        TableVersions { logical_id: new.logical_id, old, new: Some(new), properties }
    });
    let gone = old.into_iter().flat_map(Template::resources).filter(is_table);
    let gone = gone.filter(|old| table(Some(new), old.logical_id).is_none());
    let gone =
        gone.map(|old| TableVersions { logical_id: old.logical_id, old: Some(old), new: None, properties: Vec::new() });
    of_new.chain(gone).collect()
}

/// Where something is in the earlier version, and where in this one.
type BothAt = (Option<At>, Option<At>);

/// Both versions of a template.
struct Both<'t, 'd> {
    new: &'t Template<'d>,
    old: &'t Template<'d>,
    earlier: EarlierConditions<'t, 'd>,
    /// Whether a mapping of each is the same.
    mappings: RefCell<Map<BothAt, bool>>,
}

/// What a resource has beside its properties that an update acts on.
const POLICIES: [&str; 3] = ["DeletionPolicy", "UpdateReplacePolicy", "Type"];
/// Deeper than any value of a table, and longer than any map of one: there the text decides.
const DEEPEST: u32 = 32;
const LONGEST: usize = 1000;

impl<'d> Both<'_, 'd> {
    fn differing(&self, old: &Resource<'d>, new: &Resource<'d>) -> Vec<&'d str> {
        let mut seen = Set::new();
        let mut differing = Vec::new();
        let mut compare = |old: Option<At>, new: Option<At>, keys: Option<&[&str]>| {
            let (was, is) = (self.old.view(), self.new.view());
            let by_key = |view: View<'d>, at: Option<At>| -> Map<&'d str, At> {
                at.into_iter().flat_map(|at| view.entries(at)).map(|entry| (entry.key, entry.value)).collect()
            };
            let (old, new) = (by_key(was, old), by_key(is, new));
            let all = new.iter().chain(old.iter()).map(|(key, _)| *key);
            for key in all.filter(|key| keys.is_none_or(|keys| keys.contains(key))) {
                let are_same = |old: &At, new: &At| self.are_same(*old, *new, 0);
                let is_same = || old.get(key).zip(new.get(key)).is_some_and(|(old, new)| are_same(old, new));
                if seen.insert(key) && !is_same() {
                    differing.push(key);
                }
            }
        };
        compare(Some(old.at), Some(new.at), Some(&POLICIES));
        compare(old.properties, new.properties, None);
        if self.earlier.now(old.when) != new.when {
            differing.push("Condition");
        }
        differing
    }

    /// Whether two values are written alike, the order of keys and of lists aside, and what they name in the template too.
    fn are_same(&self, old: At, new: At, depth: u32) -> bool {
        let (was, is) = (self.old.view(), self.new.view());
        match (was.value(old), is.value(new)) {
            _ if depth > DEEPEST => self.have_one_text(old, new),
            (Value::List, Value::List) => self.are_same_lists(old, new, depth),
            (Value::Map, Value::Map) if was.len(old) != is.len(new) || is.len(new) > LONGEST => {
                self.have_one_text(old, new)
            }
            (Value::Map, Value::Map) => was.entries(old).zip(is.entries(new)).all(|(entry, beside)| {
                // A key may stand there twice.
                let other = if beside.key == entry.key { Some(beside.value) } else { is.get(new, entry.key) };
                let Some(other) = other else { return false };
                match entry.key {
                    "Fn::If" => {
                        self.have_one_condition(entry.value, other) && self.are_pairwise(entry.value, other, 1, depth)
                    }
                    "Fn::FindInMap" => {
                        self.have_one_mapping(entry.value, other) && self.are_pairwise(entry.value, other, 0, depth)
                    }
                    key if key.starts_with("Fn::") => self.are_pairwise(entry.value, other, 0, depth),
                    _ => self.are_same(entry.value, other, depth + 1),
                }
            }),
            (Value::List | Value::Map, _) | (_, Value::List | Value::Map) => false,
            _ => self.old.digest(old) == self.new.digest(new),
        }
    }

    fn have_one_text(&self, old: At, new: At) -> bool {
        let text = |view: View<'d>, at: At| {
            let tree = view.tree(at);
            tree.span(at.node()).of(tree.source())
        };
        text(self.old.view(), old) == text(self.new.view(), new)
    }

    /// The arguments of a function, whose order counts, from the one of this number on.
    fn are_pairwise(&self, old: At, new: At, from: usize, depth: u32) -> bool {
        let (was, is) = (self.old.view(), self.new.view());
        if (was.value(old), is.value(new)) != (Value::List, Value::List) {
            return self.are_same(old, new, depth + 1);
        }
        let pairs = || was.items(old).zip(is.items(new)).skip(from);
        was.len(old) == is.len(new) && pairs().all(|(old, new)| self.are_same(old, new, depth + 1))
    }

    /// Items are compared one by one; where the same ones stand in another order, each with its like.
    fn are_same_lists(&self, old: At, new: At, depth: u32) -> bool {
        let items = |template: &Template<'d>, at| {
            let items = template.view().items(at).map(|item| (template.digest(item), item));
            let mut items: Vec<(Option<u64>, At)> = items.collect();
            tablewarden_order::sort_by_key(&mut items, |(digest, _)| *digest);
            items
        };
        let (was, is) = (items(self.old, old), items(self.new, new));
        let digests = |items: &[(Option<u64>, At)]| items.iter().map(|(digest, _)| *digest).collect::<Vec<_>>();
        if digests(&was) != digests(&is) {
            return self.are_pairwise(old, new, 0, depth);
        }
        was.iter().zip(&is).all(|((_, old), (_, new))| self.are_same(*old, *new, depth + 1))
    }

    fn have_one_condition(&self, old: At, new: At) -> bool {
        let name = |view: View<'d>, of: At| view.items(of).next().and_then(|name| view.text(name)).unwrap_or_default();
        let (was, is) = (name(self.old.view(), old), name(self.new.view(), new));
        let (when_was, when_is) =
            (self.earlier.now(self.old.conditions().when_named(was)), self.new.conditions().when_named(is));
        when_was == when_is && (was == is || !when_is.is_unknown())
    }

    fn have_one_mapping(&self, old: At, new: At) -> bool {
        let mapping = |template: &Template<'d>, of: At| {
            let view = template.view();
            template.mapping(view.text(view.items(of).next()?)?)
        };
        let both = (mapping(self.old, old), mapping(self.new, new));
        let digests = || (both.0.and_then(|at| self.old.digest(at)), both.1.and_then(|at| self.new.digest(at)));
        *self.mappings.borrow_mut().or_insert_with(both, || digests().0 == digests().1)
    }
}

/// A change of the list of changes.
#[derive(Debug)]
pub struct ListedChange<'f> {
    /// Its first node in the facts, and the one behind its last.
    pub nodes: (NodeId, NodeId),
    /// What kind of change it is.
    pub kind: &'f str,
    /// The logical id of the table.
    pub logical_id: &'f str,
    /// What comes of it, in the word of the facts.
    pub outcome: &'f str,
    /// What becomes of the table, in the word of the facts.
    pub fate: &'f str,
    /// What it is about, and how that changes, for people.
    pub words: [&'f str; 4],
    /// Where it is.
    pub place: Place,
    /// Where that was.
    pub was: Option<Place>,
    /// When it happens, and when the table is there.
    pub when: (When, When),
}

/// The list of changes, without what is only noted as compared.
pub fn listed_changes<'f>(facts: &'f Facts<'_>) -> Vec<ListedChange<'f>> {
    let view = View::new(&facts.tree, Reading::CloudFormation);
    let Some(root) = view.root() else { return Vec::new() };
    let change = |one: WrittenFact<'f>| {
        let text = |key| one.text(key).unwrap_or_default();
        let node = one.node();
        let variant = facts.variants.of(node);
        ListedChange {
            nodes: (node, facts.tree.end(node)),
            kind: text("Kind"),
            logical_id: text("LogicalId"),
            outcome: text("Outcome"),
            fate: text("Fate"),
            words: ["What", "Subject", "Old", "New"].map(text),
            place: one.place(),
            was: one.items("Related").next().map(WrittenFact::place),
            when: variant.map_or((When::ALWAYS, When::ALWAYS), |variant| (variant.when, variant.given)),
        }
    };
    let changes = WrittenFact::new(view, root).items("Changes").map(change);
    changes.filter(|change| change.kind != "compared").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{changed, tested};

    fn differing(old: &str, new: &str) -> Vec<String> {
        let (new, old) = (changed(old, new), tested(old));
        let tables = table_versions(new.template, Some(old.template));
        tables
            .iter()
            .map(|table| {
                let is_there = [table.old.is_some(), table.new.is_some()].map(u8::from);
                format!("{} {is_there:?} {}", table.logical_id, table.properties.join(" "))
            })
            .collect()
    }

    fn table(properties: &str, more: &str) -> String {
        format!(
            "Parameters: {{Stage: {{Type: String}}}}\nConditions: {{IsProd: !Equals [!Ref Stage, prod]}}\n\
             Mappings: {{M: {{a: {{b: 1}}}}}}\n\
             Resources: {{T: {{Type: AWS::DynamoDB::Table, Properties: {{{properties}}}{more}}}}}"
        )
    }

    #[test]
    fn what_is_other_of_a_table_is_named_and_what_is_written_otherwise_is_not() {
        let is = |old: &str, new: &str, expected: &str| {
            let expected = format!("T [1, 1] {expected}");
            assert_eq!(differing(&table(old, ""), &table(new, "")), [expected], "{old} -> {new}");
        };
        is("BillingMode: PROVISIONED", "BillingMode: PAY_PER_REQUEST", "BillingMode");
        is("", "BillingMode: PAY_PER_REQUEST", "BillingMode");
        is("TableName: a, BillingMode: X", "TableName: a", "BillingMode");
        is("Tags: [{Key: a, Value: '1'}, {Key: b, Value: c}]", "Tags: [{Value: c, Key: b}, {Key: a, Value: 1}]", "");
        is("TableName: !Join ['', [a, b]]", "TableName: !Join ['', [b, a]]", "");
        is("TableName: !Sub '${A}-b'", "TableName: {Fn::Sub: '${A}-b'}", "");
        is("TableName: !If [IsProd, a, b]", "TableName: !If [IsProd, b, a]", "TableName");
    }

    #[test]
    fn conditions_and_mappings_count_by_what_they_say() {
        let old = table("TableName: !If [IsProd, a, b], Tags: !FindInMap [M, a, b]", ", Condition: IsProd");
        let same = old.replace("IsProd", "IsLive");
        assert_eq!(differing(&old, &same), ["T [1, 1] "]);
        let other = old.replace("prod]", "live]");
        assert_eq!(differing(&old, &other), ["T [1, 1] TableName Condition"]);
        let other = old.replace("b: 1", "b: 2");
        assert_eq!(differing(&old, &other), ["T [1, 1] Tags"]);
        let other = old.replace(", Condition: IsProd", ", DeletionPolicy: Retain");
        assert_eq!(differing(&old, &other), ["T [1, 1] DeletionPolicy Condition"]);
    }

    #[test]
    fn all_tables_of_both_versions_are_there() {
        let old = "Resources: {A: {Type: AWS::DynamoDB::Table}, B: {Type: AWS::DynamoDB::GlobalTable}, N: {Type: AWS::SNS::Topic}}";
        let new =
            "Resources: {C: {Type: AWS::DynamoDB::Table}, B: {Type: AWS::DynamoDB::Table}, N: {Type: AWS::SNS::Topic}}";
        assert_eq!(differing(old, new), ["C [0, 1] ", "B [1, 1] Type", "A [1, 0] "]);
    }
}

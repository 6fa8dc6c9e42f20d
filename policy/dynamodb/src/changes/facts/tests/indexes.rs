//! Indexes and keys: what comes, goes, and is other of those that stay.

use super::{KEY, kinds, of, table, typed};
use crate::testing::changed;

#[test]
fn indexes_come_and_go_and_change() {
    let index = |name: &str, key: &str, projection: &str| {
        format!(
            "{{IndexName: {name}, KeySchema: [{{AttributeName: {key}, KeyType: HASH}}], Projection: {{ProjectionType: {projection}}}}}"
        )
    };
    let global = |indexes: &[&str]| format!("{{{KEY}, GlobalSecondaryIndexes: [{}]}}", indexes.join(", "));
    let local = |indexes: &[&str]| format!("{{{KEY}, LocalSecondaryIndexes: [{}]}}", indexes.join(", "));
    let (one, two) = (&*index("one", "b", "ALL"), &*index("two", "c", "ALL"));
    let none = format!("{{{KEY}}}");
    for (old, new, expected) in [
        (none.clone(), global(&[one]), "indexes: `one` is new (nothing -> nothing)"),
        (global(&[one]), global(&[two]), "indexes: `two` is new, `one` is removed (nothing -> nothing)"),
        (global(&[one, two]), global(&[two, one]), ""),
        (
            global(&[one]),
            global(&[&index("one", "c", "ALL")]),
            "index-keys: the keys of index `one` of `T` (nothing -> nothing)",
        ),
        (
            global(&[one]),
            global(&[&index("one", "b", "KEYS_ONLY")]),
            "index-keys: the projection of index `one` of `T` (nothing -> nothing)",
        ),
        (local(&[one]), none.clone(), "local-index: `one` is removed (nothing -> nothing)"),
        (global(&[one]), global(&[&index("!Ref Open", "b", "ALL")]), ""),
    ] {
        assert_eq!(of(&old, &new).join(", "), expected, "{old} -> {new}");
    }
    let (included, wider, again) = (
        &*index("one", "b", "INCLUDE, NonKeyAttributes: [x, y]"),
        &*index("one", "b", "INCLUDE, NonKeyAttributes: [x, y, z]"),
        &*index("one", "b", "INCLUDE, NonKeyAttributes: [y, x]"),
    );
    let projection = "index-keys: the projection of index `one` of `T` (nothing -> nothing)";
    assert_eq!(of(&global(&[included]), &global(&[wider])).join(", "), projection);
    assert!(of(&global(&[included]), &global(&[again])).is_empty());
    let both = changed(&table(&none), &table(&global(&[one, two])));
    assert_eq!(both.show("Changes.1.Number"), "2");
    assert_eq!(both.source("Changes.1"), "one");
}

#[test]
fn attributes_that_are_not_known_can_differ_for_certain() {
    let keys = |keys: &str| format!("{{KeySchema: [{{AttributeName: a, KeyType: HASH}}{keys}]}}");
    let index = |keys: &str, projection: &str| {
        format!(
            "{{{KEY}, GlobalSecondaryIndexes: [{{IndexName: one, KeySchema: [{{AttributeName: a, KeyType: HASH}}{keys}], \
             Projection: {{ProjectionType: {projection}}}}}]}}"
        )
    };
    let sort = |name: &str| format!(", {{AttributeName: {name}, KeyType: RANGE}}");
    let (open, more) = (sort("!Ref Open"), sort("!Sub '${Open}-b'"));
    for (old, new, expected) in [
        (keys(""), keys(&open), "replacement: the sort key (nothing -> `${Open}`)"),
        (keys(&open), keys(&more), "replacement: the sort key (`${Open}` -> `${Open}-b`)"),
        (keys(&open), keys(&sort("b")), ""),
        (keys(&open), keys(&open), ""),
        (keys(""), keys(", {AttributeName: s, KeyType: !Ref Open}"), ""),
        (index("", "ALL"), index(&open, "ALL"), "index-keys: the keys of index `one` of `T` (nothing -> nothing)"),
        (index("", "INCLUDE, NonKeyAttributes: [!Ref Open]"), index("", "INCLUDE, NonKeyAttributes: [x]"), ""),
    ] {
        assert_eq!(of(&old, &new).join(", "), expected, "{old} -> {new}");
    }
    let vector = "VectorIndexes: [{IndexName: one, Dimensions: 3}]";
    let kind = of(&index("", "ALL"), &format!("{{{KEY}, {vector}}}"));
    assert_eq!(kind, ["indexes: `one` is new, `one` is removed (nothing -> nothing)"]);
    let lists = "{KeySchema: [{AttributeName: a, KeyType: HASH}], GlobalSecondaryIndexes: !Ref Open}";
    assert!(of(&index("", "ALL"), lists).is_empty());
}

#[test]
fn a_vector_index_keeps_its_settings() {
    let index = |dimensions: &str, distance: &str, attribute: &str, schema: &str| {
        format!(
            "{{{KEY}, VectorIndexes: [{{IndexName: one, Dimensions: {dimensions}, DistanceFunction: {distance}, \
             VectorAttribute: {{AttributeName: {attribute}}}, SearchSchema: [{schema}]}}]}}"
        )
    };
    let (one, two) = (
        "{AttributeName: a, SearchSchemaElementType: HASH}",
        "{AttributeName: b, SearchSchemaElementType: INLINE_FILTER}",
    );
    let old = index("3", "COSINE", "v", one);
    for (new, expected) in [
        (index("'3'", "COSINE", "v", one), ""),
        (index("4", "COSINE", "v", one), "the dimensions of"),
        (index("3", "EUCLIDEAN", "v", one), "the distance function of"),
        (index("3", "COSINE", "w", one), "the vector attribute of"),
        (index("3", "COSINE", "v", two), "the search schema of"),
        (index("!Ref Open", "!Ref Open", "!Ref Open", "!Ref Open"), ""),
        (index("4", "EUCLIDEAN", "v", one), "the dimensions and the distance function of"),
    ] {
        let changes = of(&old, &new).join(", ");
        let expected = if expected.is_empty() {
            String::new()
        } else {
            format!("index-keys: {expected} index `one` of `T` (nothing -> nothing)")
        };
        assert_eq!(changes, expected, "{new}");
    }
    let with_global = format!("{{{KEY}, GlobalSecondaryIndexes: [{{IndexName: two, {KEY}}}]}}");
    let changed = changed(&table(&old), &table(&with_global));
    assert_eq!((changed.show("Changes.1.Kind"), changed.show("Changes.1.Number")), ("indexes".into(), "2".into()));
}

#[test]
fn local_indexes_of_a_global_table_replace_it() {
    let local = |names: &[&str]| {
        let one = |name: &&str| format!("{{IndexName: {name}, {KEY}}}");
        let list: Vec<_> = names.iter().map(one).collect();
        format!("{{{KEY}, LocalSecondaryIndexes: [{}]}}", list.join(", "))
    };
    let of =
        |type_name: &str| kinds(&changed(&typed(type_name, &local(&["one"])), &typed(type_name, &local(&["two"]))));
    let moved = "`two` is new, `one` is removed (nothing -> nothing)";
    assert_eq!(of("AWS::DynamoDB::GlobalTable"), [format!("replaced-indexes: {moved}")]);
    assert_eq!(of("AWS::DynamoDB::Table"), [format!("local-index: {moved}")]);
}

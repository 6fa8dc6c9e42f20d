//! Names of keys in every spelling and number, so that a key of a query is often another spelling of a key of the document.

use std::collections::BTreeMap;
use tablewarden_conformance::Chance;

/// Few, so that names meet.
const WORDS: [&str; 2] = ["one", "size"];
const SELDOM: [&str; 5] = ["x2", "http", "ä", "a", "status"];
const PLURALS: [&str; 20] = [
    "Tags",
    "Policies",
    "Addresses",
    "Indices",
    "Statuses",
    "Data",
    "Police",
    "Databases",
    "Leaves",
    "Shelves",
    "Archives",
    "Buses",
    "Series",
    "Octopi",
    "Shoes",
    "Boxes",
    "Movies",
    "News",
    "Analyses",
    "Heroes",
];
const SINGULARS: [&str; 20] = [
    "Tag",
    "Policy",
    "Address",
    "Indice",
    "Status",
    "Datum",
    "Polouse",
    "Databasis",
    "Leafe",
    "Shelf",
    "Archive",
    "Buse",
    "Sery",
    "Octopus",
    "Shoe",
    "Box",
    "Movie",
    "News",
    "Analysis",
    "Hero",
];

/// A name of one or two words.
fn name(chance: &mut Chance) -> String {
    let count = chance.pick(&[1, 2, 2, 2, 2]);
    let words: Vec<_> =
        (0..count).map(|_| if chance.percent(10) { chance.pick(&SELDOM) } else { chance.pick(&WORDS) }).collect();
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    let capitals: Vec<String> = words.iter().map(|word| capital(word)).collect();
    match chance.below(8) {
        0 => words.join("_"),
        1 => words.join("-"),
        2 => capitals.join(" "),
        3 => capitals.join("-"),
        4 => capitals.concat(),
        5 => words.concat().to_uppercase(),
        6 => format!("{}{}", words[0], capitals[1..].concat()),
        _ => format!("{}s", capitals.concat()),
    }
}

/// A JSON object of such names, two levels of them.
pub(super) fn object(chance: &mut Chance) -> String {
    let level = |chance: &mut Chance, count: usize| -> BTreeMap<String, usize> {
        (0..count).map(|at| (name(chance), at)).collect()
    };
    let outer: Vec<String> = level(chance, 12)
        .into_keys()
        .map(|key| {
            let inner: Vec<String> = level(chance, 8).iter().map(|(key, at)| format!("\"{key}\": {at}")).collect();
            format!("\"{key}\": {{{}}}", inner.join(", "))
        })
        .collect();
    let singulars: Vec<String> = SINGULARS.iter().map(|word| format!("\"{word}\": 1")).collect();
    format!("{{{}, \"Singulars\": {{{}}}}}", outer.join(", "), singulars.join(", "))
}

/// A query into that object, from where its name is `Spelt`.
pub(super) fn query(chance: &mut Chance) -> String {
    if chance.percent(25) {
        return format!("Spelt.Singulars.{}", chance.pick(&PLURALS));
    }
    let mut query = "Spelt".to_owned();
    for _ in 0..2 {
        let name = name(chance);
        let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(['-', ' ']);
        query.push_str(&if is_plain { format!(".{name}") } else { format!(".'{name}'") });
    }
    query
}

//! Takes the property tables in `rules/schema` (their README has the format); gives Rust constants for them, so that
//! nothing is parsed when a template is checked. A line it does not understand stops the build.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

const TABLES: &str = "../../rules/schema";

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed={TABLES}");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    for entry in fs::read_dir(TABLES).map_err(|error| format!("{TABLES}: {error}"))? {
        let path = entry.map_err(|error| format!("{TABLES}: {error}"))?.path();
        if path.extension().is_some_and(|extension| extension == "schema") {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    files.sort();
    let mut types = Vec::new();
    for path in &files {
        types.push(Table::read(path)?);
    }
    types.sort_by(|one, other| one.name.cmp(&other.name));
    let mut code = String::new();
    for (index, table) in types.iter().enumerate() {
        table.objects_to(index, &mut code)?;
    }
    code.push_str("pub(super) static TYPES: &[TypeSchema] = &[\n");
    for (index, table) in types.iter().enumerate() {
        let (name, source, date) = (&table.name, &table.source, &table.date);
        let root = table.reference(index, "-")?;
        let fields = format!("name: {name:?}, source: {source:?}, date: {date:?}, root: {root}");
        code.push_str(&format!("    TypeSchema {{ {fields} }},\n"));
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    fs::write(PathBuf::from(out).join("schema_tables.rs"), code).map_err(|error| error.to_string())
}

/// One file.
#[derive(Default)]
struct Table {
    name: String,
    source: String,
    date: String,
    objects: BTreeMap<String, Object>,
}

#[derive(Default)]
struct Object {
    /// By name, as the check searches them.
    properties: BTreeMap<String, Property>,
    rules: Vec<Vec<String>>,
}

struct Property {
    required: bool,
    shape: Shape,
    read_only: bool,
    update: &'static str,
}

/// The type of a value, and the bounds as they are written.
#[derive(Default)]
struct Shape {
    kind: String,
    bounds: BTreeMap<String, String>,
    of: Option<Box<Shape>>,
}

impl Table {
    fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut table = Self::default();
        let mut object = None;
        for (index, line) in text.lines().enumerate() {
            let at = |message: &str| format!("{}:{}: {message}", path.display(), index + 1);
            let (first, rest) = line.trim_start().split_once(' ').unwrap_or((line.trim_start(), ""));
            match (line.starts_with("  "), first) {
                (false, "" | "#") => {}
                (false, "type") => rest.clone_into(&mut table.name),
                (false, "source") => rest.clone_into(&mut table.source),
                (false, "date") => rest.clone_into(&mut table.date),
                (false, "object") => object = Some(table.objects.entry(rest.to_owned()).or_default()),
                (true, "-") => {
                    let object = object.as_mut().ok_or_else(|| at("a rule outside an object"))?;
                    object.rules.push(rest.split(' ').map(str::to_owned).collect());
                }
                (true, name) => {
                    let object = object.as_mut().ok_or_else(|| at("a property outside an object"))?;
                    let (name, required) = name.strip_suffix('*').map_or((name, false), |name| (name, true));
                    let property = Property::parse(rest, required).map_err(|message| at(&message))?;
                    if object.properties.insert(name.to_owned(), property).is_some() {
                        return Err(at("the property is there twice"));
                    }
                }
                (false, _) => return Err(at("no such line in a property table")),
            }
        }
        if table.name.is_empty() || table.source.is_empty() || table.date.is_empty() {
            return Err(format!("{}: type, source and date are needed", path.display()));
        }
        Ok(table)
    }

    /// The constants of all objects; `index` is the type's.
    fn objects_to(&self, index: usize, code: &mut String) -> Result<(), String> {
        for (name, object) in &self.objects {
            let constant = self.reference(index, name)?;
            let constant = constant.trim_start_matches('&');
            writeln!(code, "static {constant}: ObjectSchema = ObjectSchema {{ properties: &[")
                .map_err(|e| e.to_string())?;
            for (name, property) in &object.properties {
                let Property { required, read_only, update, shape } = property;
                let shape = self.shape(index, shape).map_err(|message| format!("{}: {name}: {message}", self.name))?;
                let marks = format!("required: {required}, read_only: {read_only}, update: Update::{update}");
                code.push_str(&format!("    Property {{ name: {name:?}, {marks}, shape: {shape} }},\n"));
            }
            code.push_str("], rules: &[");
            for rule in &object.rules {
                code.push_str(&object.rule(rule).map_err(|message| format!("{}: {name}: {message}", self.name))?);
                code.push_str(", ");
            }
            code.push_str("] };\n");
        }
        Ok(())
    }

    fn reference(&self, index: usize, name: &str) -> Result<String, String> {
        let number = self.objects.keys().position(|object| object == name);
        let number = number.ok_or_else(|| format!("{}: no object {name}", self.name))?;
        Ok(format!("&TYPE_{index}_OBJECT_{number}"))
    }

    fn shape(&self, index: usize, shape: &Shape) -> Result<String, String> {
        let bounds = |name: &str| bounds(shape.bounds.get(name).map_or("..", String::as_str));
        Ok(match shape.kind.as_str() {
            "string" => {
                let values = shape.bounds.get("enum").map_or("", String::as_str);
                let pattern = shape.bounds.get("pattern").map_or("", String::as_str);
                let length = bounds("length")?;
                let fields = format!("length: {length}, values: Values({values:?}), pattern: {pattern:?}");
                format!("Shape::Text(&Text {{ {fields} }})")
            }
            "integer" => format!("Shape::Integer({})", bounds("range")?),
            "number" => format!("Shape::Number({})", bounds("range")?),
            "boolean" => "Shape::Boolean".to_owned(),
            "json" => "Shape::Json".to_owned(),
            "map" => "Shape::Map".to_owned(),
            "list" => {
                let of = self.shape(index, shape.of.as_deref().ok_or("a list of what?")?)?;
                let distinct = bounds("distinct")?;
                let keys: Vec<_> = shape.bounds.get("unique-by").map_or(Vec::new(), |text| text.split('|').collect());
                let unique = shape.bounds.contains_key("unique");
                let items = bounds("items")?;
                let fields = format!("items: {items}, distinct: {distinct}, unique: {unique}, unique_by: &{keys:?}");
                format!("Shape::List(&List {{ {fields}, of: {of} }})")
            }
            name => {
                let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
                format!("Shape::Object({})", self.reference(index, name.ok_or("no such type")?)?)
            }
        })
    }
}

impl Object {
    fn rule(&self, words: &[String]) -> Result<String, String> {
        let (word, names) = words.split_first().ok_or("an empty rule")?;
        let mut numbers = Vec::new();
        for name in names {
            let number = self.properties.keys().position(|property| property == name);
            numbers.push(number.ok_or_else(|| format!("a rule about {name}, which is no property"))?);
        }
        Ok(match (word.as_str(), numbers.split_first()) {
            ("one-of", Some(_)) => format!("Rule::OneOf(&{numbers:?})"),
            ("any-of", Some(_)) => format!("Rule::AnyOf(&{numbers:?})"),
            ("needs", Some((first, others))) => format!("Rule::Needs({first}, &{others:?})"),
            ("excludes", Some((first, others))) => format!("Rule::Excludes({first}, &{others:?})"),
            _ => return Err(format!("no such rule: {word}")),
        })
    }
}

impl Property {
    fn parse(text: &str, required: bool) -> Result<Self, String> {
        let mut property = Self { required, shape: Shape::default(), read_only: false, update: "Free" };
        let mut shape = &mut property.shape;
        for word in text.split(' ') {
            match word {
                "read-only" => property.read_only = true,
                "create-only" => property.update = "Replaces",
                "create-only-at-times" => property.update = "MayReplace",
                "of" => shape = shape.of.insert(Box::default()),
                _ if shape.kind.is_empty() => word.clone_into(&mut shape.kind),
                _ => {
                    let (name, value) = word.split_once('=').unwrap_or((word, ""));
                    if !["length", "range", "items", "distinct", "unique", "unique-by", "enum", "pattern"]
                        .contains(&name)
                    {
                        return Err(format!("no such bound: {word}"));
                    }
                    shape.bounds.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        Ok(property)
    }
}

fn bounds(text: &str) -> Result<String, String> {
    let (low, high) = text.split_once("..").ok_or_else(|| format!("no bounds: {text}"))?;
    let end = |text: &str, none: i32| if text.is_empty() { Ok(none) } else { text.parse::<i32>() };
    let low = end(low, i32::MIN).map_err(|error| format!("{text}: {error}"))?;
    let high = end(high, i32::MAX).map_err(|error| format!("{text}: {error}"))?;
    Ok(format!("Bounds {{ low: {low}, high: {high} }}"))
}

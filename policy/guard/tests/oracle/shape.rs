//! Our tree in the shape of `cfn-guard parse-tree`, so that the two can be compared. Leaves out every location.

use serde_json::{Value as Json, json};
use tablewarden_guard as guard;

/// The whole file.
pub(crate) fn file(file: &guard::RuleFile) -> Json {
    if file.is_empty() && file.assignments.is_empty() {
        return Json::Null;
    }
    let mut rules: Vec<Json> = file.plain_rules().map(rule).collect();
    if !file.defaults.is_empty() {
        let body = json!({ "assignments": [], "conjunctions": rule_lines(&file.defaults) });
        rules.insert(0, json!({ "rule_name": "default", "conditions": null, "block": body }));
    }
    let parameterized: Vec<Json> = file
        .parameterized_rules()
        .map(|found| {
            let mut names: Vec<&str> = Vec::new();
            for name in &found.parameters {
                if !names.contains(&&**name) {
                    names.push(name);
                }
            }
            json!({ "parameter_names": names, "rule": rule(found) })
        })
        .collect();
    json!({
        "assignments": assignments(&file.assignments),
        "guard_rules": rules,
        "parameterized_rules": parameterized,
    })
}

fn rule(rule: &guard::Rule) -> Json {
    json!({
        "rule_name": &*rule.name,
        "conditions": conditions(&rule.conditions),
        "block": {
            "assignments": assignments(&rule.body.assignments),
            "conjunctions": rule_lines(&rule.body.lines),
        },
    })
}

fn assignments(assignments: &[guard::Assignment]) -> Json {
    assignments.iter().map(|found| json!({ "var": &*found.name, "value": operand(&found.value) })).collect()
}

fn conditions(conditions: &[guard::Line]) -> Json {
    if conditions.is_empty() { Json::Null } else { lines(conditions) }
}

/// The lines of a rule, where cfn-guard puts one more layer around the items.
fn rule_lines(lines: &[guard::Line]) -> Json {
    lines.iter().map(|line| line.items.iter().map(rule_item).collect::<Json>()).collect()
}

fn rule_item(found: &guard::Item) -> Json {
    match found {
        guard::Item::When(_) | guard::Item::Type(_) => item(found),
        _ => json!({ "Clause": item(found) }),
    }
}

fn lines(lines: &[guard::Line]) -> Json {
    lines.iter().map(|line| line.items.iter().map(item).collect::<Json>()).collect()
}

fn block(block: &guard::Block) -> Json {
    json!({ "assignments": assignments(&block.assignments), "conjunctions": lines(&block.lines) })
}

fn item(item: &guard::Item) -> Json {
    match item {
        guard::Item::When(found) => json!({ "WhenBlock": [lines(&found.conditions), block(&found.block)] }),
        guard::Item::Type(found) => json!({ "TypeBlock": {
            "type_name": &*found.type_name,
            "conditions": conditions(&found.conditions),
            "block": block(&found.block),
            "query": type_query(&found.type_name),
        } }),
        guard::Item::Block(found) => json!({ "BlockClause": {
            "query": query(&found.query),
            "block": block(&found.block),
            "not_empty": found.not_empty,
        } }),
        guard::Item::Clause(found) => json!({ "Clause": { "negation": found.not, "access_clause": {
            "query": query(&found.query),
            "comparator": [operator(found.operator), found.operator_not],
            "compare_with": found.right.as_ref().map(operand),
            "custom_message": message(found.message.as_ref()),
        } } }),
        guard::Item::Call(found) => json!({ "ParameterizedNamedRule": {
            "parameters": found.arguments.iter().map(operand).collect::<Json>(),
            "named_rule": named(&found.name, found.not, found.message.as_ref()),
        } }),
        guard::Item::Ref(found) => json!({ "NamedRule": named(&found.name, found.not, found.message.as_ref()) }),
    }
}

fn named(name: &str, not: bool, with: Option<&guard::Message>) -> Json {
    json!({ "dependent_rule": name, "negation": not, "custom_message": message(with) })
}

fn message(message: Option<&guard::Message>) -> Json {
    message.map_or(Json::Null, |message| (*message.text).into())
}

/// The query that cfn-guard makes of a resource type.
fn type_query(name: &str) -> Json {
    json!([{ "Key": "Resources" }, { "AllValues": null }, { "Filter": [null, [[{ "Clause": {
        "negation": false,
        "access_clause": {
            "query": { "query": [{ "Key": "Type" }], "match_all": true },
            "comparator": ["Eq", false],
            "compare_with": { "Value": { "path": "", "value": name } },
            "custom_message": null,
        },
    } }]]] }])
}

fn operator(operator: guard::Operator) -> &'static str {
    match operator {
        guard::Operator::Equal => "Eq",
        guard::Operator::Less => "Lt",
        guard::Operator::LessOrEqual => "Le",
        guard::Operator::Greater => "Gt",
        guard::Operator::GreaterOrEqual => "Ge",
        guard::Operator::In => "In",
        guard::Operator::Exists => "Exists",
        guard::Operator::Empty => "Empty",
        guard::Operator::IsString => "IsString",
        guard::Operator::IsList => "IsList",
        guard::Operator::IsStruct => "IsMap",
        guard::Operator::IsBool => "IsBool",
        guard::Operator::IsInt => "IsInt",
        guard::Operator::IsFloat => "IsFloat",
        guard::Operator::IsNull => "IsNull",
    }
}

fn query(query: &guard::Query) -> Json {
    let mut parts: Vec<Json> = query.parts.iter().map(part).collect();
    let first_is_variable = matches!(query.parts[0].kind, guard::PartKind::Variable(_));
    let indices_follow = matches!(query.parts.get(1).map(|part| &part.kind), Some(guard::PartKind::AllIndices(_)));
    if first_is_variable && parts.len() > 1 && !indices_follow {
        parts.insert(1, json!({ "AllIndices": null }));
    }
    json!({ "query": parts, "match_all": !query.some })
}

fn part(part: &guard::Part) -> Json {
    let name = |name: &Option<guard::Text>| name.as_ref().map_or(Json::Null, |name| (*name.text).into());
    match &part.kind {
        guard::PartKind::This => "This".into(),
        guard::PartKind::Variable(name) | guard::PartKind::Interpolated(name) => json!({ "Key": format!("%{name}") }),
        guard::PartKind::Key(key) => json!({ "Key": key }),
        guard::PartKind::Index(index) => json!({ "Index": index }),
        guard::PartKind::AllValues(capture) => json!({ "AllValues": name(capture) }),
        guard::PartKind::AllIndices(capture) => json!({ "AllIndices": name(capture) }),
        guard::PartKind::Filter(filter) => json!({ "Filter": [name(&filter.capture), lines(&filter.lines)] }),
        guard::PartKind::Keys(filter) => {
            let comparator = match (filter.operator, filter.operator_not) {
                (guard::KeysOperator::Equal, false) => "Eq",
                (guard::KeysOperator::Equal, true) => "NotEq",
                (guard::KeysOperator::In, false) => "In",
                (guard::KeysOperator::In, true) => "NotIn",
            };
            let clause = json!({ "comparator": comparator, "compare_with": operand(&filter.right) });
            json!({ "MapKeyFilter": [name(&filter.capture), clause] })
        }
    }
}

fn operand(operand_: &guard::Operand) -> Json {
    match operand_ {
        guard::Operand::Value(found) => json!({ "Value": { "path": "", "value": value(found) } }),
        guard::Operand::Query(found) => json!({ "AccessClause": query(found) }),
        guard::Operand::Call(found) => json!({ "FunctionCall": {
            "parameters": found.arguments.iter().map(operand).collect::<Json>(),
            "name": found.function.name(),
        } }),
    }
}

fn value(value_: &guard::Value) -> Json {
    match &value_.kind {
        guard::ValueKind::Null => Json::Null,
        guard::ValueKind::String(text) => (**text).into(),
        guard::ValueKind::Int(number) => (*number).into(),
        guard::ValueKind::Float(number) => (*number).into(),
        guard::ValueKind::Bool(truth) => (*truth).into(),
        guard::ValueKind::Regex(text) => format!("/{text}/").into(),
        guard::ValueKind::IntRange(found) => range(found),
        guard::ValueKind::FloatRange(found) => range(found),
        guard::ValueKind::CharRange(found) => range(found),
        guard::ValueKind::List(values) => values.iter().map(value).collect(),
        guard::ValueKind::Map(entries) => {
            let mut map = serde_json::Map::new();
            for entry in entries {
                map.insert(entry.key.to_string(), value(&entry.value));
            }
            map.into()
        }
    }
}

fn range<T: std::fmt::Display>(range: &guard::Range<T>) -> Json {
    let open = if range.lower_inclusive { '[' } else { '(' };
    let close = if range.upper_inclusive { ']' } else { ')' };
    format!("{open}{},{}{close}", range.lower, range.upper).into()
}

//! What can be nested in rules and in templates: a depth in, a template and rules out.

use std::fmt::Write;

/// One kind.
pub(crate) struct Nesting {
    pub(crate) name: &'static str,
    pub(crate) make: Box<dyn Fn(usize) -> (String, String)>,
}

const TABLE: &str = "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}}";
const RULES: &str = "rule r { Resources.* { Type exists } }";

fn nested(open: &str, middle: &str, close: &str, depth: usize) -> String {
    format!("{}{middle}{}", open.repeat(depth), close.repeat(depth))
}

/// One line for each number below `depth`, in this order.
fn lines(depth: usize, line: impl Fn(usize) -> String) -> String {
    (0..depth).fold(String::new(), |mut text, number| {
        writeln!(text, "{}", line(number)).unwrap();
        text
    })
}

fn rules(name: &'static str, make: impl Fn(usize) -> String + 'static) -> Nesting {
    Nesting { name, make: Box::new(move |depth| (TABLE.to_owned(), make(depth))) }
}

fn template(name: &'static str, make: impl Fn(usize) -> String + 'static) -> Nesting {
    Nesting { name, make: Box::new(move |depth| (make(depth), RULES.to_owned())) }
}

/// Kinds of rules. What is too deep has no verdict.
pub(crate) fn of_rules() -> Vec<Nesting> {
    vec![
        rules("variables", |depth| {
            let chain = lines(depth, |number| format!("let v{} = %v{number}", number + 1));
            format!("let v0 = Resources\n{chain}rule r {{ %v{depth} exists }}")
        }),
        rules("variables of blocks", |depth| {
            let open = lines(depth, |number| format!("this {{ let w{} = %w{number}", number + 1));
            format!("rule r {{ let w0 = Resources\n{open} %w{depth} exists {} }}", "}".repeat(depth))
        }),
        rules("rules", |depth| {
            let chain = lines(depth, |number| format!("rule r{number} {{ r{}\n}}", number + 1));
            format!("{chain}rule r{depth} {{ Resources exists }}")
        }),
        rules("conditions of rules", |depth| {
            let chain = lines(depth, |number| format!("rule r{number} when r{} {{ Resources exists }}", number + 1));
            format!("{chain}rule r{depth} {{ Resources exists }}")
        }),
        rules("rules with parameters", |depth| {
            let chain = lines(depth, |number| format!("rule p{number}(x) {{ p{}(%x) }}", number + 1));
            format!("{chain}rule p{depth}(x) {{ %x exists }}\nrule r {{ p0(Resources) }}")
        }),
        rules("filters", |depth| format!("rule r {{ {} }}", nested("Resources[ ", "Type exists", " ] !empty", depth))),
        rules("filters of variables", |depth| {
            let chain = lines(depth, |number| format!("let v{} = %v{number}[ Type exists ]", number + 1));
            format!("let v0 = Resources.*\n{chain}rule r {{ %v{depth} exists }}")
        }),
        rules("blocks", |depth| format!("rule r {{ {} }}", nested("this { ", "Resources exists", " }", depth))),
        rules("when blocks", |depth| {
            format!("rule r {{ {} }}", nested("when Resources exists { ", "Resources exists", " }", depth))
        }),
        rules("functions", |depth| {
            format!("let x = {}\nrule r {{ %x exists }}", nested("count(", "Resources", ")", depth))
        }),
        rules("lists", |depth| format!("rule r {{ Resources != {} }}", nested("[", "1", "]", depth))),
        rules("maps", |depth| format!("rule r {{ Resources != {} }}", nested("{a: ", "1", "}", depth))),
        rules("groups", |depth| format!("rule r {{ Resources.*.Type != /{}/ }}", nested("(", "x", ")", depth))),
        rules("groups that repeat", |depth| {
            format!("rule r {{ Resources.*.Type != /{}/ }}", nested("(?:", "x", "y)*z", depth))
        }),
        rules("classes", |depth| format!("rule r {{ Resources.*.Type != /x{}/ }}", nested("[", "x", "]", depth))),
    ]
}

fn properties(text: &str) -> String {
    format!("Resources: {{T: {{Type: AWS::DynamoDB::Table, Properties: {{BillingMode: PAY_PER_REQUEST, {text}}}}}}}")
}

/// Kinds of templates.
pub(crate) fn of_templates() -> Vec<Nesting> {
    let deep = |open: &'static str, close: &'static str| {
        move |depth: usize| format!("{TABLE}\nMetadata: {}", nested(open, "x", close, depth))
    };
    let function = |open: &'static str, close: &'static str| {
        move |depth: usize| {
            let value = nested(open, "x", close, depth);
            format!(
                "Parameters: {{P: {{Type: String}}}}\nConditions: {{C: !Equals [!Ref P, x]}}\n{}",
                properties(&format!("TableName: {value}"))
            )
        }
    };
    vec![
        template("lists", deep("[", "]")),
        template("maps", deep("{a: ", "}")),
        template("lists in JSON", |depth| {
            format!("{{\"Resources\": {{}}, \"Metadata\": {}}}", nested("[", "1", "]", depth))
        }),
        template("maps in JSON", |depth| {
            format!("{{\"Resources\": {{}}, \"Metadata\": {}}}", nested("{\"a\": ", "1", "}", depth))
        }),
        template("blocks", |depth| format!("{TABLE}\nMetadata:\n  {}x", "- ".repeat(depth))),
        template("Fn::If", function("!If [C, ", ", y]")),
        template("Fn::Join", function("!Join ['', [", "]]")),
        template("Fn::Sub", function("!Sub ['${a}', {a: ", "}]")),
        template("Fn::Select", function("!Select [0, [", "]]")),
        template("Fn::Split", function("!Select [0, !Split [',', ", "]]")),
        template("Fn::Base64", function("Fn::Base64: !Base64 {", "}")),
        template("conditions in each other", |depth| {
            format!(
                "Parameters: {{P: {{Type: String}}}}\nConditions:\n  C: {}\n{}",
                nested("!Not [", "!Equals [!Ref P, x]", "]", depth),
                properties("TableName: !If [C, a, b]")
            )
        }),
        template("a chain of conditions", |depth| {
            let chain = lines(depth, |number| format!("  C{number}: !Not [!Condition C{}]", number + 1));
            format!(
                "Parameters: {{P: {{Type: String}}}}\nConditions:\n{chain}  C{depth}: !Equals [!Ref P, x]\n{}",
                properties("TableName: !If [C0, a, b]")
            )
        }),
        template("loops", |depth| {
            let open = (0..depth).fold(String::new(), |mut text, number| {
                write!(text, "{{'Fn::ForEach::L{number}': [N{number}, [a], ").unwrap();
                text
            });
            format!(
                "Transform: AWS::LanguageExtensions\nResources: {open}{{T: {{Type: A::B::C}}}}{}",
                "]}".repeat(depth)
            )
        }),
        template("statements of policies", |depth| {
            let value = nested("[", "{Effect: Allow, Action: 'dynamodb:*', Resource: '*'}", "]", depth);
            format!(
                "Resources:\n  T: {{Type: AWS::DynamoDB::Table, Properties: {{BillingMode: PAY_PER_REQUEST}}}}\n  P: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {{Statement: {value}}}}}}}"
            )
        }),
        template("policies of tables", |depth| {
            properties(&format!(
                "ResourcePolicy: {{PolicyDocument: {}}}",
                nested("{Statement: [", "x", "]}", depth / 2)
            ))
        }),
        template("properties", |depth| {
            properties(&format!("SSESpecification: {}", nested("{SSEEnabled: ", "x", "}", depth)))
        }),
        Nesting {
            name: "comparisons",
            make: Box::new(|depth| {
                let value = nested("[", "1", "]", depth);
                let maps = nested("{a: ", "1", "}", depth);
                let template = format!("Resources: {{}}\nA: {value}\nB: {value}\nC: {maps}\nD: {maps}");
                (
                    template,
                    "let a = A\nlet c = C\nrule r { %a == B\n B == %a\n %a in B or A == B\n %c == D\n %c in D }"
                        .to_owned(),
                )
            }),
        },
    ]
}

//! `cargo xtask pages`: docs/rules, a page for each rule of the pack and one that lists them, made from the headers of the rule
//! files.

use tablewarden_rules::{Header, RuleFile, marked, read};

use crate::generated::folder::{Files, Folder};

pub(crate) const PAGES: Folder = Folder {
    command: "pages",
    path: "docs/rules",
    ending: ".md",
    make: |root| {
        let rules = read(&root.join("rules/dynamodb"))?;
        let mut files: Files = rules.iter().map(|rule| (format!("{}.md", rule.header.id), page(rule))).collect();
        files.insert("README.md".to_owned(), list(&rules));
        Ok(files)
    },
};

/// The page of one rule.
fn page(rule: &RuleFile) -> String {
    let header = &rule.header;
    let profile = match header.profile.as_str() {
        "strict" => "under the profile `strict`",
        _ => "by default",
    };
    let mut page = format!("# {} {}\n\n{}.\n\n", header.id, header.name, header.title.trim_end_matches('.'));
    page.push_str(&format!("Severity `{}`, reported {profile}, at {}.\n", header.severity, header.reports.trim()));
    let mut part = |title: &str, text: &str| {
        if !text.trim().is_empty() {
            page.push_str(&format!("\n## {title}\n\n{}\n", text.trim_end()));
        }
    };
    part("Why", &header.why);
    part("Before", &example(&header.before));
    part("Bad", &example(&header.bad));
    part("Good", &example(&header.good));
    part("How to fix", &header.fix);
    part("How to fix it with the CDK", &typescript(&header.cdk));
    part("When to waive", &header.waive);
    part("Parameters", &parameters(rule));
    part("Also known as", &also_known_as(header));
    part("References", &bullets(&header.references));
    page
}

/// Lines of TypeScript as code.
fn typescript(lines: &str) -> String {
    if lines.is_empty() { String::new() } else { format!("```ts\n{}\n```\n", lines.trim_end()) }
}

/// The ids that other tools have for it, a line for each tool.
fn also_known_as(header: &Header) -> String {
    let line = |(tool, ids): (&String, &Vec<String>)| format!("{tool}: {}", ids.join(", "));
    bullets(header.also_known_as.iter().map(line))
}

/// A template as code. The mark becomes a comment at the end of its line.
fn example(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let marked = marked(text);
    let lines = marked.text.lines().zip(1..).map(|(line, number)| match marked.mark {
        Some((at, _, _)) if at == number => format!("{line}  # here\n"),
        _ => format!("{line}\n"),
    });
    format!("```yaml\n{}```\n", lines.collect::<String>())
}

/// The parameters with their defaults, and where to set them.
fn parameters(rule: &RuleFile) -> String {
    let Header { id, parameters, .. } = &rule.header;
    if parameters.is_empty() {
        return String::new();
    }
    let value = |name: &str| {
        let start = format!("let {name} = ");
        rule.text.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default()
    };
    let defaults = bullets(parameters.iter().map(|name| format!("`{name}`, by default `{}`", value(name))));
    format!("{defaults}\nSet them in `tablewarden.yaml`: `rules: {{{id}: {{parameters: {{NAME: VALUE}}}}}}`.\n")
}

fn bullets(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    items.into_iter().map(|item| format!("- {}\n", item.as_ref())).collect()
}

/// The rules, category by category.
fn list(rules: &[RuleFile]) -> String {
    let mut text = String::from(
        "# The rules\n\nEach rule has a page with the reason, an example, the fix in YAML and for the CDK, and when to waive it. `tablewarden \
         explain ID` prints the page.\n\nThe profile `recommended` is the default. `strict` adds the rules that are marked so, and `minimal` \
         reports only errors.\n",
    );
    for group in rules.chunk_by(|one, other| category(&one.header) == category(&other.header)) {
        let folder = group.first().and_then(|rule| rule.file.split('/').next()).unwrap_or_default();
        text.push_str(&format!("\n## {folder}\n\n| rule | severity | profile | what to do |\n|---|---|---|---|\n"));
        for RuleFile { header, .. } in group {
            let Header { id, name, severity, profile, title, .. } = header;
            text.push_str(&format!("| [{id}]({id}.md) {name} | {severity} | {profile} | {title} |\n"));
        }
    }
    text
}

/// The letter of the id: `DDB-B`.
fn category(header: &Header) -> &str {
    header.id.trim_end_matches(|letter: char| letter.is_ascii_digit())
}

//! A text in, which tool fills it in before CloudFormation sees it out: the Serverless Framework's variables, Jinja, ERB, Terraform's. Never
//! says what will stand there.

/// A tool that fills in templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Templating {
    /// The Serverless Framework: `${self:custom.name}`.
    Serverless,
    /// Jinja and its kin: `{{ name }}`, `{% if … %}`.
    Jinja,
    /// ERB: `<%= name %>`.
    Erb,
    /// Terraform: `${var.name}`.
    Terraform,
}

/// Where the Serverless Framework's variables come from. `${aws:…}` is one of them for two names only: the others are
/// variables of access policies.
const SOURCES: [&str; 12] =
    ["self", "opt", "file", "env", "sls", "ssm", "cf", "param", "strToBool", "git", "output", "terraform"];

/// Where the variables of Terraform come from. In `Fn::Sub` the same is an attribute of a resource.
const TERRAFORM: [&str; 4] = ["var.", "local.", "module.", "data."];

/// The tool that fills the text in, if there is one.
pub(crate) fn templating(text: &str) -> Option<Templating> {
    find(text).map(|(_, tool)| tool)
}

/// Whether a tool fills the text in.
#[must_use]
pub fn is_filled_in(text: &str) -> bool {
    templating(text).is_some()
}

/// Whether the text has a mark that tools know their variables by, and that no name in a template has.
#[must_use]
pub fn has_mark(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'$' | b'{' | b'}' | b'<' | b'>' | b'%' | b'(' | b'[' | b'#' | b'@'))
}

/// Whether a tool, known here or not, may put a name in the place of the text: `${self:service}`, `{{ name }}`, `env:NAME`.
#[must_use]
pub fn may_be_filled_in(name: &str) -> bool {
    let is_pseudo = name.as_bytes().get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"AWS::"));
    has_mark(name) || name.contains(':') && !is_pseudo
}

/// The first place in the text that a tool fills in, and the tool.
pub(crate) fn find(text: &str) -> Option<(usize, Templating)> {
    // Few texts have such a character at all.
    let first = text.bytes().position(|byte| matches!(byte, b'{' | b'<'))?;
    (first..text.len()).find_map(|offset| at(text, offset).map(|tool| (offset, tool)))
}

/// The tool whose mark stands at the offset.
fn at(text: &str, offset: usize) -> Option<Templating> {
    let bytes = text.as_bytes();
    match (*bytes.get(offset)?, *bytes.get(offset + 1)?) {
        (b'{', b'{') if !text.get(offset + 2..)?.starts_with("resolve:") => Some(Templating::Jinja),
        (b'{', b'%') => Some(Templating::Jinja),
        (b'<', b'%') => Some(Templating::Erb),
        (b'{', _) if offset > 0 && bytes.get(offset - 1) == Some(&b'$') => {
            let inside = text.get(offset + 1..)?;
            if is_variable(inside) {
                return Some(Templating::Serverless);
            }
            let is_terraform = TERRAFORM.iter().any(|source| inside.trim_start().starts_with(source));
            is_terraform.then_some(Templating::Terraform)
        }
        _ => None,
    }
}

/// Whether what stands behind `${` is a variable of the Serverless Framework.
pub(crate) fn is_variable(inside: &str) -> bool {
    let inside = inside.trim_start();
    if inside.starts_with("aws:accountId") || inside.starts_with("aws:region") {
        return true;
    }
    SOURCES.iter().any(|source| {
        let rest = inside.strip_prefix(source).unwrap_or_default();
        // `cf(eu-west-1):` and `cf.eu-west-1:` name a Region; `self.Attribute` may be a resource's.
        rest.starts_with('(')
            || rest.starts_with(':') && !rest.starts_with("::")
            || rest.starts_with('.') && rest.contains(':')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_is_recognized() {
        for (text, tool) in [
            ("${self:custom.prefix}-orders", Some(Templating::Serverless)),
            ("x-${opt:stage, 'dev'}", Some(Templating::Serverless)),
            ("${file(keys.json):attributes}", Some(Templating::Serverless)),
            ("${ env:STAGE }", Some(Templating::Serverless)),
            ("${cf.eu-west-1:stack.Name}", Some(Templating::Serverless)),
            ("${aws:accountId}", Some(Templating::Serverless)),
            ("{{ project }}-orders", Some(Templating::Jinja)),
            ("x{% if prod %}y{% endif %}", Some(Templating::Jinja)),
            ("<%= name %>", Some(Templating::Erb)),
            ("${var.prefix}-orders", Some(Templating::Terraform)),
            ("${ local.mode }", Some(Templating::Terraform)),
            ("${variable.Arn}", None),
            ("{{resolve:ssm:name}}-{{ project }}", Some(Templating::Jinja)),
            ("{{resolve:ssm:name}}", None),
            ("${AWS::Region}-orders", None),
            ("${Stage}-orders", None),
            ("${self.Arn}", None),
            ("${aws:username}", None),
            ("${www.amazon.com:user_id}", None),
            ("{\"a\": {\"b\": 1}}", None),
            ("a < b", None),
            ("{", None),
            ("", None),
        ] {
            assert_eq!(templating(text), tool, "{text}");
        }
    }
}

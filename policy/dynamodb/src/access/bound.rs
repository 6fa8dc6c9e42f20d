//! The condition of a statement: whether it has one, and on which keys. Keys that it does not narrow by are left out. Never
//! says whether the others narrow enough.

use tablewarden_template::At;

use crate::resource::property::{Case, Property};

/// What any caller meets.
const OF_ANYBODY: [&str; 3] = ["*", "0.0.0.0/0", "::/0"];

/// A condition, as far as it is known.
pub(crate) enum Bound {
    None,
    /// Keys in lower case.
    Some(Vec<String>),
    Unknown,
}

impl Bound {
    pub(crate) fn read<'d>(case: Case<'_, 'd>, condition: &Property<'_, 'd>) -> Self {
        if condition.is_absent() {
            return Self::None;
        }
        let Some(at) = condition.at() else { return Self::Unknown };
        let operators = case.template.fields(at, case.scenario);
        let (mut is_known, mut is_some, mut keys) = (operators.unknown.is_none(), false, Vec::new());
        for operator in &operators.entries {
            let fields = case.template.fields(operator.value, case.scenario);
            is_known &= fields.unknown.is_none();
            is_some |= !fields.entries.is_empty();
            // `StringNotEquals` and the like leave out some callers and let in all others, `Null` asks for any value.
            if operator.key.contains("Not") || operator.key.starts_with("Null") {
                continue;
            }
            let narrowing = fields.entries.iter().filter(|entry| !is_met_by_anybody(case, entry.value));
            keys.extend(narrowing.map(|entry| entry.key.to_ascii_lowercase()));
        }
        match (is_known, is_some) {
            (false, _) => Self::Unknown,
            (true, true) => Self::Some(keys),
            (true, false) => Self::None,
        }
    }

    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Some(_) => "some",
            Self::Unknown => "unknown",
        }
    }

    pub(crate) fn keys(&self) -> &[String] {
        match self {
            Self::Some(keys) => keys,
            Self::None | Self::Unknown => &[],
        }
    }
}

/// Whether one of the values is met by whatever a caller has.
fn is_met_by_anybody(case: Case<'_, '_>, at: At) -> bool {
    let value = case.property(Some(at), case.template.view().place(at));
    let is_it = |one: &Property<'_, '_>| one.text().text().is_some_and(|text| OF_ANYBODY.contains(&text));
    is_it(&value) || value.items().list.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn what_narrows() {
        for (condition, bound, keys) in [
            ("{}", "none", "[]"),
            ("{StringEquals: {}}", "none", "[]"),
            ("!Ref AWS::NoValue", "none", "[]"),
            ("{StringEquals: {'aws:PrincipalOrgID': o-1}}", "some", "[aws:principalorgid]"),
            ("{StringEquals: {'aws:PrincipalOrgID': !Ref Open}}", "some", "[aws:principalorgid]"),
            ("{StringNotEquals: {'aws:PrincipalOrgID': o-1}}", "some", "[]"),
            ("{'Null': {'aws:PrincipalOrgID': false}}", "some", "[]"),
            ("{StringLike: {'aws:PrincipalArn': '*'}}", "some", "[]"),
            ("{IpAddress: {'aws:SourceIp': [10.0.0.0/8, 0.0.0.0/0]}}", "some", "[]"),
            (
                "{IpAddress: {'aws:SourceIp': [10.0.0.0/8]}, Bool: {'aws:SecureTransport': true}}",
                "some",
                "[aws:sourceip, aws:securetransport]",
            ),
            ("!Ref Open", "unknown", "[]"),
        ] {
            let tested = tested(&format!(
                "
Parameters: {{Open: {{Type: String}}}}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      ResourcePolicy: {{PolicyDocument: {{Statement: {{Effect: Allow, Principal: '*', Action: 'dynamodb:GetItem', Condition: {condition}}}}}}}
"
            ));
            let show = |key: &str| tested.show(&format!("Statements.0.{key}"));
            assert_eq!([show("Bound"), show("ConditionKeys")], [bound, keys], "{condition}");
        }
    }
}

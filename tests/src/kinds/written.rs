//! Pieces that kinds are written with. Says nothing of what is made of them.

use std::fmt::Write;

/// What `piece` writes of each number below `count`, one after another.
pub(super) fn each(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = write!(text, "{}", piece(number));
        text
    })
}

/// The same with commas between, as in a flow list.
pub(super) fn listed(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().join(", ")
}

/// The properties of a table that has nothing but a key, with `more` of them.
pub(super) fn table(name: &str, more: &str) -> String {
    format!(
        "  {name}:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {{AttributeName: id, AttributeType: S}}
      KeySchema:
        - {{AttributeName: id, KeyType: HASH}}
{more}"
    )
}

/// A template with one table, which has `more` properties; each of their lines is indented by six.
pub(super) fn in_table(more: &str) -> String {
    format!("Resources:\n{}", table("T", more))
}

/// A template with one table and `more` resources; each of their lines is indented by two.
pub(super) fn beside_table(more: &str) -> String {
    format!("Resources:\n{}{more}", table("T", ""))
}

/// Sections, then a template with one table.
pub(super) fn before_table(sections: &str) -> String {
    format!("{sections}Resources:\n{}", table("T", ""))
}

/// A template with one table and one resource, whose properties are `more`; each of their lines is indented by six.
pub(super) fn beside_one(type_name: &str, more: &str) -> String {
    beside_table(&format!("  Other:\n    Type: {type_name}\n    Properties:\n{more}"))
}

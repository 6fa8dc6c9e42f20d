//! The document that rules are evaluated on: the template, with the facts about its tables under one more key of its root.

use tablewarden_dynamodb::Facts;
use tablewarden_template::{Sight, View};

/// The key of the root under which the facts stand.
pub(crate) const FACTS_KEY: &str = "DynamoDB";

/// How the template is seen with its facts.
pub(crate) fn joined<'d>(template: View<'d>, facts: &'d Facts<'d>) -> Sight<'d> {
    template.join(FACTS_KEY, &facts.tree)
}

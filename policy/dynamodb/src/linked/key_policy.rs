//! Reads the statements of a KMS key's policy that allow something: to whom, what, and whether under a condition. Never says
//! whether that is too much.

use tablewarden_source::Place;

use crate::facts::writer::Writer;
use crate::resource::fact::Fact;
use crate::resource::property::Property;

/// One statement that allows.
#[derive(PartialEq)]
pub(crate) struct KeyStatement<'d> {
    /// The service principal of DynamoDB, where it is one of those who are allowed.
    service: Fact<'d>,
    /// `*`, where everybody is allowed.
    everybody: Fact<'d>,
    /// Whether it has a condition.
    guard: Fact<'d>,
    actions: Vec<Fact<'d>>,
}

/// The statements of a policy that certainly allow something.
pub(crate) fn read<'d>(policy: &Property<'_, 'd>) -> Vec<KeyStatement<'d>> {
    let statements = policy.get("Statement").one_or_more().into_iter();
    let allowing = statements.filter(|statement| statement.get("Effect").text().text() == Some("Allow"));
    allowing
        .map(|statement| {
            let principal = statement.get("Principal");
            let named = |properties: Vec<Property<'_, 'd>>, is_it: fn(&str) -> bool| {
                let mut texts = properties.iter().map(Property::text);
                texts.find(|fact| fact.text().is_some_and(is_it)).unwrap_or_else(|| Fact::absent(principal.nearest()))
            };
            let mut anybody = principal.get("AWS").one_or_more();
            anybody.push(principal.clone());
            KeyStatement {
                service: named(principal.get("Service").one_or_more(), |text| text.starts_with("dynamodb.")),
                everybody: named(anybody, |text| text == "*"),
                guard: statement.get("Condition").given(),
                actions: statement.get("Action").one_or_more().iter().map(Property::text).collect(),
            }
        })
        .collect()
}

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, place: Place, statements: &[KeyStatement<'d>]) {
    writer.list("Statements", place, |writer| {
        for statement in statements {
            writer.map(statement.guard.place, |writer| {
                writer.fact("Service", &statement.service);
                writer.fact("Everybody", &statement.everybody);
                writer.fact("Guard", &statement.guard);
                writer.texts("Actions", statement.guard.place, statement.actions.iter().filter_map(Fact::text));
            });
        }
    });
}

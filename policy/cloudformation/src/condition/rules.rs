//! Reads the section `Rules`: its assertions in, what each leaves possible out. What can't be read forbids nothing.

use tablewarden_template::{At, Value};

use super::read::{Expression, Reader};
use crate::resolve::{Parts, Resolved};

impl<'d> Reader<'_, 'd> {
    /// What has to hold, so that the template is accepted: of each rule each assertion, wherever the rule's own condition holds.
    pub(super) fn assertions(&mut self, section: Option<At>) -> Vec<Expression> {
        let view = self.evaluator.known.view;
        let mut all = Vec::new();
        self.is_in_rules = true;
        for rule in section.into_iter().flat_map(|section| view.entries(section)) {
            let condition = view.get(rule.value, "RuleCondition");
            let assertions = view.get(rule.value, "Assertions");
            for assertion in assertions.into_iter().flat_map(|list| view.items(list)) {
                let Some(at) = view.get(assertion, "Assert") else { continue };
                let mut either = vec![self.expression(at, 0)];
                if let Some(condition) = condition {
                    either.push(Expression::Not(Box::new(self.expression(condition, 0))));
                }
                all.push(Expression::Or(either));
            }
        }
        self.is_in_rules = false;
        all
    }

    /// A function of lists; none for another one. Lists that are not written out can have any elements.
    pub(super) fn members(&mut self, function: &str, argument: At) -> Option<Expression> {
        let mut arguments = self.evaluator.known.view.items(argument);
        let (Some(first), Some(second), None) = (arguments.next(), arguments.next(), arguments.next()) else {
            return None;
        };
        Some(match function {
            "Fn::Contains" => self.is_among(self.evaluator.parts(second), first),
            "Fn::EachMemberEquals" => {
                let second = self.evaluator.parts(second);
                self.each(first, |reader, member| reader.are_equal(member, second.clone()))
            }
            "Fn::EachMemberIn" => self.each(first, |reader, member| reader.is_among(member, second)),
            _ => return None,
        })
    }

    fn is_among(&mut self, value: Parts<'d>, list: At) -> Expression {
        match self.members_of(list) {
            Some(items) => Expression::Or(items.into_iter().map(|item| self.are_equal(item, value.clone())).collect()),
            None => Expression::Unknown,
        }
    }

    fn each(&mut self, list: At, holds: impl Fn(&mut Self, Parts<'d>) -> Expression) -> Expression {
        match self.members_of(list) {
            Some(items) => Expression::And(items.into_iter().map(|item| holds(self, item)).collect()),
            None => Expression::Unknown,
        }
    }

    /// The elements of a list that is written out, or that a parameter is given.
    fn members_of(&self, list: At) -> Option<Vec<Parts<'d>>> {
        let view = self.evaluator.known.view;
        if view.value(list) == Value::List {
            return Some(view.items(list).map(|item| self.evaluator.parts(item)).collect());
        }
        match self.evaluator.resolve(list) {
            Resolved::Texts(texts) => Some(texts.items),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{given, template, template_in};
    use crate::{Context, Template};

    const PARAMETERS: &str = "
Parameters:
  Stream: {Type: String, AllowedValues: ['true', 'false'], Default: 'true'}
  Read: {Type: String, AllowedValues: ['true', 'false'], Default: 'true'}
  Stage: {Type: String, Default: dev}
Conditions:
  Streamed: !Equals [!Ref Stream, 'true']
  Reading: !Equals [!Ref Read, 'true']
  IsProd: !Equals [!Ref Stage, prod]
Resources: {}
";

    /// Whether the template can be read from without a stream.
    fn can_read_without(template: &Template<'_>) -> bool {
        let conditions = template.conditions();
        conditions.meets(conditions.when_named("Reading"), conditions.not(conditions.when_named("Streamed")))
    }

    fn with(rules: &str) -> Template<'static> {
        template(&format!("{PARAMETERS}Rules: {{R: {rules}}}\n"))
    }

    #[test]
    fn an_assertion_leaves_out_what_it_refuses() {
        for rules in [
            "{RuleCondition: !Equals [!Ref Read, 'true'], Assertions: [{Assert: !Equals [!Ref Stream, 'true']}]}",
            "{RuleCondition: {Fn::Equals: [{Ref: Read}, 'true']}, Assertions: [{Assert: {Fn::Contains: [['true'], {Ref: Stream}]}}]}",
            "{Assertions: [{Assert: !Or [!Equals [!Ref Read, 'false'], !Not [!Equals [!Ref Stream, 'false']]]}]}",
            "{Assertions: [{Assert: !Equals [!Ref Stream, 'true']}]}",
            "{Assertions: [{Assert: !EachMemberEquals [[!Ref Stream], 'true']}]}",
            "{Assertions: [{Assert: !EachMemberIn [[!Ref Read], ['false', 'never']]}]}",
            "{Assertions: [{Assert: !Contains [!Split [',', 'true,never'], !Ref Stream]}]}",
        ] {
            assert!(!can_read_without(&with(rules)), "{rules}");
        }
    }

    #[test]
    fn what_is_not_refused_stays_possible() {
        for rules in [
            "{RuleCondition: !Equals [!Ref Stage, prod], Assertions: [{Assert: !Equals [!Ref Stream, 'true']}]}",
            "{Assertions: [{Assert: !EachMemberIn [!ValueOfAll ['AWS::EC2::VPC::Id', Tags], ['true']]}]}",
            "{Assertions: [{Assert: !Contains [!RefAll 'AWS::EC2::VPC::Id', !Ref Stream]}]}",
            "{Assertions: [{Assert: {Fn::Strange: [!Ref Stream, 'true']}}]}",
            "{Assertions: [{AssertDescription: nothing}]}",
            "[]",
            "{Assertions: [{Assert: !Contains [!Split [',', !Ref Stage], !Ref Stream]}]}",
            // Nothing is possible: that says nothing of the template.
            "{Assertions: [{Assert: !Equals [a, b]}]}",
        ] {
            let template = with(rules);
            assert!(can_read_without(&template), "{rules}");
            assert!(template.problems().is_empty(), "{rules}");
        }
    }

    #[test]
    fn conditions_follow_from_what_is_possible() {
        let template = with("{Assertions: [{Assert: !Contains [[prod], !Ref Stage]}]}");
        assert!(template.conditions().when_named("IsProd").is_always());
        let template = with("{Assertions: [{Assert: !Equals [!Ref Stream, !Ref Read]}]}");
        assert!(can_read_without(&template), "two texts that are not known are not followed");
    }

    #[test]
    fn given_values_decide() {
        let text = format!(
            "{PARAMETERS}Rules: {{R: {{RuleCondition: !Equals [!Ref Stage, prod], Assertions: [{{Assert: !Equals [!Ref Stream, \
             'true']}}]}}}}\n"
        );
        assert!(can_read_without(&template_in(&text, Context::default())));
        assert!(!can_read_without(&template_in(&text, given(&[("Stage", "prod")]))));
    }
}

//! What is known from outside the template: where it is deployed and the values given to its parameters.

use std::borrow::Cow;

use tablewarden_order::Map;

use crate::given_values::GivenValue;
use crate::places::partition_of;

/// Where a template is deployed, as far as that is known, and values given to parameters.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// `AWS::Region`.
    pub region: Option<String>,
    /// `AWS::AccountId`.
    pub account: Option<String>,
    /// `AWS::Partition`; without it, the region's.
    pub partition: Option<String>,
    /// Values that parameters are given, by name. They count as known, and no default does beside them.
    pub parameters: Map<String, GivenValue>,
}

impl Context {
    /// The value of the pseudo parameter `name` (`AWS::Region`), where it is known.
    #[must_use]
    pub fn pseudo(&self, name: &str) -> Option<Cow<'_, str>> {
        match name {
            "AWS::Region" => self.region.as_deref().map(Cow::Borrowed),
            "AWS::AccountId" => self.account.as_deref().map(Cow::Borrowed),
            "AWS::Partition" => self.partition().map(Cow::Borrowed),
            "AWS::URLSuffix" => match self.partition()? {
                "aws" | "aws-us-gov" => Some(Cow::Borrowed("amazonaws.com")),
                "aws-cn" => Some(Cow::Borrowed("amazonaws.com.cn")),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether `name` is one of CloudFormation's pseudo parameters.
    #[must_use]
    pub fn is_pseudo(name: &str) -> bool {
        matches!(
            name,
            "AWS::Region"
                | "AWS::AccountId"
                | "AWS::Partition"
                | "AWS::URLSuffix"
                | "AWS::StackName"
                | "AWS::StackId"
                | "AWS::NotificationARNs"
                | "AWS::NoValue"
        )
    }

    fn partition(&self) -> Option<&str> {
        if let Some(partition) = &self.partition {
            return Some(partition);
        }
        partition_of(self.region.as_deref()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_its_partition() {
        let at = |region: &str| Context { region: Some(region.to_owned()), ..Context::default() };
        assert_eq!(at("eu-west-1").pseudo("AWS::Partition").as_deref(), Some("aws"));
        assert_eq!(at("cn-north-1").pseudo("AWS::Partition").as_deref(), Some("aws-cn"));
        assert_eq!(at("cn-north-1").pseudo("AWS::URLSuffix").as_deref(), Some("amazonaws.com.cn"));
        assert_eq!(at("us-iso-east-1").pseudo("AWS::Partition"), None);
        assert_eq!(Context::default().pseudo("AWS::Partition"), None);
        assert_eq!(at("eu-west-1").pseudo("AWS::StackName"), None);
    }
}

//! The keys of the facts document itself. Data.

use super::access::STATEMENT;
use super::alarms::{ALARM, UNALARMED};
use super::changes::CHANGE;
use super::linked::{CLUSTER, EVENT_SOURCE, KEY, STREAM};
use super::problems::PROBLEM;
use super::scaling::{SCALABLE_TARGET, SCALING_POLICY};
use super::table::TABLE;
use crate::row::{Group, Value, known, list, map, maybe};

/// The facts document. All of its keys are there for every template.
pub const ROOT: Group = Group {
    name: "facts document",
    about: "All keys are always there; lists may be empty: walk them with a filter (`Tables[ LogicalId exists ]`), never \
            with `[*]`.",
    rows: &[
        known("Version", Value::Int, "The version of the document's shape: 1.", "fixed"),
        map("Settings", &SETTINGS, "The settings of the check.", "the request"),
        list(
            "Tables",
            &TABLE,
            "The tables.",
            "`AWS::DynamoDB::Table`, `AWS::DynamoDB::GlobalTable`, `AWS::Serverless::SimpleTable`",
        ),
        list("Alarms", &ALARM, "The alarms that are about DynamoDB.", "`AWS::CloudWatch::Alarm`"),
        list(
            "Unalarmed",
            &UNALARMED,
            "The tables, as one element, where no alarm of the template is or may be about any of them; else nothing.",
            "`AWS::CloudWatch::Alarm`",
        ),
        list(
            "ScalableTargets",
            &SCALABLE_TARGET,
            "The scalable targets that are about DynamoDB.",
            "`AWS::ApplicationAutoScaling::ScalableTarget`",
        ),
        list(
            "ScalingPolicies",
            &SCALING_POLICY,
            "The scaling policies that are about DynamoDB or may be.",
            "`AWS::ApplicationAutoScaling::ScalingPolicy`",
        ),
        list(
            "EventSources",
            &EVENT_SOURCE,
            "What reads streams of DynamoDB.",
            "`AWS::Lambda::EventSourceMapping`, `AWS::Pipes::Pipe`, `AWS::Serverless::Function`",
        ),
        list("Keys", &KEY, "The KMS keys that a table of the template uses.", "`AWS::KMS::Key`"),
        list(
            "Streams",
            &STREAM,
            "The Kinesis streams that a table of the template writes to.",
            "`AWS::Kinesis::Stream`",
        ),
        list("Clusters", &CLUSTER, "The DAX clusters.", "`AWS::DAX::Cluster`"),
        list("Statements", &STATEMENT, "The statements of access policies that are about DynamoDB.", "policies"),
        list("Changes", &CHANGE, "What the template changes of an earlier one; empty without one.", "both templates"),
        list("Problems", &PROBLEM, "What is wrong with tables and with what belongs to them.", "the schemas"),
    ],
};

const SETTINGS: Group = Group {
    name: "settings",
    about: "",
    rows: &[
        known("Profile", Value::OneOf(&["minimal", "recommended", "strict"]), "The profile.", "`--profile`, settings"),
        maybe("Region", Value::Text, "The Region that the stack is deployed to.", "`--region`, settings"),
    ],
};

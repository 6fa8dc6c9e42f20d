//! The streams of tables: what reads them, and where their ARN is used. Never says that a stream has to be read.

pub(crate) mod arn_uses;
pub(crate) mod connectors;
pub(crate) mod consumers;
pub(crate) mod event_sources;
pub(crate) mod pipelines;

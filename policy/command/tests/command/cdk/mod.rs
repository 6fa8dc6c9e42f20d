//! The CDK: cloud assemblies that it writes, and the report that it reads.

mod assembly;
pub(crate) mod manifests;
mod report;

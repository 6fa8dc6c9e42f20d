//! CloudWatch alarms: the metrics they watch, whether they tell anybody, and what of each table they cover. Never says what
//! should be alarmed.

pub(crate) mod alarm;
pub(crate) mod alarm_actions;
pub(crate) mod index_names;
pub(crate) mod metrics;
pub(crate) mod monitoring;

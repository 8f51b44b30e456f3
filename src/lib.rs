//! Démarche: a timeline of messages, replies and visits between leaders, with every quote and its source.

pub mod dates;
pub mod formats;
pub mod model;

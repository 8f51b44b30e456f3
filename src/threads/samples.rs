//! Small archives for tests.

use super::Threads;
use crate::model::Archive;
use crate::{formats, model};

/// An archive of Anna, `a`, and Boris, `b`, with these events in RON.
pub fn archive(events: &str) -> (Archive, Threads) {
    let text = format!(r#"(leaders: [(id: "a", name: "Anna"), (id: "b", name: "Boris")], events: [{events}])"#);
    let (archive, report) = model::build(&[formats::read("t.ron", text.as_bytes())]);
    assert!(!report.has_errors(), "{}", report.to_text());
    let threads = Threads::new(&archive);
    (archive, threads)
}

//! Any text as a date: what is read of it is written and read again the same, and its range is in order.
#![no_main]

use demarche::dates::{Date, Hints, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(date) = Date::parse(text) {
        let canonical = date.canonical();
        let again = Date::parse(&canonical).unwrap_or_else(|error| panic!("{text:?} is {canonical:?}, which is not read: {error}"));
        assert_eq!(again.canonical(), canonical, "{text:?}");
        assert_eq!(date.extent(), again.extent(), "{text:?} and {canonical:?}");
        if let Some(range) = date.extent().known() {
            assert!(range.start <= range.end, "{text:?}");
        }
    }
    let reading = read(text, Hints::default()).ok().and_then(|reading| reading.date);
    if let Some(date) = reading {
        let canonical = date.canonical();
        assert!(Date::parse(&canonical).is_ok(), "{text:?} is read as {canonical:?}, which is not EDTF");
    }
});

//! What dates promise: they round-trip, they are ordered, and their bounds hold.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// `text` reads as `earliest ..= latest`, with that precision, in those words.
fn check(text: &str, earliest: &str, latest: &str, precision: &str, words: &str) {
    let date = read(text);
    assert_eq!(date.earliest_iso().unwrap_or_else(|| "open".into()), earliest, "earliest of {text}");
    assert_eq!(date.latest_iso().unwrap_or_else(|| "open".into()), latest, "latest of {text}");
    assert_eq!(date.precision().name(), precision, "precision of {text}");
    assert_eq!(date.words(), words, "words of {text}");
    assert_eq!(date.as_written(), text);
}

#[test]
fn a_date_is_as_wide_as_it_is_known() {
    check("2024?-08-13", "2024-08-13", "2024-08-13", "day", "13 August 2024, year uncertain");
    check(
        "2024?-08-~14",
        "2024-08-14",
        "2024-08-14",
        "day",
        "about 14 August 2024, year uncertain",
    );
    check(
        "1962-10-26T19:00:00+03:00",
        "1962-10-26T19:00:00+03:00",
        "1962-10-26T19:00:00+03:00",
        "second",
        "26 October 1962, 19:00 (UTC+3)",
    );
    check(
        "1962-10-26T19:00",
        "1962-10-26T19:00:00",
        "1962-10-26T19:00:59",
        "minute",
        "26 October 1962, 19:00",
    );
    check("1962-10", "1962-10-01", "1962-10-31", "month", "October 1962");
    check("196X", "1960-01-01", "1969-12-31", "decade", "1960s");
    check("19XX", "1900-01-01", "1999-12-31", "century", "20th century (1900\u{2013}1999)");
    check(
        "[1962-10-26,1962-10-27]",
        "1962-10-26",
        "1962-10-27",
        "set",
        "either 26 October 1962 or 27 October 1962",
    );
    check(
        "1962-10-16/1962-10-28",
        "1962-10-16",
        "1962-10-28",
        "interval",
        "16 October 1962 to 28 October 1962",
    );
    check("1961-01-20/..", "1961-01-20", "open", "interval", "from 20 January 1961 on");
    check("../1961-01-20", "open", "1961-01-20", "interval", "until 20 January 1961");
    check("-0431", "-0431-01-01", "-0431-12-31", "year", "432 BCE");
    check("0000", "0000-01-01", "0000-12-31", "year", "1 BCE");
    check("1961-21", "1961-03-01", "1961-05-31", "season", "spring 1961");
    check("1962-10-XX", "1962-10-01", "1962-10-31", "month", "October 1962, day unknown");
    check("1962~", "1962-01-01", "1962-12-31", "year", "about 1962");
    check("1962-10-26%", "1962-10-26", "1962-10-26", "day", "about 26 October 1962, uncertain");
}

#[test]
fn a_time_with_an_offset_is_compared_in_utc_and_one_without_is_left_alone() {
    assert_eq!(read("1962-10-26T19:00:00+03:00").extent(), read("1962-10-26T16:00:00Z").extent());
    assert_eq!(read("1962-10-26").extent().earliest, Day::new(1962, 10, 26).map(Day::start));
    assert!(read("1962-10-26T19:00:00+03:00") < read("1962-10-26T12:00:00-05:00"));
}

#[test]
fn a_date_that_says_nothing_has_no_place() {
    assert!(read("XXXX").is_unknown());
    assert!(read("XXXX-XX-XX").is_unknown());
    assert!(!read("1XXX").is_unknown());
    assert!(read("[XXXX]").is_unknown());
    let half = read("XXXX/1962");
    assert_eq!((half.earliest_iso(), half.latest_iso().as_deref()), (None, Some("1962-12-31")));
    assert_eq!(
        read("1X62").precision(),
        Precision::Millennium,
        "from the first missing digit on, nothing is known"
    );
}

#[test]
fn what_cannot_be_read_says_where_and_what_would_have_been_right() {
    let error = Date::parse("1962-13-01").map_err(|error| error.to_string());
    let message = error.err().unwrap_or_default();
    assert!(message.starts_with("cannot read the date \"1962-13-01\""), "{message}");
    assert!(message.contains("expected EDTF"), "{message}");
    assert!(Date::parse("").is_err());
    assert!(Date::parse(" 1962").is_err(), "nothing is trimmed silently");
    assert!(Date::parse_edtf("1962-10-26T19:00").is_err(), "EDTF has no time to the minute");
    assert!(Date::parse("1962-10-26T25:00").is_err());
}

#[test]
fn the_little_room_keeps_the_doubt() {
    assert_eq!(read("2024?-08-~14").short_words(false), "c. 14 Aug");
    assert_eq!(read("2024?-08-~14").short_words(true), "c. 14 Aug 2024?");
    assert_eq!(read("1890~/1892").short_words(true), "c. 1890\u{2013}1892");
    assert_eq!(read("1890/1892?").short_words(true), "1890\u{2013}1892?");
    assert_eq!(read("1890/1892%").short_words(true), "1890\u{2013}c. 1892?");
    assert_eq!(read("[1860~,1862]").short_words(true), read("[1860~,1862]").words());
    assert_eq!(read("1962-10").short_words(false), "Oct 1962");
    assert_eq!(read("1962-10-26T19:00:00+03:00").short_words(false), "26 Oct, 19:00 (UTC+3)");
    for (text, with_clock, words) in [
        ("1962-10-27T20:05:00-04:00", true, "28 Oct, 00:05 (27 Oct, UTC\u{2212}4)"),
        ("1962-10-27T19:05:00-04:00", true, "27 Oct, 23:05"),
        ("1962-10-27T20:05:00-04:00", false, "27 Oct"),
        ("1962-10-27T20:05:00", true, "27 Oct, 20:05"),
        ("1962-10-27", true, "27 Oct"),
    ] {
        assert_eq!(read(text).ruler_words(false, with_clock), words, "{text}");
    }
}

#[test]
fn immense_years_do_not_overflow() {
    for text in [
        "Y170000002",
        "Y-17E7",
        "Y3388E200",
        "Y9223372036854775807",
        "Y-9223372036854775808",
        "Y17101E4S3",
    ] {
        if let Ok(date) = Date::parse(text) {
            let _ = (date.words(), date.earliest_iso(), date.latest_iso(), date.short_words(true));
        }
    }
}

fn calendar_text() -> impl Strategy<Value = String> {
    (-9999_i64..=9999, 1_u32..=12, 1_u32..=28, 0_usize..7, "[?~%]?").prop_map(|(year, month, day, form, qualifier)| {
        let sign = if year < 0 { "-" } else { "" };
        let year = format!("{sign}{:04}", year.abs());
        match form {
            0 => format!("{year}{qualifier}"),
            1 => format!("{year}-{month:02}{qualifier}"),
            2 => format!("{year}-{month:02}-XX"),
            // EDTF masks digits, and has times, in positive years only.
            3 if sign.is_empty() => format!("{}X{qualifier}", &year[..year.len() - 1]),
            4 if sign.is_empty() => format!("{year}-{month:02}-{day:02}T12:30:00Z"),
            5 if sign.is_empty() => format!("{year}-{month:02}-{day:02}T12:30+05:45"),
            _ => format!("{year}-{month:02}-{day:02}{qualifier}"),
        }
    })
}

proptest! {
    #[test]
    fn reading_never_panics(text in "\\PC{0,24}") {
        if let Ok(date) = Date::parse(&text) {
            let _ = (date.words(), date.short_words(true), date.canonical(), date.earliest_iso(), date.latest_iso(), date.one_of());
        }
    }

    #[test]
    fn what_is_printed_reads_back_as_the_same(text in calendar_text()) {
        prop_assume!(!text.starts_with("-0000"));
        let date = read(&text);
        prop_assert_eq!(date.as_written(), text.as_str());
        let again = read(&date.canonical());
        prop_assert_eq!(again.extent(), date.extent());
        prop_assert_eq!(again.precision(), date.precision());
    }

    #[test]
    fn bounds_are_ordered_and_hold_their_days(text in calendar_text()) {
        prop_assume!(!text.starts_with("-0000"));
        let date = read(&text);
        let extent = date.extent();
        prop_assert!(extent.earliest < extent.latest);
        let first = read(&date.earliest_iso().unwrap_or_default());
        prop_assert_eq!(first.extent().earliest, extent.earliest);
    }

    #[test]
    fn a_wider_date_holds_the_narrower(year in 1_i64..=9998, month in 1_u32..=12, day in 1_u32..=28) {
        let wide = read(&format!("{year:04}-{month:02}"));
        let narrow = read(&format!("{year:04}-{month:02}-{day:02}"));
        prop_assert!(wide.extent().earliest <= narrow.extent().earliest);
        prop_assert!(wide.extent().latest >= narrow.extent().latest);
    }

    #[test]
    fn later_days_come_later(a in 0_i64..2_000_000, b in 0_i64..2_000_000) {
        let text = |days: i64| {
            let day = Day::of_instant(days * DAY - 30_000_000_000);
            format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
        };
        prop_assert_eq!(read(&text(a)).cmp(&read(&text(b))), a.cmp(&b));
    }
}

/// Any date that can be printed.
fn any_edtf() -> impl Strategy<Value = String> {
    let year = || {
        prop_oneof![
            6 => (1_i64..3000).prop_map(|year| format!("{year:04}")),
            2 => (-3000_i64..=0).prop_map(|year| if year == 0 { "0000".to_owned() } else { format!("-{:04}", -year) }),
        ]
    };
    let mark = || prop_oneof![4 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")];
    let day = || (year(), 1_u32..13, 1_u32..29).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
    let plain = || {
        prop_oneof![
            year(),
            day(),
            (year(), 1_u32..13).prop_map(|(year, month)| format!("{year}-{month:02}"))
        ]
    };
    let marked = || (plain(), mark()).prop_map(|(date, mark)| format!("{date}{mark}"));
    let parts = (year(), mark(), 1_u32..13, mark(), 1_u32..29, mark())
        .prop_map(|(year, a, month, b, day, c)| format!("{a}{year}-{b}{month:02}-{c}{day:02}"));
    let masks = prop_oneof![
        "[0-2][0-9X]{3}",
        "1[0-9]{3}-XX",
        "1[0-9]{3}-1X",
        "1[0-9]{3}-0[1-9]-XX",
        "1[0-9]{3}-0[1-9]-[012]X",
        "1[0-9]{3}-XX-2[0-8]",
        "-1[0-9X]{3}"
    ];
    let clock = (
        day(),
        0_u32..24,
        0_u32..60,
        1_u32..60,
        prop_oneof![Just(""), Just("Z"), Just("+03:00"), Just("-04:30")],
    )
        .prop_flat_map(|(day, h, m, s, zone)| {
            prop_oneof![
                Just(format!("{day}T{h:02}{zone}")),
                Just(format!("{day}T{h:02}:{m:02}{zone}")),
                Just(format!("{day}T{h:02}:{m:02}:{s:02}{zone}")),
            ]
        });
    prop_oneof![
        4 => marked(),
        2 => parts,
        2 => masks,
        2 => clock,
        1 => (year(), 21_u32..42).prop_map(|(year, code)| format!("{year}-{code}")),
        1 => (10_000_i64..20_000_000_000).prop_map(|year| format!("Y{year}")),
        1 => (10_000_i64..20_000_000_000).prop_map(|year| format!("Y-{year}")),
        1 => (1000_i64..3000, 1_u32..4).prop_map(|(year, digits)| format!("{year}S{digits}")),
        2 => (marked(), marked()).prop_map(|(a, b)| format!("{a}/{b}")),
        1 => marked().prop_map(|date| format!("{date}/..")),
        1 => marked().prop_map(|date| format!("../{date}")),
        1 => marked().prop_map(|date| format!("{date}/")),
        1 => marked().prop_map(|date| format!("/{date}")),
        1 => (day(), day()).prop_map(|(a, b)| format!("[{a}..{b}]")),
        1 => (marked(), marked()).prop_map(|(a, b)| format!("[{a},{b}]")),
        1 => (marked(), marked(), marked()).prop_map(|(a, b, c)| format!("[{a},{b},{c}]")),
        1 => (marked(), marked(), marked()).prop_map(|(a, b, c)| format!("{{{a},{b},{c}}}")),
        1 => (day(), day(), marked()).prop_map(|(a, b, c)| format!("{{{a}..{b},{c}}}")),
        1 => marked().prop_map(|date| format!("[..{date}]")),
        1 => marked().prop_map(|date| format!("[{date}..]")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn what_is_printed_is_read_back(edtf in any_edtf()) {
        let Ok(date) = Date::parse(&edtf) else { return Ok(()) };
        let words = date.words();
        let reading = super::read(&words, Hints::default());
        let back = reading.as_ref().ok().and_then(|reading| reading.date.clone());
        if date.is_unknown() && back.is_none() {
            prop_assert!(reading.is_ok());
            return Ok(());
        }
        let Some(back) = back else { return Err(TestCaseError::fail(format!("{words:?} of {edtf} is not read"))) };
        prop_assert_eq!(back.extent(), date.extent(), "{} of {}", words, edtf);
        prop_assert_eq!(back.is_uncertain(), date.is_uncertain(), "{} of {}", words, edtf);
        prop_assert_eq!(back.is_approximate(), date.is_approximate(), "{} of {}", words, edtf);
        prop_assert_eq!(back.words(), words);
    }
}

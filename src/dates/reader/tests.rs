//! How dates in words are read, and that nothing is read that was not understood.

use proptest::prelude::*;

use super::*;

/// The EDTF of a text, or why it has none.
fn edtf(text: &str) -> String {
    match read(text, Hints::default()) {
        Ok(reading) => reading.edtf().unwrap_or_else(|| "none".to_owned()),
        Err(error) => error.to_string(),
    }
}

fn must_read(text: &str, hints: Hints) -> Reading {
    read(text, hints).unwrap_or_else(|error| panic!("{error}"))
}

/// Every line is a text and its EDTF.
fn check(lines: &[(&str, &str)]) {
    let wrong: Vec<String> = lines
        .iter()
        .filter(|(text, expected)| edtf(text) != *expected)
        .map(|(text, expected)| format!("{text:?}: found {}, expected {expected}", edtf(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_in_many_wordings() {
    check(&[
        ("13 Aug 2024", "2024-08-13"),
        ("August 13, 2024", "2024-08-13"),
        ("13.08.2024", "2024-08-13"),
        ("13. 8. 2024", "2024-08-13"),
        ("20240813", "2024-08-13"),
        ("2024/8/13", "2024-08-13"),
        ("2024.08.13", "2024-08-13"),
        ("2024-8-3", "2024-08-03"),
        ("13-Aug-2024", "2024-08-13"),
        ("12th September 1953", "1953-09-12"),
        ("the 5th of March, 1842", "1842-03-05"),
        ("Mittwoch, 8. Dezember 1819", "1819-12-08"),
        ("15 XII 1893", "1893-12-15"),
        ("le 11 décembre 2014", "2014-12-11"),
        ("1er mars 1962", "1962-03-01"),
        ("26 октября 1962 г.", "1962-10-26"),
        ("1962년 10월 26일", "1962-10-26"),
        ("2012年12月20日", "2012-12-20"),
        ("[13. Oktober 1801]", "1801-10-13"),
        ("22. Oktober 1809 Sonntag", "1809-10-22"),
        ("13/03/2014", "2014-03-13"),
        ("06-17-2014", "2014-06-17"),
    ]);
}

#[test]
fn times_of_day() {
    check(&[
        ("August 13, 2024, 7 p.m.", "2024-08-13T19"),
        ("August 16, 1948—12:50 p. m.", "1948-08-16T12:50"),
        ("July 10, 1963-5 p.m.", "1963-07-10T17"),
        ("October 27, 1961, 5p.m.", "1961-10-27T17"),
        ("9 April 1956—noon.", "1956-04-09T12:00"),
        ("November 3, 1966, 0855Z", "1966-11-03T08:55Z"),
        ("22 janvier 2015 à 14h40", "2015-01-22T14:40"),
        ("26. Oktober 1962, 19.30 Uhr", "1962-10-26T19:30"),
        ("1962년 10월 26일 오후 7시", "1962-10-26T19"),
        ("Sat May 20 1961 00:00:00 GMT-0600", "1961-05-20T00:00:00-06:00"),
        ("2024-08-13T19:00:00.000Z", "2024-08-13T19:00:00Z"),
        ("2024-08-13 19:00", "2024-08-13T19:00"),
        ("19621026T190000Z", "1962-10-26T19:00:00Z"),
        ("May 17, 1960, midnight", "1960-05-17"),
    ]);
    let reading = must_read("December 3, 1980, 11 a.m.–12:10 p.m.", Hints::default());
    assert_eq!(reading.edtf().as_deref(), Some("1980-12-03T11"));
    assert_eq!(
        reading.end.map(|end| end.as_written().to_owned()).as_deref(),
        Some("1980-12-03T12:10")
    );
}

#[test]
fn months_seasons_years_and_longer() {
    check(&[
        ("September 1962", "1962-09"),
        ("10.1962", "1962-10"),
        ("7/2008", "2008-07"),
        ("1842 März", "1842-03"),
        ("spring 1961", "1961-21"),
        ("Herbst 1842", "1842-23"),
        ("early 1962", "1962-37~"),
        ("Ende 1962", "1962-39~"),
        ("Ende August 1832", "[1832-08-21..1832-08-31]"),
        ("2. Jahreshälfte 1678", "1678-41"),
        ("Q3 1962", "1962-35"),
        ("zweites Drittel Juni 1810", "[1810-06-11..1810-06-20]"),
        ("1860s", "186X"),
        ("1860er Jahre", "186X"),
        ("1960년대", "196X"),
        ("1900s", "19XX"),
        ("early 1930s", "[1930..1933]"),
        ("late 1930s", "[1936..1939]"),
        ("19th century", "18XX"),
        ("19. Jh.", "18XX"),
        ("XIX век", "18XX"),
        ("XIXe siècle", "18XX"),
        ("2nd half 19th century", "[1850..1899]"),
        ("616 B.C.", "-0615"),
        ("50 BC", "-0049"),
        ("2nd century BC", "[-0199..-0100]"),
        ("127 CE", "0127"),
        ("A.D. 43", "0043"),
        ("27 v. Chr.", "-0026"),
        ("기원전 300년", "-0299"),
        ("-900", "-0900"),
        ("January 12", "XXXX-01-12"),
    ]);
}

#[test]
fn spans_choices_and_open_sides() {
    check(&[
        ("1848–1850", "1848/1850"),
        ("1848–50", "1848/1850"),
        ("1786–7", "1786/1787"),
        ("1851-52", "1851/1852"),
        ("c.1801–10", "1801~/1810"),
        ("1801–10", "1801/1810"),
        ("14–16 March 1962", "1962-03-14/1962-03-16"),
        ("March 3–5, 1962", "1962-03-03/1962-03-05"),
        ("March 30 – April 2, 1962", "1962-03-30/1962-04-02"),
        ("17.–21. 11. 1908", "1908-11-17/1908-11-21"),
        ("17th-19th centuries", "16XX/18XX"),
        ("zwischen März und Mai 1842", "[1842-03..1842-05]"),
        ("[zwischen 10. und 16. Dezember 1520]", "[1520-12-10..1520-12-16]"),
        ("between 1848 and 1850", "[1848..1850]"),
        ("30. oder 31. Oktober 1808", "[1808-10-30,1808-10-31]"),
        ("1863 or 1864", "[1863,1864]"),
        ("before 1917", "[..1917]"),
        ("vor dem 12. März 1801", "[..1801-03-12]"),
        ("nach 11. August 1799", "[1799-08-11..]"),
        ("nach 6.4.1801, vor 19.4.1801", "[1801-04-06..1801-04-19]"),
        ("1596 or after", "[1596..]"),
        ("from 1962", "1962/.."),
        ("ab September 1772", "1772-09/.."),
        ("until 1917", "../1917"),
        ("from March to May 1842", "1842-03/1842-05"),
        ("1883 - unknown", "1883/"),
        ("1962년부터 1964년까지", "1962/1964"),
        ("5/17 March 1862", "1862-03-17"),
        ("5 (17) марта 1862", "1862-03-17"),
        ("300–250 BC", "-0299/-0249"),
    ]);
}

#[test]
fn doubt_and_approximation() {
    check(&[
        ("c. 1848", "1848~"),
        ("c1860", "1860~"),
        ("um 1839", "1839~"),
        ("ca. 1860s?", "186X%"),
        ("1860?", "1860?"),
        ("wohl Juni 1810", "1810-06?"),
        ("[12.? 7. 1897]", "1897-07-?12"),
        ("[13. 3.? 1901]", "1901-?03-13"),
        ("(29.6.1852?)", "1852-06-29?"),
        ("September (?) 1792", "1792-?09"),
        ("before about 1928", "[..1928~]"),
        ("1713 - c. 1789", "1713/1789~"),
    ]);
}

#[test]
fn the_julian_calendar_is_converted_and_kept() {
    check(&[
        ("10 September 1771 (Julian calendar)", "1771-09-21"),
        ("25 October 1917 O.S.", "1917-11-07"),
        ("25 октября 1917 ст. ст.", "1917-11-07"),
        ("29 February 1900 O.S.", "1900-03-13"),
        ("JULIAN OCT 1401", "[1401-10-10..1401-11-09]"),
        ("between 17 June 1786 and 7 July 1786 (Julian calendar)", "[1786-06-28..1786-07-18]"),
    ]);
    let reading = must_read("25 October 1917 O.S.", Hints::default());
    assert_eq!(reading.notes, ["by the Julian calendar: 1917-10-25"]);
}

#[test]
fn no_date_is_no_error() {
    for text in ["n.d.", "o.D.", "o. D.", "s.d.", "undated", "без даты", "ohne Datum", "[n.d.]"] {
        assert_eq!(edtf(text), "none", "{text}");
    }
}

#[test]
fn what_two_readings_fit_says_so() {
    let reading = must_read("10/11/1992", Hints::default());
    assert_eq!(reading.edtf().as_deref(), Some("[1992-10-11,1992-11-10]"));
    assert_eq!(reading.ambiguous.as_deref(), Some("1992-10-11 or 1992-11-10"));
    let read_in = |column: &[&str]| must_read("10/11/1992", Hints::of_column(column.iter().copied())).edtf();
    assert_eq!(read_in(&["1/2/1990", "13/10/1992"]).as_deref(), Some("1992-11-10"));
    assert_eq!(read_in(&["10/13/1992"]).as_deref(), Some("1992-10-11"));
    assert_eq!(read_in(&["10/13/1992", "13/10/1992"]).as_deref(), Some("[1992-10-11,1992-11-10]"));
    assert_eq!(edtf("11/11/1992"), "1992-11-11");
}

#[test]
fn what_is_not_understood_is_not_read() {
    for text in [
        "",
        "soon",
        "this isn't a date",
        "23rd Dynasty",
        "31 February 1962",
        "1863, printed 1870",
        "13.8.24",
        "American, born Germany, 1889 - 1974",
        "1962 or so many",
        "9999999999999999999999",
        "32 May 1962",
        "between 1848",
        "1907, 1908",
        "56",
        "am Mittwoch",
    ] {
        assert!(read(text, Hints::default()).is_err(), "{text:?} was read as {}", edtf(text));
    }
    assert_eq!(
        edtf("26 Octember 1962"),
        "cannot read the date \"26 Octember 1962\": found \"Octember\" at character 4; expected EDTF, for example \"1962-10-26\" or \"196X\", or a date in words, for example \"26 October 1962\""
    );
    let hints = Hints {
        short_years_from: Some(1969),
        ..Hints::default()
    };
    assert_eq!(must_read("1/13/17", hints).edtf().as_deref(), Some("2017-01-13"));
}

proptest! {
    #[test]
    fn any_day_is_read_alike_in_every_wording(year in 1000_i64..3000, month in 1_u32..13, day in 1_u32..29) {
        let expected = format!("{year}-{month:02}-{day:02}");
        let name = super::super::MONTHS[month as usize - 1];
        for text in [
            format!("{day} {name} {year}"),
            format!("{name} {day}, {year}"),
            format!("{day}.{month}.{year}"),
            format!("{year}년 {month}월 {day}일"),
            format!("{year}/{month}/{day}"),
        ] {
            prop_assert_eq!(edtf(&text), expected.clone());
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        let _ = read(&text, Hints::default());
    }

    #[test]
    fn any_heap_of_terms_is_read_or_refused(words in proptest::collection::vec(
        prop_oneof!["[0-9]{1,5}", "may|c|before|-|/|\\.|19th|century|half|bc|\\?|or|to|p\\.m\\.|:|noon|julian|late|q|v|\\("], 0..8)) {
        if let Ok(reading) = read(&words.join(" "), Hints::default()) {
            prop_assert!(reading.date.is_none() || Date::parse(&reading.edtf().unwrap_or_default()).is_ok());
        }
    }
}

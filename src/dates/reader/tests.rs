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
        ("26/X/1962", "1962-10-26"),
        ("26-X-1962", "1962-10-26"),
        ("1962-W43-5", "1962-10-26"),
        ("1962-299", "1962-10-26"),
        ("-000050-04-20", "-0050-04-20"),
        ("3. 5. 191[1]", "1911-05-03"),
        ("2[2]. 5. 1911", "1911-05-22"),
        ("21. 8br. 1790", "1790-10-21"),
        ("o. D. [3. Mai 1823]", "1823-05-03"),
        ("Jueves 3 de Mayo de 1951", "1951-05-03"),
        ("3 mai 1951 (joi)", "1951-05-03"),
        ("3 Mayıs 1951", "1951-05-03"),
        ("1951年5月3日(木)", "1951-05-03"),
        ("the first of May 1823", "1823-05-01"),
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
        ("9:40 a.m. May 3, 1951", "1951-05-03T09:40"),
        ("Thu May 03 12:00:00 1951", "1951-05-03T12:00:00"),
        ("3 мая 1951 в 07:54", "1951-05-03T07:54"),
        ("1951年5月3日(木) 21時40分", "1951-05-03T21:40"),
        ("26 October 1962, 19:00 (UTC+3)", "1962-10-26T19:00+03:00"),
        ("2011-03-04T05:06:07.5-03:00", "2011-03-04T05:06:07-03:00"),
        ("2011-03-04T05:06:07\u{2212}03:00", "2011-03-04T05:06:07-03:00"),
        ("2011-03-04T05:06:07.5 -03:00", "2011-03-04T05:06:07-03:00"),
        ("20150314091500", "2015-03-14T09:15:00"),
        ("261900Z OCT 1962", "1962-10-26T19:00Z"),
    ]);
    let reading = must_read("December 3, 1980, 11 a.m.–12:10 p.m.", Hints::default());
    assert_eq!(reading.edtf().as_deref(), Some("1980-12-03T11"));
    assert_eq!(
        reading.end.map(|end| end.as_written().to_owned()).as_deref(),
        Some("1980-12-03T12:10")
    );
    let reading = must_read("October 26, 1962, 11:30 p.m.-12:45 a.m.", Hints::default());
    assert_eq!(
        reading.end.map(|end| end.as_written().to_owned()).as_deref(),
        Some("1962-10-27T00:45"),
        "over midnight"
    );
    for (text, zone) in [("3 March 2011 10:00 EST", "EST"), ("3 March 2011 10:00 MSK", "MSK")] {
        let notes = must_read(text, Hints::default()).notes;
        assert!(notes.iter().any(|note| note.contains(zone)), "{text}: {notes:?}");
    }
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
        ("late 2000s", "[2006..2009]"),
        ("early-mid 1870s", "[1870..1876]"),
        ("mid-to-late 1870s", "[1873..1879]"),
        ("early-mid 19th century", "[1800..1866]"),
        ("Anfang/Mitte Mai 1823", "[1823-05-01..1823-05-20]"),
        ("vmtl. erstes oder zweites Drittel Mai 1805", "[1805-05-01..1805-05-20]"),
        ("ninth century BC", "[-0899..-0800]"),
        ("3rd millennium B.C.E.", "[-2999..-2000]"),
        ("the eighteenth century", "17XX"),
        ("XVIIIè siècle", "17XX"),
        ("fin XVIIIe - début XIXe siècle", "1766/1833"),
        ("siglo XIX", "18XX"),
        ("19世紀", "18XX"),
        ("années 1960", "196X"),
        ("60-е годы XIX века", "186X"),
        ("[196-?]", "196X?"),
        ("[19--]", "19XX"),
        ("winter 1962-63", "1962-24"),
        ("Summer (Southern Hemisphere) 1943", "1943-30"),
        ("1st Semester 1943", "1943-40"),
        ("Weihnachten 1911", "1911-12-25"),
        ("14000 BP", "Y-12050~"),
        ("5 mai 31 avant JC", "-0030-05-05"),
        ("MCMLXII", "1962"),
        ("X.1962", "1962-10"),
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
        ("c.1801–10", "1801~/1810~"),
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
        ("49–44 BC", "-0048/-0043"),
        ("31 BC–AD 14", "-0030/0014"),
        ("500 BC - 300 AD", "-0499/0300"),
        ("–1962", "../1962"),
        ("3–15 May 1888", "1888-05-03/1888-05-15"),
        ("from 3 to 15 May 1888", "1888-05-03/1888-05-15"),
        ("vom 3. bis zum 15. Mai 1888", "1888-05-03/1888-05-15"),
        ("du 3 au 15 mai 1888", "1888-05-03/1888-05-15"),
        ("с 3 по 15 мая 1888", "1888-05-03/1888-05-15"),
        ("4 to 15 March 1790", "1790-03-04/1790-03-15"),
        ("1951년 5월 3일~9일", "1951-05-03/1951-05-09"),
        ("de 05/1911 à 09/1911", "1911-05/1911-09"),
        ("1911 à 1912", "1911/1912"),
        ("dal 1960 al 1964", "1960/1964"),
        ("Anfang – 14. Mai 1823", "1823-05-01/1823-05-14"),
        ("March or early May 1823", "[1823-03,1823-05-01..1823-05-10]"),
        ("Ende Mai oder Anfang Juni 1823", "[1823-05-21..1823-05-31,1823-06-01..1823-06-10]"),
        ("4. (5.–7.) August 1823", "[1823-08-04,1823-08-05..1823-08-07]"),
        ("nach dem 3. und vor dem 9. Mai 1823", "[1823-05-03..1823-05-09]"),
        ("vor (oder am) 3. Mai 1823", "[..1823-05-03]"),
        ("Montag, [nach 1851]", "[1851..]"),
        ("[1851 oder nach 1851]", "[1851..]"),
        ("3. Mai [zwischen 1821 und 1823]", "[1821-05-03,1822-05-03,1823-05-03]"),
        ("May 3 and 10, 1951", "{1951-05-03,1951-05-10}"),
        ("1843, 1851", "{1843,1851}"),
        ("May 1823, before the 9th", "[1823-05-01..1823-05-09]"),
        ("1748 or 1750 - 1812", "1748/1812"),
        ("1619 - after 1676", "1619/"),
        ("unknown to 1943", "/1943"),
        ("from 1843 onwards", "1843/.."),
        ("1843, printed 1850", "1843"),
        ("11 February 1731/2", "1732-02-22"),
    ]);
}

#[test]
fn what_was_done_at_another_time_is_kept_as_a_remark() {
    for (text, note) in [
        ("1843, printed 1850", "printed 1850"),
        ("published 1843", "published"),
        ("im Frühjahr 1823 geschrieben", "geschrieben"),
    ] {
        let notes = must_read(text, Hints::default()).notes;
        assert!(notes.iter().any(|found| found == note), "{text}: {notes:?}");
    }
    assert!(must_read("empf. d. 3. Mai 1790", Hints::default()).is_uncertain);
}

#[test]
fn dates_that_complete_each_other() {
    check(&[
        ("X\u{2013}XI 1962", "1962-10/1962-11"),
        ("III/IV 1862", "1862-03/1862-04"),
        ("12 May 1860 or 1861", "[1860-05-12,1861-05-12]"),
        ("2 or 3 May 1860 or 1861", "[1860-05-02,1860-05-03,1861-05-02,1861-05-03]"),
        ("spring 1860 or 1861", "[1860-21,1861-21]"),
        ("5\u{2013}7/6/1860", "1860-06-05/1860-06-07"),
        ("1860s\u{2013}70s", "186X/187X"),
        ("1960\u{2013}70-\u{435} \u{433}\u{433}.", "196X/197X"),
        ("1890s-1900s", "189X/190X"),
        ("before 1860 and after 1850", "[1850..1860]"),
        ("19. Jh., 2. H\u{e4}lfte", "[1850..1899]"),
        ("19\u{c138}\u{ae30} \u{d6c4}\u{bc18}", "[1850..1899]"),
        ("12/May/1860", "1860-05-12"),
        (
            "26-\u{433}\u{43e} \u{43e}\u{43a}\u{442}\u{44f}\u{431}\u{440}\u{44f} 1962 \u{433}.",
            "1962-10-26",
        ),
        ("winter 1962/63?", "1962-24?"),
        ("August 1860/61?", "[1860-08?,1861-08?]"),
        ("500\u{2013}50 BC", "-0499/-0049"),
        ("186?", "186X"),
        ("1860\u{2013}?", "1860/"),
        ("25 October (7 November) 1917", "1917-11-07"),
        ("12 a. St./24 n. St. Mai 1860", "1860-05-24"),
        ("October 26, 1962, 12 noon", "1962-10-26T12:00"),
        ("October 26\u{2013}27, 1962, 10 p.m.\u{2013}1 a.m.", "1962-10-26T22"),
    ]);
    // What no one means was not understood.
    for text in ["May-1860", "October 26, 1962, 7", "26-27 October 1962, 22:00-01:00", "c. 490-80 BC"] {
        assert!(read(text, Hints::default()).is_err(), "{text}: {:?}", read(text, Hints::default()));
    }
    let leap = must_read("29 February 1700 O.S.", Hints::default());
    assert!(leap.notes.iter().any(|note| note.contains("1700-02-29")), "{:?}", leap.notes);
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
        ("October [26?], 1962", "1962-10-?26"),
        ("October 26?, 1962", "1962-10-?26"),
        ("Oct. 26? 1962", "1962-10-?26"),
        ("1842 May? 3", "1842-?05-03"),
        ("c. 3\u{2013}4 May 1842", "1842-05-03~/1842-05-04~"),
        ("perhaps May or June 1842", "[1842-05?,1842-06?]"),
        ("um den 3. oder 4. Mai 1842", "[1842-05-03~,1842-05-04~]"),
        ("circa 1841 or 1842", "[1841~,1842~]"),
        ("3? or 4 May 1842", "[1842-05-03?,1842-05-04]"),
        ("(2004)?-06", "?2004-06"),
        ("199u", "199X"),
        ("unknown/2004", "/2004"),
        ("1843-ish", "1843~"),
        ("\u{2248} 1843", "1843~"),
        ("wohl nach April 1823", "[1823-04?..]"),
        ("?exhibited 1834", "1834?"),
    ]);
    // Where EDTF has no sign for it, the reading says so all the same.
    for (text, is_approximate) in [
        ("c. early 1870s", true),
        ("possibly late 1870s", false),
        ("probably early May 1823", false),
        ("wohl Mitte Mai 1823", false),
        ("Ende Mai 1823 (?)", false),
        ("um Mitte Mai 1823", true),
        ("about early 19th century", true),
        ("probably before 1823", false),
        ("zwischen ca. 1821 und 1823", true),
    ] {
        let reading = must_read(text, Hints::default());
        assert_eq!(
            (reading.is_approximate, reading.is_uncertain),
            (is_approximate, !is_approximate),
            "{text}"
        );
        let date = reading.date.as_ref();
        let is_marked = date.is_some_and(|date| date.is_approximate() || date.is_uncertain());
        assert!(
            is_marked || reading.notes.iter().any(|note| note.starts_with("the date is")),
            "{text}"
        );
    }
}

#[test]
fn days_and_months_in_numbers_are_decided_together() {
    check(&[
        ("du 2/5/1911 au 30/5/1911", "1911-05-02/1911-05-30"),
        ("from 2/5/1911 to 30/5/1911", "1911-05-02/1911-05-30"),
        ("du 2/5/1911 au 6/5/1911", "1911-05-02/1911-05-06"),
        ("vor dem 2/5/1911", "[..1911-05-02]"),
    ]);
    for (text, earliest, latest) in [
        ("2/5/1911 - 6/5/1911", "1911-02-05", "1911-06-05"),
        ("between 2/5/1911 and 6/5/1911", "1911-02-05", "1911-06-05"),
        ("before 2/5/1911", "", "1911-05-02"),
        ("2/5/1911 or 3/5/1911", "1911-02-05", "1911-05-03"),
    ] {
        let reading = must_read(text, Hints::default());
        assert!(reading.ambiguous.is_some(), "{text}");
        let date = reading.date.unwrap_or_else(|| panic!("{text} is no date"));
        assert_eq!(date.earliest_iso().unwrap_or_default(), earliest, "{text}");
        assert_eq!(date.latest_iso().unwrap_or_default(), latest, "{text}");
    }
}

#[test]
fn two_digits_mean_no_year_that_is_still_to_come() {
    let hints = Hints {
        newest_year: Some(1963),
        ..Hints::default()
    };
    assert_eq!(must_read("60er Jahre", hints).edtf().as_deref(), Some("196X"));
    assert_eq!(must_read("70er Jahre", hints).edtf().as_deref(), Some("187X"));
    assert_eq!(must_read("261900Z OCT 62", hints).edtf().as_deref(), Some("1962-10-26T19:00Z"));
    assert!(read("60er Jahre", Hints::default()).is_err());
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
        "1863, bought 1870",
        "13.8.24",
        "American, born Germany, 1889 - 1974",
        "1962 or so many",
        "9999999999999999999999",
        "32 May 1962",
        "between 1848",
        "56",
        "2. 9. 189",
        "1390E17S3",
        "0 BC",
        "12.",
        "nach 31. Januar und 11. März 1795",
        "1963 to 1962",
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

//! Dates as letters, catalogs, museums and finding aids write them, each with what it means, and some that mean nothing
//! for certain and are therefore not read.

use super::{Hints, read};

/// Each text with its date in EDTF, the marks of doubt, and what its remarks hold.
fn check(rows: &[(&str, &str, &str, &str)]) {
    for (text, edtf, doubts, note) in rows {
        let reading = read(text, Hints::default()).unwrap_or_else(|error| panic!("{error}"));
        let date = reading.edtf().unwrap_or_default();
        let marks = [(reading.is_uncertain, "?"), (reading.is_approximate, "~")];
        let found: String = marks.iter().filter(|(is_there, _)| *is_there).map(|(_, mark)| *mark).collect();
        assert_eq!((date.as_str(), found.as_str()), (*edtf, *doubts), "{text}");
        let notes = reading.notes.join("; ");
        assert!(notes.contains(note), "{text}: {notes:?} lacks {note:?}");
        assert_eq!(note.is_empty(), notes.is_empty(), "{text}: {notes:?}");
    }
}

#[test]
fn the_same_day_twice_and_corrections() {
    check(&[
        (
            "24 December 1899 [5 January 1900]",
            "1900-01-05",
            "",
            "the first date is by the Julian calendar",
        ),
        (
            "10 February 1730 (1731)",
            "1731-02-21",
            "",
            "the year 1730/1 is 1731 where years begin in January",
        ),
        (
            "7 November [O.S. 25 October] 1917",
            "1917-11-07",
            "",
            "the second date is by the Julian calendar",
        ),
        ("10 May 1730 (1731)", "[1730-05-10,1731-05-10]", "", ""),
        (
            "4 (6) August 1862",
            "[1862-08-04,1862-08-06]",
            "",
            "two dates are given, of which one may correct the other",
        ),
        (
            "5 May 1860 [7 May 1860]",
            "[1860-05-05,1860-05-07]",
            "",
            "two dates are given, of which one may correct the other",
        ),
        ("28. Februar (oder 2. M\u{e4}rz) 1778", "[1778-02-28,1778-03-02]", "", ""),
        ("1860 [i.e. 1861]", "1861", "", "it is written 1860"),
        ("1860 [i.e., 1861]", "1861", "", "it is written 1860"),
        ("12 [recte 13] May 1860", "1860-05-13", "", "it is written 12"),
        ("12 May [recte June] 1860", "1860-06-12", "", "it is written May"),
        ("1860 recte 1861", "1861", "", "it is written 1860"),
    ]);
}

#[test]
fn years_that_begin_in_march_and_winters() {
    check(&[
        (
            "1 March 1699/00",
            "1700-03-12",
            "",
            "the year 1699/0 is 1700 where years begin in January",
        ),
        (
            "1 March 1699/1700",
            "1700-03-12",
            "",
            "the year 1699/0 is 1700 where years begin in January",
        ),
        (
            "10 Feb. 1730-31",
            "1731-02-21",
            "",
            "the year 1730/1 is 1731 where years begin in January",
        ),
        (
            "10 Feb. 1730-1731",
            "1731-02-21",
            "",
            "the year 1730/1 is 1731 where years begin in January",
        ),
        (
            "Jan. 1648-9",
            "[1649-01-11..1649-02-10]",
            "",
            "the year 1648/9 is 1649 where years begin in January",
        ),
        ("5 June 1860-61", "[1860-06-05,1861-06-05]", "", ""),
        ("1903-04 winter", "1903-24", "", ""),
        ("28 December - 3 January 1800", "1799-12-28/1800-01-03", "", ""),
        ("between 28 December and 3 January 1800", "[1799-12-28..1800-01-03]", "", ""),
        ("Dec. - Feb. 1963", "1962-12/1963-02", "", ""),
        ("1860 or 1861 May 12", "[1860-05-12,1861-05-12]", "", ""),
    ]);
}

#[test]
fn days_in_lists() {
    check(&[
        ("May 12, 14 and 16, 1860", "{1860-05-12,1860-05-14,1860-05-16}", "", ""),
        ("June 5-7, 9, 1860", "{1860-06-05..1860-06-07,1860-06-09}", "", ""),
        ("3, 5 May, 7 June 1860", "{1860-05-03,1860-05-05,1860-06-07}", "", ""),
        ("12 & 13 May 1860", "{1860-05-12,1860-05-13}", "", ""),
        ("1962.10.26.~10.28.", "1962-10-26/1962-10-28", "", ""),
        ("1962.10.26~11.2", "1962-10-26/1962-11-02", "", ""),
        ("1962.10.26(\u{ae08})", "1962-10-26", "", ""),
        (
            "\u{441} 1-\u{433}\u{43e} \u{43f}\u{43e} 5-\u{435} \u{43c}\u{430}\u{44f} 1860 \u{433}.",
            "1860-05-01/1860-05-05",
            "",
            "",
        ),
        (
            "26-\u{435} \u{43e}\u{43a}\u{442}\u{44f}\u{431}\u{440}\u{44f} 1860",
            "1860-10-26",
            "",
            "",
        ),
        (
            "\u{41e}\u{43a}\u{442}\u{44f}\u{431}\u{440}\u{44f} 26 \u{434}\u{43d}\u{44f} 1860",
            "1860-10-26",
            "",
            "",
        ),
        (
            "26 \u{434}\u{43d}\u{44f} \u{43e}\u{43a}\u{442}\u{44f}\u{431}\u{440}\u{44f} 1860 \u{433}\u{43e}\u{434}\u{430}",
            "1860-10-26",
            "",
            "",
        ),
        ("\u{432} \u{43c}\u{430}\u{435} 1860 \u{433}.", "1860-05", "", ""),
        ("\u{432} 1860-1865 \u{433}\u{433}.", "1860/1865", "", ""),
        (
            "1-\u{439} \u{43a}\u{432}\u{430}\u{440}\u{442}\u{430}\u{43b} 1962",
            "1962-33",
            "",
            "",
        ),
        (
            "1-\u{435} \u{43f}\u{43e}\u{43b}\u{443}\u{433}\u{43e}\u{434}\u{438}\u{435} 1962",
            "1962-40",
            "",
            "",
        ),
    ]);
}

#[test]
fn doubts_about_the_whole() {
    check(&[
        ("1860-1865 (ca.)", "1860~/1865~", "~", ""),
        ("May-June 1860 (approximately)", "1860-05~/1860-06~", "~", ""),
        ("1860-1865 (?)", "1860?/1865?", "?", ""),
        ("1860, 1862 (?)", "{1860,1862?}", "?", ""),
        ("1860 or 1861 (?)", "[1860?,1861?]", "?", ""),
        ("\u{432}\u{435}\u{440}\u{43e}\u{44f}\u{442}\u{43d}\u{43e}, 1860", "1860?", "?", ""),
        ("ca. 1860-ca. 1865", "1860~/1865~", "~", ""),
        ("12 May [c. 1860]", "1860-05-12~", "~", ""),
        ("undated, circa 1860", "1860~", "~", ""),
        ("n.d., probably 1860", "1860?", "?", ""),
        ("s.d., vers 1860", "1860~", "~", ""),
        ("o.D., nach 1860", "[1860..]", "", ""),
        ("[1860?]-1865", "1860?/1865", "?", ""),
    ]);
}

#[test]
fn open_sides_in_other_words() {
    check(&[
        ("1860-1865 or later", "1860/", "", "the end is 1865 or after"),
        ("before 1860 to 1865", "/1865", "", "the start is 1860 or before"),
        ("nicht vor 1860", "[1860..]", "", ""),
        ("nicht nach 1860", "[..1860]", "", ""),
        ("pas avant 1860", "[1860..]", "", ""),
        ("sometime after 1860", "[1860..]", "", ""),
        ("sometime between 1860 and 1865", "[1860..1865]", "", ""),
        ("pre-1860", "[..1860]", "", ""),
        ("post-1860", "[1860..]", "", ""),
        ("after 1860 but before 1865", "[1860..1865]", "", ""),
        ("after 5 but before 7 May 1860", "[1860-05-05..1860-05-07]", "", ""),
    ]);
}

#[test]
fn centuries_and_decades_of_catalogs() {
    check(&[
        ("17./18. Jh.", "16XX/17XX", "", ""),
        ("17.-18. Jh.", "16XX/17XX", "", ""),
        ("18. bis 19. Jahrhundert", "17XX/18XX", "", ""),
        ("Ende 18./Anfang 19. Jh.", "1766/1833", "", ""),
        ("Ende des 18. bis Anfang des 19. Jahrhunderts", "1766/1833", "", ""),
        ("3.-2. Jh. v. Chr.", "-0299/-0100", "", ""),
        ("18., 19. und 20. Jh.", "{17XX,18XX,19XX}", "", ""),
        ("XVIe s.", "15XX", "", ""),
        ("XVIIIe-XIXe s.", "17XX/18XX", "", ""),
        ("16e-17e s.", "15XX/16XX", "", ""),
        ("3e quart du 19e si\u{e8}cle", "[1850..1874]", "", ""),
        ("dernier tiers du XIXe s.", "[1866..1899]", "", ""),
        (
            "1-\u{44f} \u{43f}\u{43e}\u{43b}\u{43e}\u{432}\u{438}\u{43d}\u{430} XIX \u{432}.",
            "[1800..1849]",
            "",
            "",
        ),
        ("2-\u{44f} \u{43f}\u{43e}\u{43b}. XIX \u{432}.", "[1850..1899]", "", ""),
        (
            "\u{43f}\u{43e}\u{441}\u{43b}. \u{442}\u{440}\u{435}\u{442}\u{44c} XIX \u{432}.",
            "[1866..1899]",
            "",
            "",
        ),
        ("\u{ae30}\u{c6d0}\u{c804} 3\u{c138}\u{ae30}", "[-0299..-0200]", "", ""),
        ("1860\u{b144} 5\u{c6d4} \u{c0c1}\u{c21c}", "[1860-05-01..1860-05-10]", "", ""),
        ("1860\u{b144} 5\u{c6d4} \u{d558}\u{c21c}", "[1860-05-21..1860-05-31]", "", ""),
        ("60-70-\u{435} \u{433}\u{433}. XIX \u{432}.", "186X/187X", "", ""),
        ("AD 60-70", "0060/0070", "", ""),
        ("10,000 BC", "-9999", "", ""),
        ("12,000\u{2013}10,000 BC", "Y-11999/-9999", "", ""),
        ("432/1 BC", "[-0431,-0430]", "", ""),
        ("431/0 BC", "[-0430,-0429]", "", ""),
        ("100/99 BC", "[-0099,-0098]", "", ""),
    ]);
}

#[test]
fn parts_of_the_day() {
    check(&[
        (
            "26 October 1962, early morning",
            "1962-10-26",
            "",
            "the part of the day is not kept: early morning",
        ),
        (
            "evening of October 26, 1962",
            "1962-10-26",
            "",
            "the part of the day is not kept: evening",
        ),
        (
            "26 October 1962 (evening)",
            "1962-10-26",
            "",
            "the part of the day is not kept: evening",
        ),
        (
            "night of 26\u{2013}27 October 1962",
            "1962-10-26/1962-10-27",
            "",
            "the part of the day is not kept: night",
        ),
        (
            "Nacht vom 26. auf den 27. Oktober 1962",
            "1962-10-26/1962-10-27",
            "",
            "the part of the day is not kept: Nacht",
        ),
        (
            "\u{432} \u{43d}\u{43e}\u{447}\u{44c} \u{441} 26 \u{43d}\u{430} 27 \u{43e}\u{43a}\u{442}\u{44f}\u{431}\u{440}\u{44f} 1962 \u{433}.",
            "1962-10-26/1962-10-27",
            "",
            "the part of the day is not kept: \u{432} \u{43d}\u{43e}\u{447}\u{44c}",
        ),
        (
            "nuit du 26 au 27 octobre 1962",
            "1962-10-26/1962-10-27",
            "",
            "the part of the day is not kept: nuit",
        ),
        (
            "October 26, 1962, ca. 7 p.m.",
            "1962-10-26T19",
            "~",
            "the time of day is approximate",
        ),
    ]);
}

#[test]
fn times_of_the_day() {
    check(&[
        ("26 October 1962, 8 Uhr abends", "1962-10-26T20", "", ""),
        ("le 26 octobre 1962 \u{e0} 8 heures du soir", "1962-10-26T20", "", ""),
        (
            "26 \u{43e}\u{43a}\u{442}\u{44f}\u{431}\u{440}\u{44f} 1962 \u{433}., 8 \u{447}\u{430}\u{441}\u{43e}\u{432} \u{432}\u{435}\u{447}\u{435}\u{440}\u{430}",
            "1962-10-26T20",
            "",
            "",
        ),
        (
            "26 \u{43e}\u{43a}\u{442}\u{44f}\u{431}\u{440}\u{44f} 1962 \u{433}., 3 \u{447}\u{430}\u{441}\u{430} \u{434}\u{43d}\u{44f}",
            "1962-10-26T15",
            "",
            "",
        ),
        (
            "26 \u{43e}\u{43a}\u{442}\u{44f}\u{431}\u{440}\u{44f} 1962 \u{433}., 3 \u{447}\u{430}\u{441}\u{430} \u{43d}\u{43e}\u{447}\u{438}",
            "1962-10-26T03",
            "",
            "",
        ),
        ("26 October 1962, 11 at night", "1962-10-26T23", "", ""),
        ("26 October 1962, 2 o'clock in the morning", "1962-10-26T02", "", ""),
        ("26 October 1962, 7 o'clock p.m.", "1962-10-26T19", "", ""),
        (
            "26 October 1962, 12 o'clock",
            "1962-10-26",
            "",
            "12 o'clock may be in either half of the day, so no time is given",
        ),
        (
            "26 October 1962, 12 midnight",
            "1962-10-26",
            "",
            "midnight may be the start or the end of the day, so no time is given",
        ),
        ("26. Oktober 1962, 22.00-1.00 Uhr", "1962-10-26T22:00", "", ""),
        ("26.10.1962, 20.15\u{2013}22.30 Uhr", "1962-10-26T20:15", "", ""),
        ("26 October 1962, midnight-2 a.m.", "1962-10-26T00:00", "", ""),
        (
            "Sun Apr 20 2014 00:00:00 GMT+0200 (CEST)",
            "2014-04-20T00:00:00+02:00",
            "",
            "the zone is named CEST",
        ),
        (
            "Fri, 26 Oct 1962 19:00:00 +0300 (MSK)",
            "1962-10-26T19:00:00+03:00",
            "",
            "the zone is named MSK",
        ),
    ]);
}

#[test]
fn what_archives_add() {
    check(&[
        ("1850-1870 (bulk 1862-1864)", "1850/1870", "", "bulk 1862-1864"),
        ("1860-1865 and undated", "1860/1865", "", "and undated"),
        ("1860, undated", "1860", "", "undated"),
        ("postmarked 5 June 1860", "1860-06-05", "", "postmarked"),
    ]);
}

#[test]
fn what_is_not_certain_is_not_read() {
    for text in [
        "5 June 1860/62",
        "June 5 [1860-1862]",
        "5 June 1860-62",
        "432-1 BC",
        "26 October 1962, evening, 7:30",
        "1860 night",
        "26 October 1962 at 7",
        "12 May 1860,000",
        "undated or 1860",
        "1860 [i.e. about 1861]",
        "5 January - 3 January 1800",
        "London, 5 June 1860",
        "1860 s.",
    ] {
        let reading = read(text, Hints::default());
        assert!(reading.is_err(), "{text}: {reading:?}");
    }
}

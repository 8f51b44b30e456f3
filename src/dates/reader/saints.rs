//! Days of saints, and days of the week counted from them, as charters, letters and almanacs are dated: `St. Stephen's Day, 1170`,
//! `Dienstag vor Michaelis 1430`, `feria quinta post Martini 1400`, `in vigilia s. Laurentii 1400`, `on Hallowe'en, 1860`.
//!
//! The days are those that most of Latin Europe kept (after Grotefend, *Taschenbuch der Zeitrechnung*). Where a saint has several,
//! or places had different ones, the name is not read. Until 1582 days of the week are counted by the Julian calendar and, as other
//! dates of that time are, written by it; from 1753 on by the Gregorian one; between, the calendar of the place decides, and
//! only the feast itself is read.

use super::wider::{noted, said};
use super::{Reading, calendars};
use crate::dates::civil::{DAY, Day};
use crate::dates::{Date, words};

/// Month and day, and the names as they are found in small letters without full stops.
const SAINTS: [(u32, u32, &[&str]); 38] = [
    (1, 17, &["antonius abt", "antonii abbatis", "st anthony abbot"]),
    (1, 20, &["fabian und sebastian", "fabiani et sebastiani", "sebastiani"]),
    (1, 21, &["agnetis", "agnes", "agnesentag", "st agnes"]),
    (1, 22, &["vincentii", "vincenzen", "st vincent"]),
    (
        1,
        25,
        &[
            "conversionis pauli",
            "conversio pauli",
            "pauli bekehrung",
            "conversion of st paul",
            "pauli conversionis",
        ],
    ),
    (
        2,
        2,
        &[
            "purificationis",
            "purificatio mariae",
            "purificationis mariae",
            "lichtmess",
            "lichtme\u{df}",
            "mari\u{e4} lichtmess",
            "candlemas",
        ],
    ),
    (2, 3, &["blasii", "blasius", "st blaise"]),
    (2, 5, &["agathae", "agathe", "agatha"]),
    (2, 14, &["valentini", "valentin", "st valentine"]),
    (2, 22, &["cathedra petri", "petri stuhlfeier", "cathedram petri"]),
    (3, 12, &["gregorii", "gregorii papae", "gregorien"]),
    (3, 17, &["st patrick", "patricii", "gertrudis"]),
    (3, 21, &["benedicti"]),
    (
        3,
        25,
        &[
            "annuntiationis",
            "annuntiatio mariae",
            "annunciationis",
            "annuntiatione beatae mariae",
            "mari\u{e4} verk\u{fc}ndigung",
            "lady day",
        ],
    ),
    (4, 23, &["georgii", "georgi", "st george"]),
    (4, 25, &["marci", "marci evangelistae", "st mark"]),
    (
        5,
        1,
        &[
            "philippi et jacobi",
            "philippi et iacobi",
            "philipp und jacob",
            "walpurgis",
            "valborg",
            "walpurgen",
        ],
    ),
    (
        5,
        3,
        &[
            "inventionis crucis",
            "inventio crucis",
            "kreuzerfindung",
            "inventionis sanctae crucis",
        ],
    ),
    (5, 25, &["urbani", "st urban"]),
    (6, 15, &["viti", "veit", "st vitus"]),
    (
        6,
        24,
        &[
            "johannis baptistae",
            "iohannis baptistae",
            "johannis baptiste",
            "nativitatis johannis",
            "johannis",
            "st john the baptist",
            "midsummer",
        ],
    ),
    (
        6,
        29,
        &[
            "petri et pauli",
            "peter und paul",
            "peter und pauls",
            "st peter and st paul",
            "peter and paul",
        ],
    ),
    (7, 2, &["visitationis mariae", "visitatio mariae", "mari\u{e4} heimsuchung"]),
    (7, 22, &["mariae magdalenae", "maria magdalena", "marie magdalene", "magdalenae"]),
    (7, 25, &["jacobi", "iacobi", "jacobi apostoli", "jakobi", "st james"]),
    (7, 29, &["olavi", "olsm\u{e4}ssa"]),
    (8, 1, &["vincula petri", "petri ad vincula", "petri kettenfeier", "lammas"]),
    (
        8,
        10,
        &["laurentii", "laurencii", "laurentius", "laurenti", "larsm\u{e4}ssa", "st lawrence"],
    ),
    (
        8,
        15,
        &[
            "assumptionis",
            "assumptionis mariae",
            "assumptio mariae",
            "mari\u{e4} himmelfahrt",
            "mari\u{e4} himmelfart",
        ],
    ),
    (
        8,
        24,
        &[
            "bartholomaei",
            "bartholomei",
            "bartholom\u{e4}i",
            "bartholom\u{e4}us",
            "st bartholomew",
        ],
    ),
    (9, 8, &["nativitatis mariae", "nativitas mariae", "mari\u{e4} geburt"]),
    (
        9,
        14,
        &[
            "exaltationis crucis",
            "exaltatio crucis",
            "kreuzerh\u{f6}hung",
            "exaltationis sanctae crucis",
        ],
    ),
    (9, 21, &["matthaei", "mathei", "matth\u{e4}i", "matthaei apostoli", "st matthew"]),
    (9, 29, &["michaelis", "michaelmas", "michaeli", "mickelsm\u{e4}ssa", "st michael"]),
    (10, 16, &["galli", "gallen", "gallentag"]),
    (11, 1, &["omnium sanctorum", "allerheiligen", "all saints", "all hallows"]),
    (11, 11, &["martini", "martin", "martinmas", "sancti martini", "st martin"]),
    (12, 26, &["stephani", "st stephen", "stephanstag", "stephani protomartyris"]),
];

/// More names that fill no table row of several.
const MORE: [(u32, u32, &str); 16] = [
    (10, 18, "lucae"),
    (10, 28, "simonis et judae"),
    (10, 28, "simonis et iudae"),
    (10, 31, "halloween"),
    (10, 31, "hallowe'en"),
    (11, 2, "animarum"),
    (11, 2, "all souls"),
    (11, 2, "allerseelen"),
    (11, 19, "elisabethae"),
    (11, 25, "katharinae"),
    (11, 25, "katherinae"),
    (11, 30, "andreae"),
    (11, 30, "st andrew"),
    (12, 6, "nicolai"),
    (12, 6, "nikolai"),
    (12, 13, "luciae"),
];

/// Days of the week in the words of such dates, from Monday.
const WEEKDAYS: [(usize, &[&str]); 7] = [
    (0, &["montag", "monday", "feria secunda", "feria ii", "lundi", "m\u{e5}ndag"]),
    (
        1,
        &[
            "dienstag",
            "tuesday",
            "feria tertia",
            "feria tercia",
            "feria iii",
            "mardi",
            "tisdag",
            "dinstag",
        ],
    ),
    (
        2,
        &[
            "mittwoch",
            "wednesday",
            "feria quarta",
            "feria iiii",
            "feria iv",
            "mercredi",
            "onsdag",
            "mitwoch",
        ],
    ),
    (
        3,
        &["donnerstag", "thursday", "feria quinta", "feria v", "jeudi", "torsdag", "pfinztag"],
    ),
    (
        4,
        &["freitag", "friday", "feria sexta", "feria vi", "vendredi", "fredag", "freytag"],
    ),
    (5, &["samstag", "sonnabend", "saturday", "sabbato", "samedi", "l\u{f6}rdag"]),
    (
        6,
        &[
            "sonntag",
            "sunday",
            "dominica",
            "dominica proxima",
            "dominica prima",
            "dimanche",
            "s\u{f6}ndag",
        ],
    ),
];

/// How a day is counted from a feast.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    /// As many days later.
    Days(i64),
    /// The first such day of the week before it.
    WeekdayBefore(usize),
    /// The first such day of the week after it.
    WeekdayAfter(usize),
}

/// The date of a text that names a feast, or a day from one, and then its year.
pub(super) fn read(text: &str) -> Option<Reading> {
    // A year at either end, or nothing is looked for.
    let bytes = text.trim_end_matches(['.', ' ']).as_bytes();
    let is_year = |four: &[u8]| four.iter().all(u8::is_ascii_digit);
    let ends_in_year = bytes.len() > 4 && (is_year(&bytes[bytes.len() - 4..]) || is_year(&bytes[..4]));
    let has_name = text.chars().filter(|char| char.is_alphabetic()).count() > 3;
    if !ends_in_year || !has_name {
        return None;
    }
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let bare = lower.trim_end_matches(['.', ' ']);
    // The year is last, or first as in registers: `1430 Dienstag vor Michaelis`.
    let (name, year) = bare
        .rsplit_once([' ', ','])
        .filter(|(_, year)| year.len() == 4)
        .or_else(|| bare.split_once([' ', ',']).map(|(year, name)| (name, year)))?;
    let year: i64 = year.parse().ok().filter(|year| (500..=2999).contains(year))?;
    let name = name.trim().trim_end_matches([',', '.']);
    let name = ["anno domini", "anno", "a. d.", "a.d.", "im jahre"]
        .iter()
        .find_map(|word| name.strip_suffix(word))
        .map_or(name, |name| name.trim_end_matches([',', ' ']));
    let (count, feast) = counted(name);
    let is_julian = year <= 1582;
    let is_told = is_julian || year >= 1753;
    if count.is_some_and(|count| !matches!(count, Count::Days(_))) && !is_told {
        return None;
    }
    let (feast, is_called_one) = day_of(feast, year)?;
    // “Martini 1525” may be a man.
    if count.is_none() && !is_called_one {
        return None;
    }
    let day = match count {
        None => feast,
        Some(Count::Days(days)) => shifted(feast, days),
        Some(Count::WeekdayBefore(weekday)) => nearest(feast, weekday, -1, is_julian),
        Some(Count::WeekdayAfter(weekday)) => nearest(feast, weekday, 1, is_julian),
    };
    let edtf = words::iso_day(day);
    Some(noted(Reading::from(Date::parse(&edtf).ok()?), said(text)))
}

/// What is counted from a feast, and the feast.
fn counted(name: &str) -> (Option<Count>, &str) {
    const EVES: [(&str, i64); 18] = [
        ("in vigilia ", -1),
        ("vigilia ", -1),
        ("eve of ", -1),
        ("the eve of ", -1),
        ("am tag vor ", -1),
        ("dagen f\u{f6}re ", -1),
        ("dagen efter ", 1),
        ("pridie ", -1),
        ("in crastino ", 1),
        ("crastino ", 1),
        ("morrow of ", 1),
        ("the morrow of ", 1),
        ("postridie ", 1),
        ("am tag nach ", 1),
        ("in octava ", 7),
        ("octava ", 7),
        ("octave of ", 7),
        ("the octave of ", 7),
    ];
    if let Some((word, days)) = EVES.iter().find(|(word, _)| name.starts_with(word)) {
        return (Some(Count::Days(*days)), &name[word.len()..]);
    }
    let day = name
        .strip_prefix("am ")
        .or_else(|| name.strip_prefix("on "))
        .or_else(|| name.strip_prefix("the "))
        .unwrap_or(name);
    for (weekday, names) in WEEKDAYS {
        for known in names {
            let Some(rest) = day.strip_prefix(known) else { continue };
            let rest = rest.trim_start_matches([' ', ',']);
            for (word, is_after) in [
                ("proxima post ", true),
                ("proxima ante ", false),
                ("vor ", false),
                ("before ", false),
                ("ante ", false),
                ("avant ", false),
                ("f\u{f6}re ", false),
                ("nach ", true),
                ("after ", true),
                ("post ", true),
                ("apr\u{e8}s ", true),
                ("efter ", true),
            ] {
                if let Some(feast) = rest.strip_prefix(word) {
                    let count = if is_after {
                        Count::WeekdayAfter(weekday)
                    } else {
                        Count::WeekdayBefore(weekday)
                    };
                    return (Some(count), feast);
                }
            }
        }
    }
    (None, name)
}

/// Words around the name of a feast.
const AROUND: [&str; 33] = [
    "on the feast of ",
    "the feast of ",
    "feast of ",
    "in festo ",
    "festum ",
    "festo ",
    "in die ",
    "die ",
    "in ",
    "ipso die ",
    "on ",
    "an ",
    "am ",
    "auf ",
    "zu ",
    "dem ",
    "den ",
    "der ",
    "dem tag ",
    "tag ",
    "p\u{e5} ",
    "the ",
    "sancti ",
    "sanctae ",
    "sancte ",
    "sanctorum ",
    "beati ",
    "beatae ",
    "beate ",
    "sankt ",
    "sant ",
    "s. ",
    "ss. ",
];

/// The day of a feast in a year, by its name with or without the words around it; and whether one of these, or the name itself,
/// says that it is a day.
fn day_of(name: &str, year: i64) -> Option<(Day, bool)> {
    let mut rest = name.trim();
    // “st. stephen” is in the table; German “St. Michaelis” is not.
    while let Some(after) = AROUND.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after.trim_start();
    }
    let bare = rest.replace('.', "");
    let bare = bare.trim();
    let without_day = ["'s day", "' day", "s day", " day", " tag", "tag", " dag"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .unwrap_or(bare);
    let unsainted = |name: &str| name.strip_prefix("st ").map(str::to_owned);
    let forms = [
        Some(bare.to_owned()),
        Some(without_day.to_owned()),
        unsainted(bare),
        unsainted(without_day),
    ];
    let is_named = |names: &[&str]| forms.iter().flatten().any(|form| names.contains(&form.as_str()));
    let found = SAINTS
        .iter()
        .find(|(.., names)| is_named(names))
        .map(|(month, day, _)| (*month, *day));
    let found = found.or_else(|| {
        MORE.iter()
            .find(|(.., name)| is_named(&[*name]))
            .map(|(month, day, _)| (*month, *day))
    });
    if let Some((month, day)) = found {
        let is_called_one = rest.len() < name.len() || without_day.len() < bare.len() || bare.starts_with("st ") || bare.contains(' ');
        return Some((Day::new(year, month, day)?, is_called_one));
    }
    let easter = match bare {
        "pascha" | "paschae" | "pasche" | "ostern" | "easter" | "p\u{e5}sk" => 0,
        "pentecostes" | "penthecostes" | "pfingsten" | "whitsun" | "pingst" => 49,
        "corporis christi" | "fronleichnam" | "corpus christi" => 60,
        "trinitatis" => 56,
        "ascensionis" | "ascensionis domini" | "christi himmelfahrt" => 39,
        "palmarum" => -7,
        "invocavit" => -42,
        "reminiscere" => -35,
        "oculi" => -28,
        "laetare" | "letare" => -21,
        "judica" | "iudica" => -14,
        "quasimodogeniti" | "quasi modo geniti" => 7,
        "misericordias domini" | "misericordia domini" => 14,
        "jubilate" | "iubilate" => 21,
        "cantate" => 28,
        "exaudi" => 42,
        _ => return None,
    };
    let is_told = year <= 1582 || year >= 1753;
    let day = is_told.then(|| calendars::easter(year))??;
    let day = Day::of_instant((day + easter) * DAY);
    Some((if year <= 1582 { day.julian() } else { day }, true))
}

/// A day some days later in the calendar in which it is written; feasts are far from 29 February or after it, so that counting in
/// one calendar is counting in both, but for the days around that one.
fn shifted(day: Day, days: i64) -> Day {
    Day::of_instant(day.start() + days * DAY)
}

/// The first day of the week before or after a feast, which is never the feast itself.
fn nearest(feast: Day, weekday: usize, step: i64, is_julian: bool) -> Day {
    let julian_weekday = |day: Day| if is_julian { weekday_by_julian(day) } else { day.weekday() };
    (1..=7)
        .map(|count| shifted(feast, step * count))
        .find(|day| julian_weekday(*day) == weekday)
        .unwrap_or(feast)
}

/// The day of the week of a date of the Julian calendar: 0 is Monday.
fn weekday_by_julian(day: Day) -> usize {
    // Years from March, in which each month begins 30.6 days after the one before, on average.
    let (year, month) = if day.month > 2 {
        (day.year, i64::from(day.month))
    } else {
        (day.year - 1, i64::from(day.month) + 12)
    };
    let days = year.div_euclid(4) + 365 * year + (153 * (month - 3) + 2) / 5 + i64::from(day.day);
    usize::try_from((days + 6).rem_euclid(7)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_by_the_julian_calendar() {
        let weekday = |year, month, day| weekday_by_julian(Day { year, month, day });
        // The battle of Hastings was on a Saturday, the fall of Constantinople on a Tuesday; 4 October 1582 was a Thursday.
        assert_eq!(weekday(1066, 10, 14), 5);
        assert_eq!(weekday(1453, 5, 29), 1);
        assert_eq!(weekday(1582, 10, 4), 3);
    }

    #[test]
    fn days_are_counted_from_feasts() {
        for (text, expected) in [
            ("St. Stephen's Day, 1170", "1170-12-26"),
            ("Dienstag vor St. Gallentag 1430", "1430-10-10"),
            ("1430 am Dienstag vor St. Gallentag", "1430-10-10"),
            ("1525 Sonntag nach Martini", "1525-11-12"),
            ("Dominica prima post Festum sancti Martini 1525", "1525-11-12"),
            ("feria quinta post s. Olavi 1300", "1300-08-04"),
            ("feria secunda post festum s. Michaelis 1400", "1400-10-04"),
            ("in octava s. Laurentii 1400", "1400-08-17"),
            ("pridie s. Laurentii 1400", "1400-08-09"),
            ("in festo Corporis Christi 1400", "1400-06-17"),
            ("in annuntiatione beatae Mariae 1300", "1300-03-25"),
            ("dagen f\u{f6}re Mickelsm\u{e4}ssa 1400", "1400-09-28"),
            ("m\u{e5}ndag efter Larsm\u{e4}ssa 1300", "1300-08-15"),
            ("Jubilate 1524", "1524-04-17"),
        ] {
            let read = read(text).and_then(|reading| reading.edtf());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        assert_eq!(read("Dienstag vor Michaelis 1650"), None, "either calendar");
        assert_eq!(read("Martin 1525").and_then(|reading| reading.edtf()), None, "a man");
        assert_eq!(read("Valentin 1860"), None, "a man");
    }
}

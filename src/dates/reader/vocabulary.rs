//! The words that dates are written with: English, German, French, Russian and Korean, and the months of some more.
//!
//! Words are matched in lower case and without the dots of abbreviations (`p. m.`, `v. Chr.`); of several phrases that
//! fit, the longest is taken.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a word or a phrase means in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A month, from 1.
    Month(u8),
    /// A season in EDTF's code, 21 (spring) to 24 (winter).
    Season(u8),
    /// A day of the week, 0 for Monday.
    Weekday(u8),
    /// About this date.
    Approximate,
    /// Perhaps this date.
    Uncertain,
    /// On this date or before.
    Before,
    /// On this date or after.
    After,
    /// From this date on.
    From,
    /// To this date; between two dates, a span.
    To,
    /// One date between two.
    Between,
    /// Joins the two dates of `Between`.
    And,
    /// One of two dates.
    Or,
    /// The first, second or last third of a month, a year, a decade or a century.
    Third(u8),
    /// A half or a quarter, counted by the number before.
    Fraction(u8),
    /// A number in words, or one with an ending that counts (`first`, `zweite`).
    Ordinal(u8),
    /// A hundred years, counted by the number before.
    Century,
    /// The `s` of `1860s`, the `er` of `1860er`.
    Decade,
    /// Before the common era.
    Bce,
    /// In the common era.
    Ce,
    /// By the Julian calendar.
    Julian,
    /// By the Gregorian calendar.
    Gregorian,
    /// Before noon, or a word that says nothing (`am 5. März`).
    Am,
    /// After noon.
    Pm,
    /// Twelve o'clock.
    Noon,
    /// The start or the end of the day.
    Midnight,
    /// The number before is an hour.
    Hour,
    /// The number before is a minute.
    Minute,
    /// The number before is a year, a month, a day: 년 월 일.
    YearSign,
    /// See `YearSign`.
    MonthSign,
    /// See `YearSign`.
    DaySign,
    /// `um`: about a date, at a time.
    Um,
    /// `c`: about a date when it stands before, a century when it stands behind.
    LetterC,
    /// An offset from UTC, in minutes.
    Zone(i16),
    /// A zone whose offset depends on where and when.
    LooseZone,
    /// An end that is not known.
    Unknown,
    /// No date.
    Undated,
    /// Says nothing: articles, `year`, endings of ordinals.
    Filler,
}

/// A phrase, word by word, and what it means.
type Phrase = (Vec<&'static str>, Term);

/// Phrases by their first word, the longest first.
static PHRASES: LazyLock<BTreeMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: BTreeMap<&str, Vec<Phrase>> = BTreeMap::new();
    for (term, list) in WORDS {
        for phrase in list.split(',') {
            let words: Vec<&str> = phrase.split_whitespace().collect();
            if let Some(first) = words.first() {
                phrases.entry(first).or_default().push((words, *term));
            }
        }
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    phrases
});

/// The phrases that begin with a word, the longest first.
pub(super) fn phrases(first: &str) -> &'static [Phrase] {
    PHRASES.get(first).map_or(&[], Vec::as_slice)
}

/// Each term with its phrases, divided by commas; in lower case, without dots.
const WORDS: &[(Term, &str)] = &[
    (
        Term::Month(1),
        "january,jan,januar,jänner,jän,januari,janvier,janv,января,январь,янв,enero,ene,gennaio,gen,janeiro",
    ),
    (
        Term::Month(2),
        "february,feb,febr,februar,feber,februari,février,fév,févr,fevrier,февраля,февраль,фев,февр,febrero,febbraio,fevereiro",
    ),
    (Term::Month(3), "march,mar,mär,märz,mrz,merz,maart,mars,марта,март,мар,marzo,março"),
    (Term::Month(4), "april,apr,avril,avr,апреля,апрель,апр,abril,abr,aprile"),
    (Term::Month(5), "may,mai,mei,мая,май,mayo,maggio,maio"),
    (Term::Month(6), "june,jun,juni,juin,июня,июнь,июн,junio,giugno,junho"),
    (Term::Month(7), "july,jul,juli,juillet,juil,июля,июль,июл,julio,luglio,julho"),
    (Term::Month(8), "august,aug,augustus,août,aout,августа,август,авг,agosto"),
    (
        Term::Month(9),
        "september,sept,sep,septembre,сентября,сентябрь,сент,сен,septiembre,settembre,setembro",
    ),
    (
        Term::Month(10),
        "october,oct,oktober,okt,octobre,октября,октябрь,окт,octubre,ottobre,outubro",
    ),
    (Term::Month(11), "november,nov,novembre,ноября,ноябрь,нояб,ноя,noviembre,novembro"),
    (
        Term::Month(12),
        "december,dec,dezember,dez,décembre,decembre,déc,декабря,декабрь,дек,diciembre,dicembre,dezembro",
    ),
    (Term::Season(21), "spring,frühling,frühjahr,printemps,весна,весны,весной,봄"),
    (Term::Season(22), "summer,sommer,été,лето,лета,летом,여름"),
    (Term::Season(23), "autumn,fall,herbst,automne,осень,осени,осенью,가을"),
    (Term::Season(24), "winter,hiver,зима,зимы,зимой,겨울"),
    (Term::Weekday(0), "monday,mon,montag,mo,lundi,понедельник,пн,월요일"),
    (Term::Weekday(1), "tuesday,tue,tues,dienstag,di,mardi,вторник,вт,화요일"),
    (Term::Weekday(2), "wednesday,wed,mittwoch,mi,mercredi,среда,ср,수요일"),
    (Term::Weekday(3), "thursday,thu,thur,thurs,donnerstag,do,jeudi,четверг,чт,목요일"),
    (Term::Weekday(4), "friday,fri,freitag,fr,vendredi,пятница,пт,금요일"),
    (Term::Weekday(5), "saturday,sat,samstag,sonnabend,sa,samedi,суббота,сб,토요일"),
    (Term::Weekday(6), "sunday,sun,sonntag,so,dimanche,воскресенье,вс,일요일"),
    (
        Term::Approximate,
        "circa,ca,approx,approximately,about,around,estimated,est,abt,cal,etwa,ungefähr,zirka,gegen,vers,environ,env,\
         около,ок,приблизительно,примерно,약,경,경에,쯤",
    ),
    (
        Term::Uncertain,
        "uncertain,maybe,perhaps,probably,prob,possibly,presumably,guess,wohl,vermutlich,vmtl,wahrscheinlich,vielleicht,\
         möglicherweise,peut être,probablement,вероятно,возможно,предположительно,아마",
    ),
    (
        Term::Before,
        "before,bef,by,prior to,earlier than,not later than,no later than,not after,or before,or earlier,ante,vor,vor dem,\
         kurz vor,kurz vor dem,spätestens,spätestens am,oder früher,avant,avant le,au plus tard,до,не позднее,ранее,이전,전",
    ),
    (
        Term::After,
        "after,aft,later than,not before,no earlier than,not earlier than,or after,or later,post,nach,nach dem,kurz nach,\
         kurz nach dem,frühestens,frühestens am,oder später,oder nach,après,après le,au plus tôt,после,не ранее,позднее,이후,후",
    ),
    (
        Term::From,
        "from,since,ab,ab dem,von,vom,seit,seit dem,depuis,depuis le,du,с,начиная с,부터",
    ),
    (Term::To, "to,until,till,through,up to,bis,bis zum,bis zu,jusque,au,по,까지"),
    (Term::Between, "between,btw,bet,zwischen,zwischen dem,entre,entre le,между"),
    (Term::And, "and,und,und dem,et,et le,и,및"),
    (Term::Or, "or,oder,ou,или,또는"),
    (
        Term::Third(1),
        "early,beginning of,at the beginning of,start of,anfang,anf,frühes,début,début de,начало,начале,в начале,초,초반",
    ),
    (
        Term::Third(2),
        "mid,middle of,the middle of,mitte,mi,milieu,milieu de,середина,середине,в середине,중반",
    ),
    (Term::Third(3), "late,end of,the end of,ende,fin,fin de,конец,конце,в конце,말,후반"),
    (
        Term::Fraction(2),
        "half,half of,half of the,hälfte,hälfte des,jahreshälfte,halbjahr,moitié,moitié du,половина,половине",
    ),
    (
        Term::Fraction(4),
        "quarter,quarter of,quarter of the,quartal,trimestre,viertel,viertel des,квартал,четверть,분기",
    ),
    (Term::Fraction(3), "third of,third of the,drittel,drittel des,tiers,tiers du,треть"),
    (Term::Ordinal(1), "first,erste,erstes,ersten,première,premier,первая,первой,i"),
    (Term::Ordinal(2), "second,zweite,zweites,zweiten,deuxième,seconde,вторая,второй"),
    (Term::Ordinal(3), "third,dritte,drittes,dritten,troisième,третья,третьей"),
    (
        Term::Ordinal(4),
        "fourth,last,vierte,viertes,vierten,letzte,letztes,letzten,quatrième,четвёртая,четвертая",
    ),
    (
        Term::Century,
        "century,centuries,cent,jahrhundert,jahrhunderts,jh,jhd,jhdt,siècle,siecle,век,века,веке,в,세기",
    ),
    (Term::Decade, "s,er,er jahre,ies,es,е,е годы,х годов,х,년대,年代"),
    (
        Term::Bce,
        "bc,bce,b c,b c e,v chr,v u z,vor christus,av j c,avant j c,avant jésus christ,до н э,до нашей эры,기원전",
    ),
    (
        Term::Ce,
        "ad,ce,a d,c e,n chr,n u z,nach christus,ap j c,après j c,н э,нашей эры,기원후,서기",
    ),
    (
        Term::Julian,
        "julian,julian calendar,os,o s,old style,julianisch,alten stils,a st,julien,calendrier julien,vieux style,v st,\
         ст ст,старого стиля,по старому стилю",
    ),
    (
        Term::Gregorian,
        "gregorian,gregorian calendar,ns,n s,new style,gregorianisch,neuen stils,n st,grégorien,нов ст,н ст,нового стиля,\
         по новому стилю",
    ),
    (Term::Am, "am,a m,오전,утра"),
    (Term::Pm, "pm,p m,오후,вечера"),
    (Term::Noon, "noon,mittag,mittags,midi,полдень,정오"),
    (Term::Midnight, "midnight,mitternacht,minuit,полночь,자정"),
    (Term::Hour, "h,hr,hrs,hour,hours,uhr,heures,heure,ч,час,часов,часа,시,時"),
    (Term::Minute, "min,minuten,minutes,мин,минут,분,分"),
    (Term::YearSign, "년,年"),
    (Term::MonthSign, "월,月"),
    (Term::DaySign, "일,日"),
    (Term::Um, "um"),
    (Term::LetterC, "c"),
    (Term::Zone(0), "z,utc,gmt"),
    (
        Term::LooseZone,
        "est,edt,cst,cdt,mst,mdt,pst,pdt,cet,cest,mez,mesz,msk,bst,jst,kst,washington time,moscow time,local time,ortszeit,heure locale",
    ),
    (
        Term::Unknown,
        "unknown,present,now,today,heute,unbekannt,inconnu,inconnue,неизвестно,현재",
    ),
    (
        Term::Undated,
        "nd,n d,no date,undated,not dated,without date,date unknown,unknown date,date not known,sd,s d,sans date,od,o d,ohne datum,undatiert,\
         o dat,ohne jahr,date inconnue,без даты,бд,б д,дата неизвестна,날짜 미상,미상,날짜 없음",
    ),
    (
        Term::Filler,
        "the,of,year,the year,year of,in,on,at,le,la,de,del,den,dem,der,des,die,das,im,jahr,jahre,jahres,an,l,en,année,années,г,гг,год,года,году,\
         годы,года,day,st,nd,rd,th,te,ten,ter,tes,e,è,ème,eme,го,й,active,fl,flourished,tätig,à,t,kl,o clock,del año",
    ),
];

/// A Roman numeral up to 39, in whatever case; `None` for anything else.
pub(super) fn roman(word: &str) -> Option<u8> {
    let word = word.to_ascii_lowercase();
    (1..=39).find(|number| to_roman(*number) == word)
}

/// A number from 1 to 39 in small Roman numerals.
fn to_roman(number: u8) -> String {
    let tens = "x".repeat(usize::from(number / 10));
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    format!("{tens}{}", ones.get(usize::from(number % 10)).unwrap_or(&""))
}

//! The words that dates are written with: English, German, French, Russian and Korean, and what is most used of
//! Spanish, Italian, Portuguese, Dutch, Romanian, Polish, Czech, Turkish, Chinese and Japanese.
//!
//! Words are matched in lower case and without the dots of abbreviations (`p. m.`, `v. Chr.`); of several phrases that
//! fit, the longest is taken.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::more_words::MORE_WORDS;

/// What a word or a phrase means in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A month, from 1.
    Month(u8),
    /// A season in EDTF's code, 21 (spring) to 24 (winter).
    Season(u8),
    /// A part of a season that has a word of its own: `Spätsommer` is the last third of summer.
    PartOfSeason(u8, u8),
    /// A day with a name: month and day of Christmas.
    Feast(u8, u8),
    /// A day of the week, 0 for Monday.
    Weekday(u8),
    /// About this date.
    Approximate,
    /// `est`: estimated, or Eastern Standard Time behind a time of day.
    Est,
    /// Perhaps this date.
    Uncertain,
    /// On this date or before.
    Before,
    /// On this date or after.
    After,
    /// `or before`: behind the date, or before another.
    OrBefore,
    /// `or after`: behind the date, or before another.
    OrAfter,
    /// From this date on.
    From,
    /// To this date after another, else on this date: `zum`.
    ToOrOn,
    /// From this date on where another follows, else of this date: `vom`, `du`.
    OfOrFrom,
    /// To this date; between two dates, a span.
    To,
    /// `à`, `a`: to another date, or at a time.
    At,
    /// One date between two.
    Between,
    /// Joins the two dates of `Between`; between others, all of them.
    And,
    /// One of two dates.
    Or,
    /// Says with `Or` that there is a choice.
    Either,
    /// The first, second or last third of a month, a year, a decade or a century.
    Third(u8),
    /// The first or second half.
    Half(u8),
    /// A half or a quarter, counted by the number before.
    Fraction(u8),
    /// A number in words, or one with an ending that counts (`first`, `zweite`).
    Ordinal(u8),
    /// A hundred years, counted by the number before or behind.
    Century,
    /// A thousand years, counted by the number before.
    Millennium,
    /// `в`: a century behind its number, else “at”.
    CenturyOrAt,
    /// The `s` of `1860s`, the `er` of `1860er`.
    Decade,
    /// Ten years, before their number: `années 1960`.
    DecadeOf,
    /// Before the common era.
    Bce,
    /// In the common era.
    Ce,
    /// Before the present, which is 1950.
    Bp,
    /// By the Julian calendar.
    Julian,
    /// By the Gregorian calendar.
    Gregorian,
    /// In the north of the earth.
    North,
    /// In the south of the earth, where summer is in December.
    South,
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// `дня`: in the afternoon, after an hour; nothing, after the number of a day.
    PmOrDay,
    /// A part of the day that is no time: `evening`. Kept as a remark, or says which half of the day an hour is in.
    PartOfDay(Half),
    /// Behind an hour that may be in either half of the day: `o'clock`.
    OClock,
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
    /// An end that is not known; a part of a date that is not.
    Unknown,
    /// An end that has not come yet.
    Present,
    /// No date.
    Undated,
    /// Then it was begun.
    Begun,
    /// Then it was completed.
    Completed,
    /// What was done then: `printed`, `born`. Kept as a remark.
    Deed,
    /// When it came to the one it was written to, which is not when it was written.
    Receipt,
    /// What follows corrects what is written: `1860 [i.e. 1861]`.
    Recte,
    /// Says nothing: articles, `year`, endings of ordinals.
    Filler,
}

/// Which half of the day a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// Around midnight: before it the evening hours, after it the first ones.
    Night,
}

/// A phrase, word by word.
pub(super) struct Phrase {
    /// In lower case, without dots.
    pub(super) words: Vec<&'static str>,
    /// What it means.
    pub(super) term: Term,
    /// Whether it is of a language in which the day precedes the month: any but English.
    pub(super) is_day_first: bool,
}

/// Phrases by their first word, the longest first.
static PHRASES: LazyLock<BTreeMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: BTreeMap<&str, Vec<Phrase>> = BTreeMap::new();
    for (term, english, others) in WORDS {
        for (list, is_day_first) in [(english, false), (others, true)] {
            add(&mut phrases, *term, list, is_day_first);
        }
    }
    for (term, list) in MORE_WORDS {
        add(&mut phrases, *term, list, true);
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    phrases
});

/// Adds phrases that are divided by commas.
fn add(phrases: &mut BTreeMap<&'static str, Vec<Phrase>>, term: Term, list: &'static str, is_day_first: bool) {
    for phrase in list.split(',') {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let Some(first) = words.first() else { continue };
        phrases.entry(first).or_default().push(Phrase { words, term, is_day_first });
    }
}

/// The phrases that begin with a word, the longest first.
pub(super) fn phrases(first: &str) -> &'static [Phrase] {
    PHRASES.get(first).map_or(&[], Vec::as_slice)
}

/// Each term with its phrases in English, and those of other languages; divided by commas, in lower case, without dots.
const WORDS: &[(Term, &str, &str)] = &[
    (
        Term::Month(1),
        "january,jan,jany,janry,janr",
        "januar,jänner,jän,jaenner,januari,janvier,janv,января,январь,январе,янв,enero,ene,gennaio,gen,genn,janeiro,ianuarie,ian,ocak,stycznia,styczeń,ledna,leden,januarie,januarii,ianuarii,jenner,січня,січень,січні,styczniu,lednu,január,januárban,tammikuu,tammikuuta,tammikuussa,gener,ιανουαρίου,ιανουάριος,ιαν,يناير,كانون الثاني,ژانویه,ינואר,בינואר",
    ),
    (
        Term::Month(2),
        "february,feb,febr,feby,febry,febuary",
        "februar,feber,februari,février,fév,févr,fevrier,fevr,февраля,февраль,феврале,фев,февр,febrero,febbraio,febb,fevereiro,fev,februarie,şubat,lutego,luty,února,únor,februarii,hornung,лютого,лютий,лютому,lutym,únoru,február,helmikuu,helmikuuta,helmikuussa,febrer,φεβρουαρίου,φεβρουάριος,φεβ,فبراير,شباط,فوریه,פברואר,בפברואר",
    ),
    (
        Term::Month(3),
        "march,mar",
        "mär,märz,maerz,mrz,merz,maart,mrt,mars,марта,март,марте,мар,marzo,março,martie,mart,marca,marzec,března,březen,martii,березня,березень,березні,marts,březnu,marcu,március,márc,maaliskuu,maaliskuuta,maaliskuussa,març,μαρτίου,μάρτιος,μαρ,مارس,آذار,מרץ,במרץ",
    ),
    (
        Term::Month(4),
        "april,apr,aprl,apl",
        "avril,avr,апреля,апрель,апреле,апр,abril,abr,aprile,aprilie,nisan,kwietnia,kwiecień,dubna,duben,aprilis,квітня,квітень,квітні,kwietniu,dubnu,április,ápr,huhtikuu,huhtikuuta,huhtikuussa,απριλίου,απρίλιος,απρ,أبريل,نيسان,آوریل,אפריל,באפריל",
    ),
    (
        Term::Month(5),
        "may",
        "mai,mei,мая,май,мае,mayo,maggio,mag,magg,maio,mayıs,maja,maj,května,květen,maii,травня,травень,травні,meij,maij,maju,květnu,május,toukokuu,toukokuuta,toukokuussa,maig,μαΐου,μάιος,مايو,أيار,מאי,במאי",
    ),
    (
        Term::Month(6),
        "june,jun",
        "juni,juin,июня,июнь,июне,июн,junio,giugno,giu,junho,iunie,iun,haziran,czerwca,czerwiec,června,červen,junii,brachmond,brachmonat,червня,червень,червні,iunii,czerwcu,červnu,június,jún,kesäkuu,kesäkuuta,kesäkuussa,juny,ιουνίου,ιούνιος,يونيو,حزيران,ژوئن,יוני,ביוני",
    ),
    (
        Term::Month(7),
        "july,jul",
        "juli,juillet,juil,июля,июль,июле,июл,julio,luglio,lug,julho,iulie,iul,temmuz,lipca,lipiec,července,červenec,julii,heumond,heumonat,липня,липень,липні,iulii,lipcu,červenci,július,júl,heinäkuu,heinäkuuta,heinäkuussa,juliol,ιουλίου,ιούλιος,يوليو,تموز,ژوئیه,יולי,ביולי",
    ),
    (
        Term::Month(8),
        "august,aug,augt",
        "augustus,août,aout,августа,август,августе,авг,agosto,ago,ağustos,sierpnia,sierpień,srpna,srpen,augusti,серпня,серпень,серпні,sierpniu,srpnu,augusztus,elokuu,elokuuta,elokuussa,agost,αυγούστου,αύγουστος,αυγ,أغسطس,آب,اوت,אוגוסט,באוגוסט",
    ),
    (
        Term::Month(9),
        "september,sept,sep,septr,sepr,septbr,septber,7ber",
        "septembre,сентября,сентябрь,сентябре,сент,сен,septiembre,setiembre,settembre,sett,setembro,septembrie,eylül,września,wrzesień,září,septembris,7bris,viibris,вересня,вересень,вересні,wrześniu,szeptember,szept,syyskuu,syyskuuta,syyskuussa,σεπτεμβρίου,σεπτέμβριος,σεπ,سبتمبر,أيلول,سپتامبر,ספטמבר,בספטמבר,septemb",
    ),
    (
        Term::Month(10),
        "october,oct,octr,octbr,octber,octob,8ber",
        "oktober,okt,octobre,октября,октябрь,октябре,окт,octubre,ottobre,ott,outubro,out,octombrie,ekim,października,październik,října,říjen,octobris,viiibris,жовтня,жовтень,жовтні,październiku,říjnu,október,lokakuu,lokakuuta,lokakuussa,οκτωβρίου,οκτώβριος,οκτ,أكتوبر,تشرين الأول,اکتبر,אוקטובר,באוקטובר",
    ),
    (
        Term::Month(11),
        "november,nov,novr,novbr,novber,9ber",
        "novembre,ноября,ноябрь,ноябре,нояб,ноя,noviembre,novembro,noiembrie,kasım,listopada,listopad,novembris,ixbris,листопада,листопад,листопаді,listopadu,listopadzie,marraskuu,marraskuuta,marraskuussa,νοεμβρίου,νοέμβριος,νοε,نوفمبر,تشرين الثاني,نوامبر,נובמבר,בנובמבר,novemb",
    ),
    (
        Term::Month(12),
        "december,dec,decr,decbr,decber",
        "dezember,dez,décembre,decembre,déc,декабря,декабрь,декабре,дек,diciembre,dic,dicembre,dezembro,decembrie,aralık,grudnia,grudzień,prosince,prosinec,decembris,xbre,xbris,xber,xbr,christmond,грудня,грудень,грудні,desember,grudniu,prosinci,joulukuu,joulukuuta,joulukuussa,desembre,δεκεμβρίου,δεκέμβριος,δεκ,ديسمبر,كانون الأول,دسامبر,דצמבר,בדצמבר,decemb,10bre,10bris",
    ),
    (
        Term::Season(21),
        "spring",
        "frühling,frühjahr,frühjahrs,printemps,весна,весны,весной,봄,primavera,lente,voorjaar,春,våren,forår,jaro,wiosna,wiosną,весною",
    ),
    (
        Term::Season(22),
        "summer",
        "sommer,été,лето,лета,летом,여름,verano,estate,zomer,verão,夏,sommaren,léto,lato,latem,літо,влітку",
    ),
    (
        Term::Season(23),
        "autumn,fall",
        "herbst,automne,осень,осени,осенью,가을,otoño,autunno,herfst,outono,秋,hösten,efterår,podzim,jesień,jesienią,осінь,восени",
    ),
    (
        Term::Season(24),
        "winter",
        "hiver,зима,зимы,зимой,겨울,invierno,inverno,冬,vintern,zima,zimą,взимку",
    ),
    (Term::PartOfSeason(21, 1), "", "vorfrühling"),
    (Term::PartOfSeason(22, 1), "", "frühsommer"),
    (Term::PartOfSeason(22, 3), "", "spätsommer"),
    (Term::PartOfSeason(23, 1), "", "frühherbst"),
    (Term::PartOfSeason(23, 3), "", "spätherbst"),
    (
        Term::Feast(1, 1),
        "new year s day,new years day",
        "neujahr,neujahrstag,neujahrstage,jour de l an,nouvel an",
    ),
    (
        Term::Feast(1, 6),
        "epiphany",
        "dreikönig,dreikönigstag,heilige drei könige,épiphanie",
    ),
    (Term::Feast(2, 2), "candlemas", "lichtmess,lichtmeß,mariä lichtmess,chandeleur"),
    (Term::Feast(3, 25), "lady day", ""),
    (Term::Feast(6, 24), "midsummer day", "johannis,johannistag,saint jean"),
    (Term::Feast(9, 29), "michaelmas", "michaelis,michaelistag"),
    (Term::Feast(11, 1), "all saints,all saints day", "allerheiligen,toussaint"),
    (Term::Feast(11, 11), "martinmas", "martini,martinstag"),
    (
        Term::Feast(12, 24),
        "christmas eve",
        "heiligabend,heiliger abend,weihnachtsabend,veille de noël",
    ),
    (
        Term::Feast(12, 25),
        "christmas,christmas day,xmas",
        "weihnachten,weihnacht,weihnachtstag,noël,jour de noël,рождество",
    ),
    (Term::Feast(5, 1), "may day", ""),
    (Term::Feast(12, 31), "new year s eve,new years eve", "silvester,sylvester"),
    (
        Term::Weekday(0),
        "monday,mon",
        "montag,mo,montags,lundi,lun,понедельник,пн,пон,пнд,월요일,lunes,lunedì,lunedi,maandag,luni,月曜日,月曜,понеділок,måndag,mandag,pondělí,poniedziałek,segunda feira,måndagen",
    ),
    (
        Term::Weekday(1),
        "tuesday,tue,tues",
        "dienstag,di,dienstags,mardi,вторник,вт,втр,화요일,martes,martedì,martedi,dinsdag,marţi,marți,火曜日,火曜,вівторок,tisdag,tirsdag,úterý,wtorek,terça feira,terca feira,tisdagen",
    ),
    (
        Term::Weekday(2),
        "wednesday,wed",
        "mittwoch,mi,mittwochs,mercredi,mer,среда,ср,срд,수요일,miércoles,mercoledì,mercoledi,woensdag,miercuri,水曜日,水曜,середа,onsdag,středa,środa,quarta feira,onsdagen",
    ),
    (
        Term::Weekday(3),
        "thursday,thu,thur,thurs",
        "donnerstag,do,donnerstags,jeudi,jeu,четверг,чт,чтв,목요일,jueves,giovedì,giovedi,donderdag,joi,木曜日,木曜,четвер,torsdag,čtvrtek,czwartek,quinta feira,torsdagen",
    ),
    (
        Term::Weekday(4),
        "friday,fri",
        "freitag,fr,freitags,vendredi,ven,пятница,пт,птн,금요일,viernes,venerdì,venerdi,vrijdag,vineri,金曜日,金曜,пʼятниця,fredag,pátek,piątek,sexta feira,fredagen",
    ),
    (
        Term::Weekday(5),
        "saturday,sat",
        "samstag,sonnabend,sonnabends,samstags,sa,samedi,sam,суббота,сб,суб,сбт,토요일,sábado,sabato,zaterdag,sâmbătă,土曜日,土曜,субота,lördag,lørdag,sobota,lördagen",
    ),
    (
        Term::Weekday(6),
        "sunday,sun",
        "sonntag,so,sonntags,dimanche,dim,воскресенье,вс,вск,일요일,domingo,domenica,zondag,duminică,日曜日,日曜,неділя,söndag,søndag,neděle,niedziela,söndagen",
    ),
    (
        Term::Approximate,
        "circa,ca,say,on or about,in or about,approx,approximately,approximate,about,around,roughly,nearly,estimated,abt,cal,ish,or so,or thereabouts,thereabouts",
        "około,etwa,ungefähr,ungef,zirka,gegen,rund,vers,environ,env,около,ок,приблизительно,примерно,приблиз,약,경,경에,쯤,hacia,alrededor de,verso,intorno al,rond,omstreeks,cerca de,頃,ころ,ごろ,무렵,전후,omkring,cirka,ongeveer,kring,około roku,okolo,okolo roku,kolem roku,приблизно,близько,约,大约,約,kolem,přibližně,cca,por volta de,hacia el,circa l,ok,asi,前后,前後,прибл,circiter,circiter annum,orientačně",
    ),
    (Term::Est, "est", ""),
    (
        Term::Uncertain,
        "uncertain,maybe,perhaps,probably,prob,possibly,poss,presumably,presumed,likely,apparently,doubtful,guess,conjectured,conjectural",
        "wohl,vermutlich,vermutl,vmtl,wahrscheinlich,wahrsch,vielleicht,möglicherweise,unsicher,fraglich,peut être,probablement,sans doute,incertain,вероятно,возможно,предположительно,предп,может быть,아마,추정,quizás,probablemente,forse,probabilmente,waarschijnlijk,provavelmente,vermoedelijk,quizá,talvez,misschien,sannolikt,troligen,formentlig,måske,fortasse,prawdopodobnie,zapewne,pravděpodobně,snad,імовірно,мабуть,можливо,可能",
    ),
    (
        Term::Before,
        "before,bef,by,pre,but before,but not after,prior to,earlier than,not later than,no later than,not after,ante,shortly before,just before,soon before,on or before,before or on,at the latest,before the",
        "nicht nach,nicht nach dem,nicht nach der,nicht später als,pas après,non après,vor,vor dem,vor der,noch vor,noch vor dem,kurz vor,kurz vor dem,spätestens,spätestens am,spätestens im,przed,vor oder am,am oder vor,am oder vor dem,avant,avant le,au plus tard,au plus tard le,peu avant,peu avant le,до,не позднее,не позже,ранее,раньше,이전,전,antes de,antes del,prima di,prima del,voor,vóór,antes do,以前,före,før,innan,přede,před,przed rokiem,przed r,перед,anterior a,pred,antes,не пізніше,не пізніше ніж,ma ante",
    ),
    (
        Term::After,
        "after,aft,later than,but after,but not before,not before,no earlier than,not earlier than,post,soon after,shortly after,just after,on or after,after or on,at the earliest,after the",
        "nicht vor,nicht vor dem,nicht vor der,nicht früher als,pas avant,non avant,nach,nach dem,nach der,bald nach,bald nach dem,kurz nach,kurz nach dem,frühestens,frühestens am,frühestens im,nach oder am,am oder nach,am oder nach dem,après,après le,au plus tôt,au plus tôt le,peu après,peu après le,после,не ранее,не раньше,позднее,позже,이후,후,después de,después del,dopo,dopo il,na,depois de,以降,以後,efter,po roce,po roku,після,posterior a,не раніше,не раніше ніж,post a",
    ),
    (
        Term::OrBefore,
        "or before,or earlier,or sooner,or a little before,and before,and earlier,or shortly before",
        "oder vor,oder vor dem,oder früher,oder eher,oder davor,oder kurz vor,oder kurz vor dem,oder kurz davor,und früher,ou avant,ou antérieur,или ранее,или раньше",
    ),
    (
        Term::OrAfter,
        "or after,or later,or thereafter,and after,and later,or a little after,or shortly after",
        "oder nach,oder nach dem,oder später,oder danach,oder kurz nach,oder kurz nach dem,oder kurz danach,und später,ou après,ou postérieur,ou plus tard,или позднее,или позже",
    ),
    (
        Term::From,
        "from,since,ongoing since,starting,beginning,onwards,onward",
        "à partir de,à partir du,ab,ab dem,seit,seit dem,depuis,depuis le,с,со,начиная с,부터,から,desde,desde el,dal,dalla,vanaf,від,з",
    ),
    (Term::OfOrFrom, "", "vom,von,von dem,du,van"),
    (
        Term::To,
        "to,until,till,through,thru,up to,til,to the",
        "auf den,bis,bis zum,bis zu,bis zur,jusque,jusqu,jusqu au,jusqu à,jusqu en,au,aux,по,까지,まで,hasta,hasta el,al,fino al,fino a,sino al,tot,tot en met,t m,até,至",
    ),
    (
        Term::At,
        "",
        "à,a,на,op,te,om,kl,klokken,klockan,godz,godzina,o godz,ore,alle ore,alle",
    ),
    (Term::ToOrOn, "", "zum,zur"),
    (
        Term::Between,
        "between,btw,btwn,bet,betw",
        "między,zwischen,zwischen dem,zw,entre,entre le,между,entre el,tra,tra il,fra,fra il,tussen,між",
    ),
    (
        Term::And,
        "and,and the,&",
        "과,와,und,und dem,u,et,et le,et du,и,및,y,y el,ed,e il,та",
    ),
    (Term::Or, "or,or the", "od,oder,oder am,bzw,beziehungsweise,ou,ou le,или,또는,o"),
    (Term::Either, "either", "entweder,soit,либо"),
    (
        Term::Third(1),
        "early,beginning of,at the beginning of,the beginning of,start of,early part of,the early part of",
        "anfang,anfangs,anf,frühes,frühe,frühen,beginn,zu beginn,am anfang,début,début de,au début de,début du,начало,начале,в начале,нач,초,초반,상순,초순,初旬,上旬,principios de,a principios de,principios del,a principios del,inizio,inizi,inizio del,primi,primissimi,begin,inicio de,初,初頭,początek,początku,na początku,začátek,počátek,na počátku,počátku,на початку,початок,inícios do,início do,início,inícios,principios,comienzos de,comienzos del,primi anni,primi anni del,premières années du,primeros años del,primeros años de,början av,begyndelsen af,pocz,pocz.,inizi del",
    ),
    (
        Term::Third(2),
        "mid,middle of,the middle of,in the middle of",
        "mitte,milieu,milieu de,milieu du,середина,середине,в середине,сер,중반,중순,중엽,中旬,mediados de,a mediados de,mediados del,a mediados del,metà,midden,meados de,半ば,中頃,uprostřed,в середині,meados do,meados da,meados,mediados,mitten av,midten af",
    ),
    (
        Term::Third(3),
        "late,end of,the end of,at the end of,latter part of,the latter part of,late part of,the late part of",
        "tardo,tarda,ende,spätes,späte,späten,gegen ende,am ende,fin,fin de,à la fin de,fin du,конец,конце,в конце,кон,말,하순,下旬,finales de,a finales de,finales del,a finales del,fines de,fines del,fine,fine del,eind,einde,fim de,finais de,末,koniec,końca,pod koniec,u schyłku,konec,koncem,na konci,наприкінці,кінець,finais do,finais da,finais,fins do,fins de,fines,finales,ultimi anni,ultimi anni del,dernières années du,últimos años del,slutet av,slutningen af,final do,final da,final de",
    ),
    (Term::Half(1), "", "전반,전반기,상반기,前半"),
    (Term::Half(2), "", "후반,후반기,하반기,後半"),
    (
        Term::Fraction(2),
        "half,half of,half of the,semester,semester of",
        "hälfte,hälfte des,hälfte der,jahreshälfte,halbjahr,semestre,moitié,moitié du,moitié de la,половина,половине,пол,полугодие,полугодии,metà del,mitad,mitad de,mitad del,helft,polovina,polovině,polovici,pol,połowa,połowie,poł,половини,metade,metade do,metade da",
    ),
    (
        Term::Fraction(4),
        "quarter,quarter of,quarter of the",
        "ćw,ćwierć,ćwierci,čtvrtina,čtvrtině,četvrtina,cuarto,cuarto del,quarto,quarto del,четв,quart,quart de,quart du,quartal,trimestre,viertel,viertel des,квартал,четверть,분기,kwartaal",
    ),
    (
        Term::Fraction(3),
        "third of,third of the",
        "drittel,drittel des,tiers,tiers du,треть,трети,tercio,terzo",
    ),
    (
        Term::Ordinal(1),
        "first",
        "prima,primera,primer,eerste,erste,erstes,ersten,erster,erstem,première,premier,1ère,первая,первой,первое,перша,першої,першій,primeira,primeiro",
    ),
    (
        Term::Ordinal(2),
        "second,latter",
        "seconda,segunda,segundo,tweede,2nde,zweite,zweites,zweiten,zweiter,deuxième,seconde,вторая,второй,второе,друга,другої,другій",
    ),
    (Term::Ordinal(3), "third", "dritte,drittes,dritten,dritter,troisième,третья,третьей"),
    (
        Term::Ordinal(4),
        "fourth",
        "vierte,viertes,vierten,vierter,quatrième,четвёртая,четвертая",
    ),
    (
        Term::Ordinal(99),
        "last",
        "letzte,letztes,letzten,letzter,dernier,dernière,последняя,последней,посл",
    ),
    (Term::Ordinal(5), "fifth", "fünfte,fünftes,fünften,cinquième"),
    (Term::Ordinal(6), "sixth", "sechste,sechstes,sechsten,sixième"),
    (Term::Ordinal(7), "seventh", "siebte,siebtes,siebten,septième"),
    (Term::Ordinal(8), "eighth", "achte,achtes,achten,huitième"),
    (Term::Ordinal(9), "ninth", "neunte,neuntes,neunten,neuvième"),
    (Term::Ordinal(10), "tenth", "zehnte,zehntes,zehnten,dixième"),
    (Term::Ordinal(11), "eleventh", "elfte,elftes,elften,onzième"),
    (Term::Ordinal(12), "twelfth", "zwölfte,zwölftes,zwölften,douzième"),
    (Term::Ordinal(13), "thirteenth", "dreizehnte,dreizehntes,dreizehnten,treizième"),
    (Term::Ordinal(14), "fourteenth", "vierzehnte,vierzehntes,vierzehnten,quatorzième"),
    (Term::Ordinal(15), "fifteenth", "fünfzehnte,fünfzehntes,fünfzehnten,quinzième"),
    (Term::Ordinal(16), "sixteenth", "sechzehnte,sechzehntes,sechzehnten,seizième"),
    (Term::Ordinal(17), "seventeenth", "siebzehnte,siebzehntes,siebzehnten,dix septième"),
    (Term::Ordinal(18), "eighteenth", "achtzehnte,achtzehntes,achtzehnten,dix huitième"),
    (Term::Ordinal(19), "nineteenth", "neunzehnte,neunzehntes,neunzehnten,dix neuvième"),
    (Term::Ordinal(20), "twentieth", "zwanzigste,zwanzigstes,zwanzigsten,vingtième"),
    (
        Term::Ordinal(21),
        "twenty first",
        "einundzwanzigste,einundzwanzigstes,einundzwanzigsten,vingt et unième",
    ),
    (
        Term::Century,
        "century,centuries,cent",
        "jahrhundert,jahrhunderts,jahrhunderten,jahrh,jh,jhd,jhs,jhdt,jhdts,siècle,siècles,siecle,w,wiek,wieku,век,века,веке,вв,세기,siglo,secolo,sec,século,eeuw,世紀,століття,сторіччя,ст,stol,století,stoleti,séculos,世纪,stulecia,stulecie,saeculo,saec,saeculi,asr,yüzyıl,yy,stoljeće,stoljeća,séc,århundrede,århundredet,årh",
    ),
    (
        Term::Millennium,
        "millennium,millennia,mill",
        "jahrtausend,jahrtausends,jt,jtsd,millénaire,тысячелетие,тысячелетия,milenio,millennio",
    ),
    (Term::CenturyOrAt, "", "в"),
    (
        Term::Decade,
        "s,ies",
        "er,er jahre,er jahren,es,е,е годы,х,х годов,х годы,х гг,х годах,년대,年代,ern,ті,ті рр,ті роки,ті роках,х рр,х роках,talet,tallet,tal,erne,léta,let,lata,latach",
    ),
    (
        Term::DecadeOf,
        "decade of the,decade of",
        "années,les années,década de,década de los,los años,años,os anos,anos,anni,gli anni,jaren,dans les années",
    ),
    (
        Term::Bce,
        "bc,bce,b c,b c e,before christ,before common era,before the common era",
        "v chr,v u z,vor christus,vor christi geburt,vor unserer zeitrechnung,v chr geb,av j c,avant j c,av jc,avant jc,avant jésus christ,avant notre ère,av n è,до н э,до нашей эры,до р х,기원전,a c,antes de cristo,a de c,avanti cristo,v c,voor christus,紀元前,公元前,西元前,前",
    ),
    (
        Term::Ce,
        "ad,ce,a d,c e,anno domini",
        "apr j c,n chr,n u z,nach christus,nach christi geburt,ap j c,après j c,ap jc,après jc,après jésus christ,de notre ère,н э,нашей эры,기원후,서기,d c,después de cristo,dopo cristo,n c,西暦,公元,西元",
    ),
    (Term::Bp, "bp,b p,before present,before the present", ""),
    (
        Term::Julian,
        "julian,julian calendar,os,o s,old style",
        "julianisch,alten stils,a st,julien,calendrier julien,vieux style,v st,ст ст,старого стиля,по старому стилю,по ст стилю,v s",
    ),
    (
        Term::Gregorian,
        "gregorian,gregorian calendar,ns,n s,new style",
        "gregorianisch,neuen stils,n st,grégorien,нов ст,н ст,нового стиля,по новому стилю",
    ),
    (Term::North, "north,northern hemisphere", ""),
    (Term::South, "south,southern hemisphere", ""),
    (Term::Am, "am,a m", "오전,午前"),
    (Term::Pm, "pm,p m", "오후,午後"),
    (Term::PmOrDay, "", "дня"),
    (
        Term::PartOfDay(Half::Am),
        "morning,early morning,late morning,forenoon,dawn,in the morning,early in the morning",
        "morgens,frühmorgens,vormittag,vormittags,früh,am morgen,am frühen morgen,am vormittag,matin,au matin,le matin,du matin,matinée,утро,утром,утра,아침,새벽,朝,s morgens,s ochtends",
    ),
    (
        Term::PartOfDay(Half::Pm),
        "afternoon,early afternoon,late afternoon,evening,early evening,late evening,dusk,in the afternoon,in the evening,late in the evening",
        "nachmittag,nachmittags,am nachmittag,abend,abends,spätabends,am abend,am späten abend,après midi,de l après midi,soir,au soir,le soir,du soir,soirée,вечер,вечером,вечера,днём,저녁,夕方,夜,s avonds,s middags",
    ),
    (
        Term::PartOfDay(Half::Night),
        "night,late night,at night,late at night,in the night,during the night,overnight,the night of",
        "nacht,nachts,in der nacht,nuit,la nuit,dans la nuit,de la nuit,ночь,ночью,ночи,в ночь,밤,深夜",
    ),
    (Term::Noon, "noon,midday", "mittag,mittags,midi,полдень,정오,正午"),
    (Term::Midnight, "midnight", "mitternacht,minuit,полночь,자정"),
    (Term::OClock, "o clock", ""),
    (
        Term::Hour,
        "h,hr,hrs,hour,hours",
        "uhr,heures,heure,ч,час,часов,часа,시,時,uur,uren,ur",
    ),
    (Term::Minute, "min", "minuten,minutes,мин,минут,분,分"),
    (Term::YearSign, "", "년,年"),
    (Term::MonthSign, "", "월,月"),
    (Term::DaySign, "", "일,日"),
    (Term::Um, "", "um"),
    (Term::LetterC, "c", ""),
    (Term::Zone(0), "z,utc,gmt", ""),
    (
        Term::LooseZone,
        "edt,cst,cdt,mst,mdt,pst,pdt,bst,ist,washington time,moscow time,local time,eastern standard time,eastern daylight time,eastern time",
        "cet,cest,mez,mesz,msk,msd,jst,kst,ortszeit,heure locale,местное время,по московскому времени,мск",
    ),
    (
        Term::Unknown,
        "unknown,unspecified",
        "unbekannt,inconnu,inconnue,неизвестно,desconocido,sconosciuto",
    ),
    (
        Term::Present,
        "present,the present,now,today,ongoing,date",
        "heute,aujourd hui,настоящее время,н в,현재,presente,al presente,actualidad,la actualidad,actualmente,oggi,ad oggi,hoy,heden,nu,současnost,dziś,obecnie,сегодня,настоящий момент,hoje,atualidade,nutid,idag,i dag",
    ),
    (
        Term::Undated,
        "nd,n d,no date,undated,not dated,without date,date unknown,unknown date,date not known,date uncertain",
        "sd,s d,sans date,o d,б г,bez daty,zonder datum,연도미상,연도 미상,ohne datum,undatiert,undat,o dat,ohne jahr,o j,date inconnue,без даты,бд,б д,дата неизвестна,날짜 미상,미상,날짜 없음,sin fecha,senza data,sine dato,z d,non daté,non datée,z j,b d,bd,年月日不詳,年代不詳,日期不详,不详,不詳,연대 미상,연대미상,연월일 미상,utan år,uden år,u å,bez data,bez data vzniku,bez r,sin año,sem data,s l n d,б р,без дати,б/д,odaterat,odaterad,udateret,udatert,ongedateerd,nedatováno,nedatované,nedatovaný,nedatovaná,nedatovaný dopis,niedatowany,niedatowane,keltezetlen,keltezés nélkül,dátum nélkül,bez dátumu,päiväämätön,nedatirano,недатировано,недатированное,недатовано,недатований,недатиран,tarihsiz,日付なし,日付不明,无日期,無日期,日期不明,no year,u d,sine anno,date of publication not identified,año desconocido",
    ),
    (
        Term::Deed,
        "b,bapt,baptized,baptised,bur,buried,christened,draft,sic,copy,incomplete,fragment,extract,unsigned,unfinished,typescript,manuscript,inferred,reported,exact date unknown,dat,pst,inscribed,pmk,bulk,mainly,mostly,chiefly,predominantly,postmarked,postmark,post marked,and undated,and nd,printed,first printed,printed later,later printed,later cast,cast later,assembled,reassembled,partly remade,editioned replica,enlarged version,later dated,dictated,founded,established,alive in,closed,sent,published,first published,exhibited,first exhibited,cast,posthumous cast,reprinted,reconstructed,remade,refabricated,replica,edition,annotated,engraved,issued,inclusive,composed,written,dated,created,made,signed,drafted,copied,active,fl,flourished,born,died,reissued,revised,reworked,repainted,restored,registered,posthumously printed,reconstruction,executed,drawn,painted,in force,entered into force,effective,updated,last updated,modified,last modified,accessed,retrieved,posted,as of,adopted,ratified,opened,delivered,delivered on,broadcast,aired,uploaded,released,©,copyright,proclaimed,concluded,agreed,approved,declassified,designed,signed and dated,dated and signed,enclosure,enclosed,with enclosure,reigned,majority within,majority,model,modeled,modelled",
        "род,ум,präs,entwurf,abschrift,konzept,vorwiegend,überwiegend,hauptsächlich,poststempel,principalement,surtout,cachet de la poste,главным образом,преимущественно,gedruckt,erschienen,diktiert,gesandt,abgesandt,versandt,sendung,vermerkt,dokumentiert,notiert,belegt,im tagebuch,im tb,lt tagebuch,laut tagebuch,gegründet,veröffentlicht,geschrieben,verfasst,verfaßt,datiert,ausgestellt,entstanden,tätig,geboren,geb,gestorben,gest,publié,imprimé,écrit,daté,né,née,mort,morte,опубликовано,написано,stand,in kraft,in kraft seit,aktualisiert,zuletzt aktualisiert,geändert,abgerufen,abgerufen am,unterzeichnet,unterschrieben,ratifiziert,cachet postal,mis à jour,mis en ligne,consulté,consulté le,en vigueur,signé,signée,adopté,publicado,actualizado,firmado,firmada,escrito,firmato,pubblicato,scritto,ondertekend,gepubliceerd,podpisano,opublikowano,подписано,подписан,обновлено,дата обращения,laufzeit",
    ),
    (Term::Begun, "begun,commenced", "begonnen,commencé,начато"),
    (
        Term::Completed,
        "completed,finished",
        "vollendet,fertiggestellt,achevé,terminé,завершено",
    ),
    (
        Term::Receipt,
        "received,recd",
        "erhalten,empfangen,empf,praesent,praesentatum,erhalt,empfang,eingang,eingegangen,eing,erhalten am,reçu,reçue,получено,accepi,praes",
    ),
    (
        Term::Recte,
        "i e,ie,that is,id est,recte,rectius,correctly,read,=",
        "d i,das heißt,richtig,lies,lire,c à d,то есть,т е",
    ),
    (
        Term::Filler,
        "the,of,year,the year,year of,in,on,at,in the,some day in,a day in,some time in,sometime in,sometime,a month in,some month in,day,st,nd,rd,th,the day of,anno,ye,this,this the",
        "le,la,les,de,del,des,den,dem,der,die,das,im,am,jahr,jahre,jahres,an,l,d,en,année,г,гг,год,года,году,годы,годов,te,ten,ter,tes,e,è,ème,eme,ère,re,го,й,t,kl,del año,el,los,il,dei,degli,nel,het,irgendwann im,irgendwann in,irgendwann,zu,do,da,от,dnia,roku,r,dos,às,alle,alle ore,ore,le jour de,courant,dans le courant de,в году,лет,року,рік,році,роки,рр,р,roce,rok,annum,anno domini,mense,år,ár,årene,anos,dne,lì,adì,addì,dn,sten",
    ),
];

//! The names that columns have in tables of people and programs, and the field that each stands for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::columns::{Field, fold_header};
use super::fold::fold_text;

/// The words of [`HEADERS`] with their field and their rank among its words; a word of several fields is that of the first.
static WORDS: LazyLock<HashMap<String, (Field, usize)>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (field, words) in HEADERS {
        for (rank, word) in words.split_whitespace().enumerate() {
            all.entry(word.to_owned()).or_insert((*field, rank));
        }
    }
    // `Empfaenger`, `expediteur`: as keyboards without these letters have them.
    let known: Vec<(String, (Field, usize))> = all.iter().map(|(word, field)| (word.clone(), *field)).collect();
    for (word, field) in known {
        let umlauts = word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
        for plain in [fold_text(&umlauts), fold_text(&word)] {
            if plain.is_ascii() && plain.len() >= 5 {
                all.entry(plain).or_insert(field);
            }
        }
    }
    all
});

thread_local! {
    /// What was guessed of headers before: a file asks the same of a few names for each of its records.
    static GUESSED: RefCell<HashMap<String, Option<(Field, usize)>>> = RefCell::new(HashMap::new());
}

/// The most names that are remembered.
const MAX_GUESSED: usize = 4096;

/// The field a header names, and how well: 0 is best.
pub(super) fn guess(header: &str) -> Option<(Field, usize)> {
    if let Some(known) = GUESSED.with_borrow(|guessed| guessed.get(header).copied()) {
        return known;
    }
    let found = guess_anew(header);
    GUESSED.with_borrow_mut(|guessed| {
        if guessed.len() >= MAX_GUESSED {
            guessed.clear();
        }
        guessed.insert(header.to_owned(), found);
    });
    found
}

fn guess_anew(header: &str) -> Option<(Field, usize)> {
    let known = |header: &str| {
        let folded = fold_header(header);
        let named = |folded: &str| WORDS.get(folded).copied();
        // Several of them: “recipients”; what Wikidata calls them: “placeLabel”.
        let labelled = || match folded.strip_suffix("label")? {
            "item" => named("title"),
            thing => named(thing),
        };
        // Several ids are those of other things.
        let several = || named(folded.strip_suffix('s')?).filter(|(field, _)| *field != Field::Id);
        named(&folded).or_else(several).or_else(labelled)
    };
    if let Some(found) = known(header).or_else(|| part_of_date(header)) {
        return Some(found);
    }
    // `dcterms:date`: terms of a vocabulary.
    if let Some((space, term)) = header.split_once(':')
        && matches!(space, "dc" | "dcterms" | "schema" | "bibo" | "foaf")
        && let Some(found) = known(term)
    {
        return Some(found);
    }
    // `sent.person`, `received.person`: who is said of its sending sent it.
    let of_side = |header: &str| {
        let (side, part) = header.rsplit_once('.')?;
        let (side, rank) = known(side)?;
        let is_person = matches!(
            fold_header(part).trim_end_matches('s'),
            "person" | "people" | "persname" | "actor" | "agent" | "correspondent" | "by"
        );
        match side {
            Field::Sent if is_person => Some((Field::From, rank)),
            Field::Received if is_person => Some((Field::To, rank)),
            Field::Sent
                if matches!(
                    fold_header(part).trim_end_matches('s'),
                    "place" | "location" | "placename" | "settlement"
                ) =>
            {
                Some((Field::Place, rank))
            }
            _ => None,
        }
    };
    if let Some(found) = of_side(header) {
        return Some(found);
    }
    // A field of somebody who is named: `recipients.name`, `from.emailAddress.name`.
    let (of, part) = header.rsplit_once('.')?;
    let of = of.strip_suffix(".emailAddress").unwrap_or(of);
    match (known(of).or_else(|| of_side(of))?, fold_header(part).as_str()) {
        ((field @ (Field::From | Field::To | Field::Place), rank), "name" | "fullname" | "label" | "displayname" | "placeterm") => {
            Some((field, rank))
        }
        ((Field::From, rank), "id" | "uid" | "identifier" | "key" | "ref" | "screenname" | "username" | "handle" | "acct") => {
            Some((Field::FromId, rank))
        }
        ((Field::To, rank), "id" | "uid" | "identifier" | "key" | "ref") => Some((Field::ToId, rank)),
        ((field @ (Field::Sent | Field::End | Field::Received), rank), "date") => Some((field, rank)),
        _ => None,
    }
}

/// A date, or a part of one, that is named with what it is of: `APPT_START_DATE`, `dyad_st_year`, `tripEndDate`.
fn part_of_date(header: &str) -> Option<(Field, usize)> {
    let (before, last) = last_word(header)?;
    let (before, first) = last_word(before)?;
    let is_of_something = before.chars().any(char::is_alphanumeric);
    let field = match (fold_header(first).as_str(), fold_header(last).as_str()) {
        ("start" | "begin", "date") => Field::Sent,
        ("start" | "st" | "begin", "year") => Field::Year,
        ("start" | "st" | "begin", "month" | "mon") => Field::Month,
        ("start" | "st" | "begin", "day") => Field::Day,
        ("end", "date") => Field::End,
        ("end", "year") => Field::EndYear,
        ("end", "month" | "mon") => Field::EndMonth,
        ("end", "day") => Field::EndDay,
        _ => return None,
    };
    // Names that say no more than that come first.
    is_of_something.then_some((field, usize::MAX))
}

/// The last word of a header, and what precedes it; `tripEndDate` has three.
fn last_word(header: &str) -> Option<(&str, &str)> {
    let header = header.trim_end_matches(|char: char| !char.is_alphanumeric());
    let mut start = header.len();
    let mut later: Option<char> = None;
    for (at, char) in header.char_indices().rev() {
        let begins = later.is_some_and(|later| later.is_uppercase() && char.is_lowercase());
        if !char.is_alphanumeric() || begins {
            break;
        }
        start = at;
        later = Some(char);
    }
    (start < header.len()).then(|| header.split_at(start))
}

/// Words that are senders and receivers only together: `De;A` is from somebody to somebody, a column `A` alone is anything.
const PAIRS: [(&[&str], &[&str]); 4] = [
    (&["de", "da", "von", "from"], &["a", "à", "al", "per", "pour"]),
    (&["od", "oda", "odkoho"], &["do", "komu", "kome", "pre", "dla"]),
    (&["από", "apo"], &["προς", "σε"]),
    (&["от", "із", "від", "од"], &["до", "к", "для", "за", "ком"]),
];

/// The columns of a sender and a receiver whose headers say so only together.
pub(super) fn pair_in(headers: &[String]) -> Option<(usize, usize)> {
    let at = |words: &[&str]| headers.iter().position(|header| words.contains(&fold_header(header).as_str()));
    PAIRS.iter().find_map(|(from, to)| Some((at(from)?, at(to)?)))
}

/// What dates are not of an event: of a life, a deadline, a record.
const OF_OTHERS: [&str; 14] = [
    "birth", "born", "death", "died", "due", "expir", "clos", "record", "publi", "updat", "modif", "end", "last", "creat",
];

/// Whether a column of dates with that header may say when an event was.
#[must_use]
pub fn names_an_event(header: &str) -> bool {
    let folded = fold_header(header);
    // `A`, `D2` say nothing; “sender” has “end” in it.
    let is_word = folded.chars().filter(|char| char.is_alphabetic()).count() > 1;
    let folded = folded.replace("sender", "");
    is_word && !OF_OTHERS.iter().any(|other| folded.contains(other))
}

/// Whether a header that is not known may still say when something was: `ltr_date`.
#[must_use]
pub fn names_a_date(header: &str) -> bool {
    fold_header(header).ends_with("date") && names_an_event(header)
}

/// Whether a header that is a date may be the time of day where another column is the date: 时间.
pub(super) fn may_be_time(header: &str) -> bool {
    matches!(fold_header(header).as_str(), "时间" | "時間" | "saat" | "час")
}

/// Headers that speak of a visit: of who comes, and of who receives.
const OF_VISITS: &str = "visitor visitee visiteename traveler traveller guest besucher gast reisender visiteur voyageur посетитель гость 방문자 host gastgeber hôte принимающий";

/// Whether a column of that name is one of visits, so that its rows are visits where nothing else is said.
#[must_use]
pub fn names_a_visit(header: &str) -> bool {
    let folded = fold_header(header);
    OF_VISITS.split_whitespace().any(|word| fold_header(word) == folded)
}

/// Headers as they are found, without blanks and punctuation, the clearest first.
const HEADERS: &[(Field, &str)] = &[
    (
        Field::Id,
        "id unitid idcarta eventid messageid docid documentid displayid uid nr no number nummer key identifier numéro номер 번호 \
         identificador codice código 編號 编号 番号 \
         idstr tweetid statusid letterid recordid briefnummer briefnr letterno letternumber numerolettre nºcarta",
    ),
    (
        Field::Kind,
        "kind eventtype messagetype kindofevent art typ type gattung тип вид 종류 유형 \
         tipo soort rodzaj 種類 类型 類型 \
         tyyppi típus tipul είδος vrsta druh soortbrief doctype documenttype dokumenttyp typededocument tipodedocumento \
         tipodidocumento gatunek النوع סוג loại jenis",
    ),
    (
        Field::Sent,
        "sent date sentdate datesent senton dateofletter letterdate messagedate eventdate datetime sentat start startdate started startedon tookoffice begin beginn datesigned signingdate signaturedate dateofsignature signedon signeddate datesoftrip dateoftrip datesofmeeting dateofmeeting dateoftravel datesoftravel \
         fromdate datefrom datestart arrival arrivaldate createdat created posted postedat writtendate datewritten senderdate \
         when pubdate unitdate arrived entstehung entstehungsdatum entstehungszeit sentdatetime createddatetime datum absendedatum sendedatum briefdatum startdatum anfang dateenvoi dateenvoyé дата датаотправки датаписьма 날짜 일자 발신일 보낸날짜 \
         datedenvoi datedelalettre fecha fechadeenvío fechadeenvio datadispedizione datainvio datadeenvio verzenddatum datawysłania datowanie datumodeslání dato tarih 日付 日期 年月日 発信日 发信日期 寄信日期 datumvon fechadeinicio fechainicio datededébut datededebut datadiinizio datainizio du datecreated dateofcreation creationdate edtf edtfdate eventstartdate dateandtime dateofevent dateofmessage dateofvisit \
         päivämäärä päiväys pvm keltezés kelt dátum keletkezés küldésdátuma dată datadeexpediție datascrisorii ημερομηνία \
         ημερομηνίααποστολής датум датаотправления датанаписания датанадсилання датанаписання датаізпращане датанаизпращане \
         datumslanja datumpisma datumodoslania datumvzniku datumsepsání datumavsänt avsänddatum skickat afsendelsesdato \
         sendtdato brevdato brevdatum dagtekening datering datowanielistu datalistu datanadania datapisania datedelettre \
         dateécriture datedécriture daterédaction datederédaction fechadelacarta fechadeescritura datadacarta datadelalettera \
         datalettera mektuptarihi gönderimtarihi التاريخ تاریخ تاريخالإرسال תאריך ngày ngàygửi tanggal วันที่ दिनांक तिथि 発送日 \
         送信日 書簡日付 日時 寄信日 写信日期 寫信日期 發信日期 時間 时间 発信年月日 작성일 편지날짜 시기 visitdate datesofvisit pubdatetime senderdatefrom senddate senddateasmarked p585 p580 writtenon issued dateissued issueddate",
    ),
    (
        Field::Received,
        "received receiveddate receivedate receiptdate dateofreceipt dateofreception daterecd receiveddatetime datereceived receivedon receivedat receiverdate recipientdate addresseedate delivered erhalten empfangen empfangsdatum reçu датаполучения 수신일 받은날짜 \
         fechaderecepción dataricezione datadereceção ontvangstdatum 受信日 收信日期 datederéception datereception \
         ontvangen vastaanotettu érkezett doručeno przyjęto recebidoem recibido ricevuto mottaget modtaget датаодержання \
         датапоступления",
    ),
    (
        Field::Published,
        "published publisheddate datepublished publicationdate veröffentlicht опубликовано 게시일 \
         publié publicado pubblicato veröffentlichtam",
    ),
    (
        Field::End,
        "end ended endedon leftoffice left departed enddate dateend finish until departure departuredate senderdateto dateto ende enddatum bis fin datefin конец датаокончания 종료일 끝 \
         fechafin datafine einddatum datakońcowa slutdato slutdatum 終了日 结束日期 datumbis fechadefin datededefin datedefin datadifine datado au eventenddate \
         loppu vége konec koniec sfârșit τέλος fim 結束日期 終了 koniecdata datakonca datakońca датазакінчення",
    ),
    (
        Field::NotBefore,
        "notbefore earliest earliestdate senderdateearliest terminuspostquem frühestens",
    ),
    (
        Field::NotAfter,
        "notafter latest latestdate senderdatelatest terminusantequem spätestens",
    ),
    (Field::Timestamp, "timestamp timestampms unixtime epoch unixtimestamp timems ts"),
    (
        Field::Year,
        "year startyear styear letteryearstart letteryear senddateyear1 senddateyear yearwritten yearsent jahr année год 연도 년 \
         año anio anno ano jaar rok år yıl \
         vuosi év έτος рік leto godina سنة שנה năm tahun 西暦 西元 公元",
    ),
    (
        Field::Month,
        "month startmonth stmonth stmon senddatemonth1 senddatemonth monat mois месяц 월 \
         mes mese mês maand miesiąc měsíc \
         kuukausi hónap lună μήνας месец місяць mjesec mesec måned månad شهر חודש tháng bulan 月份",
    ),
    (
        Field::Day,
        "day startday stday senddateday1 senddateday tag jour день 일 \
         día giorno dia dag dzień den \
         päivä ημέρα ден يوم יום gün hari 日子",
    ),
    (
        Field::Time,
        "time starttime timeofday uhrzeit heure время 시간 \
         hora ora tijd godzina čas klokkeslæt 時刻 \
         kello kellonaika óra oră ώρα час saat klockan ساعة שעה giờ jam 時間帯 时刻",
    ),
    (
        Field::Zone,
        "timezone tz tzid zone zeitzone utcoffset offset fuseauhoraire часовойпояс 시간대",
    ),
    (
        Field::Calendar,
        "calendar kalender calendrier календарь calendarused datecalendar calendarmodel datecalendarmodel calendarstyle datestyle",
    ),
    (Field::EndYear, "endyear"),
    (Field::EndMonth, "endmonth endmon"),
    (Field::EndDay, "endday"),
    (Field::EndTime, "endtime"),
    (
        Field::DateAsWritten,
        "dateaswritten displaydate datetext datumtext dateline originaldate",
    ),
    (
        Field::DateNote,
        "datenote senderdateevidence datequalifier datecreatedqualifier dateissuedqualifier",
    ),
    (
        Field::From,
        "from sender author fromname sendername authorname sentby speaker writer visitor traveler traveller name person who actor leader candidate user username screenname whowasthere \
         participant attendee performer creator organizer absender absenderin avsändare verfasser autor von expéditeur auteur de отправитель автор от откого отправил кто guest besucher gast reisender visiteur voyageur посетитель гость 방문자 발신인 발신자 보낸사람 작성자 \
         remitente emisor mittente remetente afzender nadawca odesílatel avsändare afsender gönderen 差出人 発信者 发信人 寄件人 寄信人 від відправник visitante visitatore bezoeker correspondentfrom nameofsender caller meetingorganizer dublincorecreator originname fromwhom writtenby people guestleader visitingleader sendname candidatename candidate politician congressmanname speakername accountdisplayname president minister ministername specialadviser specialadvisor signatories signatory actor1 actor1name sidea \
         skickatav lähettäjä kirjoittaja feladó küldő szerző expeditor autorul αποστολέας συγγραφέας пошиљалац подател изпращач \
         аутор pošiljatelj pošiljalac odosielateľ pisatel pisateľ odesílající nadawcalistu autorlistu avsendar avsender \
         författare forfatter brevskrivare brevskriver skriver afzenders schrijver briefschrijver van fra från scripteur \
         épistolier émetteur envoyeur signataire schreiber briefschreiber aussteller unterzeichner absenders remetentes autora \
         emitente escritor autore scrivente autrice kimden yazar gönderici المرسل فرستنده שולח מאת המחבר ngườigửi pengirim dari \
         ผู้ส่ง प्रेषक 送信者 送信人 著者 發信人 發件人 发件人 寄信者 作者 写信人 寫信人 작성인 보낸이 송신자 발신국 откогописьмо відкого namedesabsenders \
         wer qui quién quien chi quem kto kdo vem hvem nomdelexpéditeur nomexpéditeur nombredelremitente nomeremetente nomemittente имяотправителя имяавтора фиоотправителя \
         sendersname nameofauthor nameofwriter leadername headofstate writername fromperson fromleader senderleader",
    ),
    (Field::FromId, "senderid fromid authorid personid accountid accountacct"),
    (
        Field::To,
        "to recipient addressee receiver towhom metwith hostedby receivedby torecipient empfängerin adressatin toname recipientname receivername addresseename sentto host whom gastgeber hôte принимающий empfänger adressat an destinataire получатель адресат кому 수신인 수신자 받는사람 \
         destinatario receptor destinatária destinatário ontvanger geadresseerde odbiorca příjemce mottagare modtager alıcı 宛先 受信者 受取人 收信人 收件人 одержувач отримувач anfitrión ospitante gastheer correspondentto nameofrecipient nameofaddressee callee destinationname hostleader hostingleader recvname nameofindividualororganisation nameofindividualororganization nameoforganisation nameoforganization nameoforganisationorindividual organisationmet organizationmet personmet visitee visiteename inreplytoscreenname addresseeorg recipientorg actor2 actor2name sideb \
         para aan til till à vastaanottaja saaja címzett destinatarul destinatari παραλήπτης αποδέκτης прималац получател \
         primatelj primalac príjemca adresát adresatlistu mottaker brevmottagare bestemming ontvangers briefempfänger \
         empfängers destinataires allocutaire destinatários alıcılar kime المرسلإليه المستلم إلى گیرنده נמען אל ngườinhận penerima \
         kepada ผู้รับ प्राप्तकर्ता 受信人 宛名 名宛人 收件者 收信者 受信国 받는이 수취인 수신국 namedesempfängers nomdudestinataire nomdestinataire \
         anwen àqui aquién aquien achi aquem komu tillvem tilhvem aanwie nombredeldestinatario nomedestinatário nomedestinatario имяполучателя имяадресата recipientsname addresseesname \
         toperson toleader receiverleader",
    ),
    (Field::ToId, "addresseeid recipientid toid receiverid"),
    (
        Field::Place,
        "place location city town venue where senderplace eventlocation locale placesent ort absendeort lieu место город 장소 country \
         lieudexpédition lieudenvoi lieuenvoi locationsigned placesigned placeofsignature meetingloc meetinglocation meetingplace lugar luogo lugarde lugardeenvío plaats miejsce miejscowość místo plats sted yer 場所 地点 地點 \
         placewritten placeofwriting placeofsending sendingplace schreibort absendungsort ausstellungsort entstehungsort \
         ortderabsendung lieuderédaction lieudécriture lieuderedaction lieuexpédition lugardeescritura lugardeenvio localidade \
         ciudad cidade local città miasto miejscewysłania místoodeslání místovzniku mjesto mesto miesto miestoodoslania \
         местоотправления местонаписания місце місценаписання місцевідправлення места orte hely helyszín paikka paikkakunta \
         locul localitate τόπος τοποθεσία място المكان مکان מקום nơi địađiểm lokasi kota สถานที่ स्थान 発信地 差出地 所在地 發信地 发信地 寄信地 \
         발신지 plaatsvanverzending verzendplaats afsendersted avsändningsort stad",
    ),
    (
        Field::Title,
        "title unittitle treatyname treatytitle documenttitle lettertitle subjectmatter documentname purposeofmeeting purposeoftrip purposeofvisit subjectofletter subjectofrequest titulo conflictname whathappened headline subject event eventname eventtitle label what betreff titel überschrift titre objet заголовок тема название 제목 \
         asunto oggetto assunto onderwerp temat předmět ämne emne konu 件名 标题 標題 主题 原主题 intitulé título titolo tytuł \
         otsikko aihe tárgy cím subiect titlu θέμα τίτλος наслов предмет заглавие naslov predmet věc zadeva název názov tittel \
         emnelinje rubrik onderwerpregel sujet objetdelalettre başlık الموضوع العنوان موضوع נושא כותרת chủđề tiêuđề perihal \
         judul เรื่อง विषय शीर्षक 題名 題目 题目 表題 タイトル 主題 事項 назва темалиста",
    ),
    (
        Field::Summary,
        "summary description scopecontent scopeandcontent abstract details info inhalt beschreibung zusammenfassung résumé описание содержание 요약 설명 \
         resumen riassunto resumo samenvatting streszczenie 概要 摘要 regest obsah \
         tiivistelmä kivonat összefoglalás rezumat περίληψη резюме садржај сажетак sažetak zhrnutie shrnutí sammendrag \
         sammanfattning sommaire özet الملخص ملخص תקציר tómtắt ringkasan 要旨 概略 大意 анотація короткийзміст краткоесодержание \
         kurzregest",
    ),
    (
        Field::Text,
        "text quote message body content fulltext contenthtml bodyhtml contenttext bodytext letter messagetext tweet quotation wortlaut zitat nachricht citation texte текст цитата сообщение 본문 내용 인용 \
         contenido testo conteúdo treść 本文 内容 正文 inhoud texto transcript transcription msg messagebody bodypreview \
         teksti szöveg κείμενο lettertext brieftext textedelalettre textolettre wortlautdesbriefes тело телописьма metin tekst \
         全文 原文 النص متن טקסט nộidung isi ข้อความ पाठ 文面",
    ),
    (Field::Original, "original originaltext"),
    (
        Field::Language,
        "language lang sprache langue язык 언어 \
         idioma lingua taal jazyk 言語 语言 мова \
         kieli nyelv limba γλώσσα език jezik språk sprog język langues اللغة زبان שפה ngônngữ bahasa dil",
    ),
    (
        Field::Source,
        "source sources edition publication reference citationsource quelle quellen источник 출처 \
         fuente fonte źródło zdroj källa kilde kaynak 出典 来源 джерело \
         lähde forrás sursă sursa πηγή източник извор izvor fonti fontes المصدر منبع מקור nguồn sumber ที่มา स्रोत 出處 典拠 來源 \
         sourcecitation sourcetitle",
    ),
    (
        Field::Url,
        "url link permalink sourceurl sourcelink uri href seealso ссылка 링크 web website",
    ),
    (Field::Locator, "locator page pages seite seiten страница 쪽"),
    (
        Field::InReplyTo,
        "inreplyto replyto reply referencemessageid answers inreplytoid parentid replytomessageid inreplytomessage respondsto answerto antwortauf enréponseà ответна 답장 \
         inreplytostatusid inreplytostatusidstr inreplytotweetid replyof isreplyto inanswerto vastausviestiin svarpå svartil \
         отговорна antwoordop odpowiedźna odpověďna respostaa enrespuestaa inrispostaa enréponse réponseà 返信先 回复 回覆",
    ),
    (Field::Channel, "channel medium via bymeans kanal канал 경로"),
    (
        Field::Tags,
        "tags tag keywords category categories topic schlagworte kategorie теги 태그",
    ),
    (Field::Group, "group"),
    (
        Field::Note,
        "note notes remark remarks comment comments notiz bemerkung anmerkung remarque примечание заметка 비고 메모 \
         observaciones osservazioni observações opmerkingen uwagi poznámka 備考 备注 примітка observations bemerkungen \
         huomautus huomautukset megjegyzés megjegyzések observații σημειώσεις бележка белешка напомена napomena poznámky \
         merknad merknader anmärkning anmärkningar bemærkninger примечания примітки aantekeningen ملاحظات یادداشت הערות ghichú \
         catatan หมายเหตุ टिप्पणी 注記 備註 附註 附注 notizen remarques notas notlar açıklama",
    ),
];

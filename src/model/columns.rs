//! What the columns of a table mean: guessed from their headers, or said by the user.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each is named like the field of an event it fills, described in data/FORMAT.md"
)]
pub enum Field {
    Id,
    Kind,
    Sent,
    Received,
    Published,
    End,
    NotBefore,
    NotAfter,
    Timestamp,
    Year,
    Month,
    Day,
    Time,
    Zone,
    Calendar,
    EndYear,
    EndMonth,
    EndDay,
    EndTime,
    DateAsWritten,
    DateNote,
    From,
    FromId,
    To,
    ToId,
    Place,
    Title,
    Summary,
    Text,
    Original,
    Language,
    Source,
    Url,
    Locator,
    InReplyTo,
    Channel,
    Tags,
    Group,
    Note,
    /// Left out on purpose.
    Ignore,
}

impl Field {
    /// All fields a user can choose, the usual ones first.
    pub const ALL: [Self; 40] = [
        Self::Sent,
        Self::End,
        Self::From,
        Self::To,
        Self::Title,
        Self::Text,
        Self::Summary,
        Self::Place,
        Self::Kind,
        Self::InReplyTo,
        Self::Id,
        Self::Source,
        Self::Url,
        Self::Locator,
        Self::Received,
        Self::Published,
        Self::NotBefore,
        Self::NotAfter,
        Self::Timestamp,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Time,
        Self::Zone,
        Self::Calendar,
        Self::EndYear,
        Self::EndMonth,
        Self::EndDay,
        Self::EndTime,
        Self::DateAsWritten,
        Self::DateNote,
        Self::FromId,
        Self::ToId,
        Self::Original,
        Self::Language,
        Self::Channel,
        Self::Tags,
        Self::Group,
        Self::Note,
        Self::Ignore,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Kind => "kind",
            Self::Sent => "date",
            Self::Received => "received",
            Self::Published => "published",
            Self::End => "end",
            Self::NotBefore => "not_before",
            Self::NotAfter => "not_after",
            Self::Timestamp => "timestamp",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Time => "time",
            Self::Zone => "zone",
            Self::Calendar => "calendar",
            Self::EndYear => "end_year",
            Self::EndMonth => "end_month",
            Self::EndDay => "end_day",
            Self::EndTime => "end_time",
            Self::DateAsWritten => "date_as_written",
            Self::DateNote => "date_note",
            Self::From => "from",
            Self::FromId => "from_id",
            Self::To => "to",
            Self::ToId => "to_id",
            Self::Place => "place",
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Text => "text",
            Self::Original => "original",
            Self::Language => "language",
            Self::Source => "source",
            Self::Url => "url",
            Self::Locator => "locator",
            Self::InReplyTo => "in_reply_to",
            Self::Channel => "channel",
            Self::Tags => "tags",
            Self::Group => "group",
            Self::Note => "note",
            Self::Ignore => "ignore",
        }
    }

    /// The field with that name, or another word for it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let folded = fold_header(name);
        Self::ALL
            .into_iter()
            .find(|field| fold_header(field.name()) == folded)
            .or_else(|| guess(name).map(|(field, _)| field))
    }

    /// Whether it gives an event its place in time.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(
            self,
            Self::Sent
                | Self::Received
                | Self::Published
                | Self::End
                | Self::NotBefore
                | Self::NotAfter
                | Self::Timestamp
                | Self::Year
                | Self::DateAsWritten
        )
    }
}

/// Which column holds what, by header. A header that is not named is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(pub Vec<(String, Field)>);

/// The most columns of a table, as many as a spreadsheet has; one with more is not read.
pub const MAX_COLUMNS: usize = 16_384;

impl Mapping {
    /// Reads `date=Datum,from=Absender`; a header with a comma stands in quotation marks: `"to=Name, Vorname"`.
    ///
    /// # Errors
    /// Where a part is not `field=header`, or names a field that does not exist.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mut parts = Vec::new();
        let (mut part, mut is_quoted) = (String::new(), false);
        for char in text.chars() {
            match char {
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => parts.push(std::mem::take(&mut part)),
                other => part.push(other),
            }
        }
        parts.push(part);
        let mut mapping = Vec::new();
        for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
            let (field, header) = part.split_once('=').ok_or_else(|| MappingError::NoField(part.to_owned()))?;
            let field = Field::from_name(field.trim()).ok_or_else(|| MappingError::UnknownField(field.trim().to_owned()))?;
            mapping.push((header.trim().to_owned(), field));
        }
        Ok(Self(mapping))
    }

    /// What the headers say by themselves: of several columns for one field, the one that says it best.
    #[must_use]
    pub fn guess(headers: &[String]) -> Self {
        let mut guesses: Vec<(usize, Field, usize)> = headers
            .iter()
            .take(MAX_COLUMNS)
            .enumerate()
            .filter_map(|(column, header)| guess(header).map(|(field, rank)| (column, field, rank)))
            .collect();
        guesses.sort_by_key(|(column, field, rank)| (*field, *rank, *column));
        guesses.dedup_by_key(|(_, field, _)| *field);
        guesses.sort_by_key(|(column, ..)| *column);
        let named = guesses
            .into_iter()
            .filter_map(|(column, field, _)| Some((headers.get(column)?.clone(), field)));
        Self(named.collect())
    }

    /// The guess for these headers, with what the user said in its place.
    #[must_use]
    pub fn resolved(&self, headers: &[String]) -> Self {
        let said: Vec<Field> = self.0.iter().map(|(_, field)| *field).collect();
        let is_said = |header: &String| self.0.iter().any(|(name, _)| same_header(name, header));
        let mut mapping = Self::guess(headers);
        mapping
            .0
            .retain(|(header, field)| !is_said(header) && (!said.contains(field) || *field == Field::Ignore));
        mapping.0.extend(self.0.iter().cloned());
        mapping
    }

    /// What a column holds.
    #[must_use]
    pub fn field_of(&self, header: &str) -> Option<Field> {
        let found = self.0.iter().rev().find(|(name, _)| name == header);
        let found = found.or_else(|| self.0.iter().rev().find(|(name, _)| same_header(name, header)));
        found.map(|(_, field)| *field)
    }

    /// Whether any column gives a date.
    #[must_use]
    pub fn has_date(&self) -> bool {
        self.0.iter().any(|(_, field)| field.is_date())
    }

    /// Says what one column holds.
    pub fn set(&mut self, header: &str, field: Option<Field>) {
        self.0.retain(|(name, _)| name != header);
        self.0.extend(field.map(|field| (header.to_owned(), field)));
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (header, field)) in self.0.iter().enumerate() {
            let comma = if position == 0 { "" } else { "," };
            let quote = if header.contains(',') { "\"" } else { "" };
            write!(f, "{comma}{quote}{}={header}{quote}", field.name())?;
        }
        Ok(())
    }
}

/// Why a mapping cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// A part without an equals sign.
    #[error("found {0:?}, expected field=header, for example date=Datum")]
    NoField(String),
    /// A field that does not exist.
    #[error(
        "there is no field {0:?}; there are date, end, from, to, title, text, summary, place, kind, in_reply_to, id, source, url and those of data/FORMAT.md"
    )]
    UnknownField(String),
}

/// A table that was opened: what it holds, and how it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The file, as it is named in reports.
    pub path: String,
    /// The headers, left to right.
    pub headers: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// What the columns are taken to be.
    pub mapping: Mapping,
    /// Whether it could not be opened because nothing says which column is the date.
    pub is_asking: bool,
}

/// A header without case, blanks and punctuation.
#[must_use]
pub fn fold_header(header: &str) -> String {
    header
        .chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn same_header(a: &str, b: &str) -> bool {
    a == b || (!fold_header(a).is_empty() && fold_header(a) == fold_header(b))
}

/// The words of [`HEADERS`] with their field and their rank among its words; a word of several fields is that of the first.
static WORDS: LazyLock<HashMap<&'static str, (Field, usize)>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (field, words) in HEADERS {
        for (rank, word) in words.split_whitespace().enumerate() {
            all.entry(word).or_insert((*field, rank));
        }
    }
    all
});

/// The field a header names, and how well: 0 is best.
fn guess(header: &str) -> Option<(Field, usize)> {
    let known = |header: &str| {
        let folded = fold_header(header);
        let named = |folded: &str| WORDS.get(folded).copied();
        // Several of them: “recipients”; what Wikidata calls them: “placeLabel”.
        let labelled = || match folded.strip_suffix("label")? {
            "item" => named("title"),
            thing => named(thing),
        };
        named(&folded).or_else(|| named(folded.strip_suffix('s')?)).or_else(labelled)
    };
    if let Some(found) = known(header) {
        return Some(found);
    }
    // A field of somebody who is named: `recipients.name`, `from.emailAddress.name`.
    let (of, part) = header.rsplit_once('.')?;
    let of = of.strip_suffix(".emailAddress").unwrap_or(of);
    match (known(of)?, fold_header(part).as_str()) {
        ((field @ (Field::From | Field::To | Field::Place), rank), "name" | "fullname" | "label" | "displayname") => Some((field, rank)),
        ((Field::From, rank), "id" | "uid" | "identifier" | "key" | "ref") => Some((Field::FromId, rank)),
        ((Field::To, rank), "id" | "uid" | "identifier" | "key" | "ref") => Some((Field::ToId, rank)),
        _ => None,
    }
}

/// Headers that speak of a visit: of who comes, and of who receives.
const OF_VISITS: &str =
    "visitor traveler traveller guest besucher gast reisender visiteur voyageur посетитель гость 방문자 host gastgeber hôte принимающий";

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
        "id unitid eventid messageid docid documentid displayid uid nr no number nummer key identifier numéro номер 번호 \
         identificador codice código 編號 编号 番号",
    ),
    (
        Field::Kind,
        "kind eventtype messagetype kindofevent art typ type gattung тип вид 종류 유형 \
         tipo soort rodzaj 種類 类型 類型",
    ),
    (
        Field::Sent,
        "sent date sentdate datesent senton dateofletter letterdate messagedate eventdate datetime sentat start startdate begin beginn \
         fromdate datefrom datestart arrival arrivaldate createdat created posted postedat writtendate datewritten senderdate \
         when pubdate unitdate arrived entstehung entstehungsdatum entstehungszeit sentdatetime createddatetime issued dateissued issueddate datum absendedatum sendedatum briefdatum startdatum anfang dateenvoi dateenvoyé дата датаотправки датаписьма 날짜 일자 발신일 보낸날짜 \
         datedenvoi datedelalettre fecha fechadeenvío fechadeenvio datadispedizione datainvio datadeenvio verzenddatum datawysłania datowanie datumodeslání dato tarih 日付 日期 年月日 発信日 发信日期 寄信日期 datumvon fechadeinicio fechainicio datededébut datededebut datadiinizio datainizio du datecreated dateofcreation creationdate edtf edtfdate eventstartdate dateandtime dateofevent dateofmessage dateofvisit",
    ),
    (
        Field::Received,
        "received receiveddate receiveddatetime datereceived receivedon receivedat receiverdate recipientdate addresseedate delivered erhalten empfangen empfangsdatum reçu датаполучения 수신일 받은날짜 \
         fechaderecepción dataricezione datadereceção ontvangstdatum 受信日 收信日期 datederéception datereception",
    ),
    (
        Field::Published,
        "published publisheddate datepublished publicationdate veröffentlicht опубликовано 게시일",
    ),
    (
        Field::End,
        "end left departed enddate dateend finish until departure departuredate senderdateto dateto ende enddatum bis fin datefin конец датаокончания 종료일 끝 \
         fechafin datafine einddatum datakońcowa slutdato slutdatum 終了日 结束日期 datumbis fechadefin datededefin datedefin datadifine datado au eventenddate",
    ),
    (
        Field::NotBefore,
        "notbefore earliest earliestdate senderdateearliest senderdatefrom terminuspostquem frühestens",
    ),
    (
        Field::NotAfter,
        "notafter latest latestdate senderdatelatest terminusantequem spätestens",
    ),
    (Field::Timestamp, "timestamp timestampms unixtime epoch unixtimestamp timems ts"),
    (
        Field::Year,
        "year startyear jahr année год 연도 년 \
         año anno ano jaar rok år yıl",
    ),
    (
        Field::Month,
        "month startmonth monat mois месяц 월 \
         mes mese mês maand miesiąc měsíc",
    ),
    (
        Field::Day,
        "day startday tag jour день 일 \
         día giorno dia dag dzień den",
    ),
    (
        Field::Time,
        "time starttime timeofday uhrzeit heure время 시간 \
         hora ora tijd godzina čas klokkeslæt 時刻",
    ),
    (
        Field::Zone,
        "timezone tz tzid zone zeitzone utcoffset offset fuseauhoraire часовойпояс 시간대",
    ),
    (Field::Calendar, "calendar kalender calendrier календарь calendarused datecalendar"),
    (Field::EndYear, "endyear"),
    (Field::EndMonth, "endmonth"),
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
         participant attendee performer creator organizer absender absenderin verfasser autor von expéditeur auteur de отправитель автор от откого отправил кто guest besucher gast reisender visiteur voyageur посетитель гость 방문자 발신인 발신자 보낸사람 작성자 \
         remitente emisor mittente remetente afzender nadawca odesílatel avsändare afsender gönderen 差出人 発信者 发信人 寄件人 寄信人 від відправник visitante visitatore bezoeker correspondentfrom nameofsender caller meetingorganizer dublincorecreator originname fromwhom writtenby people guestleader visitingleader",
    ),
    (Field::FromId, "senderid fromid authorid"),
    (
        Field::To,
        "to recipient addressee receiver towhom metwith hostedby receivedby torecipient empfängerin adressatin toname recipientname receivername addresseename sentto host whom gastgeber hôte принимающий empfänger adressat an destinataire получатель адресат кому 수신인 수신자 받는사람 \
         destinatario receptor destinatária destinatário ontvanger geadresseerde odbiorca příjemce mottagare modtager alıcı 宛先 受信者 受取人 收信人 收件人 одержувач отримувач anfitrión ospitante gastheer correspondentto nameofrecipient nameofaddressee callee destinationname hostleader hostingleader",
    ),
    (Field::ToId, "addresseeid recipientid toid receiverid"),
    (
        Field::Place,
        "place location city town venue where senderplace eventlocation locale placesent ort absendeort lieu место город 장소 country \
         lieudexpédition lieudenvoi lugar luogo lugarde lugardeenvío plaats miejsce miejscowość místo plats sted yer 場所 地点 地點",
    ),
    (
        Field::Title,
        "title unittitle whathappened headline subject event eventname eventtitle label what betreff titel überschrift titre objet заголовок тема название 제목 \
         asunto oggetto assunto onderwerp temat předmět ämne emne konu 件名 标题 標題 主题 intitulé título titolo tytuł",
    ),
    (
        Field::Summary,
        "summary description abstract details info inhalt beschreibung zusammenfassung résumé описание содержание 요약 설명 \
         resumen riassunto resumo samenvatting streszczenie 概要 摘要 regest obsah",
    ),
    (
        Field::Text,
        "text quote message body content fulltext contenthtml bodyhtml contenttext bodytext letter messagetext tweet quotation wortlaut zitat nachricht citation texte текст цитата сообщение 본문 내용 인용 \
         contenido testo conteúdo treść 本文 内容 正文 inhoud texto transcript transcription msg messagebody bodypreview",
    ),
    (Field::Original, "original originaltext"),
    (
        Field::Language,
        "language lang sprache langue язык 언어 \
         idioma lingua taal jazyk 言語 语言 мова",
    ),
    (
        Field::Source,
        "source sources edition publication reference citationsource quelle quellen источник 출처 \
         fuente fonte źródło zdroj källa kilde kaynak 出典 来源 джерело",
    ),
    (
        Field::Url,
        "url link permalink sourceurl sourcelink uri href seealso ссылка 링크 web website",
    ),
    (Field::Locator, "locator page pages seite seiten страница 쪽"),
    (
        Field::InReplyTo,
        "inreplyto replyto reply answers inreplytoid parentid replytomessageid inreplytomessage respondsto answerto antwortauf enréponseà ответна 답장",
    ),
    (Field::Channel, "channel medium via bymeans texttype kanal канал 경로"),
    (
        Field::Tags,
        "tags tag keywords category categories topic schlagworte kategorie теги 태그",
    ),
    (Field::Group, "group"),
    (
        Field::Note,
        "note notes remark remarks comment comments notiz bemerkung anmerkung remarque примечание заметка 비고 메모 \
         observaciones osservazioni observações opmerkingen uwagi poznámka 備考 备注 примітка observations bemerkungen",
    ),
];

//! What is most used of Greek, Romanian, Catalan, Turkish, and the words of other languages as running text inflects them. The
//! rest of the vocabulary is in `vocabulary`; the words here follow the same rules.

use super::vocabulary::{Half, Term};

/// Each term with more of its phrases, divided by commas.
pub(super) const MORE_WORDS: &[(Term, &str)] = &[
    (Term::Month(1), "januarij,ἰανουαρίου,ιανουάριο"),
    (Term::Month(2), "februarij,φεβρουαρίου,φεβρουάριο"),
    (Term::Month(3), "μάρτιο,meert,maerte"),
    (Term::Month(4), "ἀπριλίου,απρίλιο"),
    (Term::Month(5), "maius,μάϊο,μάιο"),
    (Term::Month(6), "junij,ἰουνίου,ιούνιο,ιουν"),
    (Term::Month(7), "julij,ἰουλίου,ιούλιο,ιουλ"),
    (Term::Month(8), "ag,αὐγούστου,αύγουστο"),
    (Term::Month(9), "septbr,septbre,setembre,set,σεπτέμβριο,σεπτ"),
    (Term::Month(10), "octbr,oktbr,octbre,ὀκτωβρίου,οκτώβριο"),
    (Term::Month(11), "νοέμβριο,νοεμ,novbr,novbre,novem"),
    (Term::Month(12), "δεκέμβριο,decbr,dezbr,decbre"),
    (Term::Season(21), "spr,foråret,vår,våren,primăvara,άνοιξη,tavasz,ilkbahar"),
    (Term::Season(22), "summ,sommeren,sommar,estiu,vara,καλοκαίρι,nyár,yaz"),
    (
        Term::Season(23),
        "aut,efteråret,høst,høsten,höst,tardor,toamna,φθινόπωρο,ősz,sonbahar",
    ),
    (Term::Season(24), "vinteren,vinter,iarna,hivern,χειμώνας,tél,kış"),
    (Term::Weekday(0), "pazartesi,δευτέρα,dilluns,hétfő"),
    (Term::Weekday(1), "salı,τρίτη,dimarts,kedd"),
    (Term::Weekday(2), "çarşamba,τετάρτη,dimecres,szerda"),
    (Term::Weekday(3), "perşembe,πέμπτη,dijous,csütörtök"),
    (Term::Weekday(4), "cuma,παρασκευή,divendres,péntek"),
    (Term::Weekday(5), "cumartesi,σάββατο,dissabte,szombat"),
    (Term::Weekday(6), "κυριακή,diumenge,vasárnap"),
    (
        Term::Approximate,
        "περ,бл,alrededor del año,hacia el año,περί,περίπου,γύρω στο,γύρω στα,π,cap a,vora,zhruba,în jurul anului,în jurul,aprox",
    ),
    (
        Term::Uncertain,
        "most likely,πιθανώς,ίσως,probabil,probablement,valószínűleg,muhtemelen",
    ),
    (
        Term::Before,
        "ant,πριν,πριν από,πριν το,înainte de,abans de,abans del,antérieur à,antérieure à,antérieurs à,antérieures à",
    ),
    (
        Term::After,
        "μετά,μετά το,μετά από,după,després de,després del,postérieur à,postérieure à,postérieurs à,postérieures à",
    ),
    (Term::From, "από,από το,des de,des del,desde el año,din,desde o,desde a,desde los"),
    (
        Term::To,
        "έως,μέχρι,ως,fins a,fins al,până în,până la,frem til,fram till,fram til,fram till och med",
    ),
    (Term::Between, "μεταξύ"),
    (Term::And, "και,και το,og,och,ende,și,şi,és"),
    (Term::Or, "ή,vagy,veya,sau"),
    (
        Term::Third(1),
        "αρχές,αρχές του,στις αρχές,στις αρχές του,începutul,începutul lui,la începutul,inicis,inicis de,inicis del,principis de,principis del,inicios,inicios del,inicios de los,poč,зач,поч,na pocz,vroeg,vroege,i begyndelsen af,i början av,início de,počátkem,begynnelsen av,i begynnelsen av,z počátku,počátku",
    ),
    (
        Term::Third(2),
        "μέσα,μέσα του,στα μέσα,στα μέσα του,mijlocul,la mijlocul,mitjan,mitjans de,mitjans del,a mitjan,i midten af,i mitten av,midten av,i midten av",
    ),
    (
        Term::Third(3),
        "τέλη,τέλη του,στα τέλη,στα τέλη του,sfârșitul,sfârşitul,sfîrșitul,sfîrşitul,la sfârșitul,la sfârşitul,finals,finals de,finals del,final del,кін,kon,w końcu,i slutningen af,i slutet av,slutten av,i slutten av,close of,close of the,koncem",
    ),
    (
        Term::Fraction(2),
        "helft van de,μισό,μισό του,połowy,polovinu,jumătate,jumătate a,jumătatea,meitat,meitat de,meitat del,половину,halvdel af,halvdel av,halvdel,helften van de",
    ),
    (Term::Fraction(4), "kwart,kwart van de,τέταρτο,τέταρτο του,sfert,sfert al,quart del"),
    (Term::Ordinal(1), "πρώτο,πρώτη,prima,pierwsza,pierwszej,první,primul"),
    (Term::Ordinal(2), "δεύτερο,δεύτερη,a doua,drugiej,druhé,segona,segon"),
    (Term::Ordinal(3), "derde,τρίτο,al treilea"),
    (Term::Ordinal(4), "vierde,τέταρτη"),
    (Term::Ordinal(20), "twintigste"),
    (Term::Ordinal(19), "negentiende"),
    (Term::Ordinal(18), "achttiende"),
    (Term::Ordinal(17), "zeventiende"),
    (
        Term::Century,
        "αιώνας,αιώνα,αιώνες,αιώνων,αι,secolul,secolul al,secolului,secolului al,secolele,veacul,veacul al,segle,segles,siglos,secoli,stuleciu,stuleciach,wieków,asır,yüzyılın,в в,веков,столітті",
    ),
    (Term::Millennium, "χιλιετία,χιλιετίας,mil·lenni,mileniul,mileniul al,tisíciletí"),
    (Term::DecadeOf, "δεκαετία του,dècada de,deceniul,anii,els anys"),
    (
        Term::Bce,
        "π χ,î hr,î e n,a de j c,př,př kr,př n l,před kr,i e,m ö,milattan önce,f kr,f v t,p n e,eaa",
    ),
    (Term::Ce, "μ χ,d hr,e n,po kr,po kristu,m s,milattan sonra,e kr,e v t,jaa"),
    (Term::Am, "上午"),
    (Term::Pm, "下午"),
    (Term::PartOfDay(Half::Am), "το πρωί,dimineața"),
    (Term::PartOfDay(Half::Pm), "το βράδυ,το απόγευμα,seara"),
    (Term::Undated, "χ χ,fără dată,sense data"),
    (
        Term::Completed,
        "voltooid,afgewerkt,ultimato,terminado,acabado,desființat,dokončeno,ukończono,beendet",
    ),
    (Term::Begun, "iniciado,iniziato,instituit,rozpoczęto,započato,begonnen op"),
    (
        Term::Deed,
        "datata,datate,datato,datati,datant du,datant de,datant des,predominant,copyrighted,copyrighted in,aufgenommen,aufgenommen am,gzcht,gezeichnet,imp,impr,available,digitized,digitised,scanned,collected,captured,recorded,taken,photographed,acquired,entered,submitted,filed,received and filed,geschreven,vervaardigd,getekend,gedrukt,gravé,gravée,dessiné,dessinée,peint,peinte,datado,datada,datat,vydáno,wydano,нарисовано,снято,gedateerd,gedr,gedruckt zwischen",
    ),
    (
        Term::Filler,
        "ος,ου,ο,η,ης,του,το,τον,της,lea,în,anul,any,l any,del any,al,roků,roku,році,рр,måned,włącznie,éve,évi,à la date du,г г",
    ),
];

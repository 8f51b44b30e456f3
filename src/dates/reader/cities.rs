//! Places from which letters and documents are dated most, in the languages that are read: before a year alone only such a name
//! is taken for a place, as any other word may be something else.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The names, divided by semicolons.
const NAMES: &str = "Aachen;Aberdeen;Aix-en-Provence;Aleppo;Alexandria;Alexandrie;Algier;Alger;Algiers;Altona;Amiens;Amsterdam;Ancona;\
Angers;Ankara;Antwerp;Antwerpen;Anvers;Arles;Asti;Asunción;Athen;Athens;Athènes;Atene;Augsburg;Avignon;Bad Ems;Bad Homburg;Bagdad;\
Baghdad;Baltimore;Bamberg;Bangkok;Barcelona;Basel;Basle;Bâle;Basilea;Bath;Bayonne;Bayreuth;Beijing;Beirut;Beyrouth;Belgrad;Belgrade;\
Beograd;Bergamo;Bergen;Berlin;Berlino;Berlín;Bern;Berne;Berna;Besançon;Bilbao;Birmingham;Blois;Bogotá;Bologna;Bologne;Bombay;Bonn;\
Bordeaux;Boston;Boulogne;Bourges;Brasília;Braunschweig;Breda;Bremen;Brescia;Breslau;Brest;Brighton;Bristol;Brno;Bruges;Brugge;Brünn;\
Brussel;Brussels;Bruxelles;Brüssel;Bruselas;Bucarest;Bucharest;București;Bucureşti;Budapest;Buda;Pest;Buenos Aires;Bukarest;Burgos;Bursa;Cádiz;\
Caen;Cagliari;Cairo;Le Caire;Kairo;Calais;Calcutta;Cambridge;Canterbury;Canton;Cape Town;Caracas;Carlsruhe;Casablanca;Cassel;Celle;\
Charleston;Charlottenburg;Chicago;Chișinău;Cincinnati;Clermont;Coburg;Coimbra;Colmar;Cologne;Colombo;Como;Compiègne;Concord;\
Constantinople;Konstantinopel;Copenhagen;Copenhague;Córdoba;Cork;Cracow;Cracovie;Cremona;Cuzco;Damascus;Damas;Damaskus;Danzig;\
Darmstadt;Delft;Delhi;New Delhi;Den Haag;Detroit;Dieppe;Dijon;Dorpat;Douai;Dover;Dresden;Dresde;Dublin;Dubrovnik;Durham;Düsseldorf;\
Edinburgh;Edimbourg;Eisenach;Elberfeld;Ems;Erfurt;Erlangen;Essen;Eton;Exeter;Fernay;Ferney;Ferrara;Fez;Firenze;Fiume;Florence;Florenz;\
Florencia;Fontainebleau;Frankfurt;Frankfurt am Main;Franckfurt;Francfort;Frankfort;Freiberg;Freiburg;Fribourg;Fulda;Gdańsk;Gand;Gent;\
Ghent;Geneva;Geneve;Genève;Genf;Ginevra;Genoa;Genova;Gênes;Genua;Gibraltar;Giessen;Gießen;Glasgow;Goslar;Gotha;Gothenburg;Göteborg;\
Gouda;Göttingen;Granada;Graz;Greifswald;Grenoble;Groningen;Guadalajara;Guatemala;Haag;Haarlem;Habana;Halberstadt;Halifax;Halle;\
Hamburg;Hambourg;Hanau;Hannover;Hanover;Hanoi;Harvard;Havana;La Habana;Heidelberg;Helsinki;Helsingfors;Hiroshima;Hong Kong;\
Innsbruck;Istanbul;Jakarta;Jaffa;Jassy;Iași;Jena;Jerusalem;Kabul;Kanton;Karlsbad;Karlsruhe;Kassel;Kharkov;Kiel;Kiew;Kiev;Kyiv;Kobe;\
København;Köln;Königsberg;Konstanz;Kraków;Krakau;Kyoto;La Haye;La Paz;Lausanne;Leeds;Leiden;Leyde;Leyden;Leipsic;Leipzig;Lemberg;\
Leningrad;León;Lille;Lima;Lincoln;Linz;Lisboa;Lisbon;Lisbonne;Lissabon;Liverpool;Livorno;Ljubljana;Laibach;Lodz;Łódź;London;Londini;\
Londres;Londra;Louvain;Leuven;Löwen;Lübeck;Lublin;Lucca;Lucerne;Luzern;Lugano;Lund;Lüneburg;Luxembourg;Lwów;Lviv;Lyon;Lyons;Lugduni;\
Maastricht;Macao;Macau;Madras;Madrid;Magdeburg;Mailand;Mainz;Mayence;Málaga;Malta;Manchester;Manila;Mannheim;Mantova;Mantua;Marburg;\
Marseille;Marseilles;Mecca;Mechelen;Meiningen;Meissen;Melbourne;Memel;Memphis;Messina;Metz;Mexico;México;Mexico City;Ciudad de México;\
Middelburg;Milan;Milano;Minsk;Mitau;Modena;Mons;Montevideo;Montpellier;Montreal;Montréal;Moscow;Moscou;Moskau;Moskva;Mosca;Mulhouse;\
Munich;München;Münster;Nagasaki;Namur;Nancy;Nanjing;Nanking;Nantes;Naples;Napoli;Neapel;Narbonne;Neuchâtel;New Haven;New Orleans;\
New York;Newcastle;Newport;Nice;Nizza;Nîmes;Norfolk;Norwich;Nürnberg;Nuremberg;Odessa;Oldenburg;Olmütz;Oporto;Oran;Orléans;Orvieto;\
Osaka;Oslo;Christiania;Kristiania;Ottawa;Oviedo;Oxford;Oxonii;Padova;Padua;Palermo;Panama;Paris;Parigi;París;Parisiis;Parijs;Parma;\
Pau;Pavia;Peking;Pékin;Pernambuco;Perpignan;Perugia;Pesaro;St. Petersburg;St Petersburg;Saint Petersburg;Saint-Pétersbourg;\
Sankt Petersburg;Petersburg;Petrograd;Philadelphia;Piacenza;Pisa;Pittsburgh;Plymouth;Poitiers;Pondichéry;Porto;Portsmouth;Posen;Poznań;\
Potsdam;Prag;Prague;Praha;Praga;Pressburg;Bratislava;Princeton;Providence;Pskov;Pyongyang;Québec;Quebec;Quito;Ragusa;Ratisbon;\
Ravenna;Recife;Regensburg;Reggio;Reims;Rheims;Rennes;Reval;Revel;Tallinn;Reykjavík;Richmond;Riga;Rimini;Rio de Janeiro;Rochefort;\
La Rochelle;Rom;Roma;Rome;Romae;Rostock;Rotterdam;Rouen;Saarbrücken;Saigon;Saint-Cloud;Saint-Germain;Salamanca;Salem;Salerno;Salzburg;\
San Francisco;Santiago;Santo Domingo;São Paulo;Sarajevo;Savannah;Schaffhausen;Schleswig;Schwerin;Sedan;Segovia;Seoul;Séoul;Sevilla;\
Seville;Shanghai;Siena;Singapore;Smyrna;Smyrne;Sofia;Solothurn;Southampton;Spa;Speyer;Stettin;Stockholm;Strasbourg;Strassburg;Straßburg;\
Stuttgart;Sydney;Szczecin;Tanger;Tangier;Tarragona;Tartu;Tbilisi;Tiflis;Teheran;Tehran;Téhéran;Thorn;Toruń;Tokyo;Tokio;Toledo;Torgau;\
Torino;Turin;Toronto;Toulon;Toulouse;Tournai;Tours;Trento;Trier;Trèves;Triest;Trieste;Tripoli;Trondheim;Tübingen;Tunis;Tver;Udine;Ulm;\
Uppsala;Upsala;Urbino;Utrecht;Valencia;Valladolid;Valparaíso;Venedig;Venezia;Venice;Venise;Venetiis;Verdun;Verona;Versailles;Vicenza;\
Vienna;Vienne;Viena;Wien;Vichy;Vilna;Vilnius;Wilno;Viterbo;Warsaw;Warschau;Warszawa;Varsovie;Washington;Washington D.C.;\
Washington, D.C.;Weimar;Wesel;Westminster;Wetzlar;Whitehall;Wiesbaden;Windsor;Winterthur;Wittenberg;Wittenbergae;Wolfenbüttel;\
Worms;Wrocław;Würzburg;Yalta;Yokohama;York;Ypres;Zagreb;Agram;Zaragoza;Zürich;Zurich;Zuerich;Zutphen;Zwickau;Zwolle;\
Москва;Москвы;Петербург;С.-Петербург;Санкт-Петербург;СПб;Спб;Петроград;Ленинград;Киев;Київ;Одесса;Рига;Варшава;Вильна;Казань;Харьков;\
Ярославль;Нижний Новгород;Новгород;Тифлис;Ревель;Дерпт;Париж;Лондон;Берлин;Вена;Рим;Венеция;Флоренция;Женева;Дрезден;Ялта;\
Ясная Поляна;Царское Село;Пекин;Вашингтон;Нью-Йорк;Константинополь;\
Austria;Bavaria;Belgium;Bohemia;Brittany;Burgundy;Canada;Catalonia;China;Denmark;Deutschland;Egypt;England;Espagne;España;Flanders;\
France;Frankreich;Germany;Greece;Holland;Hungary;India;Ireland;Italia;Italien;Italy;Japan;Korea;Lombardy;Morocco;Netherlands;Norway;\
Österreich;Persia;Poland;Polska;Portugal;Prussia;Provence;Provenza;Russia;Saxony;Scotland;Sicily;Spain;Sweden;Switzerland;Syria;\
Toscana;Turkey;Tuscany;Wales";

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NAMES.split(';').collect());

/// Whether a text is such a name.
pub(super) fn is_known(text: &str) -> bool {
    KNOWN.contains(text.trim().trim_matches(['[', ']', '(', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_a_word_that_begins_with_a_capital_letter() {
        for name in NAMES.split(';') {
            assert_eq!(name.trim(), name);
            assert!(name.starts_with(char::is_uppercase), "{name:?}");
        }
        assert_eq!(KNOWN.len(), NAMES.split(';').count(), "none twice");
    }
}

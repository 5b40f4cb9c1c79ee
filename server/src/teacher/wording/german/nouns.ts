/** A German noun. `gender` is absent for words that nobody knows: their sentences do without an article. */
export interface Noun {
  readonly one: string;
  readonly many: string;
  readonly gender?: 'm' | 'f' | 'n';
  /** Takes -n in all cases but the first: Kunde, Kunden. */
  readonly weak?: boolean;
}

/** English noun, German noun, gender, plural; `w` marks the weak ones. Everyday words of offices, shops and travel. */
const TABLE = `
access:Zugang:m:Zugänge; account:Konto:n:Konten; address:Adresse:f:Adressen; agreement:Vereinbarung:f:Vereinbarungen; airport:Flughafen:m:Flughäfen
alarm:Alarm:m:Alarme; album:Album:n:Alben; amount:Betrag:m:Beträge; analysis:Analyse:f:Analysen; answer:Antwort:f:Antworten; apartment:Wohnung:f:Wohnungen
appointment:Termin:m:Termine; arrival:Ankunft:f:Ankünfte; article:Artikel:m:Artikel; attachment:Anhang:m:Anhänge; author:Autor:m:Autoren; balance:Saldo:m:Salden
bank:Bank:f:Banken; batch:Charge:f:Chargen; bed:Bett:n:Betten; bill:Rechnung:f:Rechnungen; board:Board:n:Boards; boat:Boot:n:Boote; book:Buch:n:Bücher
booking:Buchung:f:Buchungen; box:Kiste:f:Kisten; branch:Filiale:f:Filialen; budget:Budget:n:Budgets; building:Gebäude:n:Gebäude; bus:Bus:m:Busse
calendar:Kalender:m:Kalender; call:Anruf:m:Anrufe; campaign:Kampagne:f:Kampagnen; candidate:Bewerber:m:Bewerber; car:Auto:n:Autos; card:Karte:f:Karten
cart:Warenkorb:m:Warenkörbe; case:Fall:m:Fälle; category:Kategorie:f:Kategorien; channel:Kanal:m:Kanäle; chapter:Kapitel:n:Kapitel; city:Stadt:f:Städte
claim:Schadensfall:m:Schadensfälle; class:Kurs:m:Kurse; client:Kunde:m:Kunden:w; code:Code:m:Codes; colour:Farbe:f:Farben; color:Farbe:f:Farben
comment:Kommentar:m:Kommentare; company:Firma:f:Firmen; complaint:Beschwerde:f:Beschwerden; condition:Zustand:m:Zustände; contact:Kontakt:m:Kontakte
content:Inhalt:m:Inhalte; contract:Vertrag:m:Verträge; copy:Kopie:f:Kopien; cost:Preis:m:Preise; count:Anzahl:f:Anzahlen; country:Land:n:Länder
coupon:Gutschein:m:Gutscheine; course:Kurs:m:Kurse; currency:Währung:f:Währungen; customer:Kunde:m:Kunden:w; damage:Schaden:m:Schäden; date:Datum:n:Daten
day:Tag:m:Tage; deadline:Frist:f:Fristen; due:Frist:f:Fristen; delivery:Lieferung:f:Lieferungen; department:Abteilung:f:Abteilungen; departure:Abreise:f:Abreisen
deposit:Anzahlung:f:Anzahlungen; description:Beschreibung:f:Beschreibungen; destination:Ziel:n:Ziele; detail:Angabe:f:Angaben; device:Gerät:n:Geräte
directory:Ordner:m:Ordner; discount:Rabatt:m:Rabatte; distance:Entfernung:f:Entfernungen; doctor:Arzt:m:Ärzte; document:Dokument:n:Dokumente; dose:Dosis:f:Dosen
draft:Entwurf:m:Entwürfe; driver:Fahrer:m:Fahrer; duration:Dauer:f:Dauern; email:E-Mail:f:E-Mails; employee:Mitarbeiter:m:Mitarbeiter; end:Ende:n:Enden
episode:Folge:f:Folgen; error:Fehler:m:Fehler; event:Veranstaltung:f:Veranstaltungen; exchange:Umtausch:m:Umtausche; expense:Ausgabe:f:Ausgaben; fare:Fahrpreis:m:Fahrpreise
fee:Gebühr:f:Gebühren; feedback:Rückmeldung:f:Rückmeldungen; file:Datei:f:Dateien; flight:Flug:m:Flüge; floor:Stockwerk:n:Stockwerke; folder:Ordner:m:Ordner
forecast:Vorhersage:f:Vorhersagen; format:Format:n:Formate; fuel:Treibstoff:m:Treibstoffe; gate:Gate:n:Gates; group:Gruppe:f:Gruppen; guest:Gast:m:Gäste
height:Höhe:f:Höhen; hotel:Hotel:n:Hotels; hour:Stunde:f:Stunden; house:Haus:n:Häuser; image:Bild:n:Bilder; information:Auskunft:f:Auskünfte
inspection:Inspektion:f:Inspektionen; interview:Gespräch:n:Gespräche; invoice:Rechnung:f:Rechnungen; issue:Ticket:n:Tickets; item:Artikel:m:Artikel
job:Auftrag:m:Aufträge; key:Schlüssel:m:Schlüssel; kind:Art:f:Arten; label:Etikett:n:Etiketten; language:Sprache:f:Sprachen; length:Länge:f:Längen; lesson:Stunde:f:Stunden
letter:Brief:m:Briefe; level:Stufe:f:Stufen; limit:Limit:n:Limits; list:Liste:f:Listen; loan:Kredit:m:Kredite; location:Standort:m:Standorte; machine:Maschine:f:Maschinen
meeting:Termin:m:Termine; member:Mitglied:n:Mitglieder; menu:Menü:n:Menüs; message:Nachricht:f:Nachrichten; method:Methode:f:Methoden; milestone:Meilenstein:m:Meilensteine
minute:Minute:f:Minuten; model:Modell:n:Modelle; month:Monat:m:Monate; movie:Film:m:Filme; film:Film:m:Filme; name:Name:m:Namen; night:Nacht:f:Nächte; note:Notiz:f:Notizen
number:Nummer:f:Nummern; offer:Angebot:n:Angebote; office:Büro:n:Büros; option:Option:f:Optionen; order:Bestellung:f:Bestellungen; owner:Besitzer:m:Besitzer
package:Paket:n:Pakete; page:Seite:f:Seiten; parcel:Paket:n:Pakete; passenger:Fahrgast:m:Fahrgäste; patient:Patient:m:Patienten:w; payment:Zahlung:f:Zahlungen
period:Zeitraum:m:Zeiträume; person:Person:f:Personen; phone:Telefonnummer:f:Telefonnummern; photo:Foto:n:Fotos; picture:Bild:n:Bilder; place:Ort:m:Orte; plan:Plan:m:Pläne
playlist:Playlist:f:Playlists; policy:Police:f:Policen; post:Beitrag:m:Beiträge; price:Preis:m:Preise; printer:Drucker:m:Drucker; priority:Priorität:f:Prioritäten
product:Produkt:n:Produkte; profile:Profil:n:Profile; project:Projekt:n:Projekte; property:Immobilie:f:Immobilien; quantity:Menge:f:Mengen; question:Frage:f:Fragen
quote:Angebot:n:Angebote; rate:Kurs:m:Kurse; rating:Bewertung:f:Bewertungen; reason:Grund:m:Gründe; receipt:Beleg:m:Belege; recipe:Rezept:n:Rezepte
recipient:Empfänger:m:Empfänger; record:Datensatz:m:Datensätze; recording:Aufnahme:f:Aufnahmen; reference:Referenz:f:Referenzen; refund:Erstattung:f:Erstattungen
reminder:Erinnerung:f:Erinnerungen; rent:Miete:f:Mieten; rental:Miete:f:Mieten; repair:Reparatur:f:Reparaturen; report:Bericht:m:Berichte; request:Anfrage:f:Anfragen
reservation:Reservierung:f:Reservierungen; restaurant:Restaurant:n:Restaurants; result:Ergebnis:n:Ergebnisse; review:Bewertung:f:Bewertungen; role:Rolle:f:Rollen
room:Zimmer:n:Zimmer; route:Strecke:f:Strecken; sample:Probe:f:Proben; schedule:Zeitplan:m:Zeitpläne; school:Schule:f:Schulen; season:Saison:f:Saisons; seat:Platz:m:Plätze
section:Abschnitt:m:Abschnitte; service:Dienst:m:Dienste; session:Sitzung:f:Sitzungen; shipment:Sendung:f:Sendungen; shop:Laden:m:Läden; size:Größe:f:Größen
song:Lied:n:Lieder; staff:Personal:n:Personal; start:Beginn:m:Beginne; station:Bahnhof:m:Bahnhöfe; status:Status:m:Status; stay:Aufenthalt:m:Aufenthalte
store:Laden:m:Läden; street:Straße:f:Straßen; student:Schüler:m:Schüler; subject:Betreff:m:Betreffe; subscription:Abo:n:Abos; summary:Zusammenfassung:f:Zusammenfassungen
supplier:Lieferant:m:Lieferanten:w; table:Tisch:m:Tische; task:Aufgabe:f:Aufgaben; tax:Steuer:f:Steuern; teacher:Lehrer:m:Lehrer; team:Team:n:Teams
temperature:Temperatur:f:Temperaturen; tenant:Mieter:m:Mieter; test:Test:m:Tests; text:Text:m:Texte; ticket:Ticket:n:Tickets; time:Uhrzeit:f:Uhrzeiten; title:Titel:m:Titel
topic:Thema:n:Themen; total:Summe:f:Summen; train:Zug:m:Züge; transaction:Buchung:f:Buchungen; transfer:Überweisung:f:Überweisungen; treatment:Behandlung:f:Behandlungen
trip:Reise:f:Reisen; type:Art:f:Arten; unit:Einheit:f:Einheiten; user:Nutzer:m:Nutzer; value:Wert:m:Werte; vehicle:Fahrzeug:n:Fahrzeuge; version:Version:f:Versionen
video:Video:n:Videos; visit:Besuch:m:Besuche; volume:Menge:f:Mengen; voucher:Gutschein:m:Gutscheine; warehouse:Lager:n:Lager; water:Wasser:n:Wasser; weather:Wetter:n:Wetter
website:Website:f:Websites; week:Woche:f:Wochen; weight:Gewicht:n:Gewichte; year:Jahr:n:Jahre; zone:Zone:f:Zonen; vessel:Schiff:n:Schiffe; ship:Schiff:n:Schiffe
berth:Liegeplatz:m:Liegeplätze; crew:Besatzung:f:Besatzungen; owner:Besitzer:m:Besitzer; availability:Verfügbarkeit:f:Verfügbarkeiten; score:Punktzahl:f:Punktzahlen
effect:Effekt:m:Effekte; track:Spur:f:Spuren; site:Standort:m:Standorte; variety:Sorte:f:Sorten; strength:Stärke:f:Stärken; language code:Sprachcode:m:Sprachcodes
email address:E-Mail-Adresse:f:E-Mail-Adressen; phone number:Telefonnummer:f:Telefonnummern; due date:Fälligkeit:f:Fälligkeiten; first name:Vorname:m:Vornamen
last name:Nachname:m:Nachnamen; full name:Name:m:Namen; exchange rate:Wechselkurs:m:Wechselkurse; credit limit:Kreditlimit:n:Kreditlimits; pick list:Pickliste:f:Picklisten
payment method:Zahlungsart:f:Zahlungsarten; order status:Bestellstatus:m:Bestellstatus; start date:Beginn:m:Beginne; end date:Ende:n:Enden; zip:Postleitzahl:f:Postleitzahlen
family name:Nachname:m:Nachnamen; given name:Vorname:m:Vornamen; birth date:Geburtsdatum:n:Geburtsdaten; date of birth:Geburtsdatum:n:Geburtsdaten
guest name:Name des Gastes:m:Namen der Gäste; customer name:Name des Kunden:m:Namen der Kunden; user name:Benutzername:m:Benutzernamen; username:Benutzername:m:Benutzernamen
file name:Dateiname:m:Dateinamen; file path:Dateipfad:m:Dateipfade; path:Pfad:m:Pfade; password:Passwort:n:Passwörter; photographer:Fotograf:m:Fotografen:w
heart rate:Puls:m:Pulse; blood pressure:Blutdruck:m:Blutdrücke; blood type:Blutgruppe:f:Blutgruppen; allergy:Allergie:f:Allergien; medication:Medikament:n:Medikamente
prescription:Rezept:n:Rezepte; frequency:Häufigkeit:f:Häufigkeiten; ward:Station:f:Stationen; hospital:Krankenhaus:n:Krankenhäuser; nurse:Pflegekraft:f:Pflegekräfte
specialty:Fachgebiet:n:Fachgebiete; practitioner:Behandler:m:Behandler; lab test:Labortest:m:Labortests; lab result:Laborergebnis:n:Laborergebnisse; slot:Zeitfenster:n:Zeitfenster
shift:Schicht:f:Schichten; insurance:Versicherung:f:Versicherungen; provider:Anbieter:m:Anbieter; interpreter:Dolmetscher:m:Dolmetscher; admission:Aufnahme:f:Aufnahmen
scene:Szene:f:Szenen; lamp:Lampe:f:Lampen; light:Licht:n:Lichter; lock:Schloss:n:Schlösser; door:Tür:f:Türen; window:Fenster:n:Fenster; sensor:Sensor:m:Sensoren
reading:Messwert:m:Messwerte; speaker:Lautsprecher:m:Lautsprecher; music:Musik:f:Musik; artist:Künstler:m:Künstler; genre:Genre:n:Genres; mode:Modus:m:Modi
battery:Akku:m:Akkus; heating:Heizung:f:Heizungen; thermostat:Thermostat:n:Thermostate; brightness:Helligkeit:f:Helligkeiten; target:Ziel:n:Ziele; icon:Symbol:n:Symbole
energy:Energie:f:Energien; usage:Verbrauch:m:Verbräuche; server:Server:m:Server; database:Datenbank:f:Datenbanken; backup:Sicherung:f:Sicherungen; deployment:Bereitstellung:f:Bereitstellungen
incident:Vorfall:m:Vorfälle; severity:Schweregrad:m:Schweregrade; environment:Umgebung:f:Umgebungen; cluster:Cluster:m:Cluster; rule:Regel:f:Regeln; threshold:Schwelle:f:Schwellen
metric:Kennzahl:f:Kennzahlen; secret:Geheimnis:n:Geheimnisse; log:Protokoll:n:Protokolle; cause:Ursache:f:Ursachen; root cause:Ursache:f:Ursachen; solution:Lösung:f:Lösungen
reader:Leser:m:Leser; library:Bibliothek:f:Bibliotheken; edition:Ausgabe:f:Ausgaben; publisher:Verlag:m:Verlage; membership:Mitgliedschaft:f:Mitgliedschaften
catalogue:Katalog:m:Kataloge; catalog:Katalog:m:Kataloge; album:Album:n:Alben; gallery:Galerie:f:Galerien; tag:Stichwort:n:Stichwörter; license:Lizenz:f:Lizenzen; licence:Lizenz:f:Lizenzen
visibility:Sichtbarkeit:f:Sichtbarkeiten; width:Breite:f:Breiten; depth:Tiefe:f:Tiefen; paper:Papier:n:Papiere; print:Abzug:m:Abzüge; colour:Farbe:f:Farben
resident:Einwohner:m:Einwohner; permit:Genehmigung:f:Genehmigungen; application:Antrag:m:Anträge; certificate:Bescheinigung:f:Bescheinigungen; passport:Pass:m:Pässe
nationality:Staatsangehörigkeit:f:Staatsangehörigkeiten; house number:Hausnummer:f:Hausnummern; committee:Ausschuss:m:Ausschüsse; visitor:Besucher:m:Besucher
sheet:Blatt:n:Blätter; workbook:Arbeitsmappe:f:Arbeitsmappen; spreadsheet:Tabelle:f:Tabellen; cell:Zelle:f:Zellen; column:Spalte:f:Spalten; row:Zeile:f:Zeilen; range:Bereich:m:Bereiche
chart:Diagramm:n:Diagramme; header:Kopfzeile:f:Kopfzeilen; line:Zeile:f:Zeilen; token:Token:n:Tokens; alert:Warnung:f:Warnungen; notification:Benachrichtigung:f:Benachrichtigungen
moon phase:Mondphase:f:Mondphasen; phase:Phase:f:Phasen; pollen level:Pollenbelastung:f:Pollenbelastungen; opening:Öffnung:f:Öffnungen; waste:Abfall:m:Abfälle; shelf:Regal:n:Regale
postal code:Postleitzahl:f:Postleitzahlen; zip code:Postleitzahl:f:Postleitzahlen; job title:Stellentitel:m:Stellentitel; purchase order:Bestellung:f:Bestellungen
`;

const NOUNS: ReadonlyMap<string, Noun> = new Map(
  TABLE.split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [english = '', one = '', gender = '', many = '', weak] = entry.split(':');
      return [
        english,
        { one, many, gender: gender as 'm' | 'f' | 'n', ...(weak === 'w' ? { weak: true } : {}) },
      ] as const;
    }),
);

/** The German noun for an English one, in the singular; undefined where the table does not hold it. */
export function nounFor(english: string): Noun | undefined {
  return NOUNS.get(english);
}

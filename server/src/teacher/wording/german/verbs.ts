/** What is done: the infinitive that ends a wish, the participle that ends a report. */
export interface Deed {
  readonly infinitive: string;
  readonly participle: string;
}

/** English verb, infinitive, participle. */
const TABLE = `
accept:annehmen:angenommen; activate:aktivieren:aktiviert; add:hinzufügen:hinzugefügt; advance:weiterschieben:weitergeschoben; apply:anwenden:angewendet; approve:genehmigen:genehmigt
archive:archivieren:archiviert; assign:zuweisen:zugewiesen; attach:anhängen:angehängt; block:sperren:gesperrt; book:buchen:gebucht; buy:kaufen:gekauft; calculate:ausrechnen:ausgerechnet
cancel:stornieren:storniert; change:ändern:geändert; charge:belasten:belastet; check:prüfen:geprüft; check in:einchecken:eingecheckt; check out:auschecken:ausgecheckt; choose:auswählen:ausgewählt
clear:leeren:geleert; close:schließen:geschlossen; compare:vergleichen:verglichen; complete:abschließen:abgeschlossen; compute:ausrechnen:ausgerechnet; confirm:bestätigen:bestätigt
connect:verbinden:verbunden; convert:umrechnen:umgerechnet; copy:kopieren:kopiert; correct:berichtigen:berichtigt; count:zählen:gezählt; create:anlegen:angelegt; deactivate:deaktivieren:deaktiviert
delete:löschen:gelöscht; deliver:liefern:geliefert; deploy:ausrollen:ausgerollt; disable:abschalten:abgeschaltet; discard:entsorgen:entsorgt; download:herunterladen:heruntergeladen
edit:bearbeiten:bearbeitet; enable:einschalten:eingeschaltet; end:beenden:beendet; enter:eintragen:eingetragen; estimate:schätzen:geschätzt; exchange:umtauschen:umgetauscht
export:exportieren:exportiert; extend:verlängern:verlängert; fill:füllen:gefüllt; find:suchen:gesucht; finish:beenden:beendet; forward:weiterleiten:weitergeleitet; generate:erzeugen:erzeugt
get:abrufen:abgerufen; give:geben:gegeben; import:importieren:importiert; increase:erhöhen:erhöht; install:installieren:installiert; invite:einladen:eingeladen; issue:ausstellen:ausgestellt
join:beitreten:beigetreten; link:verknüpfen:verknüpft; list:auflisten:aufgelistet; load:laden:geladen; lock:sperren:gesperrt; log:eintragen:eingetragen; make:machen:gemacht
mark:markieren:markiert; measure:messen:gemessen; merge:zusammenführen:zusammengeführt; modify:ändern:geändert; move:verschieben:verschoben; notify:benachrichtigen:benachrichtigt
open:öffnen:geöffnet; order:bestellen:bestellt; pause:anhalten:angehalten; pay:bezahlen:bezahlt; place:aufgeben:aufgegeben; play:abspielen:abgespielt; plan:planen:geplant
post:veröffentlichen:veröffentlicht; print:drucken:gedruckt; publish:veröffentlichen:veröffentlicht; purchase:kaufen:gekauft; rate:bewerten:bewertet; read:lesen:gelesen; receive:empfangen:empfangen
record:eintragen:eingetragen; redeem:einlösen:eingelöst; reduce:verringern:verringert; refund:erstatten:erstattet; register:registrieren:registriert; reject:ablehnen:abgelehnt
release:freigeben:freigegeben; remove:entfernen:entfernt; rename:umbenennen:umbenannt; renew:verlängern:verlängert; rent:mieten:gemietet; repair:reparieren:repariert; replace:ersetzen:ersetzt
reply:beantworten:beantwortet; report:melden:gemeldet; request:anfragen:angefragt; reschedule:verlegen:verlegt; reserve:reservieren:reserviert; reset:zurücksetzen:zurückgesetzt
resolve:lösen:gelöst; restart:neu starten:neu gestartet; restore:wiederherstellen:wiederhergestellt; resume:fortsetzen:fortgesetzt; return:zurückgeben:zurückgegeben; revoke:widerrufen:widerrufen
run:ausführen:ausgeführt; save:speichern:gespeichert; schedule:ansetzen:angesetzt; search:suchen:gesucht; select:auswählen:ausgewählt; sell:verkaufen:verkauft; send:senden:gesendet
set:setzen:gesetzt; share:teilen:geteilt; ship:versenden:versendet; sign:unterschreiben:unterschrieben; split:aufteilen:aufgeteilt; start:starten:gestartet; stop:stoppen:gestoppt
store:speichern:gespeichert; submit:einreichen:eingereicht; subscribe:abonnieren:abonniert; summarize:zusammenfassen:zusammengefasst; suspend:aussetzen:ausgesetzt; swap:tauschen:getauscht
switch:umschalten:umgeschaltet; sync:abgleichen:abgeglichen; tag:markieren:markiert; take:nehmen:genommen; test:testen:getestet; track:verfolgen:verfolgt; transcribe:abschreiben:abgeschrieben
transfer:übertragen:übertragen; translate:übersetzen:übersetzt; trim:kürzen:gekürzt; turn off:ausschalten:ausgeschaltet; turn on:einschalten:eingeschaltet; unlock:entsperren:entsperrt
unsubscribe:abbestellen:abbestellt; update:aktualisieren:aktualisiert; upgrade:hochstufen:hochgestuft; upload:hochladen:hochgeladen; validate:prüfen:geprüft; verify:prüfen:geprüft
view:ansehen:angesehen; withdraw:abheben:abgehoben; write:schreiben:geschrieben; harvest:ernten:geerntet; slice:schneiden:geschnitten; abort:abbrechen:abgebrochen; borrow:ausleihen:ausgeliehen
lend:verleihen:verliehen; feed:füttern:gefüttert; clean:reinigen:gereinigt; water:gießen:gegossen; plant:pflanzen:gepflanzt; adjust:anpassen:angepasst; append:anhängen:angehängt
`;

const DEEDS: ReadonlyMap<string, Deed> = new Map(
  TABLE.split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [english = '', infinitive = '', participle = ''] = entry.split(':');
      return [english, { infinitive, participle }] as const;
    }),
);

/** The German for an English verb; one that is not known is done ("durchführen") under its own name by the caller. */
export function deedFor(english: string): Deed | undefined {
  return DEEDS.get(english);
}

/** "Storniert eine Buchung.", "Eine Buchung stornieren", "Legt ein Konto an." → "eine Buchung stornieren", "ein Konto anlegen". */
export function wishFromDescription(description: string): string | undefined {
  const sentence = (description.split(/[.;:(\n]/)[0] ?? '').trim();
  const words = sentence.split(/\s+/);
  const [first = '', ...rest] = words;
  if (rest.length === 0 || rest.length > 8) return undefined;
  const last = rest.at(-1) as string;
  if (/^\p{Ll}+(?:en|ern|eln)$/u.test(last) && /^\p{Lu}/u.test(first))
    return `${/^(?:Ein|Eine|Einen|Der|Die|Das|Den|Alle)$/.test(first) ? first.toLowerCase() : first} ${rest.join(' ')}`;
  const stem = /^(\p{Lu}\p{Ll}+?)(?:e?t)$/u.exec(first)?.[1]?.toLowerCase();
  if (stem === undefined) return undefined;
  const infinitive = /(?:el|[^aeiouäöü]er)$/.test(stem) ? `${stem}n` : `${stem}en`;
  if (PARTICLES.has(last)) return `${rest.slice(0, -1).join(' ')} ${last}${infinitive}`;
  return `${rest.join(' ')} ${infinitive}`;
}

const PARTICLES: ReadonlySet<string> = new Set(
  'ab an auf aus bei ein fest frei her hin hinzu los mit nach um vor weg weiter wieder zu zurück zusammen'.split(' '),
);

/** Whether a description is in German: by its small words and letters. */
export function isGerman(description: string): boolean {
  const words = description.toLowerCase().match(/\p{L}+/gu) ?? [];
  const german = words.filter((word) => GERMAN.has(word)).length;
  const english = words.filter((word) => ENGLISH.has(word)).length;
  return german > english || (german === english && /[äöüß]/i.test(description));
}

const GERMAN: ReadonlySet<string> = new Set(
  `der die das den dem des ein eine einen einem einer und oder für von zu zum zur mit auf aus bei nach vor über unter ist sind
  wird werden nicht alle als im am an in`.split(/\s+/),
);
const ENGLISH: ReadonlySet<string> = new Set(
  'the a an of to for with and or is are by on from that this it in all as at'.split(' '),
);

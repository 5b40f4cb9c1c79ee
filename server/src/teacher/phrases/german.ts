import type { Register } from './asking-book.ts';

/**
 * How German-speaking users ask and assistants answer: data only. `{inf}` is a wish that ends in its infinitive ("Buchung 7
 * stornieren"), `{acc}` a thing in the accusative, `{v}` a value, `{p}` a deed with its participle, `{x}` a subject.
 */
export interface GermanBook {
  readonly request: Readonly<Record<Register, readonly string[]>>;
  readonly ask: Readonly<Record<Register, readonly string[]>>;
  readonly greeting: Readonly<Record<Register, readonly string[]>>;
  readonly follow: Readonly<Record<Register, readonly string[]>>;
  readonly closing: Readonly<Record<Register, readonly string[]>>;
  readonly next: readonly string[];
  readonly nextAsk: readonly string[];
  readonly who: readonly string[];
  readonly when: readonly string[];
  readonly what: readonly string[];
  readonly reasonToKnow: readonly string[];
  readonly reasonToAct: readonly string[];
  readonly supply: readonly string[];
  readonly supplyLead: readonly string[];
  readonly supplyCorrection: readonly string[];
  readonly supplyFunction: readonly (readonly string[])[];
  readonly askWhich: readonly string[];
  readonly askValue: readonly string[];
  readonly askSwitch: readonly string[];
  readonly askCheck: readonly string[];
  readonly cannot: readonly string[];
  readonly failed: readonly string[];
  readonly done: readonly string[];
  readonly did: readonly string[];
  readonly found: readonly string[];
  readonly foundNone: readonly string[];
  readonly lead: readonly string[];
  readonly text: readonly string[];
  readonly notSuccessful: readonly string[];
}

export const GERMAN: GermanBook = {
  request: {
    plain: [
      'Kannst du {inf}?',
      'Ich möchte {inf}.',
      'Ich muss {inf}.',
      'Bitte {inf}.',
      'Ich will {inf}.',
      'Wir müssen {inf}.',
      'Könntest du {inf}?',
      'Ich würde gern {inf}.',
      'Ich habe vor, Folgendes zu tun: {inf}.',
      'Lass uns {inf}.',
      'Jetzt will ich {inf}.',
      'Als Nächstes möchte ich {inf}.',
      'Wir wollen {inf}.',
      'Kannst du für mich {inf}?',
    ],
    casual: [
      'kannst du mal {inf}?',
      'ich will {inf}',
      'bitte mal {inf}',
      'muss noch {inf}',
      'magst du kurz {inf}?',
      'lass uns {inf}',
      'wollte noch {inf}',
      'geht das: {inf}?',
      'ich müsste {inf}',
      'kannst schnell {inf}?',
      'einmal {inf}, bitte',
      'hilf mir mal: {inf}',
    ],
    polite: [
      'Könnten Sie bitte {inf}?',
      'Würden Sie bitte {inf}?',
      'Ich möchte gern {inf}.',
      'Wären Sie so freundlich und würden {inf}?',
      'Dürfte ich Sie bitten: {inf}?',
      'Es wäre nett, wenn Sie {inf} könnten.',
      'Ich wäre Ihnen dankbar, wenn Sie {inf} könnten.',
      'Können Sie für mich {inf}?',
      'Ich würde gern {inf}, wenn das möglich ist.',
      'Wenn Sie einen Moment haben: Bitte {inf}.',
      'Mir wäre geholfen, wenn Sie {inf} würden.',
    ],
    brief: ['{inf}.', 'Bitte {inf}.', '{inf}, bitte.', 'Zu tun: {inf}.', 'Muss {inf}.'],
    chatty: [
      'Also, ich muss {inf}.',
      'Weißt du was, ich sollte {inf}.',
      'Ich schiebe es schon lange vor mir her, aber ich muss {inf}.',
      'Meinst du, du könntest {inf}?',
      'Wir haben darüber gesprochen und wollen {inf}.',
      'Kurz gesagt: Bitte {inf}.',
      'Ich habe mich endlich entschieden und will {inf}.',
      'Du würdest mir sehr helfen, wenn du {inf} könntest.',
      'Der Plan ist: {inf}.',
      'Unter uns: Ich sollte {inf}.',
      'Wenn es nicht zu viel verlangt ist: Kannst du {inf}?',
    ],
  },
  ask: {
    plain: [
      'Zeig mir {acc}.',
      'Ich brauche {acc}.',
      'Kann ich {acc} sehen?',
      'Ich möchte {acc} sehen.',
      'Hast du {acc}?',
      'Gib mir {acc}.',
      'Ich suche {acc}.',
      'Bitte zeig mir {acc}.',
      'Wo finde ich {acc}?',
      'Ich hätte gern {acc}.',
      'Ich muss {acc} sehen.',
      'Kannst du {acc} heraussuchen?',
    ],
    casual: [
      'zeig mal {acc}',
      'hast du {acc}?',
      'ich brauch {acc}',
      'gib mir mal {acc}',
      'kann ich {acc} haben?',
      'such mal {acc} raus',
      'lass mal {acc} sehen',
      'brauche {acc}, mehr nicht',
    ],
    polite: [
      'Könnten Sie mir bitte {acc} zeigen?',
      'Ich würde gern {acc} sehen.',
      'Dürfte ich {acc} sehen?',
      'Würden Sie bitte {acc} heraussuchen?',
      'Ich bräuchte bitte {acc}.',
      'Wären Sie so nett, mir {acc} zu zeigen?',
      'Ich interessiere mich für {acc}.',
      'Könnte ich bitte {acc} bekommen?',
    ],
    brief: ['{acc}?', '{acc}, bitte.', 'Brauche {acc}.', 'Bitte {acc}.'],
    chatty: [
      'Ich habe mich gefragt, ob du {acc} hast.',
      'Hast du vielleicht {acc} für mich?',
      'Würdest du mir {acc} zeigen?',
      'Diesmal geht es um {acc}.',
      'Ich finde {acc} einfach nicht.',
      'Lass uns {acc} ansehen.',
      'Du könntest mir eine Freude machen und mir {acc} zeigen.',
      'Wo war das noch: Ich suche {acc}.',
    ],
  },
  greeting: {
    plain: ['Hallo.', 'Guten Morgen.', 'Guten Tag.', 'Hallo zusammen.', 'Hi.'],
    casual: ['hey,', 'hi,', 'moin,', 'hallo,', 'servus,'],
    polite: ['Guten Tag.', 'Guten Morgen.', 'Guten Abend.', 'Sehr geehrtes Team.'],
    brief: [''],
    chatty: [
      'Hallo, ich bin es noch einmal.',
      'Guten Morgen! Hier ist viel los.',
      'Hi! Was für ein Tag.',
      'Hallo, heute nur etwas Kleines.',
      'Entschuldige die Störung.',
    ],
  },
  follow: {
    plain: ['Danke.', 'Gut.', 'Alles klar.', 'In Ordnung.', 'Prima.', 'Verstanden.'],
    casual: ['cool,', 'super,', 'ok,', 'top,', 'danke,', 'passt,'],
    polite: ['Vielen Dank.', 'Danke, das hilft mir sehr.', 'Ich verstehe, danke.', 'Besten Dank.'],
    brief: ['Gut.', 'Weiter:', 'Danke.'],
    chatty: [
      'Ah, gut zu wissen.',
      'Perfekt, da bin ich erleichtert.',
      'Das ging ja schnell!',
      'Hm, verstehe.',
      'Wo wir gerade dabei sind:',
      'Bevor ich es vergesse:',
    ],
  },
  closing: {
    plain: ['Danke.', 'Danke im Voraus.', 'Danke dir.'],
    casual: ['danke!', 'merci', 'danke dir'],
    polite: ['Vielen Dank.', 'Herzlichen Dank im Voraus.', 'Mit bestem Dank.'],
    brief: [''],
    chatty: ['Es eilt nicht.', 'Damit würdest du mir einen Gefallen tun.', 'Tausend Dank!', 'Das wäre schön.'],
  },
  next: [
    'Danach bitte {inf}.',
    'Außerdem möchte ich {inf}.',
    'Und dann bitte {inf}.',
    'Anschließend muss ich {inf}.',
    'Ach, und bitte noch {inf}.',
    'Zusätzlich bitte {inf}.',
    'Wenn das erledigt ist, bitte {inf}.',
    'Zum Schluss will ich noch {inf}.',
  ],
  nextAsk: [
    'Außerdem brauche ich {acc}.',
    'Und zeig mir bitte {acc}.',
    'Dazu noch {acc}, bitte.',
    'Danach möchte ich {acc} sehen.',
    'Ich suche auch {acc}.',
    'Und dann noch {acc}.',
  ],
  who: [
    'meine Chefin',
    'ein Kollege',
    'die Buchhaltung',
    'der Kunde',
    'jemand aus dem Team',
    'mein Bruder',
    'die Nachtschicht',
    'meine Schwester',
    'der Lieferant',
    'die Leitung',
    'meine Nachbarin',
    'unser Azubi',
    'die Zentrale',
    'mein Vater',
    'das andere Büro',
    'die Prüferin',
  ],
  when: [
    'heute Nachmittag',
    'heute Abend',
    'morgen',
    'vor dem Mittag',
    'bis zum Feierabend',
    'nächste Woche',
    'vor dem Wochenende',
    'gleich',
    'morgen früh',
    'am Monatsende',
    'in ein paar Tagen',
  ],
  what: [
    'die Übergabe',
    'die Prüfung',
    'einen Vortrag',
    'den Jahresbericht',
    'meine Unterlagen',
    'einen Vergleich',
    'die Besprechung',
    'den Wochenbericht',
    'eine Entscheidung',
    'die Planung',
    'meine Notizen',
  ],
  reasonToKnow: [
    '{who} fragt danach.',
    '{who} will es wissen.',
    'Ich habe den Überblick verloren.',
    'Ich will sichergehen.',
    'Nur zur Kontrolle.',
    'Ich brauche es für {what}.',
    'Das ist für {what}.',
    'Ich bin neugierig.',
    'Ich weiß es nicht mehr.',
    'Ich brauche es {when}.',
    'Irgendetwas sah seltsam aus.',
    '{who} braucht es {when}.',
  ],
  reasonToAct: [
    '{who} hat darum gebeten.',
    '{who} wartet schon darauf.',
    'Das soll {when} fertig sein.',
    'Lieber jetzt als später.',
    'Fast hätte ich es vergessen.',
    'Das ist für {what}.',
    'Wir brauchen es für {what}.',
    'Das kam in einer Besprechung auf.',
    '{who} hat mich daran erinnert.',
    'Ich will nicht länger warten.',
  ],
  supply: ['{v}.', '{v}', 'Das ist {v}.', '{v}, bitte.', 'Nimm {v}.', 'Sagen wir {v}.', 'Ich meinte {v}.'],
  supplyLead: ['Oh,', 'Entschuldigung,', 'Ach ja,', 'Stimmt,', 'Klar,', 'Natürlich,', '', '', ''],
  supplyCorrection: [
    'Entschuldigung, da habe ich mich verlesen.',
    'Mein Fehler.',
    'Ah, ein Tippfehler.',
    'Oh, das war die falsche Angabe.',
    'Stimmt, das war falsch.',
    'Da habe ich etwas verwechselt.',
  ],
  supplyFunction: [
    [
      'Jetzt hast du, was du brauchst',
      'Es gibt jetzt etwas Neues',
      'Ich habe es freigeschaltet',
      'Jetzt müsste es da sein',
      'Unsere Technik hat es eingeschaltet',
      'Das Fehlende ist jetzt da',
    ],
    [
      'bitte noch einmal versuchen',
      'also bitte weiter',
      'noch ein Versuch',
      'bitte dort weitermachen, wo wir waren',
      'dieselbe Bitte wie vorhin',
      'sag mir, ob es klappt',
    ],
  ],
  askWhich: [
    '{Which} ist gemeint?',
    'Gern. {Which} soll es sein?',
    'Das kann ich machen. {Which} ist es?',
    'Eine Frage noch: {Which} ist gemeint?',
    'Sag mir bitte noch, {which} gemeint ist.',
    'Klar. {Which} darf es sein?',
  ],
  askValue: [
    'Gern. Mir fehlt nur noch eine Angabe: {noun}. Was soll ich nehmen?',
    'Das kann ich machen, aber eine Angabe fehlt mir: {noun}. Was soll da stehen?',
    'Noch eine Frage zu {noun}: Was soll ich eintragen?',
    'Bevor ich anfange: Was soll ich bei {noun} nehmen?',
    'Für {noun} habe ich noch nichts. Was soll es sein?',
  ],
  askSwitch: ['Soll das mit {noun} sein?', 'Eine Frage noch: mit {noun} oder ohne?', 'Gern. Mit {noun} oder ohne?'],
  askCheck: [
    'Kannst du {noun} noch einmal prüfen?',
    'Stimmt die Angabe bei {noun}?',
    'Ist da vielleicht ein Tippfehler bei {noun}?',
    'Schau bitte noch einmal auf {noun}.',
  ],
  cannot: [
    'Das kann ich hier leider nicht: {inf}.',
    'Leider fehlt mir dafür ein Werkzeug: {inf} kann ich nicht.',
    'Dafür habe ich kein Werkzeug: {inf} geht hier nicht.',
    '{inf} kann ich im Moment leider nicht, dafür fehlt mir ein Werkzeug.',
    'Es tut mir leid, aber {inf} kann ich hier nicht.',
  ],
  failed: [
    'Das hat leider nicht geklappt: {message}',
    'Leider nicht möglich: {message}',
    'Das ging nicht. Die Meldung war: {message}',
    'Ich habe es versucht, aber es ist fehlgeschlagen: {message}',
    'Statt einer Antwort kam ein Fehler: {message}',
  ],
  done: ['Erledigt.', 'Das ist erledigt.', 'Das hat geklappt.', 'Alles erledigt.', 'Gemacht.'],
  did: ['Ich habe {p}.', 'Erledigt, ich habe {p}.', 'Das hat geklappt: Ich habe {p}.', 'Alles klar, ich habe {p}.'],
  found: ['Ich habe {n} gefunden', 'Das ergibt {n}', 'Die Suche ergab {n}', 'Ich sehe {n}'],
  foundNone: [
    'Ich habe dazu nichts gefunden.',
    'Es gibt dazu keine {n}.',
    'Keine {n} gefunden.',
    'Ich habe nachgesehen, aber es gibt keine {n}.',
  ],
  lead: ['', '', 'Ich habe nachgesehen.', 'Hier ist es.', 'Gern.', 'Das steht da.'],
  text: ['Das steht da:', 'Das kam zurück:', 'Hier ist es:', 'Der Text lautet:'],
  notSuccessful: ['Das hat leider nicht geklappt.', 'Das ging nicht durch.', 'Das war nicht erfolgreich.'],
};

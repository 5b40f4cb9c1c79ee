/** What standard codes stand for, as people say it: `de` is German, `DE` Germany, `mon` Monday. */

let names: { readonly languages: Intl.DisplayNames; readonly regions: Intl.DisplayNames } | undefined;

/** Made when first asked for: the language server never asks. */
function displayNames() {
  names ??= {
    languages: new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }),
    regions: new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }),
  };
  return names;
}

/** The language of an ISO 639-1 code; undefined where the text is none. */
export function languageOfCode(code: string): string | undefined {
  return /^[a-z]{2}$/.test(code) ? displayNames().languages.of(code) : undefined;
}

/** The country of an ISO 3166 code of two letters, as it stands behind "in"; undefined where the text is none. */
export function countryOfCode(code: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  const name = displayNames().regions.of(code);
  return name !== undefined && /^(?:United |Netherlands$|Philippines$|Bahamas$|Maldives$|Gambia$)/.test(name)
    ? `the ${name}`
    : name;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The day of the week that a name or its first three letters stand for. */
export function weekdayOfCode(code: string): string | undefined {
  const lower = code.toLowerCase();
  return DAYS.find((day) => lower === day.toLowerCase() || lower === day.slice(0, 3).toLowerCase());
}

/** Letters that are spelt out and not spoken as a word: dvd, sms, pdf. */
export function isSpeltOut(text: string): boolean {
  return /^[bcdfghjklmnpqrstvwxz]{2,4}$/.test(text);
}

let codes: ReadonlyMap<string, readonly string[]> | undefined;

/** The codes of the languages and countries whose name holds a word: `german` → de, `germany` → DE. */
export function codesNamedBy(word: string): readonly string[] {
  codes ??= allCodes();
  return codes.get(word.toLowerCase()) ?? [];
}

function allCodes(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  for (const code of letters.flatMap((one) => letters.map((other) => `${one}${other}`))) {
    for (const [own, name] of [
      [code, languageOfCode(code)],
      [code.toUpperCase(), countryOfCode(code.toUpperCase())],
    ] as const)
      for (const word of (name ?? '').toLowerCase().match(/\p{L}{3,}/gu) ?? [])
        found.set(word, [...(found.get(word) ?? []), own]);
  }
  return found;
}

import { unitOf, wordsOfName } from '../../english/index.ts';

/** `in seconds`, `in km/h`, `(in USD)`: a unit said as the unit of the value. */
const IN_UNIT = /\b(?:measured |expressed |given |specified )?in ([a-z][a-z/]*)\b/gi;

/** The unit a description states, with the words that state it. */
export function unitIn(description: string): { readonly unit: string; readonly text: string } | undefined {
  if (!description.includes('in ')) return undefined;
  for (const match of description.matchAll(IN_UNIT)) {
    const unit = unitOf((match[1] ?? '').toLowerCase())?.plural;
    if (unit === undefined) continue;
    // "in degrees Celsius": the scale says more than the degree.
    const scale = /^ (celsius|fahrenheit|kelvin)\b/i.exec(description.slice(match.index + match[0].length));
    if (unit === 'degrees' && scale !== null)
      return { unit: (scale[1] ?? '').toLowerCase(), text: match[0] + scale[0] };
    return { unit, text: match[0] };
  }
  return undefined;
}

/** Words that say what a number is measured by without naming a unit. */
const OTHER_SCALES = new Set([
  'units',
  'fraction',
  'scale',
  'ratio',
  'level',
  'atm',
  'atmosphere',
  'atmospheres',
  'factor',
]);

/** Whether a text mentions any unit, however it is put. */
export function mentionsUnit(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z]+(?:\/[a-z]+)*|[%°$€£]/g) ?? [];
  if (
    words.some(
      (word) =>
        /^[%°$€£]$/.test(word) ||
        unitOf(word) !== undefined ||
        word === 'currency' ||
        word === 'unit' ||
        OTHER_SCALES.has(word),
    )
  )
    return true;
  // "kg/m³", "m/s": two letters around a slash are a unit.
  return /\b[a-zA-Z]{1,3}(?:\/|\^)[a-zA-Z0-9]{1,3}\b/.test(text) || /\d\s?(?:m|g|s|h|A|V|W|K|J|N|C|F)\b/.test(text);
}

/** Whether a name ends in its unit: `delay_ms`, `heightCm`. */
export function unitInName(name: string): boolean {
  return wordsOfName(name).some((word) => unitOf(word) !== undefined || word === 'count' || word === 'ratio');
}

const QUANTITIES = new Set([
  'duration',
  'timeout',
  'delay',
  'interval',
  'weight',
  'mass',
  'temperature',
  'speed',
  'pressure',
  'altitude',
]);

/** The quantity a name ends in, when its number has no meaning without a unit. */
export function needsUnit(name: string): string | undefined {
  const last = wordsOfName(name).at(-1);
  return last !== undefined && QUANTITIES.has(last) ? last : undefined;
}

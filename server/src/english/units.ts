/** What a unit measures. */
export type Dimension =
  | 'angle'
  | 'amount'
  | 'area'
  | 'current'
  | 'data'
  | 'energy'
  | 'force'
  | 'frequency'
  | 'length'
  | 'mass'
  | 'money'
  | 'power'
  | 'pressure'
  | 'ratio'
  | 'resistance'
  | 'screen'
  | 'speed'
  | 'temperature'
  | 'time'
  | 'voltage'
  | 'volume';

/** A unit of measure or money. A value is worth `value · factor + offset` of the dimension's base unit. */
export interface Unit {
  /** Singular, American spelling: `kilometer`. */
  readonly name: string;
  readonly dimension: Dimension;
  /** As it is said behind a number: `kilometres`, `degrees Celsius`. */
  readonly said: string;
  /** Whole plural, American spelling: `kilometers`. */
  readonly plural: string;
  /** Undefined where the unit has no fixed worth, as currencies. */
  readonly factor?: number;
  readonly offset?: number;
}

type Row = readonly [
  plural: string,
  words: string,
  factor?: number | undefined,
  options?: { readonly said?: string; readonly offset?: number; readonly symbols?: string },
];

/** Every unit: its plural, all words for it, its worth in the base unit; letters that stand for it only behind a number. */
const TABLE: Readonly<Record<Exclude<Dimension, 'money'>, readonly Row[]>> = {
  time: [
    ['microseconds', 'microsecond', 1e-6],
    ['milliseconds', 'millisecond ms msec millis', 0.001],
    ['seconds', 'second sec secs', 1, { symbols: 's' }],
    ['minutes', 'minute mins', 60],
    ['hours', 'hour hr hrs', 3600, { symbols: 'h' }],
    ['days', 'day', 86_400],
    ['weeks', 'week', 604_800],
    ['months', 'month'],
    ['years', 'year'],
  ],
  length: [
    ['meters', 'meter metre metres', 1, { said: 'metres', symbols: 'm' }],
    ['centimeters', 'centimeter centimetre centimetres cm', 0.01, { said: 'centimetres' }],
    ['millimeters', 'millimeter millimetre millimetres mm', 0.001, { said: 'millimetres' }],
    ['kilometers', 'kilometer kilometre kilometres km kms', 1000, { said: 'kilometres' }],
    ['miles', 'mile', 1609.344, { symbols: 'mi' }],
    ['feet', 'foot ft', 0.3048],
    ['inches', 'inch', 0.0254],
    ['yards', 'yard', 0.9144],
  ],
  mass: [
    ['grams', 'gram', 1, { symbols: 'g' }],
    ['kilograms', 'kilogram kg kgs kilos', 1000],
    ['milligrams', 'milligram mg', 0.001],
    ['micrograms', 'microgram mcg', 1e-6],
    ['pounds', 'pound lb lbs', 453.592_37],
    ['ounces', 'ounce oz', 28.349_523],
    ['tons', 'ton tonne tonnes', 1e6, { symbols: 't' }],
  ],
  volume: [
    ['liters', 'liter litre litres', 1, { said: 'litres', symbols: 'l' }],
    ['milliliters', 'milliliter millilitre millilitres ml', 0.001, { said: 'millilitres' }],
    ['centiliters', 'centiliter centilitre centilitres cl', 0.01, { said: 'centilitres' }],
    ['deciliters', 'deciliter decilitre decilitres dl', 0.1, { said: 'decilitres' }],
    ['m3', 'm3 cbm', 1000, { said: 'cubic metres' }],
    ['gallons', 'gallon', 3.785_412],
    ['pints', 'pint', 0.473_176],
    ['quarts', 'quart', 0.946_353],
    ['cups', '', 0.236_588, { symbols: 'cup cups' }],
  ],
  temperature: [
    ['celsius', 'celsius centigrade', 1, { said: 'degrees Celsius', symbols: 'c' }],
    ['fahrenheit', 'fahrenheit', 5 / 9, { said: 'degrees Fahrenheit', offset: -160 / 9, symbols: 'f' }],
    ['kelvin', 'kelvin kelvins', 1, { offset: -273.15, symbols: 'k' }],
  ],
  speed: [
    ['kmh', 'kmh kph km/h', 1, { said: 'kilometres an hour' }],
    ['mph', 'mph', 1.609_344, { said: 'miles an hour' }],
    ['knots', 'knot', 1.852],
    ['mps', 'mps m/s', 3.6, { said: 'metres per second' }],
  ],
  pressure: [
    ['psi', 'psi', 6894.757],
    ['pascals', 'pascal', 1],
    ['bars', 'bar', 100_000],
    ['hectopascals', 'hectopascal hpa', 100],
    ['kilopascals', 'kilopascal kpa', 1000],
  ],
  energy: [
    ['joules', 'joule', 1],
    ['calories', 'calorie', 4.184],
    ['kilocalories', 'kilocalorie kcal', 4184],
    ['wh', 'wh', 3600, { said: 'watt hours' }],
    ['kwh', 'kwh', 3.6e6, { said: 'kilowatt hours' }],
    ['mwh', 'mwh', 3.6e9, { said: 'megawatt hours' }],
    ['gwh', 'gwh', 3.6e12, { said: 'gigawatt hours' }],
  ],
  power: [
    ['watts', 'watt', 1],
    ['kilowatts', 'kilowatt kw', 1000],
    ['megawatts', 'megawatt mw', 1e6],
    ['horsepower', 'horsepower', 745.7],
  ],
  force: [['newtons', 'newton', 1]],
  voltage: [
    ['volts', 'volt', 1],
    ['millivolts', 'millivolt', 0.001],
    ['kilovolts', 'kilovolt kv', 1000],
  ],
  current: [
    ['amperes', 'ampere amp amps', 1],
    ['milliamperes', 'milliampere milliamp milliamps', 0.001],
  ],
  resistance: [['ohms', 'ohm', 1]],
  frequency: [
    ['hertz', 'hertz hz', 1],
    ['kilohertz', 'kilohertz khz', 1000],
    ['megahertz', 'megahertz mhz', 1e6],
    ['gigahertz', 'gigahertz ghz', 1e9],
  ],
  area: [
    ['m2', 'm2 sqm', 1, { said: 'square metres' }],
    ['sqft', 'sqft ft2', 0.092_903, { said: 'square feet' }],
    ['km2', 'km2 sqkm', 1e6, { said: 'square kilometres' }],
    ['acres', 'acre', 4046.856],
    ['hectares', 'hectare', 10_000],
  ],
  angle: [
    ['degrees', 'degree', Math.PI / 180],
    ['radians', 'radian', 1],
  ],
  data: [
    ['bytes', 'byte', 1],
    ['kilobytes', 'kilobyte kb', 1000, { said: 'KB' }],
    ['megabytes', 'megabyte mb', 1e6, { said: 'MB' }],
    ['gigabytes', 'gigabyte gb', 1e9, { said: 'GB' }],
    ['terabytes', 'terabyte tb', 1e12, { said: 'TB' }],
    ['kibibytes', 'kibibyte kib', 1024, { said: 'KiB' }],
    ['mebibytes', 'mebibyte mib', 1_048_576, { said: 'MiB' }],
    ['gibibytes', 'gibibyte gib', 1_073_741_824, { said: 'GiB' }],
  ],
  amount: [['moles', 'mole mol', 1]],
  ratio: [['percent', 'percent percentage pct', 0.01]],
  screen: [['pixels', 'pixel px', 1]],
};

/** Currencies by code, with the words for them and their sign. */
const CURRENCY_TABLE: Readonly<Record<string, readonly [words: string, sign?: string]>> = {
  USD: ['dollar dollars', '$'],
  EUR: ['euro euros', '€'],
  GBP: ['sterling', '£'],
  JPY: ['yen', '¥'],
  CHF: ['franc francs'],
  CAD: [''],
  AUD: [''],
  NZD: [''],
  NOK: [''],
  SEK: [''],
  DKK: [''],
  INR: ['rupee rupees', '₹'],
  CNY: ['yuan rmb'],
  SGD: [''],
  HKD: [''],
  KRW: [''],
  KES: [''],
  CLP: [''],
  CZK: [''],
  PLN: ['zloty'],
  BRL: ['real'],
  MXN: ['peso pesos'],
  ZAR: ['rand'],
  TRY: ['lira'],
  AED: ['dirham dirhams'],
  THB: ['baht'],
};

/** Codes that are also everyday words in lower case. */
const ALSO_WORDS = new Set(['try', 'real', 'rand', 'all']);

const WORDS = new Map<string, Unit>();
const SYMBOLS = new Map<string, Unit>();
const CODES = new Map<string, Unit>();

for (const [dimension, rows] of Object.entries(TABLE) as [Exclude<Dimension, 'money'>, readonly Row[]][]) {
  for (const [plural, words, factor, options = {}] of rows) {
    const name = words.split(' ')[0] || plural.replace(/s$/, '');
    const unit: Unit = {
      name,
      dimension,
      plural,
      said: options.said ?? plural,
      ...(factor === undefined ? {} : { factor, offset: options.offset ?? 0 }),
    };
    for (const word of [plural, ...words.split(' ')]) if (word !== '' && plural !== 'cups') WORDS.set(word, unit);
    for (const symbol of (options.symbols ?? '').split(' ')) if (symbol !== '') SYMBOLS.set(symbol, unit);
  }
}
for (const [code, [words]] of Object.entries(CURRENCY_TABLE)) {
  const [name = code.toLowerCase(), many = name] = words.split(' ').filter((word) => word !== '');
  const unit: Unit = { name, dimension: 'money', plural: many, said: code };
  CODES.set(code, unit);
  for (const word of [code.toLowerCase(), ...words.split(' ')])
    if (word !== '' && !ALSO_WORDS.has(word)) WORDS.set(word, unit);
}
WORDS.set('cent', { name: 'cent', dimension: 'money', plural: 'cents', said: 'cents' });
WORDS.set('cents', WORDS.get('cent') as Unit);

/** Codes of the currencies known here (ISO 4217), upper case. */
export const CURRENCY_CODES: readonly string[] = Object.keys(CURRENCY_TABLE);

/** Code of the currency a sign stands for: `€` → `EUR`. */
export const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries(CURRENCY_TABLE).flatMap(([code, [, sign]]) => (sign === undefined ? [] : [[sign, code] as const])),
);

/** The unit a lower-case word names, in the singular, the plural or a short form. */
export function unitOf(word: string): Unit | undefined {
  return WORDS.get(word);
}

/** `unitOf`, and the single letters (`m`, `g`, `c`) that name a unit where a unit is expected. */
export function unitOrSymbolOf(word: string): Unit | undefined {
  return WORDS.get(word) ?? SYMBOLS.get(word);
}

/**
 * The unit that a name of several words ends with: `delay_minutes`. Letters that mean two things are read by what is
 * measured: `wind_speed_ms` is in metres per second, `delay_ms` in milliseconds.
 */
export function unitAtEnd(words: readonly string[]): Unit | undefined {
  const last = words.at(-1) ?? '';
  return unitOrSymbolOf(last === 'ms' && words.some((word) => /^(?:speed|velocity|gusts?)$/.test(word)) ? 'mps' : last);
}

/** The first unit among words: of `the fuel level in gallons`, the gallon. */
export function unitAmong(words: readonly string[]): Unit | undefined {
  for (const word of words) {
    const unit = WORDS.get(word);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

const MONEY_WORDS = new Set(
  `price cost fee total amount balance budget salary payment refund revenue income charge fare rent tax tip deposit
  subtotal discount premium wage bill debt profit spend spent earnings`.split(/\s+/),
);

/** Whether a word names a sum of money: price, fee, balance. */
export function isMoneyWord(word: string): boolean {
  return MONEY_WORDS.has(word);
}

/** Whether a text is the code of a currency, in upper case. */
export function isCurrencyCode(text: string): boolean {
  return CODES.has(text);
}

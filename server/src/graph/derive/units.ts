/** Units of measure by what they measure; a value in one unit can feed whatever takes that unit, or converts it. */
const DIMENSIONS: Readonly<Record<string, string>> = {
  temperature: 'celsius fahrenheit kelvin',
  length: 'meter metre kilometer kilometre km mile foot feet inch yard centimeter cm millimeter mm',
  mass: 'gram kilogram kg pound lb ounce oz tonne ton',
  volume: 'liter litre gallon milliliter ml pint quart',
  speed: 'kmh kph mph knot',
  pressure: 'psi pascal bar hectopascal hpa',
  energy: 'joule calorie kcal kwh',
  power: 'watt kilowatt horsepower',
  force: 'newton',
  voltage: 'volt',
  current: 'ampere amp',
  angle: 'radian',
  data: 'byte kilobyte megabyte gigabyte kb mb gb',
  money: 'usd eur gbp jpy dollar euro pound cent rupee yen yuan inr',
  frequency: 'hertz hz khz mhz',
};

const SAME = new Map(
  Object.entries({
    km: 'kilometer',
    kilometre: 'kilometer',
    metre: 'meter',
    feet: 'foot',
    cm: 'centimeter',
    mm: 'millimeter',
    kg: 'kilogram',
    lb: 'pound',
    oz: 'ounce',
    litre: 'liter',
    ml: 'milliliter',
    kph: 'kmh',
    usd: 'dollar',
    eur: 'euro',
    jpy: 'yen',
    inr: 'rupee',
    hz: 'hertz',
  }),
);

const UNITS = new Map<string, string>();
for (const [dimension, list] of Object.entries(DIMENSIONS))
  for (const unit of list.split(' ')) UNITS.set(unit, dimension);

export interface Unit {
  readonly name: string;
  readonly dimension: string;
}

/** The unit a word names. */
export function unitOf(word: string): Unit | undefined {
  const dimension = UNITS.get(word);
  return dimension === undefined ? undefined : { name: SAME.get(word) ?? word, dimension };
}

/** The first unit named among words: `The fuel level in gallons` → gallon. */
export function unitIn(words: readonly string[]): Unit | undefined {
  for (const word of words) {
    const unit = unitOf(word);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

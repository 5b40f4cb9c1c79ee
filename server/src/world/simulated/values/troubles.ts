/**
 * What is wrong with a thing depends on what it is: a patient has a cough, a bicycle a flat tyre. By the words that name
 * what bears it: general knowledge, kept short.
 */

const TROUBLES_BY_BEARER: Readonly<Record<string, string>> = {
  'patient|client|resident|child|student|baby':
    'headache|dry cough|back pain|high blood pressure|sore throat|fatigue|skin rash',
  'pet|animal|dog|cat|horse|hive|colony|herd': 'limping|loss of appetite|coughing|skin irritation|weight loss',
  'vehicle|car|truck|van|bus|motorcycle': 'brakes squeak|battery is flat|engine warning light is on|oil is leaking',
  'bike|bicycle|scooter|wheelchair|trailer': 'flat tyre|brakes squeak|chain slips|light does not work',
  'room|apartment|flat|unit|building|property|house|home|office|site|venue|facility':
    'tap drips|heating does not work|window does not close|ceiling light is broken',
  'machine|appliance|equipment|printer|instrument|tool|sensor|meter|pump|boiler|camera|lamp':
    'does not switch on|makes a loud noise|overheats|display stays dark',
  'order|shipment|parcel|package|delivery|item|product|return|purchase':
    'parcel arrived damaged|an item is missing|wrong size was delivered|colour is not the one ordered',
  'invoice|payment|bill|charge|transaction|account|card|subscription':
    'payment was charged twice|amount is too high|refund has not arrived|address on the bill is wrong',
  'plant|crop|field|tree|garden|bed': 'leaves turn yellow|aphids on the stems|soil is too dry|mildew',
  'street|road|park|bridge|sidewalk|district|city':
    'pothole in the road|street light is out|blocked drain|fallen branch',
};

const TROUBLE = /(?:^| )(?:issue|problem|complaint|fault|defect|trouble|damage|malfunction)$/;

const BEARERS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(TROUBLES_BY_BEARER).flatMap(([names, values]) => {
    const pool = values.split('|');
    return names.split('|').map((name) => [name, pool] as const);
  }),
);

/**
 * The troubles that what bears them can have; undefined where the words name no trouble, or nothing known bears it.
 *
 * @param words of the value's name
 * @param bearers words of what it may be told of, the nearest first
 */
export function troublesOf(
  words: readonly string[],
  bearers: readonly (readonly string[])[],
): readonly string[] | undefined {
  if (!TROUBLE.test(words.join(' '))) return undefined;
  const bearer = [words, ...bearers].flatMap((named) => named.toReversed()).find((word) => BEARERS.has(word));
  return bearer === undefined ? undefined : BEARERS.get(bearer);
}

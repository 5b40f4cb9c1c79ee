import { describe, expect, it } from 'vitest';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import {
  checkPhrasing,
  createOfflineTeacher,
  type Phrasing,
  phrasingsHash,
  readPhraseFile,
  usablePhrasings,
  withPhrasing,
  writeQuery,
} from '../../../server/src/teacher/index.ts';

const TOOLS = [
  {
    name: 'rent_bike',
    description: 'Rent a bike at a station of Basel.',
    inputSchema: {
      type: 'object',
      properties: { station_id: { type: 'string' }, hours: { type: 'integer' }, helmet: { type: 'boolean' } },
      required: ['station_id'],
    },
    outputSchema: { type: 'object', properties: { rental_id: { type: 'string' }, bikes: { type: 'array' } } },
  },
];
const CATALOG = buildCatalog([parseDocument('file:///bikes.json', JSON.stringify({ tools: TOOLS }))]);
const [entry] = CATALOG.entries;
if (entry === undefined) throw new Error('no function');
const { signature } = entry;
const phrasing = (part: Partial<Phrasing>): Phrasing => ({ wish: [], refer: [], report: [], ...part });
const GOOD = phrasing({
  wish: ['get me something to ride at {station_id} for {hours} hours', 'pick up two wheels at {station_id}'],
  refer: ['that ride of mine'],
  report: ['It is yours, the number is {rental_id}.'],
});

describe('a phrasing holds', () => {
  it('where its slots are parameters, or fields of the output in a report', () => {
    expect(checkPhrasing(signature, GOOD)).toEqual({ kept: GOOD, refused: [] });
  });

  it.each<[Partial<Phrasing>, RegExp]>([
    [{ wish: [''] }, /empty/],
    [{ wish: ['{station_id}'] }, /empty/],
    [{ wish: ['get me a ride at {place}'] }, /\{place\} is no parameter/],
    [{ wish: ['get me a ride at {rental_id}'] }, /\{rental_id\} is no parameter/],
    [{ wish: ['get {station_id} from {station_id}'] }, /twice/],
    [{ wish: ['get me a ride with {helmet}'] }, /switch/],
    [{ wish: ['rent bike at {station_id}'] }, /words of the function/],
    [{ wish: ['call rent_bike at {station_id}'] }, /names the function/],
    [{ wish: ['get me the station_id {station_id}'] }, /code writes it/],
    [{ wish: ['get me a ride at {station_id} for 3 hours'] }, /invents "3"/],
    [{ wish: ['get me a ride to Zurich at {station_id}'] }, /invents the name "Zurich"/],
    [{ wish: ['get me a "fast" ride at {station_id}'] }, /invents/],
    [{ wish: ['Get me a ride at {station_id}.'] }, /full stop/],
    [{ wish: ['a ride at {station_id}'] }, /begins with a verb/],
    [{ wish: ['gib mir bitte ein Rad mit {station_id} und los'] }, /not English/],
    [{ wish: ['get **me** a ride at {station_id}'] }, /mark-up/],
    [{ refer: ['that ride {rental_id}'] }, /no slots/],
    [{ refer: ['ride'] }, /begins with/],
    [{ report: ['You have {bikes}.'] }, /\{bikes\} is no parameter or field/],
    [{ report: ['Is it yours?'] }, /no question/],
  ])('and %j does not', (part, reason) => {
    const { kept, refused } = checkPhrasing(signature, phrasing(part));
    expect(kept).toEqual(phrasing({}));
    expect(refused.map((item) => item.reason).join()).toMatch(reason);
  });

  it('only once', () => {
    expect(checkPhrasing(signature, phrasing({ refer: ['that ride', 'That ride'] })).refused).toHaveLength(1);
  });
});

describe('the file of phrasings', () => {
  it('keeps comments and what else is there when a function is added', () => {
    const text = `// mine\n{ "functions": { "other": { "wish": ["go on"] } } } // end`;
    const added = withPhrasing(text, 'rent_bike', GOOD);
    expect(added).toMatch(/^\/\/ mine[\s\S]*\/\/ end$/);
    expect(readPhraseFile(added)).toEqual(
      new Map([
        ['other', phrasing({ wish: ['go on'] })],
        ['rent_bike', GOOD],
      ]),
    );
    expect(readPhraseFile(withPhrasing(undefined, 'rent_bike', GOOD)).get('rent_bike')).toEqual(GOOD);
  });

  it.each([
    ['{', /line 1: CloseBraceExpected/],
    ['{}', /no "functions" object/],
    ['{ "functions": { "a": [] } }', /"a" is no object/],
    ['{ "functions": { "a": { "wish": "x" } } }', /"wish" of "a" is no list of texts/],
  ])('%s is refused with what is wrong', (text, message) => {
    expect(() => readPhraseFile(text)).toThrow(message);
  });

  it('is checked again, so that an edit that does not hold is not used', () => {
    const file = new Map([['rent_bike', { ...GOOD, wish: [...GOOD.wish, 'ride to 12 places'] }]]);
    const { phrasings, refused } = usablePhrasings(file, [signature]);
    expect(phrasings.get('rent_bike')).toEqual(GOOD);
    expect(refused).toMatchObject([{ text: 'ride to 12 places' }]);
  });
});

describe('the offline teacher', () => {
  const phrasings = new Map([['rent_bike', GOOD]]);
  const said = (values: Record<string, string | number>, leaveOut?: string) =>
    Array.from({ length: 30 }, (_, seed) =>
      writeQuery(
        {
          kind: 'write_query',
          seed: String(seed),
          turn: 0,
          conversation: [],
          past: [],
          intent: leaveOut === undefined ? { kind: 'calls' } : { kind: 'miss_params', call: 0, parameter: leaveOut },
          calls: [
            {
              tool: { name: 'rent_bike', signature },
              role: 'asked',
              arguments: Object.entries(values).map(([parameter, value]) => ({
                parameter,
                value,
                origin: { from: 'user' },
              })),
            },
          ],
        },
        undefined,
        phrasings,
      ),
    );

  it('wishes in the words of the file; what has no slot is said behind', () => {
    for (const query of said({ station_id: 'ST-4', hours: 3 }))
      expect(query).toMatch(/something to ride at station ST-4 for 3 hours/);
    for (const query of said({ station_id: 'ST-4' })) expect(query).toMatch(/two wheels at station ST-4/);
  });

  it('uses no phrasing whose slot is left out', () => {
    for (const query of said({ station_id: 'ST-4', hours: 3 }, 'station_id')) expect(query).not.toMatch(/ST-4|wheels/);
  });

  it('is another teacher for a run where its phrasings are others', () => {
    expect(createOfflineTeacher().parameters).toEqual({});
    expect(createOfflineTeacher(phrasings).parameters).toEqual({ phrases: phrasingsHash(phrasings) });
    expect(phrasingsHash(phrasings)).not.toBe(phrasingsHash(new Map([['rent_bike', phrasing({ refer: ['it'] })]])));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  article,
  contentWords,
  counted,
  dateInWords,
  expand,
  isPlural,
  isVerb,
  keyWords,
  numberOf,
  numbersOf,
  participle,
  plural,
  restyle,
  singular,
  splitWords,
  spoken,
  unitAmong,
  unitOf,
  withIsoDates,
} from '../../../server/src/english/index.ts';

describe('splitting a name', () => {
  it.each([
    ['playlistIDs', 'playlist ids'],
    ['getURLsFor2FA', 'get urls for 2fa'],
    ['getHTTPUser_id2', 'get http user id 2'],
    ['XMLHttpRequest', 'xml http request'],
    ['list_s3_buckets', 'list s3 buckets'],
    ['user1id', 'user 1 id'],
    ['line2', 'line 2'],
    ['render3DModel', 'render 3d model'],
    ['IsActive', 'is active'],
    ['APIs', 'apis'],
    ['größeÄndern', 'größe ändern'],
    ['列出用户', '列出用户'],
    ["a customer's order", 'a customer s order'],
    ['', ''],
    ['__', ''],
  ])('%s → %s', (name, words) => expect(splitWords(name).join(' ')).toBe(words));

  const WORD = fc.stringMatching(/^[a-z]{2,8}$/);
  const ACRONYM = fc.constantFrom('ID', 'URL', 'API', 'SKU', 'PDF');

  it('reads the plural of an acronym alike however it is written', () => {
    fc.assert(
      fc.property(WORD, ACRONYM, (word, acronym) => {
        const capital = acronym.charAt(0) + acronym.slice(1).toLowerCase();
        const readings = [
          `${word}${acronym}s`,
          `${word}${capital}s`,
          `${word}_${acronym.toLowerCase()}s`,
          `${word}-${acronym.toLowerCase()}s`,
          `${word.toUpperCase()}_${acronym}S`,
        ].map((name) => keyWords(name).join(' '));
        expect(new Set(readings).size).toBe(1);
      }),
    );
  });

  it('reads a name back in every style', () => {
    fc.assert(
      fc.property(fc.array(WORD, { minLength: 2, maxLength: 4 }), (words) => {
        for (const style of ['snake_case', 'camelCase', 'PascalCase', 'kebab-case', 'UPPER_CASE'] as const)
          expect(splitWords(restyle(words.join('_'), style))).toEqual(words);
      }),
    );
  });

  it('keeps every letter and figure of any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_ -]{0,30}$/), (text) => {
        expect(splitWords(text).join('')).toBe(text.toLowerCase().replace(/[^a-z0-9]/g, ''));
      }),
    );
  });
});

describe('number', () => {
  const PAIRS = `cache caches|status statuses|database databases|base bases|menu menus|lens lenses|api apis|axis axes|
    index indexes|leaf leaves|archive archives|niche niches|movie movies|cookie cookies|alias aliases|bus buses|
    license licenses|response responses|house houses|cause causes|tax taxes|quiz quizzes|criterion criteria|
    person people|child children|hero heroes|photo photos|address addresses|process processes|invoice invoices|
    diagnosis diagnoses|analysis analyses|matrix matrices|shelf shelves|calorie calories|id ids|url urls|day days|
    query queries|city cities|branch branches|match matches|expense expenses|campus campuses|issue issues|emoji emojis|
    headache headaches|veto vetoes|knife knives|woman women|foot feet|lease leases|purchase purchases|bonus bonuses`
    .split('|')
    .map((pair) => pair.trim().split(' ') as [string, string]);
  it.each(PAIRS)('%s, %s', (one, many) => {
    expect(singular(many)).toBe(one);
    expect(singular(one)).toBe(one);
    expect(plural(one)).toBe(many);
    expect(isPlural(many)).toBe(true);
    expect(isPlural(one)).toBe(false);
  });

  it.each(['data', 'media', 'news', 'series', 'species', 'information', 'metadata'])('%s is its own plural', (noun) => {
    expect([singular(noun), plural(noun)]).toEqual([noun, noun]);
  });

  it.each(['gps', 'https', 'previous', 'analysis', 'tennis', 'address', 'canvas', 'kubernetes', 'this', 'status'])(
    '%s is no plural',
    (word) => expect(singular(word)).toBe(word),
  );

  it('counts', () => {
    expect([counted(1, 'flights'), counted(3, 'gift card'), counted(2, 'luggage')]).toEqual([
      'one flight',
      '3 gift cards',
      '2 items of luggage',
    ]);
  });
});

describe('short forms by the words around them', () => {
  it.each([
    ['base_curr', 'base currency'],
    ['curr_page', 'current page'],
    ['curr', 'curr'],
    ['train_no', 'train number'],
    ['no_show', 'no show'],
    ['min_price', 'minimum price'],
    ['duration_min', 'duration minute'],
    ['sort_dir', 'sort direction'],
    ['temp_file', 'temporary file'],
    ['room_temp', 'room temperature'],
    ['userid', 'user id'],
    ['playlistIDs', 'playlist id'],
    ['is_paid', 'is paid'],
    ['android_version', 'android version'],
    ['cust_addr', 'customer address'],
    ['folderUUID', 'directory id'],
  ])('%s compares as %s', (name, words) => expect(keyWords(name).join(' ')).toBe(words));

  it('writes them out for people', () => {
    expect(spoken(['docs'])).toBe('documents');
    expect(spoken(['address', 'line', '2'])).toBe('second address line');
    expect(expand(['qty'], 0)).toBe('quantity');
  });
});

describe('figures in names', () => {
  it.each([
    ['thing7_id', '7'],
    ['list_orders_v2', ''],
    ['order', ''],
  ])('%s → "%s"', (name, number) => expect(numberOf(name)).toBe(number));

  it('says nothing where they only count places', () => {
    expect(numbersOf(['line1', 'line2', 'zone9'])).toEqual(['', '', '9']);
  });
});

describe('units and money', () => {
  it.each([
    ['km', 'kilometer', 'length'],
    ['kilometres', 'kilometer', 'length'],
    ['lbs', 'pound', 'mass'],
    ['usd', 'dollar', 'money'],
    ['cents', 'cent', 'money'],
    ['mins', 'minute', 'time'],
    ['kwh', 'kwh', 'energy'],
  ])('%s is %s', (word, name, dimension) => expect(unitOf(word)).toMatchObject({ name, dimension }));

  it('takes no letter and no everyday word for a unit', () => {
    expect(['m', 'c', 'try', 'real', 'cup'].map(unitOf)).toEqual(Array(5).fill(undefined));
  });

  it('finds the first unit of a text', () => {
    expect(unitAmong(['fuel', 'level', 'in', 'gallons'])?.said).toBe('gallons');
  });
});

describe('verbs, articles, dates', () => {
  it.each([
    ['cancel', 'cancelled'],
    ['ship', 'shipped'],
    ['close', 'closed'],
    ['send', 'sent'],
    ['apply', 'applied'],
    ['archive', 'archived'],
    ['deposit', 'deposited'],
  ])('%s → %s', (verb, done) => {
    expect(isVerb(verb)).toBe(true);
    expect(participle(verb)).toBe(done);
  });

  it('says a or an by the sound', () => {
    expect(['hour', 'user', 'SMS', 'URL', '8-day trip', 'one-way ticket'].map(article)).toEqual([
      'an',
      'a',
      'an',
      'a',
      'an',
      'a',
    ]);
  });

  it('reads and writes days', () => {
    expect(withIsoDates('from 6 February 2026 to March 1st, 2026')).toBe('from 2026-02-06 to 2026-03-01');
    expect(dateInWords('2026', '02', '06')).toEqual(['6 February 2026', 'February 6, 2026']);
    expect(dateInWords('2026', '13', '06')).toEqual([]);
  });

  it('keeps what a description says', () => {
    expect(contentWords('Lists the caches of a given user.')).toEqual(['list', 'cache', 'user']);
  });
});

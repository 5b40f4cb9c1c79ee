import pluralize from 'pluralize';

/** Where pluralize has no rule, or one that does not fit what interfaces name. */
const IRREGULAR: Readonly<Record<string, string>> = {
  ache: 'aches',
  avalanche: 'avalanches',
  axis: 'axes',
  birdie: 'birdies',
  bookie: 'bookies',
  brownie: 'brownies',
  cache: 'caches',
  calorie: 'calories',
  cookie: 'cookies',
  creche: 'creches',
  die: 'dies',
  foodie: 'foodies',
  genie: 'genies',
  headache: 'headaches',
  hoodie: 'hoodies',
  index: 'indexes',
  lens: 'lenses',
  lie: 'lies',
  niche: 'niches',
  prairie: 'prairies',
  rookie: 'rookies',
  selfie: 'selfies',
  smoothie: 'smoothies',
  veto: 'vetoes',
};
for (const [one, many] of Object.entries(IRREGULAR)) pluralize.addIrregularRule(one, many);

const INVARIANT = new Set(
  `acoustics alias aliasing analytics as atlas aws bias canvas chaos christmas cosmos dns does economics electronics ethics
  gas genetics gps gymnastics has headquarters https ios is its jenkins kansas kubernetes lens logistics macos mathematics
  news physics politics postgres pos robotics series sms species texas this tls us vs was windows yes always sometimes
  perhaps plus minus across sas nas chassis sis metropolis aids`.split(/\s+/),
);

/** Nouns that take neither a plural nor "a". */
const UNCOUNTED: ReadonlySet<string> = new Set(
  `advice air assistance audio baggage bedding cash clothing content damage data equipment evidence food fuel furniture gas history homework housekeeping information insurance inventory
  knowledge luggage mail maintenance media metadata money music news output progress research series rubbish software spam species staff stock
  storage text traffic travel timber trash waste water weather wood work`.split(/\s+/),
);

/** Plurals that do not end in s. */
const PLURALS_WITHOUT_S = new Set('people children men women mice feet teeth geese criteria phenomena'.split(' '));
const SHORT_PLURALS: ReadonlyMap<string, string> = new Map([
  ['ids', 'id'],
  ['ips', 'ip'],
  ['uis', 'ui'],
  ['prs', 'pr'],
  ['tvs', 'tv'],
  ['pcs', 'pc'],
  ['cds', 'cd'],
  ['vms', 'vm'],
  ['dbs', 'db'],
  ['ads', 'ad'],
  ['pdfs', 'pdf'],
]);

const MAX_WORDS = 20_000;
const singulars = new Map<string, string>();

/** The singular of one lower-case word: caches → cache, statuses → status, data → data; a singular comes back as it is. */
export function singularWord(word: string): string {
  let one = singulars.get(word);
  if (one === undefined) {
    one = readSingular(word);
    if (singulars.size >= MAX_WORDS) singulars.clear();
    singulars.set(word, one);
  }
  return one;
}

function readSingular(word: string): string {
  if (!word.endsWith('s')) return endsInPlural(word) ? pluralize.singular(word) : word;
  if (word.length < 4) return SHORT_PLURALS.get(word) ?? word;
  if (INVARIANT.has(word) || /(?:ss|ous)$/.test(word)) return word;
  // `apis`, `emojis` are plurals, `analysis`, `tennis` are not; pluralize takes the s off either way.
  if (/[^s]is$/.test(word)) return IS_PLURAL.test(word) ? word.slice(0, -1) : word;
  if (/sis$/.test(word)) return word;
  return pluralize.singular(word);
}

const IS_PLURAL =
  /^(?:apis|guis|uris|kpis|pois|skis|taxis|emojis|wikis|alibis|bikinis|pis|khakis|rabbis|mis|aliis|dois)$/;

function endsInPlural(word: string): boolean {
  return PLURALS_WITHOUT_S.has(word) || word.endsWith('women') || word.endsWith('people') || word.endsWith('children');
}

function splitHead(noun: string): readonly [start: string, head: string] {
  const start = noun.lastIndexOf(' ') + 1;
  return [noun.slice(0, start), noun.slice(start).toLowerCase()];
}

/** Whether a noun takes neither a plural nor "a"; of a phrase, its last word tells. */
export function isUncounted(noun: string): boolean {
  return UNCOUNTED.has(splitHead(noun)[1]);
}

/** Whether a noun phrase is a plural; its last word is its head. */
export function isPlural(noun: string): boolean {
  const [, head] = splitHead(noun);
  return !UNCOUNTED.has(head) && singularWord(head) !== head;
}

/** Plural of a noun phrase whose last word is its head; a plural and an uncounted noun come back as they are. */
export function plural(noun: string): string {
  const [start, head] = splitHead(noun);
  return head === '' || UNCOUNTED.has(head) || isPlural(noun) ? noun : start + pluralOf(head);
}

function pluralOf(head: string): string {
  return /^[^a-z]/.test(head) ? `${head}s` : pluralize.plural(head);
}

/** Singular of a noun phrase whose last word is its head. */
export function singular(noun: string): string {
  const [start, head] = splitHead(noun);
  const one = singularWord(head);
  return one === head ? noun : start + one;
}

/** "3 flights", "one flight", "3 items of luggage". */
export function counted(count: number, noun: string): string {
  if (count !== 1 && isUncounted(noun)) return `${count} items of ${noun}`;
  return count === 1 ? `one ${singular(noun)}` : `${count} ${plural(singular(noun))}`;
}

// What Magnet-nano is made of: catalogs, seeds, sizes. Everything the table depends on stands here.

const fixture = (name) => ({ name, file: `test/fixtures/catalogs/${name}.json` });
const example = (name) => ({ name, file: `examples/${name}/${name}.fsig` });

const EXAMPLES = [
  'airline',
  'car-rental',
  'cinema',
  'courses',
  'coworking',
  'garage',
  'gym',
  'insurance',
  'playlists',
  'print-shop',
  'rail',
  'real-estate',
  'utility',
].map(example);

const FURTHER = ['bank', 'builds', 'clinic', 'crm', 'food', 'library', 'meteo', 'parcels', 'people', 'tickets'].map(
  fixture,
);

/** No function of these is in any training row. */
const HELD_BACK = ['hotel', 'telco', 'papers', 'home'].map(fixture);

/** Share of each kind of record in the rows of SFT. */
export const SFT_MIXTURE = 'multi-turn=4,single=3,parallel=1,multiple=1,irrelevance=1';

/**
 * `records`: how many a catalog gives to each set. `tokens`: what each arm sees, of all its rows, padding not counted.
 * `limit`: tokens of a training row at most.
 */
export const FULL = {
  train: [...EXAMPLES, ...FURTHER],
  heldBack: HELD_BACK,
  heldPaths: EXAMPLES.slice(0, 6),
  records: { sft: 120, pairs: 60, student: 30, heldBack: 16, heldPaths: 11 },
  vocabulary: 2048,
  limit: 512,
  tokens: { base: 1_000_000, sft: 6_000_000, mdpo: 600_000 },
  shape: { hidden: 96, layers: 3, inner: 256 },
  seeds: [0, 1, 2],
  nice: 8,
};

/** Rollouts of the SFT model for one record, at most, where its own wrong calls become the negatives. */
export const ROLLOUTS = 4;

/** The whole way in about a minute: it shows that everything runs, and nothing of how well. */
export const SMOKE = {
  train: [EXAMPLES[0], EXAMPLES[6]],
  heldBack: [HELD_BACK[0]],
  heldPaths: [],
  records: { sft: 20, pairs: 10, student: 6, heldBack: 3, heldPaths: 0 },
  vocabulary: 900,
  limit: 512,
  tokens: { base: 8_000, sft: 16_000, mdpo: 4_000 },
  shape: { hidden: 64, layers: 2, inner: 128 },
  seeds: [0],
  nice: 0,
};

/**
 * The paper's ladder (sec. 4.3): how the paths of the SFT runs are made, each rung with one operation more. The last rung is
 * the SFT arm itself. The paper's arm without hints is not among them: the offline teacher writes positives from the reference
 * calls alone, so there is nothing to leave out.
 */
export const LADDER = [
  { name: 'initial', label: 'initial graph', more: ['--merge', '0', '--insert', '0', '--split', '0'] },
  { name: 'merge', label: '+ Merge', more: ['--insert', '0', '--split', '0'] },
  { name: 'insert', label: '+ Insert', more: ['--split', '0'] },
  { name: 'split', label: '+ Split', more: [] },
];

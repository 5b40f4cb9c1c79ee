/** What is told apart by its number: season 3, floor 2. */
export const COUNTED_OFF =
  /(?:^| )(?:season|chapter|page|floor|version|volume|episode|round|week|room|seat|gate|row|lane|line|level|step|stage|phase|part|unit|section|slot|track|port|channel|index|position|lesson|session|platform|aisle|shelf|bay|booth|hall|pier|pontoon|terminal|carriage|building|block|lap|heat|chapter|question|exercise|verse)$/;

/** "in season 3", "on floor 2", "at gate 7". */
export function placeOfCounted(noun: string): string {
  const head = noun.split(' ').at(-1) ?? '';
  if (/^(?:page|floor|line|track|channel|port|level|lane|platform|shelf|pontoon|pier)$/.test(head)) return 'on';
  if (/^(?:gate|step|stage|index|position|slot)$/.test(head)) return 'at';
  return /^(?:version|part|unit)$/.test(head) ? 'with' : 'in';
}

/** Nouns that a measure says by itself: 3 litres are a volume. */
export const MASSES = /^(?:volume|amount|quantity|weight)$/;

/** What a thing is done for: so many people, so many nights. */
export const FOR_HOW_MANY =
  /^(?:guests|people|passengers|adults|children|nights|seats|persons|participants|rooms|tickets|attempts|times)$/;

/** What one does a thing at, and not with. */
export const RATE = /(?:^| )(?:rate|speed|price|temperature|altitude|height|depth|angle|pace|fare|frequency)$/;

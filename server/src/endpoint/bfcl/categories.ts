/** Row of which category an id is: what stands before its last `_`. */
export function categoryOf(id: string): string {
  const at = id.lastIndexOf('_');
  return at < 0 ? id : id.slice(0, at);
}

const OLD_NAMES: ReadonlyMap<string, string> = new Map([
  ['simple', 'simple_python'],
  ['java', 'simple_java'],
  ['javascript', 'simple_javascript'],
]);
const NEW_NAMES: ReadonlyMap<string, string> = new Map([...OLD_NAMES].map(([old, name]) => [name, old]));

/** The name of a category in the other version of the benchmark, where it has another. */
export function otherName(category: string): string | undefined {
  return OLD_NAMES.get(category) ?? NEW_NAMES.get(category);
}

/** Names under which the `data` folder may keep a category, the first found counts. */
export function fileNames(category: string): string[] {
  const names = [category, otherName(category)].filter((name) => name !== undefined);
  return names.flatMap((name) => [`BFCL_v4_${name}.json`, `BFCL_v3_${name}.json`]);
}

export function isMultiTurn(category: string): boolean {
  return category.startsWith('multi_turn');
}

/** Categories whose rows have no answer: whether a function is called at all is what counts. */
export function hasNoAnswers(category: string): boolean {
  return category.includes('relevance');
}

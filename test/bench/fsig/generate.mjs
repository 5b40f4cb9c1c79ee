/** A seeded `.fsig` text of many tools, the shape of a real one: types, documentation, a few parameters each. */
export function generateFsig(functions, seed = 1) {
  let state = seed >>> 0;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (list) => list[random(list.length)];
  const nouns = ['order', 'flight', 'ticket', 'user', 'file', 'booking', 'invoice', 'message', 'device', 'product'];
  const verbs = ['get', 'list', 'create', 'update', 'cancel', 'search', 'export', 'count'];
  const words = [
    'returns',
    'the',
    'current',
    'state',
    'of',
    'an',
    'item',
    'that',
    'was',
    'stored',
    'earlier',
    'by',
    'its',
    'key',
  ];
  const prose = (count) => Array.from({ length: count }, () => pick(words)).join(' ');
  const lines = [];
  for (let at = 0, space = 0; at < functions; space++) {
    lines.push(`/** Tools of service ${space}. */`, `namespace service_${space} {`);
    for (const noun of nouns) {
      const type = noun[0].toUpperCase() + noun.slice(1);
      lines.push(`  /** Key of one ${noun}. @pattern ^[a-z0-9]{8}$ */`, `  type ${type}Id = string;`);
      lines.push(
        `  interface ${type} { id: ${type}Id; title: string; /** When it was made. @format date-time */ made: string; price?: number }`,
      );
    }
    for (let index = 0; index < 80 && at < functions; index++, at++) {
      const noun = pick(nouns);
      const type = noun[0].toUpperCase() + noun.slice(1);
      lines.push(
        '',
        '  /**',
        `   * ${prose(14)}.`,
        `   * @param ${noun}_id ${prose(6)}.`,
        `   * @param limit ${prose(5)}. @minimum 1 @maximum 100`,
      );
      lines.push(`   * @param mode ${prose(5)}.`, `   * @category ${pick(nouns)}`, '   */');
      lines.push(
        `  function ${pick(verbs)}_${noun}_${at}(${noun}_id: ${type}Id, limit: integer = 10, mode?: "fast" | "exact" | "${noun}"): ${type}[];`,
      );
    }
    lines.push('}', '');
  }
  return lines.join('\n');
}

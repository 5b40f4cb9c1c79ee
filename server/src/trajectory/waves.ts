import type { PlannedCall } from '../teacher/index.ts';

/**
 * Positions of a turn's calls in waves: each call is in the first one in which all outputs of the turn that it takes are
 * there. A first try that fails, and what comes behind it, stay in order.
 */
export function wavesOf(calls: readonly PlannedCall[]): number[][] {
  const waveOf: number[] = [];
  let least = 0;
  for (const { arguments: given, role } of calls) {
    const needed = given.flatMap(({ origin }) => (origin.from === 'output' && origin.sameTurn ? [origin.call] : []));
    const wave = needed.reduce((most, call) => Math.max(most, (waveOf[call] ?? 0) + 1), least);
    waveOf.push(wave);
    if (role === 'failed') least = wave + 1;
  }
  const positions = [...waveOf.keys()];
  const waves = [...new Set(waveOf)].sort((left, right) => left - right);
  return waves.map((wave) => positions.filter((position) => waveOf[position] === wave));
}

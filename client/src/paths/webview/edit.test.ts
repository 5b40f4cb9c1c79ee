import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PathTurn } from '../../../../server/src/lsp/protocol.ts';
import {
  type At,
  addCall,
  drop,
  type Edited,
  join,
  move,
  placeIn,
  setGap,
  split,
  step,
  toggleImplicit,
} from './edit.ts';

const call = (...functions: string[]): PathTurn => ({ kind: 'call', functions, origins: functions.map(() => 'walk') });
const gap = (id: string): PathTurn => ({ kind: 'miss_func', functions: [], origins: [], missing: { function: id } });
/** `a b | c` for a turn of two calls and one of one; `{}` for a gap. */
const shown = ({ turns }: Pick<Edited, 'turns'>) =>
  turns.map(({ kind, functions }) => (kind === 'call' ? functions.join(' ') : '{}')).join(' | ');
const at = (turn: number, callAt = 0): At => ({ turn, call: callAt });

describe('editing a path', () => {
  const path = [call('a', 'b'), gap('c'), call('c'), call('d')];

  test.each([
    ['a call added to its turn', addCall(path, at(0, 0), 'x', false), 'a x b | {} | c | d', at(0, 1)],
    ['a call added as a turn', addCall(path, at(0, 1), 'x', true), 'a b | x | {} | c | d', at(1)],
    ['a call added behind a gap', addCall(path, at(1, -1), 'x', false), 'a b | {} | x | c | d', at(2)],
    ['the first call', addCall([], at(0), 'x', false), 'x', at(0)],
    ['a call dropped', drop(path, at(0, 1)), 'a | {} | c | d', at(0)],
    ['the last call of a turn dropped, with the gap it closed', drop(path, at(2)), 'a b | d', at(1)],
    ['a gap dropped', drop(path, at(1, -1)), 'a b | c | d', at(1)],
    ['a call moved within its turn', move(path, at(0, 0), 1), 'b a | {} | c | d', at(0, 1)],
    ['a call moved into the next turn', move(path, at(0, 1), 1), 'a | {} | b c | d', at(2)],
    ['a lone call moved on: its turn and gap go', move(path, at(2), 1), 'a b | c d', at(1)],
    ['a lone call moved back', move(path, at(3), -1), 'a b | {} | c d', at(2, 1)],
    ['the last call moved on has a turn of its own', move([call('a', 'b')], at(0, 1), 1), 'a | b', at(1)],
    ['the first call moved back has one too', move([call('a', 'b')], at(0, 0), -1), 'a | b', at(0)],
    ['a lone last call stays', move(path, at(3), 1), shown({ turns: path }), at(3)],
    ['a turn parted', split(path, at(0, 1)), 'a | b | {} | c | d', at(1)],
    ['a turn joined over a gap', join(path, at(0, 1)), 'a b c | d', at(0, 1)],
    ['the last turn joined with nothing', join(path, at(3)), shown({ turns: path }), at(3)],
    ['another gap', setGap(path, at(3), { function: 'd', parameter: 'p' }), 'a b | c | {} | d', at(3)],
    ['no gap', setGap(path, at(2), undefined), 'a b | c | d', at(1)],
  ])('%s', (_, edited, text, place) => {
    expect(shown(edited)).toBe(text);
    expect(edited.at).toEqual(place);
  });

  test('an implicit call at the end of its turn is asked for', () => {
    const { turns } = toggleImplicit([call('a', 'b')], at(0, 0));
    expect(turns[0]?.origins).toEqual(['insert', 'walk']);
    expect(drop(turns, at(0, 1)).turns[0]?.origins).toEqual(['walk']);
  });

  test('the keyboard goes through calls and gaps, and stops at the ends', () => {
    const walk = (from: At, by: 1 | -1) => step(path, from, by);
    expect(walk(at(0, 1), 1)).toEqual(at(1, -1));
    expect(walk(at(1, -1), 1)).toEqual(at(2));
    expect(walk(at(3), 1)).toEqual(at(3));
    expect(walk(at(0), -1)).toEqual(at(0));
  });

  test('any edits keep a path in shape: each place is there, no turn of calls is empty, calls and origins pair up', () => {
    const turn = fc.oneof(
      fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }).map((ids) => call(...ids)),
      fc.constant(gap('a')),
    );
    const place = fc.record({ turn: fc.nat(6), call: fc.nat(4) });
    const edits: ((turns: readonly PathTurn[], where: At) => Edited)[] = [
      (turns, where) => addCall(turns, where, 'x', false),
      (turns, where) => addCall(turns, where, 'x', true),
      drop,
      split,
      join,
      toggleImplicit,
      (turns, where) => move(turns, where, 1),
      (turns, where) => move(turns, where, -1),
      (turns, where) => setGap(turns, where, { function: 'a' }),
      (turns, where) => setGap(turns, where, undefined),
    ];
    const edit = fc.record({ apply: fc.constantFrom(...edits), where: place });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 4 }), fc.array(edit, { maxLength: 8 }), (start, all) => {
        let turns: readonly PathTurn[] = start;
        for (const { apply, where } of all) {
          const edited = apply(turns, placeIn(turns, where));
          turns = edited.turns;
          if (turns.length > 0) expect(placeIn(turns, edited.at)).toEqual(edited.at);
          for (const { kind, functions, origins } of turns) {
            expect(functions.length).toBe(origins.length);
            expect(functions.length > 0).toBe(kind === 'call');
          }
        }
      }),
    );
  });
});

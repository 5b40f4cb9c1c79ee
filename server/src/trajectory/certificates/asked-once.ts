import type { World } from '../../world/index.ts';
import type { PlannedTurn } from '../plan.ts';

/** Answers of one question about turns as they ran in a world, by the turn. */
export type Answers<T> = WeakMap<World, WeakMap<PlannedTurn, Map<string, Promise<T>>>>;

/**
 * What a replay of a turn shows, found once: the generator asks before a word is written, the certificate when all is, and
 * what ran in between is the same.
 * @param key tells questions about one turn apart
 */
export function askedOnce<T>(
  answers: Answers<T>,
  world: World,
  plan: PlannedTurn,
  key: string,
  ask: () => Promise<T>,
): Promise<T> {
  let ofWorld = answers.get(world);
  if (ofWorld === undefined) {
    ofWorld = new WeakMap();
    answers.set(world, ofWorld);
  }
  let ofPlan = ofWorld.get(plan);
  if (ofPlan === undefined) {
    ofPlan = new Map();
    ofWorld.set(plan, ofPlan);
  }
  let answer = ofPlan.get(key);
  if (answer === undefined) {
    answer = ask();
    ofPlan.set(key, answer);
  }
  return answer;
}

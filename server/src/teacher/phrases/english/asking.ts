import type { AskingBook } from '../asking-book.ts';
import { ASKS } from './asks.ts';
import { CLOSINGS, FOLLOWS, GREETINGS } from './between.ts';
import { CORRECTIONS, JOINS, NEXT, NEXT_ASKS } from './chains.ts';
import { PLAN, WHAT } from './occasions.ts';
import { WHEN, WHO } from './reason-words.ts';
import { REASONS_TO_ACT, REASONS_TO_KNOW, REASONS_TO_UNDO } from './reasons.ts';
import { REQUESTS } from './requests.ts';
import { SUPPLIES, SUPPLY_CORRECTIONS, SUPPLY_FUNCTIONS, SUPPLY_LEADS } from './supplies.ts';

/** How English-speaking users ask: data only. Short pieces are combined by seed, so that long texts seldom repeat. */
export const ENGLISH_ASKING: AskingBook = {
  request: REQUESTS,
  ask: ASKS,
  greeting: GREETINGS,
  follow: FOLLOWS,
  closing: CLOSINGS,
  join: JOINS,
  next: NEXT,
  nextAsk: NEXT_ASKS,
  correction: CORRECTIONS,
  who: WHO,
  when: WHEN,
  what: WHAT,
  plan: PLAN,
  reasonToKnow: REASONS_TO_KNOW,
  reasonToAct: REASONS_TO_ACT,
  reasonToUndo: REASONS_TO_UNDO,
  supply: SUPPLIES,
  supplyLead: SUPPLY_LEADS,
  supplyCorrection: SUPPLY_CORRECTIONS,
  supplyFunction: SUPPLY_FUNCTIONS,
};

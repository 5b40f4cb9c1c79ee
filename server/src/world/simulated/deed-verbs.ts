/** Verbs that put a member into what a record holds. */
const PUTS_IN = new Set(
  `add append insert attach push put include enqueue assign enroll enrol invite join register subscribe sign tag label pin
  link connect associate`.split(/\s+/),
);

/** Verbs that take a member out of it. */
const TAKES_OUT = new Set(
  `remove delete detach take drop pop exclude withdraw unassign kick leave unsubscribe expel unenroll unenrol uninvite untag
  unlabel unpin unlink disconnect disassociate deregister unregister`.split(/\s+/),
);

export function puts(verb: string): boolean {
  return PUTS_IN.has(verb);
}

export function takesOut(verb: string): boolean {
  return TAKES_OUT.has(verb);
}

/** Verbs that raise a level: a balance, a stock. */
const ADDS = new Set(
  `deposit add fund credit increase increment top refuel fill refill restock replenish earn load receive raise recharge charge
  topup grant award produce harvest stock put return buy purchase`.split(/\s+/),
);

/** Verbs that lower it. */
const SUBTRACTS = new Set(
  `withdraw pay spend debit decrease decrement subtract deduct redeem use transfer send consume reduce drain remit issue sell
  dispense remove take scrap ship`.split(/\s+/),
);

/** Verbs that put off what is to come, or make it last longer. */
const LATER = new Set(
  `extend prolong lengthen renew postpone delay defer reschedule move shift adjust snooze push adjourn`.split(' '),
);

/** Verbs that bring it nearer. */
const EARLIER = new Set('shorten advance hasten expedite'.split(' '));

/** Which way a deed moves dates that are given a span of time; undefined where it moves none. */
export function movesTime(verb: string): 'later' | 'earlier' | undefined {
  if (LATER.has(verb)) return 'later';
  return EARLIER.has(verb) ? 'earlier' : undefined;
}

/** Whether a deed raises or lowers a level; undefined where its verb says neither. */
export function directionOf(verb: string, words: readonly string[]): 'add' | 'subtract' | undefined {
  for (const word of [verb, words[0] ?? '']) {
    if (ADDS.has(word)) return 'add';
    if (SUBTRACTS.has(word)) return 'subtract';
  }
  return undefined;
}

/** Adjectives that a pair of deeds turns on and off. */
const SWITCHES: readonly (readonly [on: RegExp, off: RegExp, fields: readonly string[]])[] = [
  [/^(?:activate|reactivate)$/, /^(?:deactivate)$/, ['active', 'activated', 'enabled']],
  [/^(?:begin)$/, /^(?:end|terminate|stop|finish)$/, ['active']],
  [/^(?:enable)$/, /^(?:disable)$/, ['enabled', 'active']],
  [/^(?:open)$/, /^(?:close|shut)$/, ['open', 'opened']],
  [/^(?:start)$/, /^(?:stop)$/, ['running', 'started']],
];

/** `on_view`, `on_display`, `in_stock`. */
const SIDES = /^(?:is_)?(?:on|in)_([a-z]+)$/;

/** What a deed makes of a yes-or-no field of its record; undefined where it says nothing of it. */
export function flagOf(verb: string, participle: string, undone: string, field: string): boolean | undefined {
  const name = field.replace(/^(?:is|ha|has|was|be)_/, '');
  for (const [on, off, fields] of SWITCHES) {
    if (!fields.includes(name)) continue;
    if (on.test(verb)) return true;
    if (off.test(verb)) return false;
  }
  if (name === participle) return true;
  const side = SIDES.exec(field)?.[1];
  // `take_off_view` → on view: no.
  if (side !== undefined && verb === `off ${side}`) return false;
  if (side !== undefined && verb === `on ${side}`) return true;
  return name === undone ? false : undefined;
}

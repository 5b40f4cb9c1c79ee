import { type CatalogEntry, type DialectId, sharedLengths } from '../signature/index.ts';
import type { Member } from './catalog-index.ts';
import type { RawFinding } from './finding.ts';
import { SEVERITIES, type Severity, TARGETS, type Target } from './levels.ts';
import { withIncluded } from './profiles/index.ts';
import type { Rule } from './rule.ts';
import { levelOf, type RuleSettings, targetsFor } from './settings.ts';

/** The rules as they hold for one dialect of a document. */
export interface DialectRules {
  readonly targets: readonly Target[];
  /** The targets and those whose rules hold there as well. */
  readonly holding: ReadonlySet<Target>;
  readonly levels: ReadonlyMap<Rule, Severity | 'off'>;
  /** Whether a person has set the level of a rule. */
  isSet(rule: Rule): boolean;
}

/** A finding that may be shown. */
export interface Candidate {
  readonly raw: RawFinding;
  readonly entry: CatalogEntry;
  readonly severity: Severity;
}

/** Of one severity: as many as can be shown, and how many there are. */
export interface Candidates {
  readonly kept: Candidate[];
  count: number;
}

/** What was done for a function: the rules that look at it alone, and those that look at it beside others. */
const CHECKED = 1;
const COMPARED = 2;

const NONE: readonly RawFinding[] = [];
const KINDS = SEVERITIES.length;

/**
 * What is known of the functions of one document, in small numbers that an edit moves and never counts anew: a look at
 * 16,000 functions, one after the other, costs more than everything else that a keystroke brings.
 */
export class DocumentFindingCounts {
  readonly settings: RuleSettings;
  readonly #all: readonly Rule[];
  readonly #rules = new Map<DialectId, DialectRules>();
  #members: readonly Member[] = [];
  /** By function: `CHECKED`, `COMPARED`. */
  #flags = new Uint8Array();
  /** By function: how many findings of each severity. */
  #counts = new Uint16Array();
  readonly #totals = new Float64Array(KINDS);
  #unchecked = 0;
  #uncompared = 0;

  constructor(settings: RuleSettings, all: readonly Rule[]) {
    this.settings = settings;
    this.#all = all;
  }

  get members(): readonly Member[] {
    return this.#members;
  }

  /** Functions that the rules for one function have not looked at. */
  get unchecked(): number {
    return this.#unchecked;
  }

  /** Functions not looked at beside the others. */
  get uncompared(): number {
    return this.#uncompared;
  }

  /** The rules for a function, worked out once a dialect. */
  rulesFor(dialect: DialectId): DialectRules {
    let rules = this.#rules.get(dialect);
    if (rules === undefined) {
      const targets = targetsFor(dialect, this.settings);
      const { rules: set } = this.settings;
      const holding = withIncluded(targets);
      rules = {
        targets,
        holding,
        levels: new Map(this.#all.map((rule) => [rule, levelOf(rule, [...holding], this.settings)])),
        isSet: ({ code }) => Object.hasOwn(set, code),
      };
      this.#rules.set(dialect, rules);
    }
    return rules;
  }

  /** Takes the functions of the newest version; those that it shares with the one before, at both ends, keep their numbers. */
  follow(members: readonly Member[]): void {
    const before = this.#members;
    const { head, tail } = sharedLengths(before, members);
    for (let index = head; index < before.length - tail; index++) this.#drop(index);
    if (before.length !== members.length) {
      this.#flags = moved(this.#flags, new Uint8Array(members.length), head, tail);
      this.#counts = moved(this.#counts, new Uint16Array(members.length * KINDS), head * KINDS, tail * KINDS);
    }
    this.#members = members;
    this.#flags.fill(0, head, members.length - tail);
    this.#counts.fill(0, head * KINDS, (members.length - tail) * KINDS);
    this.#unchecked += members.length - tail - head;
    this.#uncompared += members.length - tail - head;
    for (let index = head; index < members.length - tail; index++) this.mark(index);
  }

  /** Counts a function's findings again. */
  mark(index: number): void {
    const member = this.#members[index];
    if (member === undefined) return;
    this.#drop(index);
    const rules = this.rulesFor(member.dialect);
    const checked = isChecked(member, rules.targets);
    const compared = member.findings !== undefined;
    this.#flags[index] = (checked ? CHECKED : 0) | (compared ? COMPARED : 0);
    if (!checked) this.#unchecked++;
    if (!compared) this.#uncompared++;
    const base = index * KINDS;
    eachFinding(member, rules, (_raw, level) => {
      const kind = SEVERITIES.indexOf(level);
      this.#counts[base + kind] = (this.#counts[base + kind] as number) + 1;
    });
    for (let kind = 0; kind < KINDS; kind++)
      this.#totals[kind] = (this.#totals[kind] as number) + (this.#counts[base + kind] as number);
  }

  #drop(index: number): void {
    const flags = this.#flags[index] as number;
    if ((flags & CHECKED) === 0) this.#unchecked--;
    if ((flags & COMPARED) === 0) this.#uncompared--;
    for (let at = index * KINDS, kind = 0; kind < KINDS; kind++) {
      this.#totals[kind] = (this.#totals[kind] as number) - (this.#counts[at + kind] as number);
      this.#counts[at + kind] = 0;
    }
  }

  /** The first function from `from` on that the rules for one function have not looked at; -1 for none. */
  nextUnchecked(from: number): number {
    return this.#unchecked === 0 ? -1 : this.#next(CHECKED, from);
  }

  nextUncompared(from: number): number {
    return this.#uncompared === 0 ? -1 : this.#next(COMPARED, from);
  }

  #next(flag: number, from: number): number {
    const flags = this.#flags;
    for (let index = from; index < flags.length; index++) if (((flags[index] as number) & flag) === 0) return index;
    return -1;
  }

  /** What was found about the functions one by one: of each severity the first `limit`, and how many there are. */
  candidates(limit: number): Map<Severity, Candidates> {
    return new Map(SEVERITIES.map((severity, kind) => [severity, this.#candidatesOf(severity, kind, limit)]));
  }

  #candidatesOf(severity: Severity, kind: number, limit: number): Candidates {
    const count = this.#totals[kind] as number;
    const kept: Candidate[] = [];
    const wanted = Math.min(limit, count);
    let member: Member | undefined;
    const take = (raw: RawFinding, level: Severity) => {
      if (level !== severity || kept.length >= wanted || member === undefined) return;
      kept.push({ raw, entry: member.entry, severity });
    };
    for (let index = 0; index < this.#members.length && kept.length < wanted; index++) {
      if (this.#counts[index * KINDS + kind] === 0) continue;
      member = this.#members[index] as Member;
      eachFinding(member, this.rulesFor(member.dialect), take);
    }
    return { kept, count };
  }
}

/** Where a member keeps what was found for a target: first for all, then one place a target. */
export function placeOf(target: Target | undefined): number {
  return target === undefined ? 0 : TARGETS.indexOf(target) + 1;
}

/** Whether the rules that look at a function alone have done so. */
function isChecked(member: Member, targets: readonly Target[]): boolean {
  if (member.own[0] === undefined) return false;
  for (const target of targets) if (member.own[placeOf(target)] === undefined) return false;
  return true;
}

/** The level a finding is shown with; 'off' where its rule does not hold. */
export function levelIn({ holding, levels, isSet }: DialectRules, { rule, report }: RawFinding): Severity | 'off' {
  const target = rule.target ?? report.target;
  if (target !== undefined && !holding.has(target)) return 'off';
  if (report.level !== undefined && !isSet(rule)) return report.level;
  return levels.get(rule) ?? 'off';
}

function eachFinding(member: Member, rules: DialectRules, take: (raw: RawFinding, level: Severity) => void): void {
  takeFrom(member.own[0], rules, take);
  for (const target of rules.targets) takeFrom(member.own[placeOf(target)], rules, take);
  takeFrom(member.findings, rules, take);
}

function takeFrom(
  list: readonly RawFinding[] | undefined,
  rules: DialectRules,
  take: (raw: RawFinding, level: Severity) => void,
): void {
  for (const raw of list ?? NONE) {
    const level = levelIn(rules, raw);
    if (level !== 'off') take(raw, level);
  }
}

/** The same numbers at both ends of a longer or shorter list. */
function moved<Numbers extends Uint8Array | Uint16Array>(
  from: Numbers,
  to: Numbers,
  head: number,
  tail: number,
): Numbers {
  to.set(from.subarray(0, head));
  to.set(from.subarray(from.length - tail), to.length - tail);
  return to;
}

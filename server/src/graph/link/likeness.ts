import type { Value } from '../../domain/index.ts';
import type { Output } from '../derive/outputs.ts';
import type { LinkCatalog } from './catalog.ts';
import type { Finding, LinkNode } from './node.ts';
import { type Query, queryOf, similarity, type Text } from './similarity.ts';

/** Most that likeness of descriptions can add. */
const LIKENESS = 0.5;

const MIN_LIKENESS = 0.2;

export function describedAlike(findings: readonly Finding[], texts: Texts): Finding | undefined {
  const best = findings.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.input < 0 || best.output < 0 || best.rule.startsWith('any-')) return undefined;
  const likeness = texts.likeness(best);
  if (likeness < MIN_LIKENESS) return undefined;
  return { ...best, rule: 'similar-text', score: LIKENESS * likeness * Math.min(1, best.score) };
}

/** What is said of the parameters of one function, each read once, to compare with what is said of outputs. */
export class Texts {
  readonly #catalog: LinkCatalog;
  readonly #to: LinkNode;
  readonly #queries: (Query | undefined)[] = [];

  constructor(catalog: LinkCatalog, to: LinkNode) {
    this.#catalog = catalog;
    this.#to = to;
  }

  likeness({ from, input, output }: Finding): number {
    const asked = this.#to.profile.inputs[input];
    const answer = from.profile.outputs[output];
    if (asked === undefined || answer === undefined) return 0;
    this.#queries[input] ??= queryOf(this.#catalog, textOf(asked, this.#to));
    return similarity(this.#catalog, this.#queries[input], textOf(answer, from));
  }
}

/** All words a function's parameters are compared with descriptions by. */
export function queryWords(node: LinkNode): readonly string[] {
  return node.profile.inputs.flatMap((input) => textOf(input, node).flat());
}

function textOf(value: Value | Output, node: LinkNode): Text {
  return [value.descriptionWords, value.concept?.entity ?? NO_WORDS, node.profile.deed.object];
}

export const NO_WORDS: readonly string[] = [];

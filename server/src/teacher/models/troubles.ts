/** What did not go smoothly between a run and its teacher, each by kind. Counted in this process alone. */
export interface Troubles {
  /** Requests that were sent again. */
  readonly retries: Readonly<Record<string, number>>;
  /** Requests given up after all tries: no answer reached this side. */
  readonly faults: Readonly<Record<string, number>>;
  /** Answers that could not be read for what was asked. */
  readonly malformed: Readonly<Record<string, number>>;
  /** Answers the model or its server would not give. */
  readonly refused: Readonly<Record<string, number>>;
}

export type TroubleGroup = keyof Troubles;

export const NO_TROUBLES: Troubles = { retries: {}, faults: {}, malformed: {}, refused: {} };

/** Counts troubles as they come. */
export class TroubleCount {
  readonly #counts = new Map<TroubleGroup, Map<string, number>>();

  add(group: TroubleGroup, kind: string): void {
    const kinds = this.#counts.get(group) ?? new Map<string, number>();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    this.#counts.set(group, kinds);
  }

  get troubles(): Troubles {
    const of = (group: TroubleGroup) => Object.fromEntries([...(this.#counts.get(group) ?? [])].sort());
    return { retries: of('retries'), faults: of('faults'), malformed: of('malformed'), refused: of('refused') };
  }
}

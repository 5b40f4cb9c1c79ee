export const REGISTERS = ['plain', 'casual', 'polite', 'brief', 'chatty'] as const;
/** How a person of one conversation speaks, from the first message to the last. */
export type Register = (typeof REGISTERS)[number];

export type ByRegister = Readonly<Record<Register, readonly string[]>>;

/** How the users of one language ask. */
export interface AskingBook {
  readonly request: ByRegister;
  /** Asks for something to be told or shown. */
  readonly ask: ByRegister;
  readonly greeting: ByRegister;
  /** Before a request that follows on an answer. */
  readonly follow: ByRegister;
  readonly closing: ByRegister;
  readonly join: readonly string[];
  readonly next: readonly string[];
  readonly nextAsk: readonly string[];
  readonly correction: readonly string[];
  readonly who: readonly string[];
  readonly when: readonly string[];
  /** What is being written or filled in. */
  readonly what: readonly string[];
  /** What is about to happen. */
  readonly plan: readonly string[];
  readonly reasonToKnow: readonly string[];
  readonly reasonToAct: readonly string[];
  /** Where something is taken back or made other than it was. */
  readonly reasonToUndo: readonly string[];
  readonly supply: readonly string[];
  readonly supplyLead: readonly string[];
  /** Before a value that takes the place of a wrong one. */
  readonly supplyCorrection: readonly string[];
  readonly supplyFunction: readonly (readonly string[])[];
}

import type { Step } from './plan.ts';

/** The step of a plan that does one thing. */
export type Of<D extends Step['do']> = Extract<Step, { do: D }>;

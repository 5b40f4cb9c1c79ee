export interface Stage {
  readonly name: string;
  readonly io: boolean;
}
export const STAGES: readonly Stage[];
export function overrides(): readonly unknown[];

export interface SpeedRow {
  readonly name: string;
  readonly value: string;
  readonly limit?: string;
  readonly ok?: boolean;
}
export interface SpeedData {
  readonly machine: string;
  /** By name of the bench; `measured` is a day, as 2026-01-31. */
  readonly suites: Readonly<Record<string, { readonly measured: string; readonly rows: readonly SpeedRow[] }>>;
}
export function speedTable(data: SpeedData): string;
export function withSuite(
  data: SpeedData | undefined,
  suite: string,
  rows: readonly SpeedRow[],
  when: { readonly machine: string; readonly measured: string },
): SpeedData;

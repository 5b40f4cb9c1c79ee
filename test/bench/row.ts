/** One line of the bench's table. */
export interface BenchRow {
  readonly name: string;
  /** Measured, in words: a ratio where there is something to compare with. */
  readonly value: string;
  /** What it should be; absent for a line that only informs. */
  readonly limit?: string;
  readonly ok?: boolean;
}

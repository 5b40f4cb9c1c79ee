/** How rows lie in their file, as its name says: lines of JSON, the same in zstd, or Parquet. */
export type RowForm = 'lines' | 'zstd' | 'parquet';

export function rowForm(file: string): RowForm {
  if (/\.zst$/i.test(file)) return 'zstd';
  return /\.parquet$/i.test(file) ? 'parquet' : 'lines';
}

import type { RunFileNames } from '../../../server/src/lsp/protocol.ts';

/** Files in the folder of a run. The types say each name too, so that no other name compiles here. */
export const RUN_FILES: RunFileNames = {
  manifest: 'manifest.json',
  records: 'records.jsonl',
  dropped: 'dropped.jsonl',
  card: 'README.md',
};

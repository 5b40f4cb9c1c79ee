import type { Metafile } from 'esbuild';

export function writeNotices(root: string, metafiles: readonly Metafile[], file: string): void;
export function writeBill(root: string, metafiles: readonly Metafile[], file: string): void;

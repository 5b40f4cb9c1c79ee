import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Times of VS Code's own JSON service on one text, in milliseconds. */
export interface JsonTimes {
  /** First parse and validation in a fresh process. */
  readonly first: number;
  /** Parse and validation of the same text again, the median of several. */
  readonly again: number;
}

/** Runs a bundled program on a text in a fresh process. @returns what it prints, as JSON */
export function runOn<T>(program: string, folder: string, name: string, text: string): T {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const { stdout, stderr } = spawnSync(process.execPath, [program, file], { encoding: 'utf8' });
  rmSync(file);
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`${path.basename(program)} gave no times: ${stderr}`);
  }
}

/** Times the JSON service on a text. @param program the bundled json-service.ts */
export function timeJson(program: string, folder: string, text: string): JsonTimes {
  return runOn<JsonTimes>(program, folder, 'all.json', text);
}

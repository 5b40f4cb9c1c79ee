import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SERVER = path.resolve('server/src');
/** Functions of Node that read a path to its end, whatever lies there: a device has none, a pipe never begins. */
const UNBOUNDED = /\b(?:readFile|readFileSync|createReadStream)\b/;

/** Imports from `node:fs` of a source, names alone. */
function fileImports(text: string): string[] {
  return [...text.matchAll(/import (?:type )?\{([^}]*)\} from 'node:fs(?:\/promises)?'/g)].map(
    (match) => match[1] ?? '',
  );
}

describe('files are read', () => {
  it('through server/src/files alone, which takes regular files up to a size', () => {
    const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .filter((name) => !name.startsWith(`files${path.sep}`));
    expect(sources.length).toBeGreaterThan(300);
    const others = sources.filter((name) =>
      fileImports(readFileSync(path.join(SERVER, name), 'utf8')).some((names) => UNBOUNDED.test(names)),
    );
    expect(others).toEqual([]);
  });
});

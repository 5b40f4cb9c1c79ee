// Which test files look at a source: those of its own stage that import it, the closest first.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Tests that walk many files, many random ones or start processes: a small mistake should be noticed by a small test. */
const LONG = /\/(?:clean|cli|command|check-command|hostile|incremental|kill|real|real-files|slices)\.test\.ts$/;

/** What the commands print of files of our own, byte by byte: asked last, for it runs whole commands. */
const GOLDEN = 'test/unit/golden';

/**
 * @param {string} root
 * @param {string} stage name of the folder under server/src
 * @returns {(file: string) => string[][]} test files by how many imports away they are, nearest group first, golden ones last
 */
export function testsOfStage(root, stage) {
  const folders = [`server/src/${stage}`, `test/unit/${stage}`];
  const tests = folders.flatMap((folder) =>
    filesUnder(root, folder).filter((file) => file.endsWith('.test.ts') && !LONG.test(file)),
  );
  const golden = filesUnder(root, GOLDEN).filter((file) => file.endsWith('.test.ts'));
  const imports = new Map();
  const distances = new Map([...tests, ...golden].map((test) => [test, distancesFrom(test)]));

  /** Sources by how many imports lie between them and the test. */
  function distancesFrom(test) {
    const found = new Map([[test, 0]]);
    for (const file of found.keys()) {
      for (const target of importsOf(file)) if (!found.has(target)) found.set(target, found.get(file) + 1);
    }
    return found;
  }

  function importsOf(file) {
    let known = imports.get(file);
    if (known === undefined) {
      const text = existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : '';
      known = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+\.tsx?)'/g)].map(([, target]) =>
        path.posix.join(path.posix.dirname(file), target),
      );
      imports.set(file, known);
    }
    return known;
  }

  return (file) => {
    const near = tests.filter((test) => distances.get(test).has(file));
    const own = near.filter((test) => distances.get(test).get(file) === 1);
    const whole = golden.filter((test) => distances.get(test).has(file));
    return [own, near.filter((test) => !own.includes(test)), whole].filter((group) => group.length > 0);
  };
}

/** Files under a folder, relative to the root, with forward slashes. */
export function filesUnder(root, folder) {
  let names;
  try {
    names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

// What a release does to texts; apart from git and npm, so that it can be tested.
import { createHash } from 'node:crypto';

export const UNRELEASED = '## Unreleased';

/** Whether `next` is a version of three numbers that comes after `current`. */
export function comesAfter(next, current) {
  const numbers = (version) => /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  const [later, earlier] = [numbers(next), numbers(current)];
  if (later === undefined || earlier === undefined) return false;
  const at = later.findIndex((number, index) => number !== earlier[index]);
  return at >= 0 && later[at] > earlier[at];
}

/**
 * The changelog with what is unreleased filed under a version and a day.
 * @returns {{ readonly changelog: string, readonly notes: string }} `notes`: the part of this version, without its heading
 * @throws where nothing is unreleased: a version nobody can read about is no release
 */
export function filed(changelog, version, day) {
  const start = changelog.indexOf(`${UNRELEASED}\n`);
  const body = start < 0 ? '' : changelog.slice(start + UNRELEASED.length + 1);
  const next = body.search(/^## /m);
  const notes = (next < 0 ? body : body.slice(0, next)).trim();
  if (notes === '') throw new Error(`CHANGELOG.md says nothing under "${UNRELEASED}".`);
  const heading = `## ${version} (${day})`;
  return { changelog: `${changelog.slice(0, start)}${heading}${changelog.slice(start + UNRELEASED.length)}`, notes };
}

/** A line as `sha256sum --check` reads it. */
export function checksumLine(bytes, name) {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
}

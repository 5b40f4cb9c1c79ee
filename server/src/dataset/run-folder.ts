import {
  MANIFEST,
  type Manifest,
  manifestOf,
  parseManifest,
  RUN_FILES,
  SPENT,
  sameRun,
  setAsideIn,
  TEACHER_REPLIES,
} from './manifest.ts';
import { recoverManifest, TRACES } from './recover.ts';
import { RunError, type RunPlace, type RunSubject } from './types.ts';

/**
 * Takes the folder for this process alone.
 * @throws RunError where another process holds it
 */
export async function lockRun({ folder }: RunPlace): Promise<void> {
  try {
    await folder.lock();
  } catch (error) {
    if ((error as { code?: string }).code === 'locked')
      throw new RunError('locked', `${folder.path}: ${(error as Error).message}`);
    throw error;
  }
}

/**
 * Decides what to do with what is there: nothing, resume, start over, or refuse.
 * @throws RunError where it holds something else
 */
export async function prepareFolder(input: RunSubject & RunPlace): Promise<'new' | 'resume'> {
  const { folder, force } = input;
  const beside: readonly string[] = [TEACHER_REPLIES, SPENT];
  const names = (await folder.list()).filter((name) => !name.endsWith('.tmp') && !beside.includes(name));
  const manifest = parseManifest(await folder.read(MANIFEST));
  if (names.length === 0) return 'new';
  if (force === true) {
    const foreign = manifest === undefined ? RUN_FILES.filter((name) => names.includes(name)) : [];
    if (foreign.length > 0) {
      throw new RunError(
        'exists',
        `${folder.path} holds ${foreign.join(', ')} and no readable manifest of a run, so --force does not replace them. Without --force the manifest is rebuilt where the records are of this run; else name another folder.`,
      );
    }
    for (const name of RUN_FILES) await folder.remove(name);
    return 'new';
  }
  if (manifest === undefined && TRACES.some((name) => names.includes(name))) {
    await recoverManifest(input);
    return 'resume';
  }
  if (manifest === undefined)
    throw new RunError(
      'exists',
      `${folder.path} is not empty and holds no run. Name another folder, or add --force to write into it.`,
    );
  if (manifest.status === 'finished' && setAsideIn(manifest) === 0)
    throw new RunError(
      'exists',
      `${folder.path} holds a finished run. Name another folder, or add --force to replace it.`,
    );
  if (!sameRun(manifest, manifestOf(input))) {
    throw new RunError(
      'different',
      `${folder.path} holds an unfinished run of other settings${difference(manifest, manifestOf(input))}. Name another folder, or add --force to replace it.`,
    );
  }
  return 'resume';
}

function difference(left: Manifest, right: Manifest): string {
  const fields = (['catalogHash', 'teacher', 'world', 'settings', 'codeVersion'] as const).filter(
    (field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]),
  );
  return fields.length === 0 ? '' : ` (${fields.join(', ')} differ)`;
}

import { deriveSeed } from '../../random/index.ts';
import {
  checkCertificates,
  coherenceOf,
  type GenerationContext,
  outsideTool,
  type TrajectoryRecord,
} from '../../trajectory/index.ts';
import { labelProblems, prefixProblems } from './pair.ts';
import { sourceProblems } from './sources.ts';
import { conversationProblems, structureProblems } from './structure.ts';
import { textProblems } from './texts.ts';
import { changedTools, toolProblems } from './tools.ts';
import type { NotChecked, Verdict, VerifyCheck, VerifyGround, VerifyProblem } from './types.ts';

/**
 * Proves one record again: from its own words whatever can be seen in them, and, where its world can be made again, by
 * running it. What cannot be looked at is listed with the reason. Never throws for what a record holds.
 */
export async function verifyRecord(record: TrajectoryRecord, ground: VerifyGround): Promise<Verdict> {
  try {
    return await proved(record, ground);
  } catch (error) {
    if (ground.context?.signal?.aborted === true || !(error instanceof TypeError || error instanceof RangeError))
      throw error;
    return { problems: [{ check: 'structure', detail: `it cannot be read: ${error.message}` }], notChecked: [] };
  }
}

async function proved(record: TrajectoryRecord, ground: VerifyGround): Promise<Verdict> {
  const own = isOurs(record);
  const { context, why } = contextFor(record, ground);
  const problems: VerifyProblem[] = [
    ...conversationProblems(record),
    ...toolProblems(record),
    ...prefixProblems(record),
  ];
  const notChecked: NotChecked[] = [];
  if (record.tools.length === 0) notChecked.push({ check: 'arguments', why: 'the record offers no tools' });
  if (own) problems.push(...structureProblems(record, context?.names.nameOf), ...sourceProblems(record));
  else notChecked.push({ check: 'sources', why: 'the record does not say where its values come from' });
  if (problems.length === 0) problems.push(...labelProblems(record));
  if (record.divergesAt?.errorType === 0)
    notChecked.push({ check: 'label', why: 'the record does not say how it is wrong' });
  problems.push(
    ...textProblems(record, wantedWords(record, context), notChecked),
    ...seedProblems(record, own, ground, notChecked),
  );
  if (context === undefined) {
    problems.push(...coherent(record));
    notChecked.push(...RUN_AGAIN.map((check) => ({ check, why })));
  } else {
    problems.push(...changedTools(record, context));
    const broken = problems.find(({ check }) => check === 'structure');
    if (broken === undefined) problems.push(...(await checkCertificates(record, context)));
    else notChecked.push(...RUN_AGAIN.map((check) => ({ check, why: 'its structure is broken' })));
  }
  return { problems, notChecked };
}

/** What only running a record again shows. */
const RUN_AGAIN: readonly VerifyCheck[] = ['replay', 'certificates'];

/** Whether a record says itself how it was made. */
function isOurs({ provenance, path, catalogHash }: TrajectoryRecord): boolean {
  return Boolean(provenance?.seed) && Boolean(catalogHash) && Array.isArray(path?.turns);
}

/** What a record can be run again in, or why there is nothing. */
export function contextFor(
  record: TrajectoryRecord,
  { context, why }: VerifyGround,
): { context?: GenerationContext; why: string } {
  if (!isOurs(record)) return { why: 'the record does not say what it was made from' };
  if (context === undefined) return { why: why ?? 'no signature files were given' };
  if (record.provenance.world !== context.world.id)
    return { why: `made in the world ${record.provenance.world}, which is not at hand` };
  if (record.catalogHash !== context.catalogHash) return { why: 'made from other signatures than those given' };
  return { context, why: '' };
}

function wantedWords(record: TrajectoryRecord, context: GenerationContext | undefined): string[] {
  if (context === undefined) return [];
  return record.path.turns.flatMap(({ missing }) => {
    const tool =
      missing === undefined ? undefined : (context.tools.get(missing.function) ?? outsideTool(missing.function));
    return tool === undefined ? [] : [JSON.stringify(tool.signature)];
  });
}

/** The laws that a conversation's own words are held against; with the signatures, its certificate does it. */
function coherent(record: TrajectoryRecord): VerifyProblem[] {
  const { violations } = coherenceOf(record);
  return violations
    .slice(0, 1)
    .map(({ law, reason, message }) => ({ check: 'coherent', message, detail: `law ${law}: ${reason}` }));
}

function seedProblems(
  { index, provenance }: TrajectoryRecord,
  own: boolean,
  { run }: VerifyGround,
  notChecked: NotChecked[],
): VerifyProblem[] {
  if (!own || run === undefined) {
    notChecked.push({ check: 'seed', why: own ? 'there is no manifest of its run' : 'the record names no seed' });
    return [];
  }
  const attempts = Array.from({ length: run.attempts }, (_, attempt) =>
    deriveSeed(run.seed, attempt === 0 ? index : `${index}.${attempt}`),
  );
  if (attempts.includes(provenance.seed)) return [];
  return [{ check: 'seed', detail: `its seed is none that the run's seed gives record ${index}` }];
}

import { TeacherError, type WriteTogetherTask } from '../../teacher/index.ts';
import type { Meter } from '../conversation.ts';
import { countRepair, type GenerationContext } from '../session.ts';

/**
 * Texts that one request asks for, by part; `undefined` for one that did not come, and for all where the answer cannot be
 * read: whoever wants them asks for each alone. Which it is follows from the answers, so a run that is gone on with asks the
 * same.
 * @throws TeacherError where the teacher gives no answer at all
 */
export async function writtenTogether(
  task: WriteTogetherTask,
  context: GenerationContext,
  meter: Meter,
): Promise<readonly (string | undefined)[] | undefined> {
  try {
    const { value, usage } = await context.teacher.perform<'write_together'>(task, context.signal);
    meter.add(usage);
    return task.parts.map((_, index) => (value[index]?.trim() === '' ? undefined : value[index]));
  } catch (error) {
    if (!(error instanceof TeacherError) || (error.reason !== 'malformed' && error.reason !== 'truncated')) throw error;
    countRepair(context, `together-${error.reason}`);
    return undefined;
  }
}

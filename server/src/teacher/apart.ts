import type { Message } from '../chat/index.ts';
import type { TaskKind, Teacher, TeacherReply, TeacherTask, WriteTogetherTask } from './types.ts';

/** A teacher that is asked for several texts at once, and writes each alone, the later ones behind the earlier. */
export function writingApart(teacher: Teacher): Teacher {
  return {
    ...teacher,
    abilities: new Set<TaskKind>([...teacher.abilities, 'write_together']),
    perform: async (task, signal) => {
      const asked = task as TeacherTask;
      if (asked.kind !== 'write_together') return teacher.perform(task, signal);
      return (await writeApart(teacher, asked, signal)) as never;
    },
  };
}

async function writeApart(
  teacher: Teacher,
  { conversation, parts }: WriteTogetherTask,
  signal?: AbortSignal,
): Promise<TeacherReply<readonly string[]>> {
  const messages: Message[] = [...conversation];
  const texts: string[] = [];
  const usage = { input: 0, output: 0 };
  for (const part of parts) {
    const place = part.conversation.length;
    const before = messages.slice(0, place);
    const reply =
      part.kind === 'act'
        ? await teacher.perform<'act'>({ ...part, conversation: before }, signal)
        : await teacher.perform<'write_query'>({ ...part, conversation: before }, signal);
    const text = typeof reply.value === 'string' ? reply.value : reply.value.content;
    messages[place] = { ...(messages[place] as Message), content: text };
    texts.push(text);
    usage.input += reply.usage.input;
    usage.output += reply.usage.output;
  }
  return { value: texts, raw: '', usage, finishReason: 'stop' };
}

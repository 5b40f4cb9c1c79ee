/** Token counts of one reply. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

/** What any teacher answers: the parsed value, and the raw reply kept beside it. */
export interface TeacherReply<T> {
  readonly value: T;
  readonly raw: string;
  readonly usage: Usage;
  readonly finishReason: string;
}

/** Ids of the teachers a run can use; `editor` exists only inside VS Code. */
export const TEACHERS = ['offline', 'gemini', 'openai', 'editor', 'replay'] as const;
export type TeacherId = (typeof TEACHERS)[number];

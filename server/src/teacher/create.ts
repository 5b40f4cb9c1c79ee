import { createOfflineTeacher } from './offline.ts';
import { type Teacher, TeacherError, type TeacherId } from './types.ts';

/** What making a teacher may need. A key is taken from `apiKey` or the environment and goes nowhere else. */
export interface TeacherOptions {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly apiKey?: string;
  /** Hard stop in US dollars; 0 allows no paid call at all. */
  readonly budgetUsd?: number;
  /** Append-only file of paid replies, so that none is paid twice. */
  readonly cacheFile?: string;
  /** For the replay teacher: a file that a cache wrote. */
  readonly replayFile?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Notices a person should see once, such as the terms of a service. */
  readonly onNotice?: (text: string) => void;
}

/** Makes a teacher by its id. @throws TeacherError where it cannot work: no key, no model, no recording. */
export async function createTeacher(id: TeacherId, options: TeacherOptions = {}): Promise<Teacher> {
  switch (id) {
    case 'offline':
      return createOfflineTeacher();
    default:
      throw new TeacherError(
        'unavailable',
        `the teacher "${id}" cannot be used here (model ${options.model ?? 'not set'})`,
      );
  }
}

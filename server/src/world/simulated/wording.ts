import { participle as pastParticiple } from '../../english/index.ts';

/** What was done, as state words tell it. */
export type Effect = 'create' | 'update' | 'delete' | 'login' | 'logout';

/** Participles of the commands of a shell, and of verbs that say more than one word. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  rm: 'removed',
  rmdir: 'removed',
  cp: 'copied',
  unbook: 'cancelled',
  mv: 'moved',
  mkdir: 'created',
  touch: 'created',
  login: 'logged in',
  logout: 'logged out',
};

/** How a thing ended, by the verb of the function that ended it: `cancel` → `cancelled`. */
export function participle(verb: string): string {
  return Object.hasOwn(SHORT_FORMS, verb) ? (SHORT_FORMS[verb] as string) : pastParticiple(verb);
}

/** State words that fit an effect, best first; matched against the start of a status enum's values. */
const STATUS_WORDS: Readonly<Partial<Record<Effect, readonly string[]>>> = {
  create: [
    'new',
    'confirm',
    'creat',
    'open',
    'active',
    'pending',
    'scheduled',
    'success',
    'sent',
    'complet',
    'ok',
    'draft',
    'book',
    'reserv',
    'plan',
    'request',
    'regist',
    'queued',
    'process',
  ],
  update: ['chang', 'updat', 'modif', 'confirm', 'active', 'success', 'complet', 'ok', 'open'],
  delete: ['cancel', 'delet', 'remov', 'clos', 'terminat', 'inactive', 'success', 'ok', 'complet'],
  login: ['success', 'active', 'ok', 'authenticat'],
  logout: ['success', 'logged', 'inactive', 'ok'],
};

/** The value of a status enum that tells what was done; undefined where none does. */
export function statusFor(effect: Effect, values: readonly unknown[]): string | undefined {
  const texts = values.filter((value): value is string => typeof value === 'string');
  for (const start of STATUS_WORDS[effect] ?? []) {
    const found = texts.find((text) => text.toLowerCase().startsWith(start));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True for names of fields that tell how a thing or a request stands. */
export function isStatusName(words: readonly string[]): boolean {
  return ['status', 'state', 'result', 'outcome'].includes(words.at(-1) ?? '');
}

/** Names of yes-or-no fields that tell whether the call worked. */
export function isSuccessName(words: readonly string[]): boolean {
  return words.some((word) =>
    ['success', 'ok', 'successful', 'succeeded', 'status', 'done', 'valid', 'authenticated', 'found'].includes(word),
  );
}

/** A sentence that tells what was done: `Booking BK-7Q2M4 has been cancelled.` */
export function confirmation(verb: string, subject: string, id: string | undefined): string {
  const thing = subject === '' ? 'request' : subject;
  const named = `${thing[0]?.toUpperCase()}${thing.slice(1)}${id === undefined ? '' : ` ${id}`}`;
  return `${named} has been ${participle(verb)}.`;
}

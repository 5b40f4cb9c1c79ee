/** What was done, as state words tell it. */
export type Effect = 'create' | 'update' | 'delete' | 'login' | 'logout';

/** How a thing ended, by the verb of the function that ended it: `cancel` → `cancelled`. */
export function participle(verb: string): string {
  const irregular: Readonly<Record<string, string>> = {
    cancel: 'cancelled',
    drop: 'dropped',
    rm: 'removed',
    rmdir: 'removed',
    cp: 'copied',
    unbook: 'cancelled',
    set: 'set',
    put: 'put',
    make: 'made',
    send: 'sent',
    buy: 'bought',
    get: 'got',
    find: 'found',
    pay: 'paid',
    mv: 'moved',
    withdraw: 'withdrawn',
    mkdir: 'created',
    touch: 'created',
    choose: 'chosen',
    login: 'logged in',
    logout: 'logged out',
    authenticate: 'authenticated',
    submit: 'submitted',
    transfer: 'transferred',
  };
  if (Object.hasOwn(irregular, verb)) return irregular[verb] as string;
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

/** State words that fit an effect, best first; matched against the start of a status enum's values. */
const STATUS_WORDS: Readonly<Partial<Record<Effect, readonly string[]>>> = {
  create: [
    'confirm',
    'creat',
    'open',
    'active',
    'pending',
    'scheduled',
    'new',
    'success',
    'sent',
    'complet',
    'ok',
    'draft',
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

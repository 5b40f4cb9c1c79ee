import { originOf } from '../settings/index.ts';
import { DEFAULT_OPENAI_ADDRESS, type TeacherId } from './types.ts';

/** Address that a teacher is asked at, for a person to read: without user names, paths or keys. */
export function teacherAddress(teacher: TeacherId, baseUrl: string | undefined): string {
  const home = teacher === 'gemini' ? HOMES.gemini : DEFAULT_OPENAI_ADDRESS;
  return originOf(baseUrl ?? home) ?? 'no address';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where keys of the environment belong when nobody says otherwise. */
const HOMES = { openai: 'https://api.openai.com', gemini: 'https://generativelanguage.googleapis.com' } as const;
const VARIABLES = { openai: ['OPENAI_API_KEY'], gemini: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] } as const;

/**
 * The environment with a teacher's keys taken out where its address is not the one they were given for: the service's own,
 * or the one in `OPENAI_BASE_URL`. An address that comes from a workspace's settings must not carry a key of the
 * environment away.
 * @param baseUrl the address that will be asked; absent for the service's own
 */
export function keysFor(teacher: TeacherId, baseUrl: string | undefined, environment: Environment): Environment {
  if (teacher !== 'openai' && teacher !== 'gemini') return environment;
  const given = teacher === 'openai' ? originOf(environment.OPENAI_BASE_URL ?? HOMES.openai) : HOMES.gemini;
  const asked = baseUrl === undefined ? (teacher === 'gemini' ? HOMES.gemini : undefined) : originOf(baseUrl);
  if (asked !== undefined && (asked === given || asked === HOMES[teacher])) return environment;
  const { ...without } = environment as Record<string, string | undefined>;
  for (const name of VARIABLES[teacher]) delete without[name];
  return without;
}

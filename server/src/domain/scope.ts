import type { Profile } from './profile.ts';

/** Gives each noun of a scope its entity: shared where one scope alone keeps it, one each where several do. */
export class Scopes {
  readonly #owners = new Map<string, Set<string>>();

  constructor(profiles: readonly Profile[], nouns: readonly (string | undefined)[]) {
    profiles.forEach((profile, at) => {
      const noun = nouns[at];
      if (noun === undefined) return;
      const scopes = this.#owners.get(noun);
      if (scopes === undefined) this.#owners.set(noun, new Set([profile.scope]));
      else scopes.add(profile.scope);
    });
  }

  /** The scope whose records a noun means there: '' where all share them. */
  scopeOf(noun: string, scope: string): string {
    const owners = this.#owners.get(noun);
    if (owners === undefined || owners.size === 0) return '';
    if (owners.size > 1) return scope;
    const [only] = owners;
    return only as string;
  }

  /** Whether several scopes keep records of one noun, so that its name alone does not tell which. */
  isAmbiguous(noun: string): boolean {
    return (this.#owners.get(noun)?.size ?? 0) > 1;
  }
}

/** Unique name of an entity: its noun, with its scope in front where several scopes keep one of that noun. */
export function entityName(noun: string, scope: string, ambiguous: boolean): string {
  return ambiguous && scope !== '' ? `${shortScope(scope)}.${noun}` : noun;
}

const MAX_SCOPES = 20_000;
const shortScopes = new Map<string, string>();

/** A namespace as it is; of a file's address, its name. */
function shortScope(scope: string): string {
  let short = shortScopes.get(scope);
  if (short === undefined) {
    const file = /([^/\\]+?)(?:\.tools)?(?:\.[a-z]+)?$/i.exec(scope);
    short = scope.includes('/') && file !== null ? (file[1] as string) : scope;
    if (shortScopes.size >= MAX_SCOPES) shortScopes.clear();
    shortScopes.set(scope, short);
  }
  return short;
}

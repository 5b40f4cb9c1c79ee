/** Words that many things have: a field of this name alone identifies no record of one entity. */
const COMMON = new Set(
  `id uuid guid uid key code number no name title slug reference ref handle path url email username symbol ticker type
  city country state region place location address street zip postcode postal_code date day time month year timestamp
  query q text keyword term search topic subject category language lang locale currency unit format status amount
  quantity limit value values data content message body prompt question input expression from to start end latitude
  longitude lat lng lon phone password token user_name first_name last_name full_name file_name file_path`.split(/\s+/),
);

/** Which entity a field identifies by its name alone, told by functions that take it as the key of their record. */
export class FieldIndex {
  readonly #entities = new Map<string, Map<string, string>>();

  /** Notes that a function of a scope takes a field as the key of an entity. */
  add(field: string, scope: string, entity: string): void {
    if (COMMON.has(field)) return;
    const scopes = this.#entities.get(field);
    if (scopes === undefined) this.#entities.set(field, new Map([[scope, entity]]));
    else if (!scopes.has(scope)) scopes.set(scope, entity);
  }

  /** Name of the entity; that of the scope itself, else the one that all others agree on. */
  find(field: string, scope: string): string | undefined {
    const scopes = this.#entities.get(field);
    if (scopes === undefined) return undefined;
    const own = scopes.get(scope);
    if (own !== undefined) return own;
    const all = new Set(scopes.values());
    return all.size === 1 ? [...all][0] : undefined;
  }
}

/** Whether a name is too common to identify records of one entity. */
export function isCommonField(field: string): boolean {
  return COMMON.has(field);
}

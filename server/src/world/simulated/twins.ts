import type { Domain, FunctionReading } from '../../domain/index.ts';

type Part = { readonly of?: { readonly entity: string; readonly field: string } };

/**
 * `buy_shares` and `sell_shares` take the same and answer the same: where one makes a trade, the other makes one too. Read by
 * its name alone, the second would change a record that nobody reads.
 */
export function settleTwins(domain: Domain): Domain {
  const makers = domain.functions.filter((reading) => reading.operation === 'create' && makesKey(reading));
  if (makers.length === 0) return domain;
  const read = new Set(
    domain.functions.flatMap(({ entity, writes }) => (entity === undefined || writes ? [] : entity)),
  );
  const functions = domain.functions.map((reading) => {
    const moves = reading.operation === 'act' || reading.operation === 'update' || reading.operation === 'create';
    if (!moves || reading.entity === undefined || read.has(reading.entity)) return reading;
    const twin = makers.find((other) => other.entity !== reading.entity && isTwin(reading, other));
    return twin === undefined ? reading : asTwin(reading, twin);
  });
  return functions.every((reading, at) => reading === domain.functions[at]) ? domain : { ...domain, functions };
}

function makesKey({ entity, inputs, outputs, response }: FunctionReading): boolean {
  const issues = outputs.some(({ role, of, path }) => isKey(role) && of?.entity === entity && !path.includes('.'));
  return (
    issues && response.from === 'documented' && !inputs.some(({ of, role }) => isKey(role) && of?.entity === entity)
  );
}

function isKey(role: string): boolean {
  return role === 'key' || role === 'reference';
}

function isTwin(one: FunctionReading, other: FunctionReading): boolean {
  const names = ({ inputs }: FunctionReading) =>
    inputs
      .map(({ parameter }) => parameter)
      .sort()
      .join();
  const paths = ({ outputs }: FunctionReading) =>
    outputs
      .map(({ path }) => path)
      .sort()
      .join();
  return one.response.from === 'documented' && names(one) === names(other) && paths(one) === paths(other);
}

/** The reading of the one that makes, without what that one is moved to. */
function asTwin(
  { function: id, evidence, confidence, response }: FunctionReading,
  twin: FunctionReading,
): FunctionReading {
  const { movesTo: _movesTo, ...rest } = twin;
  return { ...rest, function: id, evidence, confidence, response };
}

/**
 * `symbol` of a trade where quotes are read by their symbol: what no function is about, and goes by the one name that another's
 * records are read by, is that other.
 */
export function settleBareKeys(domain: Domain, common: ReadonlySet<string>): Domain {
  const about = new Set(domain.functions.map(({ entity }) => entity));
  const same = new Map<string, string>();
  for (const { name, identifiers, singleton } of domain.entities) {
    const [main, ...more] = identifiers;
    if (about.has(name) || singleton || main === undefined || more.length > 0 || common.has(main.name)) continue;
    const others = domain.entities.filter(
      (other) =>
        other.name !== name &&
        other.identifiers[0]?.name === main.name &&
        domain.functions.some(({ entity, operation }) => entity === other.name && operation === 'get'),
    );
    const [only] = others;
    if (only !== undefined && others.length === 1) same.set(name, only.name);
  }
  if (same.size === 0) return domain;
  const moved = <T extends Part>(part: T): T => {
    const to = part.of === undefined ? undefined : same.get(part.of.entity);
    return part.of === undefined || to === undefined ? part : { ...part, of: { ...part.of, entity: to } };
  };
  return {
    entities: domain.entities.flatMap((entity) =>
      same.has(entity.name)
        ? []
        : {
            ...entity,
            fields: entity.fields.map((field) => ({ ...field, ...renamed(field.references, same) })),
            relations: entity.relations.map((relation) => ({ ...relation, to: same.get(relation.to) ?? relation.to })),
          },
    ),
    functions: domain.functions.map((reading) => ({
      ...reading,
      inputs: reading.inputs.map(moved),
      outputs: reading.outputs.map(moved),
    })),
  };
}

function renamed(references: string | undefined, same: ReadonlyMap<string, string>): { readonly references?: string } {
  return references === undefined ? {} : { references: same.get(references) ?? references };
}

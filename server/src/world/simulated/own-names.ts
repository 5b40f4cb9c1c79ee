import type { Domain, Entity } from '../../domain/index.ts';
import { keyWords, singular } from '../../english/index.ts';
import { typesOf } from '../../signature/index.ts';

type Part = { readonly of?: { readonly entity: string; readonly field: string } };

const NAMES = ['name', 'title', 'label'];

/**
 * `get_wine(wine)` of wines that answers tell by their name: what is asked for by nothing but the noun is that name, so that
 * what was made by it is found by it.
 */
export function settleOwnNames(domain: Domain): Domain {
  const named = new Map(
    domain.entities.flatMap((entity) => {
      const name = nameOf(entity, domain);
      return name === undefined ? [] : [[entity.name, { own: entity.identifiers[0]?.name ?? '', name }] as const];
    }),
  );
  if (named.size === 0) return domain;
  const moved = <T extends Part>(part: T): T => {
    const found = named.get(part.of?.entity ?? '');
    return found === undefined || part.of?.field !== found.own
      ? part
      : { ...part, of: { ...part.of, field: found.name } };
  };
  const isName = ({ of }: Part, entity: string) => of?.entity === entity && of.field === named.get(entity)?.name;
  return {
    entities: domain.entities.map((entity) => {
      const found = named.get(entity.name);
      const [own] = entity.identifiers;
      if (found === undefined || own === undefined) return entity;
      return {
        ...entity,
        identifiers: [{ ...own, name: found.name }],
        fields: entity.fields.filter(({ name }) => name !== found.name && name !== found.own),
      };
    }),
    functions: domain.functions.map((reading) => {
      const about = reading.entity ?? '';
      const whole = named.has(about);
      return {
        ...reading,
        inputs: reading.inputs
          .map(moved)
          .map((input) =>
            whole && reading.operation === 'create' && isName(input, about)
              ? { ...input, role: 'key' as const }
              : input,
          ),
        outputs: reading.outputs
          .map(moved)
          .map((output) =>
            whole && output.role === 'attribute' && isName(output, about)
              ? { ...output, role: 'key' as const }
              : output,
          ),
      };
    }),
  };
}

/** The field by which answers tell the records of an entity whose one identifier is its own noun, told by no answer. */
function nameOf({ name: entity, identifiers, singleton }: Entity, { functions }: Domain): string | undefined {
  const [own, ...more] = identifiers;
  if (singleton || own === undefined || more.length > 0 || typesOf(own.schema).includes('integer')) return undefined;
  if (singular(keyWords(own.name).join('_')) !== entity) return undefined;
  const documented = functions.filter((reading) => reading.response.from === 'documented' && !reading.writes);
  const told = documented.flatMap(({ outputs }) => outputs.filter(({ of }) => of?.entity === entity));
  if (told.some(({ of, role }) => role !== 'echo' && of?.field === own.name)) return undefined;
  const listed = functions.some(
    (reading) => reading.operation === 'list' && reading.entity === entity && documented.includes(reading),
  );
  return listed
    ? NAMES.find((name) => told.some(({ of, path }) => of?.field === name && path.includes('[].')))
    : undefined;
}

import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '../../signature/index.ts';

export interface Violation {
  readonly path: string;
  readonly keyword: string;
  readonly message: string;
}
const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, validateFormats: false });
const compiled = new WeakMap<JsonSchema, (value: Json) => Violation[]>();

/** Every way in which the value breaks the schema. */
export function validateValue(schema: JsonSchema, value: Json): Violation[] {
  let check = compiled.get(schema);
  if (check === undefined) {
    try {
      const run = ajv.compile(schema);
      check = (candidate) =>
        run(candidate)
          ? []
          : (run.errors ?? []).map((error) => ({
              path: error.instancePath,
              keyword: error.keyword,
              message: `'${error.instancePath.slice(1) || 'arguments'}' ${error.message}`,
            }));
    } catch {
      check = () => [];
    }
    compiled.set(schema, check);
  }
  return check(value);
}

import { readDomain, statementProblems } from '../../domain/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { formatFieldPath, schemaFields } from '../../signature/index.ts';
import type { GraphFunction } from '../types.ts';
import { problemAt } from './parse.ts';
import type { Curation, CurationEntry, CurationProblem } from './types.ts';

/** Entries that name a parameter or an output field which their function does not have. */
export function unknownValues(
  entries: Iterable<CurationEntry>,
  functions: readonly GraphFunction[],
): CurationProblem[] {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const problems: CurationProblem[] = [];
  for (const { from, to, output = '', parameter = '', span } of entries) {
    const parameters = signatures.get(to)?.parameters;
    const response = signatures.get(from)?.response;
    const told = (id: string, what: string, name: string) =>
      problems.push(problemAt('curation-unknown-value', span, `"${id}" has no ${what} "${name}".`));
    if (parameters !== undefined && !hasPath(parameters, parameter)) told(to, 'parameter', parameter);
    // Nothing says what an undocumented response holds, so an output of it is the person's word.
    if (response !== undefined && !hasPath(response, output)) told(from, 'output', output);
  }
  return problems;
}

/** Whether a schema has a field at a path; '' is the whole, and a schema that lists no field may hold any. */
function hasPath(schema: JsonSchema, path: string): boolean {
  if (path === '') return true;
  const fields = [...schemaFields(schema)].filter((field) => field.path.length > 0);
  return fields.length === 0 || fields.some((field) => formatFieldPath(field.path) === path);
}

/** What the file states of functions, parameters and entities that the catalog does not have. */
export function unheldStatements(
  { statements, statementSpans }: Pick<Curation, 'statements' | 'statementSpans'>,
  functions: readonly GraphFunction[],
): CurationProblem[] {
  if (statements === undefined || functions.length === 0) return [];
  const nowhere = { start: 0, end: 0 };
  return statementProblems(functions, statements, readDomain(functions, statements)).map(({ about, message }) =>
    problemAt('curation-unknown-value', statementSpans?.get(about) ?? nowhere, message),
  );
}

import type { DomainFunction } from './draft.ts';
import { type StatementProblem, type Statements, statementIn } from './statements.ts';
import { type Domain, OPERATIONS } from './types.ts';

/** Statements that cannot hold: of functions, parameters and entities that do not exist, and states nobody knows. */
export function statementProblems(
  functions: readonly DomainFunction[],
  statements: Statements,
  domain: Domain,
): readonly StatementProblem[] {
  const byId = new Map(functions.map((one) => [one.id, one.signature]));
  const own = new Set(domain.functions.flatMap(({ entity }) => (entity === undefined ? [] : [entity])));
  const problems: StatementProblem[] = [];
  const inSignatures = functions.flatMap(({ id, signature }) => statementIn(id, signature) ?? []);
  for (const statement of [...inSignatures, ...statements.functions]) {
    const about = statement.function;
    const signature = byId.get(about);
    for (const operation of statement.unknown ?? [])
      problems.push({ about, message: `${operation} is no operation; there are ${OPERATIONS.join(', ')}.` });
    if (signature === undefined) {
      problems.push({ about, message: `There is no function ${about}.` });
      continue;
    }
    for (const [parameter, { of }] of Object.entries(statement.inputs ?? {})) {
      if (!Object.hasOwn(signature.parameters.properties ?? {}, parameter))
        problems.push({ about, message: `${about} has no parameter ${parameter}.` });
      else if (of !== undefined && !own.has(of.entity))
        problems.push({
          about,
          message: `No function is about ${of.entity}, which ${parameter} of ${about} is said to refer to.`,
        });
    }
  }
  for (const { entity } of statements.entities)
    if (!own.has(entity)) problems.push({ about: entity, message: `No function is about ${entity}.` });
  return problems;
}

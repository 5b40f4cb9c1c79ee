import { Option } from 'commander';
import {
  type Domain,
  type Entity,
  type FunctionReading,
  NO_STATEMENTS,
  readDomain,
  statementProblems,
} from '../../domain/index.ts';
import { type DescribedPlan, describePlans } from '../../world/index.ts';
import { type CatalogTeacherOptions, withTeacherOptions } from '../catalog-teacher.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { loadStated } from '../curation.ts';
import { oneLine } from '../gate.ts';
import { oneOf } from '../options.ts';
import { printProposals } from './domain-proposals.ts';

/** `magnet domain FILES…`: what the functions of the files keep, and what each of them does to it. */
export const registerDomain: RegisterCommand = (program, context) => {
  const command = program
    .command('domain')
    .description('Read the domain of the files: the entities they keep, and what each function does to them.')
    .argument('<files...>', 'signature files, folders or globs')
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .option('--plans', 'print what each function does to the tables of the simulated world')
    .option('--write', 'with --teacher: accept what it proposes into the curation file');
  withTeacherOptions(
    command,
    new Option('--teacher <id>', 'ask once how each function is to be read, and show what it would change'),
  ).action((files: string[], options: DomainOptions) => run(files, options, context));
};

interface DomainOptions extends Partial<CatalogTeacherOptions> {
  readonly format: string;
  readonly write?: true;
  readonly plans?: true;
}

async function run(files: readonly string[], options: DomainOptions, context: CommandContext): Promise<void> {
  const { format, plans, teacher } = options;
  if (teacher === undefined && options.write === true) throw new UsageError('--write goes with --teacher.');
  const { catalog, statements = NO_STATEMENTS, files: read } = await loadStated(files, context);
  const domain = readDomain(catalog.entries);
  const problems = new Set(statementProblems(catalog.entries, statements, domain).map(({ message }) => message));
  for (const message of problems) context.terminal.message(`magnet: ${message}`);
  if (problems.size > 0) context.exit(EXIT.findings);
  if (teacher !== undefined)
    return printProposals(catalog.entries, domain, read[0] ?? context.cwd, { ...options, teacher }, context);
  if (plans === true) {
    const described = describePlans(domain, catalog.entries);
    context.terminal.result(format === 'json' ? JSON.stringify({ plans: described }, null, 2) : plansText(described));
    return;
  }
  context.terminal.result(format === 'json' ? JSON.stringify(printed(domain), null, 2) : domainText(domain));
}

function plansText(plans: readonly DescribedPlan[]): string {
  const none = ['answer from the arguments alone'];
  return plans
    .map((plan) =>
      [plan.function, ...(plan.steps.length === 0 ? none : plan.steps).map((step) => `  ${step}`)]
        .map(oneLine)
        .join('\n'),
    )
    .join('\n');
}

/** The printed form; its keys are a contract. */
function printed(domain: Domain): object {
  return {
    entities: domain.entities.map(({ name, scope, identifiers, fields, states, relations, singleton }) => ({
      name,
      identifier: identifiers[0]?.name ?? null,
      fields,
      states,
      relations,
      singleton,
      scope,
    })),
    functions: domain.functions.map(({ function: name, entity, ...reading }) => ({
      name,
      operation: reading.operation,
      entity: entity ?? null,
      writes: reading.writes,
      inputs: reading.inputs,
      outputs: reading.outputs,
      response: reading.response,
      confidence: reading.confidence,
      ...(reading.movesTo === undefined ? {} : { movesTo: reading.movesTo }),
      ...(reading.allowedFrom === undefined ? {} : { allowedFrom: reading.allowedFrom }),
      evidence: reading.evidence,
    })),
  };
}

function domainText(domain: Domain): string {
  // A name of a stranger's file forges no line of ours.
  return [...domain.entities.map(entityText), '', ...domain.functions.flatMap(functionText)].map(oneLine).join('\n');
}

function entityText({ name, identifiers, fields, states, relations, singleton }: Entity): string {
  const key = identifiers[0]?.name;
  const others = fields.filter((field) => !identifiers.includes(field)).map((field) => field.name);
  const parts = [
    key === undefined ? (singleton ? 'one a session' : 'no identifier') : `key ${key}`,
    ...(others.length === 0 ? [] : [others.join(', ')]),
    ...(states.length === 0 ? [] : [`states ${states.join(', ')}`]),
    ...relations.map(({ to, via, many }) => `${many ? 'many' : 'one'} ${to} (${via})`),
  ];
  return `${name}: ${parts.join('; ')}`;
}

function functionText(reading: FunctionReading): string[] {
  const { operation, entity, writes, inputs, outputs, response, movesTo } = reading;
  const taken = inputs.map(({ parameter, role }) => `${parameter} ${role}`).join(', ');
  const given = outputs.map(({ path, role }) => `${path} ${role}`).join(', ');
  const moves = movesTo === undefined ? '' : `, now ${movesTo}`;
  const what = `${operation}${entity === undefined ? '' : ` ${entity}`}${moves}`;
  return [
    `${reading.function}: ${what}${writes ? ', writes' : ''} (${reading.confidence})`,
    `  takes ${taken || 'nothing'}`,
    `  gives ${given || 'nothing told'} (${response.from})`,
  ];
}

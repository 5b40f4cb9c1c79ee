import { Option } from 'commander';
import {
  type Domain,
  type Entity,
  type FunctionReading,
  NO_STATEMENTS,
  type ObservedResponse,
  readDomain,
  statementProblems,
} from '../../domain/index.ts';
import type { Json, JsonObject } from '../../json/index.ts';
import { type DescribedPlan, describePlans } from '../../world/index.ts';
import { type CatalogTeacherOptions, withTeacherOptions } from '../catalog-teacher.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { loadStated } from '../curation.ts';
import { joinLines } from '../gate.ts';
import { readObserved } from '../observed.ts';
import { oneOf } from '../options.ts';
import { printProposals, stateIn } from './domain-proposals.ts';

/** `magnet domain FILES…`: what the functions of the files keep, and what each of them does to it. */
export const registerDomain: RegisterCommand = (program, context) => {
  const command = program
    .command('domain')
    .description('Read the domain of the files: the entities they keep, and what each function does to them.')
    .argument('<files...>', 'signature files, folders or globs')
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .option('--plans', 'print what each function does to the tables of the simulated world')
    .option(
      '--observed <run>',
      'a run of a real world, or recorded answers: read responses from it (repeatable)',
      collect,
    )
    .option('--write', 'with --teacher or --observed: accept what they say into the curation file');
  withTeacherOptions(
    command,
    new Option('--teacher <id>', 'ask once how each function is to be read, and show what it would change'),
  ).action((files: string[], options: DomainOptions) => run(files, options, context));
};

interface DomainOptions extends Partial<CatalogTeacherOptions> {
  readonly format: string;
  readonly write?: true;
  readonly plans?: true;
  readonly observed?: readonly string[];
}

const collect = (value: string, previous: readonly string[] = []) => [...previous, value];

async function run(files: readonly string[], options: DomainOptions, context: CommandContext): Promise<void> {
  const { format, plans, teacher, observed: runs } = options;
  if (teacher === undefined && runs === undefined && options.write === true)
    throw new UsageError('--write goes with --teacher or --observed.');
  if (teacher !== undefined && runs !== undefined)
    throw new UsageError('--observed and --teacher are asked one by one.');
  const { catalog, statements = NO_STATEMENTS, files: read } = await loadStated(files, context);
  const seen = runs === undefined ? [] : (await readObserved(runs, catalog, context)).all();
  const domain = readDomain(catalog.entries, runs === undefined ? NO_STATEMENTS : { ...NO_STATEMENTS, observed: seen });
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
  if (runs !== undefined && options.write === true) {
    const responses = domain.functions.filter(({ response }) => response.from === 'observed');
    const file = await stateIn(
      new Map(
        responses.map(({ function: id, response }) => [id, { response: response.schema as unknown as JsonObject }]),
      ),
      read[0] ?? context.cwd,
    );
    context.terminal.message(`${responses.length} observed responses: ${file}`);
  }
  const samples = new Map(seen.map((one) => [one.function, one]));
  context.terminal.result(
    format === 'json' ? JSON.stringify(printed(domain, samples), null, 2) : domainText(domain, samples),
  );
}

type Samples = ReadonlyMap<string, ObservedResponse>;

function plansText(plans: readonly DescribedPlan[]): string {
  const none = ['answer from the arguments alone'];
  return plans
    .map((plan) =>
      joinLines([plan.function, ...(plan.steps.length === 0 ? none : plan.steps).map((step) => `  ${step}`)]),
    )
    .join('\n');
}

/** The printed form; its keys are a contract. */
function printed(domain: Domain, samples: Samples): object {
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
    functions: domain.functions.map(({ entity, ...reading }) => ({
      name: reading.function,
      operation: reading.operation,
      entity: entity ?? null,
      writes: reading.writes,
      inputs: reading.inputs,
      outputs: reading.outputs,
      response: reading.response,
      ...seenJson(reading, samples),
      confidence: reading.confidence,
      ...(reading.movesTo === undefined ? {} : { movesTo: reading.movesTo }),
      ...(reading.allowedFrom === undefined ? {} : { allowedFrom: reading.allowedFrom }),
      evidence: reading.evidence,
    })),
  };
}

/** The answer that an observed response was read from; absent where nothing was observed. */
function seenJson({ function: id, response }: FunctionReading, samples: Samples): object {
  const seen = response.from === 'observed' ? samples.get(id) : undefined;
  return seen === undefined ? {} : { observed: { sample: seen.sample, source: seen.source, times: seen.times } };
}

function domainText(domain: Domain, samples: Samples): string {
  // A name of a stranger's file forges no line of ours.
  return joinLines([
    ...domain.entities.map(entityText),
    '',
    ...domain.functions.flatMap((reading) => functionText(reading, samples)),
  ]);
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

function functionText(reading: FunctionReading, samples: Samples): string[] {
  const { operation, entity, writes, inputs, outputs, response, movesTo } = reading;
  const taken = inputs.map(({ parameter, role }) => `${parameter} ${role}`).join(', ');
  const given = outputs.map(({ path, role }) => `${path} ${role}`).join(', ');
  const moves = movesTo === undefined ? '' : `, now ${movesTo}`;
  const what = `${operation}${entity === undefined ? '' : ` ${entity}`}${moves}`;
  return [
    `${reading.function}: ${what}${writes ? ', writes' : ''} (${reading.confidence})`,
    `  takes ${taken || 'nothing'}`,
    `  gives ${given || 'nothing told'} (${response.from})`,
    ...seenText(reading, samples),
  ];
}

/** Longest sample that a terminal shows. */
const MAX_SAMPLE = 200;

function seenText({ function: id, response }: FunctionReading, samples: Samples): string[] {
  const seen = response.from === 'observed' ? samples.get(id) : undefined;
  if (seen === undefined) return [];
  const times = seen.times === 1 ? 'once' : `${seen.times} times`;
  return [`  seen ${sampleText(seen.sample)} (${times}, ${seen.source})`];
}

function sampleText(sample: Json): string {
  const text = JSON.stringify(sample);
  return text.length > MAX_SAMPLE ? `${text.slice(0, MAX_SAMPLE - 1)}…` : text;
}

import path from 'node:path';
import type { Domain } from '../../domain/index.ts';
import { readRegularText, writeOwnText } from '../../files/index.ts';
import { MAX_CURATION_BYTES, stateFunctions } from '../../graph/index.ts';
import type { JsonObject } from '../../json/index.ts';
import { type CatalogEntry, writeResponseType } from '../../signature/index.ts';
import { askedFunctions, proposeReadings, type ReadingProposal, type ReadingProposals } from '../../teacher/index.ts';
import { ANSWERS_ARE_KEPT, type CatalogTeacherOptions, withCatalogTeacher } from '../catalog-teacher.ts';
import { type CommandContext, EXIT, UsageError } from '../command.ts';
import { CURATION_FILE } from '../curation.ts';
import { joinLines } from '../gate.ts';

export interface ProposalOptions extends CatalogTeacherOptions {
  readonly format: string;
  readonly write?: true;
}

/**
 * Asks a teacher how it reads the functions whose authors state nothing, and prints what it reads otherwise, as lines to
 * take out and put in. `--write` accepts all of it into the curation file beside the first signature file.
 */
export async function printProposals(
  functions: readonly CatalogEntry[],
  domain: Domain,
  firstFile: string,
  options: ProposalOptions,
  context: CommandContext,
): Promise<void> {
  await withCatalogTeacher(options, 'domain', ANSWERS_ARE_KEPT, context, async (teacher) => {
    const found = await proposeReadings(askedFunctions(functions, domain), teacher, {
      signal: context.signal,
      onProgress: (done, of) => context.terminal.progress(`asked about ${done} of ${of} functions`),
    });
    const written = options.write === true ? await accept(found.proposals, firstFile) : undefined;
    if (found.without.size > 0) context.exit(EXIT.findings);
    context.terminal.result(
      options.format === 'json'
        ? JSON.stringify(printed(found, teacher.spentUsd(), written), null, 2)
        : proposalsText(found, teacher.spentUsd(), written),
    );
  });
}

/** Writes the proposals into the curation file. @returns its path */
async function accept(proposals: readonly ReadingProposal[], firstFile: string): Promise<string> {
  return stateIn(
    new Map(proposals.map(({ function: id, proposed }) => [id, proposed as unknown as JsonObject])),
    firstFile,
  );
}

/** Writes statements by function id into the curation file beside the first signature file. @returns its path */
export async function stateIn(statements: ReadonlyMap<string, JsonObject>, firstFile: string): Promise<string> {
  const file = path.join(path.dirname(firstFile), CURATION_FILE);
  const text = await readRegularText(file, MAX_CURATION_BYTES).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new UsageError(`${file} ${error.message}.`);
  });
  const edit = stateFunctions(text, statements);
  if (!edit.ok) throw new UsageError(`${file} is broken, so nothing was written: ${edit.problems[0]?.message ?? ''}`);
  if (edit.changed) await writeOwnText(file, edit.text);
  return file;
}

function printed({ functions, proposals, refused, without }: ReadingProposals, costUsd: number, file?: string): object {
  return {
    functions,
    proposals: proposals.map(({ function: name, now, proposed }) => ({ name, now, proposed })),
    refused: refused.map(({ function: name, reason }) => ({ name, reason })),
    without: Object.fromEntries(without),
    costUsd,
    ...(file === undefined ? {} : { file }),
  };
}

function proposalsText(found: ReadingProposals, costUsd: number, file?: string): string {
  const { functions, proposals, refused, without } = found;
  const end =
    proposals.length === 0
      ? []
      : [file === undefined ? `--write puts them into ${CURATION_FILE}, where they can be edited` : `written: ${file}`];
  return joinLines([
    ...proposals.flatMap(proposalLines),
    `${functions} functions asked about, ${proposals.length} read otherwise; $${costUsd.toFixed(4)} spent`,
    ...refused.map((item) => `left out: ${item.function}: ${item.reason}`),
    ...[...without].map(([name, reason]) => `no answer for ${name}: ${reason}`),
    ...end,
  ]);
}

function proposalLines({ function: name, now, proposed }: ReadingProposal): string[] {
  const { response, ...reading } = proposed;
  const changed = Object.keys(reading).length > 0;
  const after = { ...now, ...reading };
  return [
    name,
    ...(changed ? [`- ${readingText(now)} (${now.confidence})`, `+ ${readingText(after)}`] : []),
    ...(response === undefined ? [] : [`+ answers ${writeResponseType(response, '') ?? JSON.stringify(response)}`]),
  ];
}

function readingText({
  operation,
  entity,
  writes,
  movesTo,
}: Omit<ReadingProposal['now'], 'confidence' | 'entity'> & { readonly entity?: string | null }): string {
  const moves = movesTo === undefined ? '' : `, now ${movesTo}`;
  return `${operation}${entity === undefined || entity === null ? '' : ` ${entity}`}${moves}${writes ? ', writes' : ''}`;
}

import process from 'node:process';
import { type OpenEndpoint, openEndpoint } from '../endpoint/index.ts';
import { isFree, type Price, WireError } from '../openai-wire/index.ts';
import { isOwnAddress, originOf } from '../settings/index.ts';
import { createTeacher, TeacherError, type TeacherId } from '../teacher/index.ts';
import type { Judge, Student } from '../trajectory/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { endpointOptions } from './endpoint.ts';
import type { RunMoney } from './generate/money.ts';

export interface StudentOptions {
  readonly student?: string;
  readonly studentModel?: string;
  readonly studentPrice?: Price;
  readonly teacher?: TeacherId;
  readonly rollouts: number;
  readonly judge?: string;
  readonly judgeModel?: string;
  readonly budget?: number;
  readonly price?: Price;
}

/** Faults in a row after which the student is left alone for the rest of the command. */
const GIVEN_UP_AFTER = 5;
const TIMEOUT_SECONDS = 60;
/** Samples of one model have to differ. */
const TEMPERATURE = 1;
const JUDGE_KEY_VARIABLE = 'MAGNET_JUDGE_API_KEY';

/**
 * The student behind an address: any OpenAI-compatible server. Its faults are said once and end nothing.
 * @throws UsageError where the address is none.
 */
export async function openStudent(
  options: StudentOptions,
  money: RunMoney | undefined,
  context: CommandContext,
): Promise<Student | undefined> {
  const { student: url, rollouts } = options;
  if (url === undefined) {
    if (options.judge !== undefined)
      throw new UsageError('--judge looks at the turns of a student: name one with --student.');
    return undefined;
  }
  const judge = await openJudge(options, money, context);
  const client = await openClient(url, options, money, context);
  let failures = 0;
  return {
    rollouts,
    ...(judge === undefined ? {} : { judge }),
    move: async ({ messages, tools, seed }, signal) => {
      if (failures >= GIVEN_UP_AFTER) return undefined;
      try {
        const reply = await client.chat({ messages, tools, seed, temperature: TEMPERATURE }, signal);
        failures = 0;
        const calls = reply.calls.map(({ name, arguments: args }) => ({ name, arguments: args }));
        const broken = reply.calls.some(({ problem }) => problem !== undefined);
        return { content: reply.text, calls, broken, model: reply.model };
      } catch (error) {
        if (signal?.aborted === true) throw error;
        failures += 1;
        if (failures === 1) context.terminal.message(`student: ${wording(error)}; the typed mutation takes its place.`);
        if (failures === GIVEN_UP_AFTER)
          context.terminal.message(
            `student: ${GIVEN_UP_AFTER} faults in a row; it is not asked again by this command.`,
          );
        return undefined;
      }
    },
  };
}

/**
 * A model that judges, behind any OpenAI-compatible server, under the price that the command names and the budget of the
 * run, which it shares with the teacher.
 */
async function openJudge(
  options: StudentOptions,
  money: RunMoney | undefined,
  context: CommandContext,
): Promise<Judge | undefined> {
  const { judge: baseUrl, judgeModel: model } = options;
  if (baseUrl === undefined) return undefined;
  if (model === undefined) throw new UsageError('--judge: name the model with --judge-model.');
  const key = process.env[JUDGE_KEY_VARIABLE];
  const teacher = await createTeacher('openai', {
    baseUrl,
    model,
    budgetUsd: options.budget ?? 0,
    ...(money === undefined ? {} : { shared: money }),
    ...(options.price === undefined ? {} : { price: options.price }),
    ...(key === undefined ? {} : { apiKey: key }),
  }).catch((error: unknown) => {
    throw error instanceof TeacherError ? new UsageError(`--judge: ${error.message}`) : error;
  });
  let told = false;
  return {
    model,
    verdict: async (asked, signal) => {
      try {
        return (await teacher.perform<'judge_turn'>(asked, signal)).value;
      } catch (error) {
        if (!(error instanceof TeacherError) || error.reason === 'cancelled') throw error;
        if (!told) context.terminal.message(`judge: ${error.message}; the code's word stands alone.`);
        told = true;
        return undefined;
      }
    },
  };
}

/** The student's endpoint, paid for out of what the run may spend. */
async function openClient(
  url: string,
  options: StudentOptions,
  money: RunMoney | undefined,
  { terminal }: CommandContext,
): Promise<OpenEndpoint> {
  const { studentModel: model, budget, rollouts } = options;
  const price = priceOfStudent(url, options);
  try {
    const client = await openEndpoint(url, {
      ...endpointOptions({
        url,
        timeout: TIMEOUT_SECONDS,
        retries: 2,
        ...(model === undefined ? {} : { model }),
        ...(price === undefined ? {} : { price }),
        // What stands at home and has no price is no affair of the budget.
        ...(budget === undefined || (price === undefined && isOwnAddress(url)) ? {} : { budget }),
      }),
      ...(money === undefined ? {} : { shared: money }),
    });
    if (price !== undefined && !isFree(price) && budget !== undefined)
      terminal.message(
        `The student at ${originOf(url)} is asked up to ${rollouts} times for each mistake; what it costs counts in the budget of $${budget}.`,
      );
    return client;
  } catch (error) {
    if (error instanceof WireError) throw new UsageError(`--student: ${error.message}.`);
    throw error;
  }
}

/**
 * What a student costs: its own price, else the one that the command names. At home that one is the teacher's or the
 * judge's where there is such, who is paid for.
 */
function priceOfStudent(url: string, { studentPrice, price, teacher, judge }: StudentOptions): Price | undefined {
  if (studentPrice !== undefined) return studentPrice;
  const othersArePaid = judge !== undefined || teacher === 'openai' || teacher === 'gemini';
  return isOwnAddress(url) && othersArePaid ? undefined : price;
}

function wording(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

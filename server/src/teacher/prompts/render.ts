import { mixedHash } from '../../json/index.ts';
import type { ChatRequest } from '../models/types.ts';
import {
  type ActHint,
  type ActMisledTask,
  type ActTask,
  type DescribeFunctionTask,
  ERROR_TYPES,
  type JudgeEdgesTask,
  type JudgeTurnTask,
  type LabelFunctionTask,
  type NegativeHint,
  type PhraseFunctionsTask,
  type ReadFunctionsTask,
  type TeacherTask,
  type WriteCallsTask,
  type WriteQueryTask,
  type WriteTogetherTask,
} from '../types.ts';
import { describeFunction, describeTools, describeValues, repairNote, transcript } from './parts.ts';

/** Version of the prompts below; their hash goes into each record's provenance. */
export const PROMPTS = {
  query: `You write what a person says to an assistant that works with tools. You get the functions that the person's next message must lead to, the conversation so far and what to do with each value.
Rules:
- Write one message in the person's voice; it follows naturally from the last outputs and does not repeat an earlier message.
- Never name or spell a function, a parameter or a tool. Describe the goal.
- Values marked "say this value" stand in the message, unchanged (dates, numbers and labels may be written as people write them).
- Values marked "refer to it" are pointed at ("the flight you just found") and their text does not stand in the message.
- Ask for nothing the functions cannot do, and for at most three things.
- A function marked implied is needed for the goal and never asked for as such.
Answer with the message alone.`,
  calls: `You turn a person's message into the function calls that carry it out. Use the exact function name and every required parameter, no parameter that the function does not have, and only values that stand in the message, the conversation or earlier outputs. Answer with JSON: a list of {"name", "arguments"}. Write one call for each function you are shown, in their order, and of no other. If it cannot be done, answer "FINISH".`,
  act: `You are an assistant that works with tools. The last message of the person is followed by a [Hint] with the right next step. Take that step, and never mention the hint, here or later: the person does not see it.
- Make calls exactly as the hint gives them; calls that need each other's output go one at a time.
- After an error, try again as the hint says.
- Where the hint says to sum up, close the turn with a short text that states what the outputs say, and nothing else.
- Where it says that a function is missing, say in words what cannot be done. Where it says that a value is missing, ask for it.
Answer with JSON: {"text": "...", "calls": [{"name": "...", "arguments": {}}]}; text is "" where you call.`,
  together: `You write several texts of one conversation between a person and an assistant that works with tools. Where a text belongs, the conversation shows [text 1], [text 2] and so on; the list below it says what each has to be.
A text of the person:
- It is one message in the person's voice; it follows naturally from what stands before it and does not repeat an earlier message.
- It never names or spells a function, a parameter or a tool. It describes the goal.
- Values marked "say this value" stand in it, unchanged (dates, numbers and labels may be written as people write them).
- Values marked "refer to it" are pointed at ("the flight you just found") and their text does not stand in it.
- It asks for nothing the functions cannot do, and for at most three things; a function marked implied is needed for the goal and never asked for as such.
- It knows nothing of what comes after it.
A text of the assistant follows its [Hint], and never mentions the hint:
- Where the hint says to sum up, it closes the turn: it states shortly what the outputs above it say, and nothing else.
- Where it says that a function is missing, it says in words what cannot be done. Where it says that a value is missing, it asks for it.
Answer with JSON: {"texts": ["...", "..."]}, one text for each place, in order.`,
  judge: `You compare an assistant's turn with a reference and name its error, if there is one:
1 a nested call was missed, 2 an output of this turn was not used or used wrongly, 3 a value from the history was not used, 4 the closing text is wrong, 5 a function or a value is missed or made up (claims that something is missing which is there, or the opposite).
Arguments equal to their defaults are no errors; neither is another order of independent calls.
Answer with JSON: {"errorType": 0 to 5, "reason": "..."}; 0 where the turn is right.`,
  edges: `You say which functions depend on a given one. A candidate depends on it when the given function's output is a premise of running it ("premise"), is its input ("input"), or is part of its input ("part"). Answer with JSON: a list of {"name", "kind": "premise" | "input" | "part" | "none", "reason"}.`,
  label: `You sort a function into one of the given categories ("misc" where none fits) and give it a finer tool class of two to four words. Answer with JSON: {"category": "...", "toolClass": "..."}.`,
  phrase: `You collect ways in which people speak of what some functions do. For each function give:
- "wish": clauses that say what a person wants, from a verb in its base form on, without a full stop ("put {item} on my list", "get me a {size} box for {order_id}"). Write a value as {parameter}, with the exact name of the parameter; a slot becomes a noun phrase or a bare value ("order 7", "that order", "small"), so no noun stands before or after one that names a thing. Every required parameter that is no switch has its slot, or is left out because people say it apart. No switches (booleans) in slots.
- "refer": noun phrases that point at the result later, beginning with the, that, this, those or my ("that parcel"); no slots.
- "report": sentences in which an assistant says that it is done, with slots for parameters or for fields of the output.
Vary verbs, order and tone as different people would. Never write the name of a function or of a parameter outside a slot, nor the words of a function's name in their order. No numbers, dates, names, quotes or other facts outside slots. English.
Answer with JSON: {"<function>": {"wish": [...], "refer": [...], "report": [...]}}.`,
  reading: `You read tool signatures as a domain model has them. For each function say:
- "operation": create (a new record comes to be), get (one thing or one value), list (any number: list, search, filter, history), update (fields are set, members put in or out), delete, act (a domain verb moves a state or a value: cancel, close, transfer), compute (the answer follows from the arguments alone), session (login, logout, what a session has one of), send (a message leaves), or other.
- "entity": what a domain model would keep that it is about, singular, snake case ("gift_card"): never an attribute of it (invoice for list_invoice_lines). null where it is about none.
- "writes": whether a later call can see that it ran.
- "movesTo": the state the record is in afterwards, for act alone; else leave it out.
- "response": where the function says none, a JSON Schema of what it would answer, with type, properties, required, items, enum, format and description alone. Fields that other functions take have exactly the name and type that those take. Few fields: what is needed, and what its text promises.
Answer with JSON: {"<function>": {"operation": "...", "entity": "...", "writes": true, "response": {...}}}.`,
  describe: `You rewrite the description of a tool so that a language model knows when and how to call it. Say what it does, when to use it (and when another tool is right), what it does not do or needs first, what its values mean, and give an example of a value where the signature has one. Keep what the old text says. Say nothing that the signature does not: no numbers, limits, formats, names or promises of your own. Plain sentences, 20 to 80 words, no mark-up, in the language of the old text. Parameters: a short phrase for each that has no description; leave the others out.
Answer with JSON: {"description": "...", "parameters": {"<parameter>": "..."}}.`,
} as const;

/** The standing part of each prompt, by task. */
export type Prompts = Readonly<Record<keyof typeof PROMPTS, string>>;

/** Changes whenever a prompt does. */
export function promptHash(prompts: Prompts = PROMPTS): string {
  const texts = Object.keys(PROMPTS).map((name) => prompts[name as keyof Prompts]);
  return mixedHash(texts.join('\n')).toString(16).padStart(8, '0');
}

/** The question a prompted teacher asks its model for a task. */
export function renderTask(task: TeacherTask, prompts: Prompts = PROMPTS): ChatRequest {
  const seed = mixedHash(task.seed);
  const request = (
    system: string,
    prompt: string,
    json: boolean,
    temperature: number,
    maxTokens = 1024,
  ): ChatRequest => ({ system, prompt, json, temperature, maxTokens, seed });
  switch (task.kind) {
    case 'write_query':
      return request(prompts.query, queryPrompt(task), false, 0.9);
    case 'write_calls':
      return request(prompts.calls, callsPrompt(task), true, 0);
    case 'act':
      return request(prompts.act, actPrompt(task), true, 0.3);
    case 'act_misled':
      return request(prompts.act, misledPrompt(task), true, 0.7);
    case 'write_together':
      return request(prompts.together, togetherPrompt(task), true, 0.7, 1024 * task.parts.length);
    case 'judge_turn':
      return request(prompts.judge, judgePrompt(task), true, 0);
    case 'judge_edges':
      return request(prompts.edges, edgesPrompt(task), true, 0, 4096);
    case 'label_function':
      return request(prompts.label, labelPrompt(task), true, 0);
    case 'phrase_functions':
      return request(prompts.phrase, phrasePrompt(task), true, 0.9, 4096);
    case 'read_functions':
      return request(prompts.reading, readingPrompt(task), true, 0, 4096);
    case 'describe_function':
      return request(prompts.describe, describePrompt(task), true, 0.3);
  }
}

function queryPrompt(task: WriteQueryTask): string {
  return `Conversation so far:\n${transcript(task.conversation)}\n\n${queryOrder(task)}`;
}

/** What a message of the person has to do: the functions it must lead to, its values, and the order to write it. */
function queryOrder(task: WriteQueryTask): string {
  const functions = task.calls.map(
    (call) => `${call.role === 'implied' ? '(implied) ' : ''}${describeFunction(call.tool)}`,
  );
  const { intent } = task;
  const leaveOut = intent.kind === 'miss_params' ? intent : undefined;
  const orders = {
    calls: 'Write the message.',
    miss_func: 'Write the message. (The assistant will not have one of these functions; do not speak of that.)',
    miss_params: 'Write the message and leave the marked value out, as people forget things.',
    supply_func:
      'The assistant could not help because a tool was missing. Write a short message: it has what it needs now, please go on. No values, no names.',
    supply_params: suppliedOrder(task),
  }[intent.kind];
  const values =
    intent.kind === 'supply_func' || intent.kind === 'supply_params'
      ? ''
      : `\nValues:\n${describeValues(task.calls, task.past, leaveOut)}\n`;
  return `Functions:\n${functions.join('\n')}\n${values}${repairNote(task.repair)}\n${orders}`;
}

/** The conversation with its places, and what belongs in each. */
function togetherPrompt({ conversation, parts }: WriteTogetherTask): string {
  const places = new Map(parts.map((part, index) => [part.conversation.length, `[text ${index + 1}]`]));
  const shown = conversation.map((message, index) => {
    const content = places.get(index);
    return content === undefined ? message : { ...message, content };
  });
  const orders = parts.map((part, index) =>
    part.kind === 'act'
      ? `[text ${index + 1}] is the assistant's.\n${hintText(part.hint)}`
      : `[text ${index + 1}] is the person's.\n${queryOrder(part)}`,
  );
  return `Conversation:\n${transcript(shown)}\n\n${orders.join('\n\n')}\n\nWrite the ${parts.length} texts.`;
}

function suppliedOrder(task: WriteQueryTask): string {
  const corrects = task.intent.kind === 'supply_params' && task.intent.corrects === true;
  return corrects
    ? `Nothing was found for a value of the last message, because it was wrong. Write a short message that gives the right one: ${suppliedValue(task)}.`
    : `The assistant asked for a missing value. Write a short message that gives it: ${suppliedValue(task)}.`;
}

function suppliedValue({ intent, calls }: WriteQueryTask): string {
  if (intent.kind !== 'supply_params') return '';
  const argument = calls[intent.call]?.arguments.find((item) => item.parameter === intent.parameter);
  return `${intent.parameter} = ${JSON.stringify(argument?.value ?? null)}`;
}

function callsPrompt(task: WriteCallsTask): string {
  const one = task.functions.length === 1;
  const done = task.done.map(
    (call) => `${call.tool.name}(${JSON.stringify(call.arguments)}) gave ${JSON.stringify(call.output)}`,
  );
  return `Conversation:\n${transcript(task.conversation)}\n${done.length === 0 ? '' : `\nCalls of this turn so far:\n${done.join('\n')}\n`}\n${one ? 'Function' : 'Functions'}:\n${task.functions.map(describeFunction).join('\n')}\n${repairNote(task.repair)}\nWrite the ${one ? 'call' : `${task.functions.length} calls`}.`;
}

function actPrompt(task: ActTask): string {
  return `Tools:\n${describeTools(task.tools)}\n\nConversation:\n${transcript(task.conversation)}\n${hintText(task.hint)}\n${repairNote(task.repair)}`;
}

function hintText(hint: ActHint): string {
  switch (hint.kind) {
    case 'calls':
      return `[Hint] ${JSON.stringify(hint.calls)}`;
    case 'summarize':
      return hint.unknown === undefined
        ? '[Hint] All calls are made: sum up their outputs. Say plainly what failed, if something did.'
        : `[Hint] The call failed: say so, and ask the person to check ${hint.unknown.parameter}.`;
    case 'miss_func':
      return `[Hint] miss function: there is no tool here for ${JSON.stringify(hint.wanted.signature.description)}. Say what cannot be done; name no tool.`;
    case 'miss_params':
      return `[Hint] missed params: the person did not say ${hint.parameter}. Ask for it.`;
  }
}

function misledPrompt(task: ActMisledTask): string {
  return `Tools:\n${describeTools(task.tools)}\n\nConversation:\n${transcript(task.conversation)}\n[Hint] ${misleadingHint(task.misdirection)}\n${repairNote(task.repair)}`;
}

/** The misleading hint itself (sec. 3.5): it reads like a right one. */
function misleadingHint(wrong: NegativeHint): string {
  switch (wrong.kind) {
    case 'calls':
      return JSON.stringify(wrong.calls);
    case 'ask':
      return `missed params: ask the person for ${wrong.parameter}.`;
    case 'deny':
      return `miss function: there is no tool here for ${JSON.stringify(wrong.wanted.signature.description)}. Say so; name no tool.`;
    case 'misreport':
      return `All calls are made: sum up their outputs; where they say ${wrong.right}, the value is ${wrong.wrong}.`;
    case 'claim_success':
      return 'All calls are made and everything went through: say so.';
    case 'answer':
      return `All calls are made: sum up; the last output is ${JSON.stringify(wrong.output)}.`;
  }
}

function judgePrompt(task: JudgeTurnTask): string {
  return `Tools:\n${describeTools(task.tools)}\n\nConversation before the turn:\n${transcript(task.conversation)}\n\nReference:\n${transcript(task.reference)}\n\nAssistant's turn:\n${transcript(task.actual)}\n\nError types: ${JSON.stringify(ERROR_TYPES)}`;
}

function edgesPrompt(task: JudgeEdgesTask): string {
  return `Given function:\n${describeFunction(task.producer)}\n\nCandidates:\n${task.candidates.map(describeFunction).join('\n')}`;
}

function phrasePrompt(task: PhraseFunctionsTask): string {
  return `${task.count} of each kind for each function.\n\nFunctions:\n${task.functions.map(describeFunction).join('\n')}\n${repairNote(task.repair)}`;
}

function readingPrompt(task: ReadFunctionsTask): string {
  return `Functions:\n${task.functions.map(describeFunction).join('\n')}\n${repairNote(task.repair)}`;
}

function describePrompt(task: DescribeFunctionTask): string {
  return `Function:\n${describeFunction(task.function)}\n\nMissing so far: ${task.missing.join('; ')}\n${repairNote(task.repair)}`;
}

function labelPrompt(task: LabelFunctionTask): string {
  return `Categories: ${task.categories.join(', ')}, misc\n\nFunction:\n${describeFunction(task.function)}`;
}

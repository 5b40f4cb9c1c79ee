import type { ToolDefinition } from '../../chat/index.ts';
import { keyWords, keyWordsOfText } from '../../english/index.ts';
import { deedOf } from '../../graph/index.ts';
import { functionOfTool } from '../../trajectory/index.ts';

const WEIGHTS = { name: 3, parameter: 1, description: 1 } as const;
/** A match worth less than this share of the best possible one is none. */
const MIN_SHARE = 0.16;
const STOP = new Set(
  `a an the of to in for on at by with from and or is are be was i me my we us our you your it its this that these those please
   can could would will shall should need want like do does did have has had get give let there what which who how when where
   some any all each one more now then just also so as up out about tell thank thanks ok hi hello`.split(/\s+/),
);

export interface Match {
  readonly tool: ToolDefinition;
  /** Share of the text's weighted words that the tool speaks of, 0 to 1. */
  readonly score: number;
}

/** Ranks tools by the words they share with a text, rare words counting more. */
export interface Matcher {
  best(text: string, except: ReadonlySet<string>): Match | undefined;
}

type Action = ReturnType<typeof deedOf>['action'];

/** Left of a match where what is asked for and what the tool does are of different kinds. */
const CLASH = 0.4;
const CHANGES: ReadonlySet<Action> = new Set(['create', 'update', 'send', 'select', 'login', 'logout']);

/** Looking, changing and ending are not each other: a request to cancel is none to show. */
function clash(asked: Action, done: Action): boolean {
  if (asked === 'other' || done === 'other') return false;
  return sort(asked) !== sort(done);
}

function sort(action: Action): string {
  return action === 'delete' ? 'end' : CHANGES.has(action) ? 'change' : 'look';
}

/** Words that carry meaning, as names and descriptions write them. */
export function contentWords(text: string): string[] {
  return keyWordsOfText(text, 2000).filter((word) => word.length > 1 && !STOP.has(word));
}

export function createMatcher(tools: readonly ToolDefinition[]): Matcher {
  const documents = tools.map((tool) => ({ tool, words: weighWords(tool) }));
  const uses = new Map<string, number>();
  for (const { words } of documents) for (const word of words.keys()) uses.set(word, (uses.get(word) ?? 0) + 1);
  const deeds = new Map(tools.map((tool) => [tool, deedOf(functionOfTool(tool).signature).action]));
  const rarity = (word: string) => Math.log(1 + tools.length / (uses.get(word) ?? tools.length));
  return {
    best: (text, except) => {
      const asked = [...new Set(contentWords(text))];
      const doing = deedOf(functionOfTool(toolNamed(asked.join('_'))).signature).action;
      const most = asked.reduce((sum, word) => sum + rarity(word) * WEIGHTS.name, 0);
      let best: Match | undefined;
      for (const { tool, words } of documents) {
        if (except.has(tool.function.name) || most === 0) continue;
        const shared = asked.reduce((sum, word) => sum + (words.get(word) ?? 0) * rarity(word), 0) / most;
        const score = shared * (clash(doing, deeds.get(tool) ?? 'other') ? CLASH : 1);
        if (score >= MIN_SHARE && score > (best?.score ?? 0)) best = { tool, score };
      }
      return best;
    },
  };
}

function weighWords({ function: { name, description, parameters } }: ToolDefinition): Map<string, number> {
  const words = new Map<string, number>();
  const add = (list: readonly string[], weight: number) => {
    for (const word of list) if (!STOP.has(word)) words.set(word, Math.max(words.get(word) ?? 0, weight));
  };
  add(keyWords(name), WEIGHTS.name);
  add(keyWordsOfText(description ?? '', 2000), WEIGHTS.description);
  add(Object.keys(parameters.properties ?? {}).flatMap(keyWords), WEIGHTS.parameter);
  return words;
}

/** What is asked for, as a tool of that name. */
function toolNamed(name: string): ToolDefinition {
  return { type: 'function', function: { name, description: '', parameters: { type: 'object' } } };
}

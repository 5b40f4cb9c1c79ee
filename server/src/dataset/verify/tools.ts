import { equalJson, isObject, type Json, type JsonSchema } from '../../json/index.ts';
import { type Checker, createChecker } from '../../rules/index.ts';
import { buildCatalog, parseDocument } from '../../signature/index.ts';
import {
  type GenerationContext,
  type ToolDefinition,
  type TrajectoryRecord,
  toolDefinition,
} from '../../trajectory/index.ts';
import type { VerifyProblem } from './types.ts';

/** Definitions kept, so that a tool of many records is looked at once. */
const MAX_KEPT = 20_000;
const known = new Map<string, string | undefined>();
const TOOLS = 'file:///tools.json';
/** One for all definitions, each as an edit of the one before: setting up the rules costs more than asking them. */
let checker: Checker | undefined;

/** Each tool is offered once, with a definition that is a schema. */
export function toolProblems({ tools }: TrajectoryRecord): VerifyProblem[] {
  const names = new Set<string>();
  return tools.flatMap((tool): VerifyProblem[] => {
    const { name } = tool.function;
    const twice = names.has(name);
    names.add(name);
    const wrong = twice ? 'it is offered twice' : definitionProblem(tool);
    return wrong === undefined ? [] : [{ check: 'tools', detail: `${name}: ${wrong}` }];
  });
}

function definitionProblem(tool: ToolDefinition): string | undefined {
  const text = JSON.stringify([tool]);
  if (known.has(text)) return known.get(text);
  const found = firstError(tool, text);
  if (known.size > MAX_KEPT) known.clear();
  known.set(text, found);
  return found;
}

/** The first error that `magnet check` finds in the definition, whoever it is meant for. */
function firstError({ function: { parameters } }: ToolDefinition, text: string): string | undefined {
  const missing = missingRequired(parameters as JsonSchema);
  if (missing !== undefined) return missing;
  const catalog = buildCatalog([parseDocument(TOOLS, text)]);
  if (catalog.entries.length !== 1) return 'it is no tool definition';
  checker ??= createChecker();
  checker.update({ catalog });
  const { findings } = checker.findings(TOOLS);
  return findings.find(({ severity }) => severity === 'error')?.message;
}

function missingRequired({ required, properties }: JsonSchema): string | undefined {
  const names: readonly Json[] = Array.isArray(required) ? required : [];
  const there = isObject(properties) ? properties : {};
  const name = names.find((item) => typeof item === 'string' && !Object.hasOwn(there, item));
  return name === undefined ? undefined : `it requires ${String(name)}, which is no property`;
}

/** What is offered is what the signature files say. */
export function changedTools({ tools }: TrajectoryRecord, context: GenerationContext): VerifyProblem[] {
  return tools.flatMap((tool): VerifyProblem[] => {
    const { name } = tool.function;
    const current = context.tools.get(context.names.idOf(name) ?? '');
    if (current === undefined) return [{ check: 'tools', detail: `${name} is no function of the signature files` }];
    const same = equalJson(toolDefinition(current) as unknown as Json, tool as unknown as Json);
    return same ? [] : [{ check: 'tools', detail: `${name}: its definition is not that of the signature files` }];
  });
}

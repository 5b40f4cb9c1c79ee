import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const providerTool = defineRule({
  code: 'provider-tool',
  family: 'well-formed',
  severity: 'hint',
  title: 'A tool that the provider defines itself.',
  message: message`${'construct'} is defined by the provider: it has no signature here, and no edge of the graph leads to it.`,
  problem: 'provider-tool',
  docs: {
    what: 'An entry of a tool list that only names a tool of the provider (web search, code execution, computer use): its parameters are known there alone.',
    why: 'Nothing is wrong with it. It is left out of the catalog, of sampled paths and of trajectories, and that should not go unseen.',
    bad: `[[|{"type": "web_search_20250305", "name": "web_search"}|],
 {"name": "get_order", "description": "Shows what was ordered and where the parcel is.", "input_schema": {"type": "object", "properties": {}}}]`,
    good: `[{"name": "search_orders", "description": "Finds the orders in which all of these words stand.",
  "input_schema": {"type": "object", "properties": {"words": {"type": "string", "description": "What to look for.", "examples": ["green tea"]}}, "required": ["words"]}}]`,
  },
});

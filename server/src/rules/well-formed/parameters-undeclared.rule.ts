import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';

/** A docstring's own section about arguments, with a first name. */
const SECTION =
  /(?:^|\n|[.!]\s)\s*(?:args|arguments|parameters|params|inputs?)\s*:\s*(?:\n\s*[-*]?\s*|)(?:\{\s*)?(["`]?[A-Za-z_]\w*["`]?)\s*(?:\([^)\n]{1,60}\))?\s*[:–-]/i;
const TAGGED = /(?:@param|:param)\s+(?:\{[^}]*\}\s*)?(?:\w+\s+)?([A-Za-z_]\w*)/;

/** The same with marked names: "pass `title` and `text`". */
const ASKS_MARKED =
  /\b(?:give|pass|provide|specify|supply|needs|requires|takes|accepts|expects)\s+(?:it\s+|the\s+|an?\s+|your\s+)?`[A-Za-z_]\w*`/i;

/** A request for several values at once: "give folder, title and text". */
const ASKS =
  /\b(?:give|pass|provide|specify|supply|needs|requires|takes|accepts|expects)\s+(?:it\s+|the\s+|an?\s+|your\s+)?[a-z_]\w*(?:\s*\([^)]{1,80}\))?(?:\s*,\s*(?:the\s+|an?\s+)?[a-z_]\w*(?:\s*\([^)]{1,80}\))?)+\s*,?\s*(?:and|or)\s+/i;

export const parametersUndeclared = defineRule({
  code: 'parameters-undeclared',
  family: 'well-formed',
  severity: 'warning',
  title: 'No parameters, while the description names some.',
  message: message`The function takes no parameters, while its description speaks of ${'words'}.`,
  docs: {
    what: `A function without a single parameter whose description has a section of arguments (\`Args:\`, \`@param\`), or (as information)
asks for several values in a row.`,
    why: `The schema was lost on the way, often in a framework that did not understand its source. The model is shown no argument, and
sends none.`,
    bad: `{"name": "change_note", "description": [|"Changes a note.\\n\\nArgs:\\n  folder: Where it is.\\n  title: What it is called."|], "inputSchema": {"type": "object", "properties": {}}}`,
    good: `{"name": "change_note", "description": "Changes a note.", "inputSchema": {"type": "object", "properties": {"title": {"type": "string", "description": "What it is called."}}, "required": ["title"]}}`,
    sources: [SOURCES.mcpEmpty],
  },
  checkFunction({ signature, dialect }, report) {
    const { parameters, description } = signature;
    // A manifest names its tools and leaves their parameters to the server.
    if (dialect === 'bundle' || description.length > 20_000) return;
    const open = parameters.additionalProperties !== undefined || parameters.patternProperties !== undefined;
    if (open || Object.keys(parameters).some((key) => SAYS_MORE.has(key))) return;
    if (Object.keys(parameters.properties ?? {}).length > 0) return;
    const named = SECTION.exec(description)?.[1] ?? TAGGED.exec(description)?.[1];
    if (named !== undefined) {
      report({ part: ['description'], data: { words: `an argument ${named}` } });
      return;
    }
    const asked = (ASKS.exec(description) ?? ASKS_MARKED.exec(description))?.[0].trim();
    if (asked === undefined) return;
    report({ part: ['description'], data: { words: `several (${show(asked, 60)})` }, level: 'information' });
  },
});

/** Keywords that say by themselves what a call may hold. */
const SAYS_MORE = new Set(['$ref', 'anyOf', 'oneOf', 'allOf', 'if', 'propertyNames', 'minProperties']);

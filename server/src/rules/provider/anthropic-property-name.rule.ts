import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { SOURCES } from '../support/provider.ts';

const NAME = /^[a-zA-Z0-9_.-]{1,64}$/;

export const anthropicPropertyName = defineRule({
  code: 'anthropic-property-name',
  family: 'provider',
  target: 'anthropic',
  severity: 'error',
  title: 'A parameter name that Anthropic refuses.',
  message: message`Anthropic takes parameter names of 1 to 64 letters, digits, \`_\`, \`.\` and \`-\`: not ${'name'}.`,
  docs: {
    what: `A parameter of the function whose name does not match \`^[a-zA-Z0-9_.-]{1,64}$\`: \`filter[id]\`, \`$top\`, \`user name\`, a name of more than 64 characters.`,
    why: `"input_schema.properties: Property keys should match pattern", status 400: one such name in one tool, and the whole request fails.`,
    bad: `{"name": "list_apps", "description": "Lists the apps.", "input_schema": {"type": "object", "properties": {[|"filter[id]"|]: {"type": "string", "description": "App to list."}}}}`,
    good: `{"name": "list_apps", "description": "Lists the apps.", "input_schema": {"type": "object", "properties": {"filter.id": {"type": "string", "description": "App to list."}}}}`,
    sources: [SOURCES.anthropicProperty],
  },
  checkProperty(node, _subject, report) {
    if (!node.parameter || NAME.test(node.name)) return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\`` } });
  },
});

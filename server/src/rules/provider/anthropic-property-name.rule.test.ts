import { testRule } from '../testing/test-rule.ts';
import { anthropicPropertyName } from './anthropic-property-name.rule.ts';

const tool = (name: string) =>
  `{"name": "list_apps", "description": "Lists the apps.", "input_schema": {"type": "object", "properties": {${name}: {"type": "string", "description": "App to list."}}}}`;

testRule(anthropicPropertyName, {
  bad: [
    { input: tool('[|"$top"|]'), message: 'not `$top`' },
    { input: tool('[|"größe"|]') },
    { input: tool(`[|"${'a'.repeat(65)}"|]`) },
  ],
  good: [
    tool('"a.b-c_D9"'),
    tool(`"${'a'.repeat(64)}"`),
    // Only the parameters themselves are named in the error.
    '{"name": "list_apps", "description": "Lists the apps.", "input_schema": {"type": "object", "properties": {"filter": {"type": "object", "properties": {"$top": {"type": "integer"}}}}}}',
  ],
});

import { testRule } from '../testing/test-rule.ts';
import { mcpAnnotations } from './mcp-annotations.rule.ts';

const tool = (hint: string) =>
  `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object"}, "annotations": {"title": "F", ${hint}}}`;

testRule(mcpAnnotations, {
  bad: [
    {
      input: tool('"readOnlyHint": [|"true"|]'),
      message: '`readOnlyHint` must be true or false, not "true".',
      fixed: tool('"readOnlyHint": true'),
    },
    { input: tool('"destructiveHint": [|1|]') },
  ],
  good: [tool('"readOnlyHint": true, "destructiveHint": false'), tool('"openWorldHint": false')],
});

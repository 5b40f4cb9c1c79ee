import { testRule } from '../testing/test-rule.ts';
import { mcpAnnotations } from './mcp-annotations.rule.ts';

const tool = (hint: string) =>
  `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object"}, "annotations": {"title": "F", ${hint}}}`;

const named = (name: string, annotations: string, properties = '') =>
  `{"name": "${name}", "description": "Does it.", "inputSchema": {"type": "object", "properties": {${properties}}, "required": ["user_id"]}, ${annotations}}`;
const id = '"user_id": {"type": "string"}';

testRule(mcpAnnotations, {
  bad: [
    {
      input: tool('"readOnlyHint": [|"true"|]'),
      message: '`readOnlyHint` must be true or false, not "true".',
      fixed: tool('"readOnlyHint": true'),
    },
    { input: tool('"destructiveHint": [|1|]') },
    {
      input: named('delete_file', '"annotations": {"readOnlyHint": [|true|]}'),
      message: 'A tool named `delete_file` does not only read.',
    },
    { input: named('github_deleteRepo', '"annotations": {"readOnlyHint": [|true|]}') },
    { input: named('remove_user', '"annotations": {"readOnlyHint": [|true|]}', id) },
    {
      input: named('list_users', '"annotations": {"destructiveHint": [|true|]}'),
      message: 'A tool named `list_users` destroys nothing.',
    },
    {
      input: named('show', '"annotations": {[|"readOnly"|]: true}'),
      message: '`readOnly` is no hint of MCP; `readOnlyHint` is meant.',
    },
    { input: named('show', '"annotations": {[|"readonlyHint"|]: true}') },
    { input: named('show', '[|"readOnlyHint"|]: true'), message: '`readOnlyHint` is read inside `annotations`.' },
  ],
  good: [
    // Nothing is gone afterwards.
    ...['preview_delete', 'get_deleted_users', 'remove_background', 'list_delete_requests', 'undelete'].map((name) =>
      named(name, '"annotations": {"readOnlyHint": true}'),
    ),
    named('get_and_delete', '"annotations": {"destructiveHint": true}'),
    named('pop_message', '"annotations": {"destructiveHint": true}'),
    named('show', '"annotations": {"title": "Show", "audience": ["user"]}'),
    // A parameter may have the name.
    named('show', '"annotations": {"readOnlyHint": true}', '"destructive": {"type": "boolean"}'),
    tool('"readOnlyHint": true, "destructiveHint": false'),
    tool('"openWorldHint": false'),
    // Other dialects have no hints, and may use the words.
    '{"type": "function", "function": {"name": "show", "description": "Shows.", "parameters": {"type": "object", "properties": {}}, "annotations": {"readOnly": "yes"}}}',
  ],
});

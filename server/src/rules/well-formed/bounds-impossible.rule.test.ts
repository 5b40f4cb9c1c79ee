import { testRule } from '../testing/test-rule.ts';
import { boundsImpossible } from './bounds-impossible.rule.ts';

const tool = (property: string) =>
  `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": ${property}}}}`;

testRule(boundsImpossible, {
  bad: [
    {
      input: tool('{"type": "string", "minLength": [|9|], "maxLength": 3}'),
      message: 'minLength 9 and maxLength 3',
      fixed: tool('{"type": "string", "minLength": 3, "maxLength": 9}'),
    },
    { input: tool('{"type": "array", "items": {}, "minItems": [|2|], "maxItems": 1}') },
    { input: tool('{"type": "array", "contains": {"type": "string"}, "minContains": [|2|], "maxContains": 1}') },
    { input: tool('{"type": "object", "minProperties": [|2|], "maxProperties": 1}') },
    {
      input: tool('{"type": "number", "minimum": [|2|], "maximum": 1}'),
      message: 'minimum 2 and maximum 1',
      fixed: tool('{"type": "number", "minimum": 1, "maximum": 2}'),
    },
    {
      input: `/** Sets the volume. @param percent Loudness. @minimum [|9|] @maximum 3 */
function set_volume(percent: integer): boolean;`,
      fixed: `/** Sets the volume. @param percent Loudness. @minimum 3 @maximum 9 */
function set_volume(percent: integer): boolean;`,
    },
    // Swapping bounds that meet would change nothing: they are wrong in another way.
    { input: tool('{"type": "number", "exclusiveMinimum": [|1|], "exclusiveMaximum": 1}'), fixed: null },
    { input: tool('{"type": "number", "exclusiveMinimum": [|1|], "maximum": 1}'), fixed: null },
    { input: tool('{"type": "number", "minimum": [|1|], "exclusiveMaximum": 1}'), fixed: null },
    { input: tool('{"type": "integer", "exclusiveMinimum": [|1|], "exclusiveMaximum": 2}'), fixed: null },
    // No whole number lies between these, though numbers do.
    { input: tool('{"type": "integer", "minimum": [|1.2|], "maximum": 1.8}'), fixed: null },
    { input: tool('{"type": "integer", "exclusiveMinimum": [|1.2|], "exclusiveMaximum": 1.8}') },
    // Draft 4 writes an exclusive bound as a flag beside the plain one.
    { input: tool('{"type": "number", "minimum": 1, "exclusiveMinimum": [|true|], "maximum": 1}') },
    { input: tool('{"type": "number", "minimum": [|1|], "maximum": 1, "exclusiveMaximum": true}') },
    // Where both forms of a bound stand, the stronger one counts.
    { input: tool('{"type": "number", "minimum": [|5|], "exclusiveMinimum": 1, "maximum": 3}'), message: 'minimum 5' },
    {
      input: tool('{"type": "number", "minimum": 1, "exclusiveMinimum": [|3|], "maximum": 3}'),
      message: 'exclusiveMinimum 3',
    },
    { input: tool('{"type": "number", "minimum": [|3|], "exclusiveMaximum": 9, "maximum": 2}'), message: 'maximum 2' },
  ],
  good: [
    tool('{"type": "string"}'),
    tool('{"type": "string", "minLength": 3, "maxLength": 3}'),
    tool('{"type": "string", "minLength": 3}'),
    tool('{"type": "string", "maxLength": 3}'),
    tool('{"type": "string", "minLength": "9", "maxLength": 3}'),
    tool('{"type": "string", "minLength": 9, "maxLength": "3"}'),
    tool('{"type": "number", "minimum": 1, "maximum": 1}'),
    tool('{"type": "number", "minimum": 9}'),
    tool('{"type": "number", "maximum": -9}'),
    tool('{"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 2}'),
    tool('{"type": "number", "exclusiveMinimum": false, "minimum": 1, "maximum": 1}'),
    tool('{"type": ["integer", "number"], "exclusiveMinimum": 1, "exclusiveMaximum": 2}'),
    tool('{"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 3}'),
    tool('{"type": "integer", "exclusiveMinimum": 1.2, "exclusiveMaximum": 2.8}'),
    tool('{"type": "integer", "minimum": 1.2, "maximum": 2}'),
  ],
});

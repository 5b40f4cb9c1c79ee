import { isSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';

/** Keywords that say what may be in an object. */
const SHAPES = ['properties', 'patternProperties', 'propertyNames', 'anyOf', 'oneOf', 'allOf', 'enum', 'const', '$ref'];

export const objectFreeForm = defineRule({
  code: 'object-free-form',
  family: 'clear',
  severity: 'information',
  title: 'An object that may hold anything.',
  message: message`${'name'} is an object of any shape: say its properties, or what its values are.`,
  docs: {
    what: 'A parameter of type object without `properties` and without a schema for its values.',
    why: "The model invents keys. OpenAI's strict mode and Gemini refuse or empty such an object.",
    bad: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  [|"filters"|]: {"type": "object", "description": "What the hotel must have."}}}}`,
    good: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "filters": {"type": "object", "description": "What the hotel must have.", "properties": {
    "stars": {"type": "integer", "description": "At least so many."}}}}}}`,
  },
  checkProperty(node, _subject, report) {
    const { schema } = node;
    if (!typesOf(schema).includes('object')) return;
    if (SHAPES.some((keyword) => schema[keyword] !== undefined) || isSchema(schema.additionalProperties)) return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\`` } });
  },
});

import { testRule } from '../testing/test-rule.ts';
import { targetSize } from './target-size.rule.ts';

/** A function with some properties and one list among its definitions. */
const list = (limits: string, properties: readonly string[], key = '"parametersJsonSchema"') =>
  `{"name": "plan_route", "description": "Plans a route.", ${key}: {"type": "object", "properties": {${properties.join(', ')}}, "$defs": {"Stops": {"type": "array", "items": {"type": "string"}, ${limits}}}}}`;

const MARKED = '[|"parametersJsonSchema"|]';

testRule(targetSize, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", [|"maxLength"|]: 10000}}}}}`,
      targets: ['llama.cpp'],
    },
    {
      input: list('"maxItems": 500', [`"in": {"$ref": "#/$defs/Stops"}`, `"out": {"$ref": "#/$defs/Stops"}`], MARKED),
      targets: ['gemini'],
      message: 'here it is 1000',
    },
    {
      input: list(
        '"maxItems": 900',
        [
          `"legs": {"type": "array", "maxItems": 100, "items": {"anyOf": [{"$ref": "#/$defs/Stops"}, {"type": "null"}]}}`,
        ],
        MARKED,
      ),
      targets: ['gemini'],
      message: 'here it is 1000',
    },
  ],
  good: [
    {
      input: list('"maxItems": 900', [`"in": {"$ref": "#/$defs/Stops"}`, `"note": {"type": "string"}`]),
      targets: ['gemini'],
    },
    {
      // A list of itself is counted once.
      input: list('"maxItems": 600, "contains": {"$ref": "#/$defs/Stops"}', [`"in": {"$ref": "#/$defs/Stops"}`]),
      targets: ['gemini'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "maxLength": 64}}}}}`,
      targets: ['llama.cpp'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "maxLength": 10000}}}}}`,
      targets: ['bfcl'],
    },
  ],
});

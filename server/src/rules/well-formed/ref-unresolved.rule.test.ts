import { testRule } from '../testing/test-rule.ts';
import { refUnresolved } from './ref-unresolved.rule.ts';

const tool = (ref: string, table: string) =>
  `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": ${ref}}}, "${table}": {"DateRange": {"type": "string"}}}}`;

/** A reference to a name, and the name deep inside another definition. */
const anchored = (ref: string, name: string) =>
  `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": ${ref}}}, "$defs": {"Walk": {"type": "object", "properties": {"start": {${name}, "type": "string"}}}}}}`;

testRule(refUnresolved, {
  bad: [
    {
      input: tool('[|"#/$defs/DateRange"|]', 'definitions'),
      message: 'it is under `definitions`',
      fixed: tool('"#/definitions/DateRange"', 'definitions'),
    },
    {
      input: tool('[|"#/$defs/Daterange"|]', '$defs'),
      message: 'is #/$defs/DateRange meant?',
      fixed: tool('"#/$defs/DateRange"', '$defs'),
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": [|"#/$defs/__proto__"|]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": [|"https://example.com/schema.json"|]}}}}`,
      message: `only references within the schema`,
    },
    {
      input: anchored('[|"#Place"|]', '"$anchor": "place"'),
      message: 'Nothing is at #Place',
    },
  ],
  good: [
    anchored('"#place"', '"$anchor": "place"'),
    anchored('"https://example.com/place"', '"$id": "https://example.com/place"'),
    tool('"#/definitions/DateRange"', 'definitions'),
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": "#"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": "#/properties/b"}, "b": {"type": "string"}}}}`,
  ],
});

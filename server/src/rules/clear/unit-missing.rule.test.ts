import { testRule } from '../testing/test-rule.ts';
import { unitMissing } from './unit-missing.rule.ts';

const tool = (properties: string, description = 'Does it.') =>
  `{"name": "f", "description": "${description}", "inputSchema": {"type": "object", "properties": {${properties}}}}`;

testRule(unitMissing, {
  bad: [
    { input: tool('[|"weight"|]: {"type": "number", "description": "What it weighs."}') },
    // A bound on one side is a limit and no scale.
    { input: tool('[|"weight"|]: {"type": "number", "description": "What it weighs.", "minimum": 0}') },
    { input: tool('[|"weight"|]: {"type": "number", "description": "What it weighs.", "maximum": 40}') },
  ],
  good: [
    tool('"timeout_seconds": {"type": "integer", "description": "How long."}'),
    tool(
      '"weight": {"type": "number", "description": "Its weight."}, "unit": {"type": "string", "description": "kg or lb."}',
    ),
    tool('"length": {"type": "string", "description": "How long."}'),
    tool('"weight": {"type": "string", "description": "What it weighs."}'),
    tool('"count": {"type": "number", "description": "How many."}'),
    tool('"weight": {"type": "number", "description": "What it weighs.", "minimum": 0, "maximum": 10}'),
    tool('"timeout": {"type": "integer", "description": "How long.", "enum": [1, 5]}'),
    tool('"weight": {"type": "number", "description": "What it weighs, in kilograms."}'),
    tool('"timeout": {"type": "integer", "description": "How long."}', 'Waits. All times are in milliseconds.'),
  ],
});

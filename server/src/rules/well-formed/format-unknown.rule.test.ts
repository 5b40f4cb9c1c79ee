import { testRule } from '../testing/test-rule.ts';
import { formatUnknown } from './format-unknown.rule.ts';

const tool = (format: string) =>
  `{"name": "find_flights", "description": "Finds flights.", "inputSchema": {"type": "object", "properties": {"after": {"type": "string", "description": "Earliest departure.", "format": ${format}}}}}`;

testRule(formatUnknown, {
  bad: [
    { input: tool('[|"iso8601"|]'), fixed: tool('"date-time"') },
    { input: tool('[|"YYYY-MM-DD"|]'), fixed: tool('"date"') },
    { input: tool('[|"Email"|]'), fixed: tool('"email"') },
    { input: tool('[|"hostnme"|]'), fixed: tool('"hostname"') },
    { input: tool('[|"emails"|]'), fixed: tool('"email"') },
    { input: tool('[|"emaal"|]'), fixed: tool('"email"') },
    { input: tool('[|"string"|]'), message: '`string` is no format that anybody checks: it is a type.' },
  ],
  good: ['date-time', 'int64', 'byte', 'url', 'phone', 'x-order-key', 'data', 'unix-time', 'decimal'].map((format) =>
    tool(JSON.stringify(format)),
  ),
});

import path from 'node:path';
import type { DataReport } from './data-report.ts';
import { VERSION } from './version.ts';

/** What was found in a data set for code hosts, by line of the file (SARIF 2.1.0). */
export function sarifLog({ file, problems, notes, broken }: DataReport, cwd: string): object {
  const uri = path.relative(cwd, file).split(path.sep).join('/');
  const at = (line: number) => [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: line } } }];
  const results = [
    ...broken.map(({ line, reason }) => ({
      ruleId: 'unreadable',
      level: 'error',
      message: { text: reason },
      locations: at(line),
    })),
    ...problems.map((problem) => ({ ...sarifResult(problem), level: 'error', locations: at(problem.line) })),
    ...notes.map((note) => ({ ...sarifResult(note), level: 'note', locations: at(note.line) })),
  ];
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({ id }));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Magnet', version: VERSION, rules } }, results }],
  };
}

function sarifResult({
  kind,
  record,
  message,
  detail,
}: {
  kind: string;
  record: number;
  message: number;
  detail: string;
}) {
  return { ruleId: kind, message: { text: `record ${record}, message ${message}: ${detail}` } };
}

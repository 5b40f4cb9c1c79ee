import { RULES, type Rule, type Severity } from '../rules/index.ts';
import { VERSION } from './version.ts';

/** One finding with 1-based places, as the command line reports it. */
export interface Diagnostic {
  /** Path relative to the working folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * A log in the Static Analysis Results Interchange Format, as code hosts take it. Columns are UTF-16 code units.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(diagnostics: readonly Diagnostic[]): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: { driver: { name: 'Magnet', version: VERSION, rules: codes.map(reportingRule) } },
        results: diagnostics.map((diagnostic) => ({
          ruleId: diagnostic.code,
          ruleIndex: codes.indexOf(diagnostic.code),
          level: LEVELS[diagnostic.severity],
          message: { text: diagnostic.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(diagnostic.file.replaceAll('\\', '/')) },
                region: {
                  startLine: diagnostic.line,
                  startColumn: diagnostic.column,
                  endLine: diagnostic.endLine,
                  endColumn: diagnostic.endColumn,
                },
              },
            },
          ],
        })),
      },
    ],
  };
}

function reportingRule(code: string): object {
  const rule: Rule | undefined = Object.hasOwn(RULES, code) ? RULES[code as keyof typeof RULES] : undefined;
  return {
    id: code,
    shortDescription: { text: rule?.title ?? code },
    fullDescription: { text: rule?.docs.what ?? code },
    help: { text: rule?.docs.why ?? code },
  };
}

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Finding, RULES, type Rule, type Severity } from '../../rules/index.ts';
import { VERSION } from '../version.ts';
import type { Diagnostic, Place, PositionMapper } from './diagnostic.ts';
import { JsonList } from './json.ts';
import type { FindingWriter, Totals } from './report.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * A log in the Static Analysis Results Interchange Format, as code hosts take it. Columns are UTF-16 code units. The
 * results come first, so that each can be written when it is found; the rules they name follow.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export class SarifWriter implements FindingWriter {
  readonly #places: PositionMapper;
  readonly #cwd: string;
  readonly #list: JsonList;
  /** Index of each rule by code, in the order first reported. */
  readonly #rules = new Map<string, number>();
  #notShown = 0;

  constructor(places: PositionMapper, cwd: string, print: (text: string) => void) {
    this.#places = places;
    this.#cwd = cwd;
    this.#list = new JsonList((results) => this.#log(results), print);
  }

  add(finding: Finding): void {
    this.#list.add(this.#result(this.#places.diagnosticOf(finding)));
  }

  end({ beyond }: Totals): void {
    this.#notShown = beyond;
    this.#list.end();
  }

  #log(results: string): object {
    return {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          columnKind: 'utf16CodeUnits',
          results,
          tool: { driver: { name: 'Magnet', version: VERSION, rules: [...this.#rules.keys()].map(reportingRule) } },
          ...(this.#notShown === 0 ? {} : { invocations: [leftOut(this.#notShown)] }),
        },
      ],
    };
  }

  #result({ code, severity, message, related, ...place }: Diagnostic): object {
    const ruleIndex = this.#rules.get(code) ?? this.#rules.size;
    this.#rules.set(code, ruleIndex);
    const others = (related ?? []).map(({ message: text, ...other }) => ({
      ...this.#location(other),
      message: { text },
    }));
    return {
      ruleId: code,
      ruleIndex,
      level: LEVELS[severity],
      message: { text: message },
      locations: [this.#location(place)],
      ...(others.length === 0 ? {} : { relatedLocations: others }),
    };
  }

  #location({ file, line, column, endLine, endColumn }: Place): object {
    return {
      physicalLocation: {
        artifactLocation: { uri: artifactUri(file, this.#cwd) },
        region: { startLine: line, startColumn: column, endLine, endColumn },
      },
    };
  }
}

/** A reference relative to the working folder; what lies outside of it has no place there and gets its whole address. */
function artifactUri(file: string, cwd: string): string {
  if (/^[a-z][a-z+.-]+:/i.test(file)) return file;
  if (file.startsWith('..') || path.isAbsolute(file)) return pathToFileURL(path.resolve(cwd, file)).href;
  return file.split(path.sep).map(encodeURIComponent).join('/');
}

function leftOut(count: number): object {
  const text = `${count} results are left out; --max-diagnostics none writes all.`;
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: 'note', message: { text } }] };
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

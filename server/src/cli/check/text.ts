import type { Finding } from '../../rules/index.ts';
import { oneLine } from '../gate.ts';
import type { PositionMapper } from './diagnostic.ts';
import { codeFrame } from './frame.ts';
import type { FindingWriter, Totals } from './report.ts';

/** Findings as compilers show them: message, place, the line with the place underlined; at the end the counts. */
export class TextWriter implements FindingWriter {
  readonly #places: PositionMapper;
  readonly #print: (text: string) => void;

  constructor(places: PositionMapper, print: (text: string) => void) {
    this.#places = places;
    this.#print = print;
  }

  add(finding: Finding): void {
    const { severity, code, message, file, line, column, related } = this.#places.diagnosticOf(finding);
    const { text, lines } = this.#places.sourceOf(finding.uri);
    const others = (related ?? []).map(
      (other) => `\n  --> ${oneLine(other.file)}:${other.line}:${other.column}: ${oneLine(other.message)}`,
    );
    const frame = codeFrame(text, lines, finding.span);
    this.#print(
      `${severity}[${code}]: ${oneLine(message)}\n  --> ${oneLine(file)}:${line}:${column}\n${frame}${others.join('')}\n`,
    );
  }

  end({ files, functions, found, milder, beyond }: Totals): void {
    const { error, warning, information, hint } = found;
    const grave = [count(error, 'error'), count(warning, 'warning')].join(', ');
    const mild = information + hint > 0 ? `, ${information} information, ${count(hint, 'hint')}` : '';
    const notes = [
      beyond > 0 ? `\n${beyond} more not shown; --max-diagnostics none shows all.` : '',
      milder > 0 ? `\n${milder} of them not shown; --severity hint shows all.` : '',
    ];
    this.#print(`${grave}${mild} in ${count(functions, 'function')} of ${count(files, 'file')}.${notes.join('')}`);
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { TAGS } from '../../../server/src/signature/index.ts';

const GRAMMAR = 'syntaxes/fsig.tmLanguage.json';
let grammar: IGrammar;

beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(Uint8Array.from(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR),
  });
  grammar = (await registry.loadGrammar('source.fsig')) as IGrammar;
});

/** Innermost scope of each token that is more than white space, as `text → scope`. */
function scopes(text: string): string[] {
  let stack = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens
      .map(({ startIndex, endIndex, scopes: all }) => `${line.slice(startIndex, endIndex).trim()} → ${all.at(-1)}`)
      .filter((token) => !token.startsWith(' →'));
  });
}

describe('the TextMate grammar of .fsig', () => {
  it('colours a function as TypeScript does', () => {
    expect(scopes('function find(from: AirportCode, cabin?: "eco" | null = "eco"): Flight[];')).toEqual([
      'function → storage.type.function.fsig',
      'find → entity.name.function.fsig',
      '( → punctuation.definition.parameters.begin.fsig',
      'from → variable.parameter.fsig',
      ': → keyword.operator.type.annotation.fsig',
      'AirportCode → entity.name.type.fsig',
      ', → punctuation.separator.comma.fsig',
      'cabin → variable.parameter.fsig',
      '? → keyword.operator.optional.fsig',
      ': → keyword.operator.type.annotation.fsig',
      '" → punctuation.definition.string.begin.fsig',
      'eco → string.quoted.double.fsig',
      '" → punctuation.definition.string.end.fsig',
      '| → keyword.operator.type.fsig',
      'null → support.type.primitive.fsig',
      '= → keyword.operator.assignment.fsig',
      '" → punctuation.definition.string.begin.fsig',
      'eco → string.quoted.double.fsig',
      '" → punctuation.definition.string.end.fsig',
      ') → punctuation.definition.parameters.end.fsig',
      ': → keyword.operator.type.annotation.fsig',
      'Flight → entity.name.type.fsig',
      '[ → meta.brace.square.fsig',
      '] → meta.brace.square.fsig',
      '; → punctuation.terminator.statement.fsig',
    ]);
  });

  it('colours types, namespaces and imports', () => {
    const found = scopes(`import { Id as Key } from "./a.fsig";
namespace air.line {
  type FlightId = string;
  interface Flight extends Base { readonly id: FlightId; "a b"?: Record<string, number>; [key: string]: unknown }
  enum Level { low, high = "h" }
}`);
    for (const expected of [
      'import → keyword.control.import.fsig',
      'Id → variable.other.readwrite.alias.fsig',
      'from → keyword.control.from.fsig',
      'namespace → storage.type.namespace.fsig',
      'air.line → entity.name.type.module.fsig',
      'type → storage.type.type.fsig',
      'FlightId → entity.name.type.alias.fsig',
      'string → support.type.primitive.fsig',
      'interface → storage.type.interface.fsig',
      'Base → entity.other.inherited-class.fsig',
      'readonly → storage.modifier.fsig',
      'id → variable.other.property.fsig',
      'FlightId → entity.name.type.fsig',
      '"a b" → variable.other.property.fsig',
      'Record → support.type.builtin.fsig',
      'key → variable.parameter.fsig',
      'unknown → support.type.primitive.fsig',
      'enum → storage.type.enum.fsig',
      'low → variable.other.enummember.fsig',
    ]) {
      expect(found).toContain(expected);
    }
  });

  it('colours every tag of the language inside documentation', () => {
    for (const { name } of TAGS) {
      expect(scopes(`/** Text. @${name} 1 */`)).toContain(`${name} → storage.type.class.jsdoc`);
      expect(scopes(`/**\n * @${name} 1\n */`)).toContain(`${name} → storage.type.class.jsdoc`);
    }
    expect(scopes('/** @param date Day. @pattern ^a b$ @minimum 3 @example "SFO" mail a@b.c */')).toEqual([
      '/** → punctuation.definition.comment.fsig',
      '@ → punctuation.definition.block.tag.jsdoc',
      'param → storage.type.class.jsdoc',
      'date → variable.other.jsdoc',
      'Day. → comment.block.documentation.fsig',
      '@ → punctuation.definition.block.tag.jsdoc',
      'pattern → storage.type.class.jsdoc',
      '^a b$ → string.regexp.jsdoc',
      '@ → punctuation.definition.block.tag.jsdoc',
      'minimum → storage.type.class.jsdoc',
      '3 → constant.numeric.jsdoc',
      '@ → punctuation.definition.block.tag.jsdoc',
      'example → storage.type.class.jsdoc',
      '"SFO" → string.quoted.double.json.fsig',
      'mail a@b.c → comment.block.documentation.fsig',
      '*/ → punctuation.definition.comment.fsig',
    ]);
  });

  it('colours what stands for another sign in a documentation comment', () => {
    expect(scopes('/** Mail \\@me. &#32; &amp;#32; *\\/ &co; */')).toEqual([
      '/** → punctuation.definition.comment.fsig',
      'Mail → comment.block.documentation.fsig',
      '\\@ → constant.character.escape.fsig',
      'me. → comment.block.documentation.fsig',
      '&#32; → constant.character.escape.fsig',
      '&amp;#32; → constant.character.escape.fsig',
      '*\\/ → constant.character.escape.fsig',
      '&co; → comment.block.documentation.fsig',
      '*/ → punctuation.definition.comment.fsig',
    ]);
  });

  it.each(['type A = ', 'function f', 'function f(): ', 'interface A', 'enum E', 'namespace '])(
    'recovers at the next declaration after "%s"',
    (broken) => {
      const found = scopes(`${broken}\n\n/** Next. */\nfunction next(): void;`);
      expect(found).toContain('next → entity.name.function.fsig');
    },
  );

  it('colours the whole bundled example without plain identifiers left over', () => {
    const plain = scopes(readFileSync('examples/airline/airline.fsig', 'utf8')).filter((token) =>
      token.endsWith('→ source.fsig'),
    );
    expect(plain).toEqual([]);
  });
});

describe('the language configuration of .fsig', () => {
  const configuration = JSON.parse(readFileSync('syntaxes/fsig.language-configuration.json', 'utf8'));

  it('continues a documentation comment on Enter', () => {
    const rules: { beforeText: string; afterText?: string; action: { appendText?: string } }[] =
      configuration.onEnterRules;
    const typed = (before: string, after: string) =>
      rules.find(
        (rule) =>
          new RegExp(rule.beforeText).test(before) &&
          (rule.afterText === undefined || new RegExp(rule.afterText).test(after)),
      )?.action.appendText;
    expect(typed('  /** Finds.', ' */')).toBe(' * ');
    expect(typed('  /**', '')).toBe(' * ');
    expect(typed('   * @param a', '')).toBe('* ');
    expect(typed('  type A = string;', '')).toBeUndefined();
  });

  it('has only legal expressions', () => {
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        if (/Pattern$|Text$/.test(key) && typeof child === 'string' && key !== 'appendText' && key !== 'removeText') {
          expect(() => new RegExp(child)).not.toThrow();
        } else visit(child);
      }
    };
    visit(configuration);
  });
});

import { describe, expect, it } from 'vitest';
import { buildCatalog, parseDocument } from '../../signature/index.ts';
import { checkCatalog } from '../checker.ts';
import { functionTooLarge } from './function-too-large.rule.ts';

const uri = 'file:///forms.tools.json';

function found(inputSchema: object) {
  const text = JSON.stringify([{ name: 'send_form', description: 'Sends a form that was filled in.', inputSchema }]);
  const catalog = buildCatalog([parseDocument(uri, text)]);
  return checkCatalog({ catalog, settingsFor: () => ({ rules: {}, targets: 'auto' }) }).get(uri) ?? [];
}

const messages = (inputSchema: object) =>
  found(inputSchema)
    .filter(({ code }) => code === functionTooLarge.code)
    .map(({ message }) => message);

function fields(count: number, field: (index: number) => object): object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`field_${index}`, field(index)]));
}

function nested(levels: number): object {
  let schema: object = { type: 'string', description: 'The leaf.' };
  for (let level = 0; level < levels; level++) schema = { type: 'array', description: 'A level.', items: schema };
  return schema;
}

const described = (index: number) => ({ type: 'string', description: `What was filled in at place ${index}.` });
const bare = () => ({ type: 'string' });

describe('function-too-large', () => {
  it('is silent where all was looked at and all is told', () => {
    expect(messages({ type: 'object', properties: fields(1_000, bare) })).toEqual([]);
    // The root and 19,999 below it; 47 arrays below a parameter.
    expect(messages({ type: 'object', properties: fields(19_999, described) })).toEqual([]);
    expect(messages({ type: 'object', properties: { tree: nested(47) } })).toEqual([]);
  });

  it('tells of schemas that were not looked at', () => {
    expect(messages({ type: 'object', properties: fields(20_000, described) })).toEqual([
      'This function is too large to be checked whole: only the first 20000 schemas of its parameters were looked at.',
    ]);
    expect(messages({ type: 'object', properties: { tree: nested(48) } })).toEqual([
      'This function is too large to be checked whole: its parameters were looked at 48 steps deep.',
    ]);
  });

  it('tells of findings that were not kept; those of other rules are', () => {
    const properties = { ...fields(1_003, bare), total: { $ref: '#/$defs/Money', description: 'What it costs.' } };
    const all = found({ type: 'object', properties });
    expect(all.filter(({ code }) => code === 'description-parameter-missing')).toHaveLength(1_000);
    expect(all.filter(({ code }) => code === 'ref-unresolved')).toHaveLength(1);
    expect(all.filter(({ code }) => code === functionTooLarge.code).map(({ message }) => message)).toEqual([
      'This function is too large to be checked whole: 3 findings of description-parameter-missing are not kept.',
    ]);
  });
});

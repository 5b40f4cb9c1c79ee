import { contentWords } from '../../english/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { onlyType, textOf } from '../support/schema.ts';

export const nameSingleLetter = defineRule({
  code: 'name-single-letter',
  family: 'clear',
  severity: 'information',
  title: 'A name of a single letter that nothing explains.',
  message: message`${'name'} does not say what the value is.`,
  docs: {
    what: 'A function or parameter whose name is one letter and whose description explains nothing. Numbers named after a formula (`x`, `y`, `a`, `n`) are fine with a short description.',
    why: 'A model has only the name and the description to know what to put there.',
    bad: `/** Searches the shop. @param q Text. */
function search_shop([|q|]: string): string[];`,
    good: `/** Searches the shop. @param query Words that the product's name should contain. */
function search_shop(query: string): string[];`,
  },
  checkFunction({ signature }, report) {
    if (!/^\p{L}$/u.test(signature.name)) return;
    report({ part: ['name'], data: { name: `\`${signature.name}\`` } });
  },
  checkProperty(node, subject, report) {
    if (!/^\p{L}$/u.test(node.name)) return;
    const schema = subject.resolve(node);
    const words = contentWords(textOf(schema, 'description')).filter((word) => word !== node.name.toLowerCase());
    const type = onlyType(schema);
    const needed = type === 'number' || type === 'integer' ? 1 : 2;
    if (words.length >= needed) return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\`` } });
  },
});

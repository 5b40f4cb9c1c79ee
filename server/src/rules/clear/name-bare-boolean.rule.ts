import { contentWords } from '../../english/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { onlyType, textOf } from '../support/schema.ts';

const BARE = new Set(
  'flag flags bool boolean option opt switch toggle value val arg param mode check b condition state'.split(' '),
);

export const nameBareBoolean = defineRule({
  code: 'name-bare-boolean',
  family: 'clear',
  severity: 'information',
  title: 'A boolean whose name does not say what true means.',
  message: message`Nothing says what true means for ${'name'}.`,
  docs: {
    what: 'A boolean parameter named `flag`, `option`, `mode` or the like, whose description does not explain it either.',
    why: 'Half of all calls will be wrong, and no check can find them.',
    bad: `/** Deletes a folder. @param path Folder to delete. @param flag The flag. */
function delete_folder(path: string, [|flag|]: boolean): boolean;`,
    good: `/** Deletes a folder. @param path Folder to delete. @param recursive Delete what is in it too. */
function delete_folder(path: string, recursive: boolean): boolean;`,
  },
  checkProperty(node, subject, report) {
    if (!BARE.has(node.name.toLowerCase())) return;
    const schema = subject.resolve(node);
    if (onlyType(schema) !== 'boolean' || contentWords(textOf(schema, 'description')).length > 2) return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\`` } });
  },
});

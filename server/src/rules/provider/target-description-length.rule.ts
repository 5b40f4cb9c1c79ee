import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';

export const targetDescriptionLength = defineRule({
  code: 'target-description-length',
  family: 'provider',
  severity: 'warning',
  title: 'A function description longer than a target takes.',
  message: message`This description has ${'length'} characters; ${'target'} refuses more than ${'most'}.`,
  docs: {
    what: `A function description beyond the limit of a target that is on (${statedBy('descriptionLength')}).`,
    why: 'The whole request is answered with status 400.',
    bad: '',
    good: '',
    sources: sourcesOf('descriptionLength'),
  },
  checkProfile({ signature }, { title, descriptionLength }, report) {
    const { length } = signature.description;
    if (descriptionLength === undefined || length <= descriptionLength.most) return;
    report({
      part: ['description'],
      data: { target: title, length: String(length), most: String(descriptionLength.most) },
      level: descriptionLength.level ?? 'error',
    });
  },
});

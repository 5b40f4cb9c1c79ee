import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { optionalIn } from '../support/prose.ts';
import { textOf } from '../support/schema.ts';

export const proseOptional = defineRule({
  code: 'prose-optional',
  family: 'clear',
  severity: 'information',
  title: 'The description and `required` contradict each other.',
  message: message`The text says ${'said'}, but ${'name'} is ${'is'}.`,
  docs: {
    what: 'A required parameter whose description begins or ends with "optional", or one that is not required and whose description says that it is.',
    why: 'A model that believes the text leaves out what the server asks for, or makes up what it could leave out.',
    bad: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "stars": {"type": "integer", "description": "At least so many stars [|(optional)|]."}}, "required": ["stars"]}}`,
    good: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "stars": {"type": "integer", "description": "At least so many stars."}}, "required": []}}`,
  },
  checkProperty(node, subject, report) {
    if (subject.signature.annotations.strict === true) return;
    const said = optionalIn(textOf(node.schema, 'description'));
    if (said === undefined || said.optional === !node.required) return;
    report({
      part: partOf(node, 'description'),
      excerpt: said.text,
      data: {
        said: said.optional ? 'optional' : 'required',
        name: `\`${node.name}\``,
        is: node.required ? 'required' : 'not',
      },
    });
  },
  fixes: ({ edit, part, data }) => {
    const property = String(part.at(-2));
    const object = part.slice(0, -3);
    const required = data.said === 'required';
    return offer(`Make it ${data.said}`, edit.setRequired(object, property, required), { preferred: true });
  },
});

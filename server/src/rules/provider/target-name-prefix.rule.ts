import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';

/** What the name of a server takes: most of those seen have no more letters. */
const SERVER = 12;

export const targetNamePrefix = defineRule({
  code: 'target-name-prefix',
  family: 'provider',
  severity: 'information',
  title: "A tool name that leaves no room for a client's prefix.",
  message: message`With ${'length'} characters this name leaves ${'room'} of ${'most'} for the name of the server, which ${'target'} puts before it (\`${'form'}\`).`,
  docs: {
    what: `A tool name so long that, with the prefix that a client puts before it, a server's name of more than a few letters goes beyond the client's limit (${statedBy('prefix')}). Where no letter is left, it is graver than where few are.`,
    why: 'The tool is left out, or the whole list of tools is refused, depending on how a person named the server in their settings.',
    bad: '',
    good: '',
    sources: sourcesOf('prefix'),
  },
  checkProfile({ signature }, { title, prefix }, report) {
    if (prefix === undefined) return;
    const { length } = signature.name;
    const room = Math.max(0, prefix.most - prefix.added - length);
    if (room >= SERVER) return;
    report({
      part: ['name'],
      data: {
        target: title,
        length: String(length),
        room: room === 0 ? 'none' : `${room} characters`,
        most: String(prefix.most),
        form: prefix.form,
      },
      level: room === 0 ? (prefix.level ?? 'error') : 'information',
    });
  },
});

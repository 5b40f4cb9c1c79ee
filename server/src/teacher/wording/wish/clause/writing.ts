import { type Core, type Draft, pick, take } from '../draft.ts';
import { isSelfEvident } from '../noun.ts';
import { hostOf } from '../object/host.ts';
import { nounPhrase } from '../object/said.ts';
import { vagueObject } from '../object/vague.ts';

/** "write … to the file": content goes into what is named by a path or a name. */
export function writingWish(draft: Draft): Core | undefined {
  if (!/^(?:write|save|append|put|insert|store)$/.test(draft.deed.verb)) return undefined;
  const content = draft.left.find(
    ({ kind, words }) =>
      (kind === 'prose' || kind === 'text') &&
      /^(?:content|contents|text|data|body|value|line|lines)$/.test(words.words.at(-1) ?? ''),
  );
  if (content === undefined) return undefined;
  take(draft, content);
  const host = take(draft, hostOf(draft) ?? draft.left.find(({ text }) => isSelfEvident(text)));
  const place = host === undefined ? vagueObject(draft) : nounPhrase(host);
  const text = content.referred || content.text.startsWith('"') ? content.text : `"${content.text}"`;
  const verb = draft.deed.verb === 'append' ? ['append', 'add'] : ['write', 'save', 'put'];
  const chosen = pick(draft, 'write', verb);
  return { clause: `${chosen} ${text} ${chosen === 'save' || chosen === 'put' ? 'in' : 'to'} ${place}` };
}

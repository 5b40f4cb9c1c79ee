import { splitWords } from './split.ts';

/** What steers how an answer is sent, counted off or logged: no person wishes for it, and no answer tells it. */
const PLUMBING = new RegExp(
  `^(?:${[
    'page(?: (?:number|no|num|size|limit|token|index|count))?',
    '(?:per page|(?:results?|items?|records?|entries) per page)',
    '(?:.* )?cursor',
    '(?:(?:next|prev|previous)(?: page)?|continuation|pagination|paging|sync|client|request|csrf|resume) token',
    'offset',
    'start(?:ing)? (?:index|offset|after|at id)',
    'ending before',
    '(?:include|expand|embed|fields|select|projection|attributes to return|(?:return|response|output|include|expand) fields|fields to (?:return|include))',
    '(?:verbose|verbosity|debug|pretty|pretty ?print|dry run|validate only|callback|jsonp|trace|log level)',
    '(?:idempotency|idempotence|dedupe|deduplication|request|correlation|trace)(?: (?:key|id|token))',
    '(?:api|access|auth|session|bearer) (?:key|token)',
    'if (?:none )?match',
    '(?:etag|user agent|nonce|checksum|timeout(?: (?:ms|seconds?|secs?))?|(?:.* )?formula|jql|jmes ?path|json ?path)',
  ].join('|')})$`,
);

/** Formats in which only a program reads an answer. */
const WIRE_FORMATS = new Set(['json', 'xml', 'yaml', 'jsonp', 'atom', 'protobuf', '.json', '.xml']);

/**
 * Whether a parameter or a field of this name serves the machinery and no person: a cursor, a page number, an idempotency
 * key, the fields to send back; and what can only be one value, or is the format of the answer.
 */
export function isPlumbing(name: string, choices?: readonly unknown[]): boolean {
  if (choices?.length === 1) return true;
  const words = splitWords(name.slice(0, MAX_NAME));
  if (PLUMBING.test(words.join(' '))) return true;
  return words.at(-1) === 'format' && choices?.some((one) => WIRE_FORMATS.has(String(one).toLowerCase())) === true;
}

const MAX_NAME = 80;

import { type Draft, pick } from '../draft.ts';
import { leadInto } from '../joint/containers.ts';
import { isSelfEvident } from '../noun.ts';
import { joining } from '../phrase/places.ts';
import type { Slot } from '../slots.ts';
import { setsAnew } from './makes.ts';

export function linkTo(draft: Draft, host: Slot): string {
  // `before_row`: the parameter's own preposition.
  const own = host.words.preposition;
  if (
    own !== undefined &&
    host.words.words.length > 1 &&
    /^(?:before|after|under|over|near|within|into|onto)$/.test(own)
  )
    return own;
  const { verb, kind } = draft.deed;
  if (host.contained === true) return leadInto(verb, host.thing ?? '');
  if (/^(?:post|put|add)$/.test(verb)) return 'to';
  if (/^https?:/.test(host.text) && FETCHED.test(verb)) return 'from';
  if (!host.referred && isSelfEvident(host.text))
    return host.text.includes('@')
      ? kind === 'look' || kind === 'list'
        ? 'with the email'
        : 'for'
      : /^https?:/.test(host.text)
        ? 'at'
        : linkToPath(draft);
  if (host.tie !== undefined && (kind === 'look' || kind === 'list')) return host.tie;
  const place = joining(verb, host.thing ?? host.words.noun, kind);
  if (/^(?:to|from|at)$/.test(place)) return place;
  if (kind === 'look') return pick(draft, 'link', ['for', 'of']);
  if (kind === 'list') return place === 'using' ? 'for' : place === 'for' ? pick(draft, 'link', ['of', 'for']) : place;
  // "extend the deadline of project 7": a day is in nothing.
  if (
    /(?:^| )(?:deadline|due date|end date|start date|expiry|term|duration)$/.test(draft.deed.object) &&
    place === 'in'
  )
    return 'of';
  return verb === 'update' || (verb === 'set' && !setsAnew(draft)) ? 'of' : place;
}

/** Deeds that bring in what lies at an address. */
export const FETCHED = /^(?:upload|import|load|fetch|download|ingest|pull|read|crawl|scrape)$/;

/** What lies in a folder is in it; its contents, its versions are of it; a link is made for it. */
function linkToPath({ deed: { object, kind, verb } }: Draft): string {
  if (/^(?:upload|import|load|attach|submit|publish)$/.test(verb)) return 'from';
  if (
    /(?:^| )(?:files?|folders?|director(?:y|ies)|entr(?:y|ies)|items?|documents?|images?|photos?|lines?|matches)$/.test(
      object,
    )
  )
    return 'in';
  return kind === 'make' ? 'for' : kind === 'look' || kind === 'list' ? 'of' : 'in';
}

import type { LinkCatalog } from './catalog.ts';
import { type Asked, meet, WEAKEST } from './fit.ts';
import type { Finding, LinkNode, RawLink } from './node.ts';
import type { Posting } from './posting-list.ts';
import { capped } from './rank.ts';
import { meeting, rarityWeight } from './score.ts';
import { linksOf } from './strength.ts';

export { queryWords } from './likeness.ts';

/**
 * All edges into one function. A pure function of its profile, the offers under its keys, and rarities: so an edit
 * elsewhere changes nothing here unless it touches one of these.
 */
export function linkInto(catalog: LinkCatalog, to: LinkNode): RawLink[] {
  const findings = new Map<LinkNode, Finding[]>();
  for (const want of to.profile.wants) {
    const list = catalog.listOf(want.key);
    if (list === undefined) continue;
    const { scope } = to.profile;
    const postings = want.rule === 'requires' ? catalog.named(want, scope) : list.visible(scope);
    if (postings.length === 0) continue;
    const { traits } = list;
    const own = want.rule === 'login' ? loginsFor(postings, to) : undefined;
    const asked: Asked = { want, traits, rare: rarityWeight(traits, catalog.rarityOf(list)) };
    for (const posting of own ?? postings) {
      // Offers come strongest first: what follows the first too weak one is weaker still.
      const score = meeting(posting.offer, want) * asked.rare;
      if (score < WEAKEST) break;
      const finding = meet(posting, score, asked, to);
      if (finding !== undefined) keepBest(findings, finding);
    }
  }
  if (findings.size === 0) return NO_LINKS;
  return linksOf(capped(findings, catalog, to), to);
}

/**
 * Of several logins in one place each opens its own service: those whose thing the function speaks of, all where it speaks
 * of none.
 */
function loginsFor(postings: readonly Posting[], to: LinkNode): readonly Posting[] {
  if (postings.length < 2) return postings;
  const own = postings.filter(({ node }) => node.profile.deed.object.some((word) => to.profile.words.includes(word)));
  return own.length === 0 ? postings : own;
}

const NO_LINKS: RawLink[] = [];

/** Of each rule and parameter the strongest reason is enough. */
function keepBest(findings: Map<LinkNode, Finding[]>, finding: Finding): void {
  const list = findings.get(finding.from);
  if (list === undefined) {
    findings.set(finding.from, [finding]);
    return;
  }
  for (let at = 0; at < list.length; at += 1) {
    const known = list[at] as Finding;
    if (known.rule !== finding.rule || known.input !== finding.input) continue;
    if (known.score < finding.score) list[at] = finding;
    return;
  }
  list.push(finding);
}

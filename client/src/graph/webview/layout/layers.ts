/** A layered drawing in linear time: ranks by longest path, order by barycentre, rows aligned under their feeders. */

export interface Link {
  readonly from: string;
  readonly to: string;
}

const SWEEPS = 6;

/** Row of each id, feeders above what they feed; links that would close a cycle are left out of account. */
export function rankByLinks(ids: readonly string[], links: readonly Link[]): string[][] {
  const out = group(links, (link) => link.from);
  const rank = new Map<string, number>();
  const indegree = new Map(ids.map((id) => [id, 0]));
  const kept = withoutCycles(ids, out);
  for (const { to } of kept) indegree.set(to, (indegree.get(to) ?? 0) + 1);
  const next = group(kept, (link) => link.from);
  const queue = ids.filter((id) => indegree.get(id) === 0);
  for (const id of queue) rank.set(id, 0);
  for (let head = 0; head < queue.length; head += 1) {
    const id = queue[head] as string;
    for (const { to } of next.get(id) ?? []) {
      rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(id) ?? 0) + 1));
      const left = (indegree.get(to) ?? 1) - 1;
      indegree.set(to, left);
      if (left === 0) queue.push(to);
    }
  }
  pullDown(ids, kept, rank);
  const rows: string[][] = [];
  for (const id of ids) {
    const row = rank.get(id) ?? 0;
    while (rows.length <= row) rows.push([]);
    rows[row]?.push(id);
  }
  return rows.filter((row) => row.length > 0);
}

/** A source sits just above the first thing it feeds, not at the very top. */
function pullDown(ids: readonly string[], links: readonly Link[], rank: Map<string, number>): void {
  const fed = new Set(links.map((link) => link.to));
  const next = group(links, (link) => link.from);
  for (const id of ids) {
    const targets = next.get(id) ?? [];
    if (fed.has(id) || targets.length === 0) continue;
    rank.set(id, Math.max(0, Math.min(...targets.map(({ to }) => rank.get(to) ?? 0)) - 1));
  }
}

/** Depth-first, without recursion: a link back to something still open closes a cycle and goes. */
function withoutCycles(ids: readonly string[], out: ReadonlyMap<string, readonly Link[]>): Link[] {
  const state = new Map<string, 'open' | 'done'>();
  const kept: Link[] = [];
  for (const root of ids) {
    if (state.has(root)) continue;
    const stack: { readonly id: string; at: number }[] = [{ id: root, at: 0 }];
    state.set(root, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const link = out.get(top.id)?.[top.at];
      top.at += 1;
      if (link === undefined) {
        state.set(top.id, 'done');
        stack.pop();
        continue;
      }
      if (state.get(link.to) === 'open') continue;
      kept.push(link);
      if (state.has(link.to)) continue;
      state.set(link.to, 'open');
      stack.push({ id: link.to, at: 0 });
    }
  }
  return kept;
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list === undefined) groups.set(key(item), [item]);
    else list.push(item);
  }
  return groups;
}

/** Sorts each row by the mean place of its neighbours in the row before, then back, a few times (Sugiyama). */
export function orderRows(rows: readonly (readonly string[])[], links: readonly Link[]): string[][] {
  const ordered = rows.map((row) => [...row]);
  const into = group(links, (link) => link.to);
  const out = group(links, (link) => link.from);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const down = sweep % 2 === 0;
    const place = new Map<string, number>();
    const visit = down ? ordered : [...ordered].reverse();
    for (const row of visit) {
      const wish = new Map<string, number>();
      row.forEach((id, index) => {
        const near = (down ? into : out).get(id) ?? [];
        const known = near.map((link) => place.get(down ? link.from : link.to)).filter((at) => at !== undefined);
        const mean = known.reduce((sum, at) => sum + at, 0) / known.length;
        wish.set(id, known.length === 0 ? (index + 0.5) / row.length : mean);
      });
      row.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
      row.forEach((id, index) => {
        place.set(id, (index + 0.5) / row.length);
      });
    }
  }
  return ordered;
}

/**
 * Places the items of one row as near to where each wants to be as their order and gap allow.
 * @param wishes wanted centres, undefined where an item does not mind
 * @returns left edges
 */
export function alignRow(widths: readonly number[], wishes: readonly (number | undefined)[], gap: number): number[] {
  const left: number[] = [];
  let edge = 0;
  widths.forEach((width, index) => {
    const wish = wishes[index];
    const at = wish === undefined ? edge : Math.max(edge, wish - width / 2);
    left.push(at);
    edge = at + width + gap;
  });
  // The first pass only moved items right; the second pulls them back towards their wish.
  let limit = Number.POSITIVE_INFINITY;
  for (let index = left.length - 1; index >= 0; index -= 1) {
    const width = widths[index] ?? 0;
    const wish = wishes[index];
    const before = index === 0 ? 0 : (left[index - 1] ?? 0) + (widths[index - 1] ?? 0) + gap;
    const wanted = wish === undefined ? (left[index] ?? 0) : wish - width / 2;
    left[index] = Math.max(before, Math.min(limit - width - gap, wanted, left[index] ?? 0));
    limit = left[index] ?? 0;
  }
  return left;
}

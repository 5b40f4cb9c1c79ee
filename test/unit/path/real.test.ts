import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { samplePaths } from '../../../server/src/path/index.ts';
import { AIRLINE, REAL_CATALOGS, SHOP } from '../world/catalogs.ts';

describe.each([['airline', AIRLINE] as const, ['shop', SHOP] as const, ...REAL_CATALOGS])(
  'paths of %s',
  (_name, functions) => {
    const graph = buildGraph(functions);
    const known = new Set(functions.map(({ id }) => id));

    it.each(['walk', 'coverage'] as const)('hold known functions, within the cap, in %s mode', (mode) => {
      for (const path of samplePaths(graph, { count: 100, mode }, functions)) {
        expect(path.turns.length).toBeGreaterThan(0);
        for (const turn of path.turns) {
          // Three are asked for at most; a chain of four calls has implicit ones.
          const asked = turn.origins.filter((origin) => origin !== 'insert');
          expect(asked.length).toBeLessThanOrEqual(3);
          expect(turn.functions.length).toBeLessThanOrEqual(4);
          expect(turn.functions.length > 0).toBe(turn.kind === 'call');
          for (const id of turn.functions) expect(known).toContain(id);
          turn.origins.forEach((origin, at) => {
            const [made, ...later] = turn.functions.slice(at);
            const feeds = later.some((to) =>
              graph.outgoing(made as string).some((edge) => {
                const { to: fed, kind } = graph.edges[edge] as (typeof graph.edges)[number];
                return fed === to && kind !== 'premise';
              }),
            );
            if (origin === 'insert') expect(feeds).toBe(true);
          });
        }
      }
    });
  },
);

if (REAL_CATALOGS.length === 0) describe.skip('paths of real catalogs: skipped, ../shared/data is not there', () => {});

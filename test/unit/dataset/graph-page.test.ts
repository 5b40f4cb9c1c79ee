import { describe, expect, it } from 'vitest';
import { registerGraph } from '../../../server/src/cli/commands/graph.ts';
import { graphPage } from '../../../server/src/dataset/index.ts';
import { runCommand } from '../cli/run.ts';
import { graphOf } from '../path/graphs.ts';

const HOSTILE = '<img src=x onerror=alert(1)>"\'&';

describe('the page of a graph', () => {
  const graph = graphOf(['find', 'book', HOSTILE], [{ from: 'find', to: 'book', parameter: HOSTILE }]);
  const page = graphPage('Boats', { ...graph, describe: (id) => `About ${id}`, picture: `<svg>${HOSTILE}</svg>` });

  it('lists functions with what feeds them, and edges with their evidence', () => {
    expect(page).toMatch(/<th scope="row">book<\/th>.*<a href="#f0">find<\/a>/);
    expect(page).toContain('id → &lt;img');
    expect(page).toContain('<td class="count">0.90</td>');
  });

  it('holds whatever others wrote as text, the drawing as an image, and loads nothing', () => {
    expect(page).not.toContain('<img src=x');
    expect(page).toContain(`data:image/svg+xml,${encodeURIComponent(`<svg>${HOSTILE}</svg>`)}`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|https?:/);
  });

  it('counts what it does not list', () => {
    const many = graphOf(
      Array.from({ length: 5_002 }, (_, at) => `f${at}`),
      [],
    );
    expect(graphPage('Many', { ...many, describe: () => '' })).toContain('<p>and 2 more</p>');
  });

  it('is what magnet graph --format html prints', async () => {
    const { out } = await runCommand(registerGraph, 'graph', 'examples/airline/airline.fsig', '--format', 'html');
    expect(out.join('')).toContain('airline.find_flights');
    expect(out.join('')).toContain('<!doctype html>');
  });
});

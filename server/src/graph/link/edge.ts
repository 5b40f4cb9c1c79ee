import type { DependencyEdge, Evidence } from '../types.ts';
import { basisOf, confidence } from './calibrate.ts';
import { kindOf } from './kind.ts';
import type { RawLink } from './node.ts';

/** The edge of a link, made once. */
export function edgeOf(link: RawLink): DependencyEdge {
  link.edge ??= makeEdge(link);
  return link.edge;
}

function makeEdge(link: RawLink): DependencyEdge {
  const { from, to, findings, strength, inferred } = link;
  const evidence = findings.map(
    ({ output, input, rule, score }): Evidence => ({
      output: from.profile.outputs[output]?.path ?? '',
      parameter: to.profile.inputs[input]?.path ?? '',
      rule,
      score: Math.round(score * 1000) / 1000,
    }),
  );
  evidence.sort(byStrength);
  const score = confidence(strength, basisOf(inferred, findings));
  return { from: from.id, to: to.id, kind: kindOf(evidence, to), score, evidence, inferred };
}

function byStrength(a: Evidence, b: Evidence): number {
  return (
    b.score - a.score || compare(a.parameter, b.parameter) || compare(a.rule, b.rule) || compare(a.output, b.output)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

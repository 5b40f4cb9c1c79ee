import type { Session } from '../session.ts';
import { onRequest, requireTrust, signalOf } from './request.ts';

/** Makes trajectories into a folder; progress arrives as `magnet/runProgress`, cancelling the request stops the run. */
export function registerGenerate(session: Session): void {
  onRequest(session, 'magnet/generate', async (params, token) => {
    requireTrust(session, 'Generating trajectories');
    // Loaded when first wanted: the pipeline weighs more than all of the editing features.
    const { generate } = await import('./generate-run.ts');
    return generate(session, params, signalOf(token));
  });
}

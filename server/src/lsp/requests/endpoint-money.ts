import path from 'node:path';
import type { OpenEndpointOptions } from '../../endpoint/index.ts';
import type { TestCallParams } from '../protocol.ts';
import type { Session } from '../session.ts';

/** What an endpoint is asked with, and may cost, out of the parameters of a request. */
export async function endpointOptions(
  session: Session,
  { model, apiKey, budgetUsd, price }: Pick<TestCallParams, 'model' | 'apiKey' | 'budgetUsd' | 'price'>,
): Promise<OpenEndpointOptions> {
  // Runs are read when first wanted, not when the server starts.
  const { SPENT } = await import('../../dataset/index.ts');
  const beside = session.graph.curationPath;
  return {
    ...(model === undefined ? {} : { model }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(price === undefined ? {} : { price }),
    ...(beside === undefined ? {} : { ledgerFile: path.join(path.dirname(beside), '.magnet', 'endpoint', SPENT) }),
  };
}

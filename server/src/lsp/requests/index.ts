import type { Session } from '../session.ts';
import { registerCheck } from './check.ts';
import { registerConvert } from './convert.ts';
import { registerCurate } from './curate.ts';
import { registerDomainRequests } from './domain.ts';
import { registerEndpointRequests } from './endpoint.ts';
import { registerGenerate } from './generate.ts';
import { registerImportMcp } from './import-mcp.ts';
import { registerMatrix } from './matrix.ts';
import { registerPathRequests } from './paths.ts';
import { registerProxyRequests } from './proxy.ts';
import { registerRunRequests } from './runs.ts';
import { registerTestRequests } from './tests.ts';
import { registerWorkspaceRequests } from './workspace.ts';

/** Answers the requests of protocol.ts. */
export function registerRequests(session: Session): void {
  registerWorkspaceRequests(session);
  registerDomainRequests(session);
  registerPathRequests(session);
  registerCurate(session);
  registerGenerate(session);
  registerRunRequests(session);
  registerProxyRequests(session);
  registerTestRequests(session, registerEndpointRequests(session));
  registerCheck(session);
  registerMatrix(session);
  registerConvert(session);
  registerImportMcp(session);
}

import type { Session } from '../session.ts';
import { registerWorkspaceRequests } from './workspace.ts';

/** Answers the requests of protocol.ts. */
export function registerRequests(session: Session): void {
  registerWorkspaceRequests(session);
}

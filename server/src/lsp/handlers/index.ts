import { Findings } from '../findings.ts';
import { registerRefresh } from '../refresh.ts';
import type { Session } from '../session.ts';
import { registerCodeActions } from './actions.ts';
import { registerCommands } from './commands.ts';
import { registerCompletion } from './completion.ts';
import { registerConfigDiagnostics } from './configs.ts';
import { registerCurationDiagnostics } from './curation.ts';
import { registerPullDiagnostics, registerPushDiagnostics } from './diagnostics.ts';
import { registerFormatting } from './formatting.ts';
import { registerGraphFeatures } from './graph.ts';
import { registerNavigation } from './navigation.ts';
import { registerRename } from './rename.ts';
import { registerStructure } from './structure.ts';
import { registerSemanticTokens } from './tokens.ts';

/** Answers everything the server said it can do. */
export function registerFeatures(session: Session): void {
  const findings = new Findings(session);
  if (session.client.pullDiagnostics) registerPullDiagnostics(session, findings);
  else registerPushDiagnostics(session, findings);
  registerConfigDiagnostics(session);
  registerCurationDiagnostics(session);
  registerCodeActions(session, findings);
  registerCompletion(session);
  registerNavigation(session);
  registerStructure(session);
  registerSemanticTokens(session);
  registerGraphFeatures(session);
  registerFormatting(session);
  registerRename(session);
  registerCommands(session);
  registerRefresh(session);
}

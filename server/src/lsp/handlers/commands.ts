import { NOT_REFERENCE, SET_SEVERITY } from '../capabilities.ts';
import { guard } from '../guard.ts';
import type { Session } from '../session.ts';
import { stateNoReference } from './not-reference.ts';
import { setSeverity } from './severity.ts';

const COMMANDS: Readonly<Record<string, (session: Session, given: readonly unknown[]) => Promise<void>>> = {
  [SET_SEVERITY]: setSeverity,
  [NOT_REFERENCE]: stateNoReference,
};

/** The commands that code actions run in the server. */
export function registerCommands(session: Session): void {
  session.connection.onExecuteCommand(
    guard(session.log, 'executeCommand', null, async ({ command, arguments: given }) => {
      await COMMANDS[command]?.(session, given ?? []);
      return null;
    }),
  );
}

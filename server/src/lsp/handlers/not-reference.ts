import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import type { FunctionReading, InputReading } from '../../domain/index.ts';
import { stateInput } from '../../graph/index.ts';
import { partAt } from '../../language/index.ts';
import type { SignatureDocument } from '../../signature/index.ts';
import { NOT_REFERENCE } from '../capabilities.ts';
import { refused } from '../guard.ts';
import { CodeActionKind } from '../languageserver.ts';
import type { Session } from '../session.ts';

/** Offers to say of the parameter under the cursor that it names no record of the entity it is read to refer to. */
export function notReferenceAction(
  session: Session,
  document: SignatureDocument,
  { range }: CodeActionParams,
): CodeAction | undefined {
  const workspace = session.workspace();
  const found = partAt(workspace.catalog, document, session.places.offset(document, range.start));
  const [side, keyword, name] = found?.part ?? [];
  if (found === undefined || side !== 'parameters' || keyword !== 'properties' || typeof name !== 'string')
    return undefined;
  const { id } = found.entry;
  const input = readingOf(session, id)?.inputs.find(({ parameter }) => parameter === name);
  if (input?.role !== 'reference' || input.of === undefined) return undefined;
  const title = `This is not a reference to ${input.of.entity}`;
  return {
    title,
    kind: CodeActionKind.RefactorRewrite,
    command: { title, command: NOT_REFERENCE, arguments: [id, name] },
  };
}

function readingOf(session: Session, id: string): FunctionReading | undefined {
  return session
    .workspace()
    .domain?.()
    ?.functions.find((reading) => reading.function === id);
}

/** Keeps in `magnet.graph.json` that a parameter is a plain value. */
export async function stateNoReference(session: Session, [id, parameter]: readonly unknown[]): Promise<void> {
  if (typeof id !== 'string' || typeof parameter !== 'string') return;
  const reading = readingOf(session, id);
  const { graph } = session;
  await graph.reload();
  const edit = stateInput(graph.curationText, id, parameter, { role: plainRole(reading) });
  if (!edit.ok)
    throw refused(
      `magnet.graph.json cannot be read, so it is left as it is: ${edit.problems[0]?.message ?? 'it is broken'}`,
    );
  if (edit.changed) await graph.write(edit.text);
  session.changed('elsewhere');
}

/** What a value is that names no record: what is asked for, or what is stored. */
function plainRole(reading: FunctionReading | undefined): InputReading['role'] {
  return reading?.operation === 'list' || reading?.operation === 'get' ? 'filter' : 'attribute';
}

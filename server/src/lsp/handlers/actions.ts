import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';
import { type Edit, observedResponse, partAt, predictedResponse } from '../../language/index.ts';
import {
  type FileEdit,
  type Finding,
  type Fixable,
  fixAllFor,
  fixesFor,
  isRuleCode,
  type RuleCode,
  type Suppressible,
  suppressHere,
  writeResponse,
} from '../../rules/index.ts';
import type { SignatureDocument } from '../../signature/index.ts';
import { FIX_ALL_KIND, SET_SEVERITY } from '../capabilities.ts';
import { workspaceEdit } from '../edits.ts';
import type { Findings } from '../findings.ts';
import { guard } from '../guard.ts';
import { CodeActionKind } from '../languageserver.ts';
import type { Session } from '../session.ts';
import { onDocument } from './feature.ts';
import { notReferenceAction } from './not-reference.ts';

/** What resolving an action needs; plain JSON, kept by the client in between. */
interface ActionData {
  readonly uri: string;
  /** Version of the text the action was offered for; null for a file that is not open. */
  readonly version: number | null;
  readonly what: 'fix' | 'fix-kind' | 'fix-all' | 'ignore' | 'response' | 'observed-response';
  readonly fixable?: Fixable;
  /** Start of the finding, for `ignore`; place in the function, for a response. */
  readonly offset?: number;
  readonly title: string;
}

/** Offers made for one place at most. */
const MAX_FINDINGS = 20;

/** Quick fixes, fix all, ignore here, set severity. Edits are made when an action is chosen. */
export function registerCodeActions(session: Session, findings: Findings): void {
  const { connection, log, project, client } = session;
  connection.onCodeAction(
    onDocument(session, 'codeAction', null, async ({ document }, params: CodeActionParams) => {
      const looked = session.observed.refresh();
      if (params.context.triggerKind !== AUTOMATIC) await looked;
      const version = project.opened(document.uri)?.version ?? null;
      const base = { uri: document.uri, version };
      const wanted = params.context.only;
      const actions: CodeAction[] = [];
      if (wants(wanted, CodeActionKind.QuickFix))
        for (const diagnostic of params.context.diagnostics.slice(0, MAX_FINDINGS))
          actions.push(...actionsFor(session, document, diagnostic, base));
      for (const what of RESPONSES) {
        const response = responseAction(session, document, params, { ...base, what });
        if (response !== undefined && wants(wanted, response.kind ?? '')) actions.push(response);
      }
      const denied = notReferenceAction(session, document, params);
      if (denied !== undefined && wants(wanted, CodeActionKind.RefactorRewrite)) actions.push(denied);
      if (wanted !== undefined && wants(wanted, FIX_ALL_KIND))
        actions.push({
          title: 'Fix all safe Magnet findings',
          kind: FIX_ALL_KIND,
          data: { ...base, what: 'fix-all', title: '' } satisfies ActionData,
        });
      return client.resolveEdits ? actions : actions.map((action) => resolve(session, findings, action));
    }),
  );
  connection.onCodeActionResolve(
    guard(log, 'codeAction/resolve', { title: '' } as CodeAction, (action) => resolve(session, findings, action)),
  );
}

/** Sent with every move of the cursor: nothing is derived for it. */
const AUTOMATIC = 2;

/** Where a response may come from that nobody documented, the surer first, and what the offer to write it is called. */
const RESPONSES = ['observed-response', 'response'] as const;
const RESPONSE_TITLES: Readonly<Record<(typeof RESPONSES)[number], string>> = {
  'observed-response': 'Write the observed response into this file',
  response: 'Write the predicted response into this file',
};

/** Offers to write down what the function under the cursor returns, as a run showed it or as it is predicted. */
function responseAction(
  session: Session,
  document: SignatureDocument,
  { context, range }: CodeActionParams,
  base: Pick<ActionData, 'uri' | 'version'> & { readonly what: (typeof RESPONSES)[number] },
): CodeAction | undefined {
  if (context.triggerKind !== AUTOMATIC) session.workspace().graph();
  const offset = session.places.offset(document, range.start);
  if (responseEdits(session, document, offset, base.what).length === 0) return undefined;
  const diagnostics = context.diagnostics.filter(({ code }) => code === 'response-missing');
  return {
    title: RESPONSE_TITLES[base.what],
    ...(diagnostics.length === 0
      ? { kind: CodeActionKind.RefactorRewrite }
      : { kind: CodeActionKind.QuickFix, diagnostics }),
    data: { ...base, offset, title: '' } satisfies ActionData,
  };
}

function responseEdits(
  session: Session,
  document: SignatureDocument,
  offset: number,
  what: (typeof RESPONSES)[number],
): readonly FileEdit[] {
  const workspace = session.workspace();
  const entry = partAt(workspace.catalog, document, offset)?.entry;
  const responseOf = what === 'observed-response' ? observedResponse : predictedResponse;
  const response = entry === undefined ? undefined : responseOf(workspace, entry);
  return entry === undefined || response === undefined ? [] : (writeResponse(entry, response) ?? []);
}

/** Kinds nest: `quickfix` asks for `quickfix.x` too. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`) || asked === '');
}

function actionsFor(
  session: Session,
  document: SignatureDocument,
  diagnostic: Diagnostic,
  base: { readonly uri: string; readonly version: number | null },
): CodeAction[] {
  const { code } = diagnostic;
  if (diagnostic.source !== 'magnet' || typeof code !== 'string' || !isRuleCode(code)) return [];
  const fixable = readFixable(code, diagnostic.data);
  const quick = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  const fixes = fixable === undefined ? [] : fixesFor(fixable, session.project.catalog);
  const actions: CodeAction[] = fixes.map((fix) => ({
    ...quick,
    title: fix.title,
    isPreferred: fix.preferred,
    data: {
      ...base,
      what: 'fix',
      title: fix.title,
      ...(fixable === undefined ? {} : { fixable }),
    } satisfies ActionData,
  }));
  if (fixable !== undefined && fixes.some((fix) => fix.preferred))
    actions.push({
      ...quick,
      title: `Fix all "${code}" in this file`,
      data: { ...base, what: 'fix-kind', title: '', fixable } satisfies ActionData,
    });
  const offset = session.places.offset(document, diagnostic.range.start);
  actions.push({
    ...quick,
    title: `Ignore "${code}" here`,
    data: {
      ...base,
      what: 'ignore',
      title: code,
      offset,
      ...(fixable === undefined ? {} : { fixable }),
    } satisfies ActionData,
  });
  actions.push({
    ...quick,
    title: `Set the severity of "${code}"…`,
    command: { title: 'Set severity', command: SET_SEVERITY, arguments: [base.uri, code] },
  });
  return actions;
}

/** The data of a diagnostic as it comes back from a client: checked, it may be anything. */
function readFixable(code: RuleCode, data: unknown): Fixable | undefined {
  if (typeof data !== 'object' || data === null || !('part' in data) || !('values' in data)) return undefined;
  const { part, values } = data;
  if (!Array.isArray(part) || typeof values !== 'object' || values === null) return undefined;
  return { code, data: data as Finding['data'] };
}

function resolve(session: Session, findings: Findings, action: CodeAction): CodeAction {
  const data = action.data as ActionData | undefined;
  if (data === undefined) return action;
  const document = session.project.document(data.uri);
  const version = session.project.opened(data.uri)?.version ?? null;
  // The text has changed since: the places of the offer mean something else by now.
  if (document === undefined || version !== data.version) return action;
  const edits = editsOf(session, findings, document, data);
  return edits.length === 0 ? action : { ...action, edit: workspaceEdit(session, byUri(edits)) };
}

function editsOf(
  session: Session,
  findings: Findings,
  document: SignatureDocument,
  data: ActionData,
): readonly FileEdit[] {
  const { catalog } = session.project;
  switch (data.what) {
    case 'fix':
      return data.fixable === undefined
        ? []
        : (fixesFor(data.fixable, catalog).find((fix) => fix.title === data.title)?.edits ?? []);
    case 'fix-kind':
      return data.fixable === undefined
        ? []
        : fixAllFor(findings.all(document), catalog, { code: data.fixable.code }).edits;
    case 'fix-all':
      return fixAllFor(findings.all(document), catalog).edits;
    case 'ignore':
      return suppressHere(ignorable(document, data), catalog) ?? [];
    case 'response':
    case 'observed-response':
      return responseEdits(session, document, data.offset ?? 0, data.what);
  }
}

/** A finding without its function is about the text itself. */
function ignorable(document: SignatureDocument, { title, offset = 0, fixable }: ActionData): Suppressible {
  const code = title as RuleCode;
  const span = { start: offset, end: offset };
  return { code, uri: document.uri, span, data: fixable?.data ?? { part: [], values: {} } };
}

function byUri(edits: readonly FileEdit[]): Map<string, readonly Edit[]> {
  return new Map(edits.map(({ uri, changes }) => [uri, changes]));
}

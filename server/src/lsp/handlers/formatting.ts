import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import { formatFsig, formatFsigOnType, type SignatureDocument, type TextChange } from '../../signature/index.ts';
import type { Session } from '../session.ts';
import { onDocument } from './feature.ts';

/** Formatting of `.fsig`. JSON keeps the editor's own formatter. */
export function registerFormatting(session: Session): void {
  const { connection, places } = session;
  const toEdits = (document: SignatureDocument, changes: readonly TextChange[]): TextEdit[] =>
    changes.map(({ span, text }) => ({ range: places.range(document, span), newText: text }));
  connection.onDocumentFormatting(
    onDocument(session, 'formatting', null, ({ document }, { options }: DocumentFormattingParams) =>
      document.kind === 'fsig' ? toEdits(document, formatFsig(document, options)) : [],
    ),
  );
  connection.onDocumentRangeFormatting(
    onDocument(session, 'rangeFormatting', null, ({ document }, { options, range }: DocumentRangeFormattingParams) => {
      if (document.kind !== 'fsig') return [];
      const span = { start: places.offset(document, range.start), end: places.offset(document, range.end) };
      return toEdits(document, formatFsig(document, { ...options, range: span }));
    }),
  );
  connection.onDocumentOnTypeFormatting(
    onDocument(session, 'onTypeFormatting', null, ({ document }, params: DocumentOnTypeFormattingParams) => {
      if (document.kind !== 'fsig') return [];
      const offset = places.offset(document, params.position);
      return toEdits(document, formatFsigOnType(document, offset, params.options));
    }),
  );
}

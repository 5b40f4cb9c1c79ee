import { type SemanticToken, semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../../language/index.ts';
import type { SignatureDocument, Span } from '../../signature/index.ts';
import { SemanticTokensBuilder } from '../languageserver.ts';
import type { Session } from '../session.ts';
import type { Range } from '../text.ts';
import { onDocument } from './feature.ts';

/** Documents whose last answer is kept, so that only the difference is sent. */
const MAX_KEPT = 50;

export function registerSemanticTokens(session: Session): void {
  const { connection, places, project } = session;
  const builders = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string): SemanticTokensBuilder => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.delete(uri);
    builders.set(uri, builder);
    const oldest = builders.keys().next();
    if (builders.size > MAX_KEPT && oldest.done !== true) builders.delete(oldest.value);
    return builder;
  };
  const push = (builder: SemanticTokensBuilder, document: SignatureDocument, tokens: readonly SemanticToken[]) => {
    for (const token of tokens) {
      const start = places.position(document, token.start);
      const modifiers = token.modifiers.reduce((bits, modifier) => bits | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
      const type = TOKEN_TYPES.indexOf(token.type);
      builder.push(start.line, start.character, token.end - token.start, type, modifiers);
    }
  };
  connection.languages.semanticTokens.on(
    onDocument(session, 'semanticTokens/full', { data: [] }, ({ workspace, document }) => {
      const builder = builderOf(document.uri);
      builder.previousResult('');
      push(builder, document, semanticTokens(workspace, document));
      return builder.build();
    }),
  );
  connection.languages.semanticTokens.onDelta(
    onDocument(
      session,
      'semanticTokens/delta',
      { data: [] },
      ({ workspace, document }, { previousResultId }: { textDocument: { uri: string }; previousResultId: string }) => {
        const builder = builderOf(document.uri);
        builder.previousResult(previousResultId);
        push(builder, document, semanticTokens(workspace, document));
        return builder.buildEdits();
      },
    ),
  );
  connection.languages.semanticTokens.onRange(
    onDocument(
      session,
      'semanticTokens/range',
      { data: [] },
      ({ workspace, document }, { range }: { textDocument: { uri: string }; range: Range }) => {
        const builder = new SemanticTokensBuilder();
        push(builder, document, semanticTokens(workspace, document, spanOf(document, range)));
        return builder.build();
      },
    ),
  );
  session.onChanged(() => {
    for (const uri of builders.keys()) if (project.opened(uri) === undefined) builders.delete(uri);
  });

  function spanOf(document: SignatureDocument, range: Range): Span {
    return { start: places.offset(document, range.start), end: places.offset(document, range.end) };
  }
}

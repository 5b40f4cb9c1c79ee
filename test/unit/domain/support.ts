import { type Domain, type DomainFunction, readDomain } from '../../../server/src/domain/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

/** The functions of a text, in `.fsig` unless its address says otherwise. */
export function functionsOf(text: string, uri = 'file:///a.fsig'): readonly DomainFunction[] {
  return buildCatalog([parseDocument(uri, text)]).entries;
}

/** The domain of such a text. */
export function domainOf(text: string, uri?: string): Domain {
  return readDomain(functionsOf(text, uri));
}

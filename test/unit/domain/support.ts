import { type Domain, readDomain } from '../../../server/src/domain/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

/** The domain of a text in `.fsig`. */
export function domainOf(fsig: string): Domain {
  return readDomain(buildCatalog([parseDocument('file:///a.fsig', fsig)]).entries);
}

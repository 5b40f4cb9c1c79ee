import { readDomain } from '../../domain/index.ts';
import { nameSpan, type ShownReading, shownDomain } from '../../language/index.ts';
import type { DomainFunctionItem, DomainView } from '../protocol.ts';
import { placeOf } from '../scope.ts';
import type { Session } from '../session.ts';
import { onRequest, requireTrust, signalOf } from './request.ts';

/** A larger catalog is not read again for a tree: it would hold the server up. */
const MAX_FUNCTIONS = 4_000;

/** What the functions of the workspace keep, and what each of them does to it. */
export function registerDomainRequests(session: Session): void {
  onRequest(session, 'magnet/domain', async () => domainView(session));
  onRequest(session, 'magnet/improveDescription', async (params, token) => {
    requireTrust(session, 'Asking a teacher');
    const { improveDescription } = await import('./improve-description.ts');
    return improveDescription(session, params, signalOf(token));
  });
  onRequest(session, 'magnet/proposeReadings', async (params, token) => {
    requireTrust(session, 'Asking a teacher');
    const { proposeForWorkspace } = await import('./propose-readings.ts');
    return proposeForWorkspace(session, params, signalOf(token));
  });
}

async function domainView(session: Session): Promise<DomainView> {
  const { catalog, version } = session.project;
  if (catalog.entries.length > MAX_FUNCTIONS) return { entities: [], others: [], version, tooLarge: true };
  await session.graph.settle();
  const domain = session.graph.domain() ?? readDomain(session.graph.statedCatalog.entries);
  const { entities, others } = shownDomain(domain);
  const placed = (readings: readonly ShownReading[]) => readings.flatMap((reading) => withPlace(session, reading));
  return {
    entities: entities.map((entity) => ({ ...entity, functions: placed(entity.functions) })),
    others: placed(others),
    version,
    tooLarge: false,
  };
}

function withPlace(session: Session, reading: ShownReading): DomainFunctionItem[] {
  const entry = session.project.catalog.get(reading.id);
  return entry === undefined ? [] : [{ ...reading, place: placeOf(session, entry, nameSpan(entry)?.start ?? 0) }];
}

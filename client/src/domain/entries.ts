import type { DomainEntityItem, DomainFunctionItem, DomainView } from '../../../server/src/lsp/protocol.ts';

export type Kind = DomainFunctionItem['kind'];

/** In the order in which a record lives. */
const KINDS: readonly Kind[] = ['makes', 'reads', 'changes', 'ends', 'other'];

export type DomainEntry =
  | { readonly type: 'entity'; readonly entity: DomainEntityItem }
  /** Functions about no record. */
  | { readonly type: 'others'; readonly functions: readonly DomainFunctionItem[] }
  | {
      readonly type: 'kind';
      readonly of: string;
      readonly kind: Kind;
      readonly functions: readonly DomainFunctionItem[];
    }
  | { readonly type: 'function'; readonly of: string; readonly item: DomainFunctionItem };

/** What stands under an entry of the tree; under none, the entities and what is about none of them. */
export function childrenOf(view: DomainView, entry?: DomainEntry): readonly DomainEntry[] {
  if (entry === undefined) {
    const entities = view.entities.map((entity): DomainEntry => ({ type: 'entity', entity }));
    return view.others.length === 0 ? entities : [...entities, { type: 'others', functions: view.others }];
  }
  if (entry.type === 'entity') return kindsOf(entry.entity);
  if (entry.type === 'kind') return items(entry.of, entry.functions);
  return entry.type === 'others' ? items('', entry.functions) : [];
}

function kindsOf({ name, functions }: DomainEntityItem): readonly DomainEntry[] {
  return KINDS.flatMap((kind): DomainEntry[] => {
    const own = functions.filter((item) => item.kind === kind);
    return own.length === 0 ? [] : [{ type: 'kind', of: name, kind, functions: own }];
  });
}

function items(of: string, functions: readonly DomainFunctionItem[]): readonly DomainEntry[] {
  return functions.map((item): DomainEntry => ({ type: 'function', of, item }));
}

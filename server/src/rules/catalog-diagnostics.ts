import type { DependencyGraph } from '../graph/index.ts';
import type { Catalog, CatalogEntry, FunctionSignature } from '../signature/index.ts';
import type { IndexChange } from './catalog-index.ts';
import type { RawFinding } from './finding.ts';
import type { Report, Rule } from './rule.ts';
import type { OnFailure } from './run.ts';

/** Findings by the id of the function they are about. */
export type ById = ReadonlyMap<string, readonly RawFinding[]>;

/** By document: the findings about its functions. */
type ByDocument = ReadonlyMap<string, ById>;

const NOTHING: ById = new Map();

/**
 * Findings of the rules over a document, the catalog and its graph as wholes. They are kept as long as an edit changes
 * nothing that these rules see of a function (`RuleSpec.fingerprint`): a new word in a description is none of it.
 */
export class CatalogDiagnostics {
  readonly #rules: readonly Rule[];
  readonly #failed: OnFailure;
  readonly #ofDocument = new Map<string, ById>();
  #ofCatalog: ByDocument | undefined;
  #ofGraph: { readonly graph: DependencyGraph; readonly catalog: Catalog; readonly found: ByDocument } | undefined;

  constructor(rules: readonly Rule[], failed: OnFailure) {
    this.#rules = rules.filter((rule) => rule.checkDocument ?? rule.checkCatalog ?? rule.checkGraph);
    this.#failed = failed;
  }

  /** Takes what changed in the catalog. */
  change({ before, after }: IndexChange): void {
    if (before.length === after.length && before.every((entry, index) => this.#looksSame(entry, after[index]))) {
      for (const entry of after) this.#forgetPlaces(entry);
      return;
    }
    this.#ofCatalog = undefined;
    for (const { document } of [...before, ...after]) this.#ofDocument.delete(document.uri);
  }

  /** The findings about functions of one document, from its own rules, the catalog's and the graph's. */
  of(
    uri: string,
    entriesOf: () => readonly CatalogEntry[],
    catalog: Catalog,
    graph: DependencyGraph | undefined,
  ): ById[] {
    let own = this.#ofDocument.get(uri);
    if (own === undefined) {
      const entries = entriesOf();
      own = byFunction(this.#rules, this.#failed, (rule, report) => rule.checkDocument?.(entries, report));
      this.#ofDocument.set(uri, own);
    }
    this.#ofCatalog ??= byDocument(
      byFunction(this.#rules, this.#failed, (rule, report) => rule.checkCatalog?.(catalog, report)),
      catalog,
    );
    return [own, this.#ofCatalog.get(uri) ?? NOTHING, this.#graphFindings(catalog, graph).get(uri) ?? NOTHING];
  }

  #graphFindings(catalog: Catalog, graph: DependencyGraph | undefined): ByDocument {
    if (graph === undefined) return new Map();
    if (this.#ofGraph?.graph !== graph || this.#ofGraph.catalog !== catalog) {
      const found = byFunction(this.#rules, this.#failed, (rule, report) =>
        rule.checkGraph?.({ graph, catalog }, report),
      );
      this.#ofGraph = { graph, catalog, found: byDocument(found, catalog) };
    }
    return this.#ofGraph.found;
  }

  /** Whether two versions of a function are one to every rule here. */
  #looksSame(before: CatalogEntry, after: CatalogEntry | undefined): boolean {
    if (after === undefined || before.id !== after.id || before.document.uri !== after.document.uri) return false;
    const sees = (rule: Rule, signature: FunctionSignature) => rule.fingerprint?.(signature);
    return this.#rules.every((rule) => {
      if (rule.checkDocument === undefined && rule.checkCatalog === undefined) return true;
      return rule.fingerprint !== undefined && sees(rule, before.signature) === sees(rule, after.signature);
    });
  }

  /** The text of a function is another: what was found of it is looked up there anew. */
  #forgetPlaces({ id, document: { uri } }: CatalogEntry): void {
    for (const found of [this.#ofDocument.get(uri), this.#ofCatalog?.get(uri)])
      for (const raw of found?.get(id) ?? []) delete raw.place;
  }
}

function byDocument(found: ById, catalog: Catalog): ByDocument {
  const documents = new Map<string, Map<string, readonly RawFinding[]>>();
  for (const [id, list] of found) {
    const uri = catalog.get(id)?.document.uri;
    if (uri === undefined) continue;
    const known = documents.get(uri);
    if (known === undefined) documents.set(uri, new Map([[id, list]]));
    else known.set(id, list);
  }
  return documents;
}

/** Runs rules that report about functions by id. */
function byFunction(
  rules: readonly Rule[],
  failed: OnFailure,
  run: (rule: Rule, report: (id: string, report: Report) => void) => void,
): ById {
  const found = new Map<string, RawFinding[]>();
  for (const rule of rules) {
    try {
      run(rule, (id, report) => {
        const list = found.get(id);
        if (list === undefined) found.set(id, [{ rule, report }]);
        else list.push({ rule, report });
      });
    } catch (error) {
      failed({ code: rule.code, function: '', error: String(error) });
    }
  }
  return found;
}

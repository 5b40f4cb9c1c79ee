import type { QueryFieldItem } from '../../../../server/src/lsp/protocol.ts';

/** What the filter of the list understands, in the server's own words. */
export function QueryHelp({ fields }: { readonly fields: readonly QueryFieldItem[] }) {
  if (fields.length === 0) return null;
  return (
    <section aria-label="Filter">
      <h2>Filter</h2>
      <p>
        Words that must all stand in the record. <code>"…"</code> keeps words together, <code>-</code> before one leaves
        records with it out. Fields:
      </p>
      <table class="query-help">
        <tbody>
          {fields.map(({ field, takes, example, meaning }) => (
            <tr key={field}>
              <th scope="row">
                <code>{example}</code>
              </th>
              <td>
                {meaning} <span class="muted">({takes})</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

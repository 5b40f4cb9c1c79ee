import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';

/** What is searched in the run, lower case; '' for nothing. */
export const Search = createContext('');

const SHOWN_CHARACTERS = 2400;
const MAX_MARKS = 400;

/** Text as text, with search hits marked and long passages cut until asked for. */
export function Text({ children }: { readonly children: string }) {
  const [all, setAll] = useState(false);
  const query = useContext(Search);
  const long = children.length > SHOWN_CHARACTERS * 1.2;
  const shown = all || !long ? children : children.slice(0, SHOWN_CHARACTERS);
  return (
    <>
      {mark(shown, query)}
      {long && !all && (
        <>
          {'… '}
          <button type="button" class="link" onClick={() => setAll(true)}>
            show all {children.length.toLocaleString('en')} characters
          </button>
        </>
      )}
    </>
  );
}

function mark(text: string, query: string) {
  if (query === '') return text;
  const lower = text.toLowerCase();
  const parts = [];
  let from = 0;
  // Lower-casing may change lengths in rare scripts; then nothing is marked rather than the wrong place.
  if (lower.length !== text.length) return text;
  for (let at = lower.indexOf(query); at >= 0 && parts.length < MAX_MARKS; at = lower.indexOf(query, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + query.length)}</mark>);
    from = at + query.length;
  }
  return [...parts, text.slice(from)];
}

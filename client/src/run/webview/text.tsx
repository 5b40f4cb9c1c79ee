import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';

/** What is searched in the run, lower case; '' for nothing. */
export const Search = createContext('');

/** A value that is wrong in what is shown; '' for none. */
export const Wrong = createContext('');

const SHOWN_CHARACTERS = 2400;
const MAX_MARKS = 400;

interface TextProps {
  readonly children: string;
  /** Whether the element around it takes the text's direction (`dir="auto"`); else only the text does. */
  readonly block?: boolean;
}

/**
 * Text as text, with search hits marked and long passages cut until asked for. It is read in its own direction: one from
 * right to left does not turn the words of the page around it.
 */
export function Text({ children, block = false }: TextProps) {
  const [all, setAll] = useState(false);
  const query = useContext(Search);
  const wrong = useContext(Wrong);
  const long = children.length > SHOWN_CHARACTERS * 1.2;
  const shown = all || !long ? children : children.slice(0, SHOWN_CHARACTERS);
  const words = wrong === '' ? mark(shown, query) : markWrong(shown, wrong, query);
  return (
    <>
      {block ? words : <bdi>{words}</bdi>}
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

/** The wrong value underlined wherever it stands as a word of its own. */
function markWrong(text: string, wrong: string, query: string) {
  const parts = [];
  let from = 0;
  for (let at = text.indexOf(wrong); at >= 0 && parts.length < MAX_MARKS; at = text.indexOf(wrong, at + wrong.length)) {
    const end = at + wrong.length;
    if (isWordPart(text[at - 1]) || isWordPart(text[end])) continue;
    parts.push(
      mark(text.slice(from, at), query),
      <span key={at} class="wrong-value" title="the wrong value">
        {text.slice(at, end)}
      </span>,
    );
    from = end;
  }
  return [...parts, mark(text.slice(from), query)];
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
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

import type { RefObject } from 'preact';

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  /** Undefined where nothing is searched. */
  readonly hits: number | undefined;
  readonly box: RefObject<HTMLInputElement>;
  change(value: string): void;
  enter(back: boolean): void;
  leave(): void;
}

/** A search field with the number of its hits. */
export function SearchBox({ label, value, hits, box, change, enter, leave }: SearchBoxProps) {
  return (
    <div class="search">
      <input
        ref={box}
        class="field"
        type="search"
        placeholder={label}
        aria-label={label}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') enter(event.shiftKey);
          else if (event.key === 'Escape') leave();
          else return;
          event.preventDefault();
        }}
      />
      {hits !== undefined && (
        <span class="hits" role="status">
          {hits}
        </span>
      )}
    </div>
  );
}

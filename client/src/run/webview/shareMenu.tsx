import { useEffect, useRef } from 'preact/hooks';
import type { ShareForm } from '../../../../server/src/lsp/protocol.ts';

const FORMS: readonly (readonly [ShareForm, string])[] = [
  ['json', 'Copy as JSON (C)'],
  ['markdown', 'Copy as Markdown'],
  ['curl', 'Copy as curl'],
  ['html', 'Save this record as a page…'],
];

/** How the record can be handed on. */
interface ShareMenuProps {
  readonly disabled: boolean;
  share(as: ShareForm): void;
  /** Absent where there is one record alone. */
  readonly shareRun: (() => void) | undefined;
}

export function ShareMenu({ disabled, share, shareRun }: ShareMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (back: boolean) => {
    if (menu.current === null || !menu.current.open) return;
    menu.current.open = false;
    if (back) menu.current.querySelector('summary')?.focus();
  };
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (!menu.current?.contains(event.target as Node)) close(false);
    };
    window.addEventListener('pointerdown', onPress);
    return () => window.removeEventListener('pointerdown', onPress);
  }, []);
  return (
    <details
      class="menu"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        close(true);
        event.preventDefault();
      }}
    >
      <summary class="button" aria-disabled={disabled} title="Copy or save the record, or the run">
        Share
      </summary>
      <div>
        {FORMS.map(([form, label]) => (
          <button
            key={form}
            type="button"
            disabled={disabled}
            onClick={() => {
              share(form);
              close(true);
            }}
          >
            {label}
          </button>
        ))}
        {shareRun !== undefined && (
          <button
            type="button"
            disabled={disabled}
            onClick={() => {
              shareRun();
              close(true);
            }}
          >
            Save the whole run as a page…
          </button>
        )}
      </div>
    </details>
  );
}

import { useEffect, useRef } from 'preact/hooks';
import type { ShareForm } from '../../../../server/src/lsp/protocol.ts';

const FORMS: readonly (readonly [ShareForm, string])[] = [
  ['json', 'Copy as JSON (C)'],
  ['markdown', 'Copy as Markdown'],
  ['curl', 'Copy as curl'],
  ['html', 'Save as a page…'],
];

/** How the record can be handed on. */
export function ShareMenu({ disabled, share }: { readonly disabled: boolean; share(as: ShareForm): void }) {
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
      <summary class="button" aria-disabled={disabled} title="Copy or save the record">
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
      </div>
    </details>
  );
}

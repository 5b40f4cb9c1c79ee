/**
 * Where what had the focus is gone, `element` has it: keys and screen readers go on from there. A page that a person is not
 * in takes no focus from where they are.
 */
export function keepFocus(element: HTMLElement | null | undefined): void {
  const active = document.activeElement;
  if (document.hasFocus() && (active === null || active === document.body)) element?.focus({ preventScroll: true });
}

/**
 * Gives the focus back to what had it last where the page alone gets it: VS Code, moving between its parts (F6), focuses a
 * panel as a whole, and keys and screen readers would begin again at its top.
 */
export function restoreFocus(): void {
  let last: HTMLElement | undefined;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target !== document.body) last = target;
  });
  window.addEventListener('focus', () => {
    // A click or Tab that brings the focus says itself where it goes, a moment later.
    setTimeout(() => {
      if (last?.isConnected === true) keepFocus(last);
    });
  });
}

/**
 * Where what had the focus is gone, `element` has it: keys and screen readers go on from there. A page that a person is not
 * in takes no focus from where they are.
 */
export function keepFocus(element: HTMLElement | null | undefined): void {
  const active = document.activeElement;
  if (document.hasFocus() && (active === null || active === document.body)) element?.focus({ preventScroll: true });
}

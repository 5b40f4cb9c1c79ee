const MARGIN = 8;

/**
 * Brings a part of the record into view and gives it the focus, so that the next Tab goes on from there. Only the record
 * scrolls: `scrollIntoView` would move the page around it as well.
 */
export function goTo(body: HTMLElement | null, element: HTMLElement | null, place: 'top' | 'middle' = 'top'): void {
  if (body === null || element === null) return;
  scrollTo(body, element, place);
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Scrolls the record to a part of it. */
export function scrollTo(body: HTMLElement, element: HTMLElement, place: 'top' | 'middle'): void {
  const top = element.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
  const before = place === 'top' ? MARGIN : Math.max(MARGIN, (body.clientHeight - element.clientHeight) / 2);
  body.scrollTop = Math.max(0, top - before);
  // In a small panel the record itself may be out of sight; elsewhere this moves nothing.
  body.scrollIntoView({ block: 'nearest' });
}

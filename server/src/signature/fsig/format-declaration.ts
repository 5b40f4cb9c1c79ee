import type { StreamItem } from './format-stream.ts';

export interface Layout {
  /** One level of indentation. */
  readonly unit: string;
  readonly eol: string;
}

const OPENING = new Set(['{', '(', '[']);
const CLOSING = new Set(['}', ')', ']']);
const TIGHT_BEFORE = new Set([',', ';', ':', '?', ')', ']', '.', '<', '>']);
const TIGHT_AFTER = new Set(['(', '[', '<', '.', '...', '-']);

/**
 * The items of one declaration with white space between them laid out anew. Nothing but white space changes. A group in
 * brackets stays on its line unless its members were on several: then each gets a line of its own.
 * @param depth levels of indentation around the declaration.
 */
export function layOut(items: readonly StreamItem[], depth: number, layout: Layout): string {
  const breaks = plannedBreaks(items);
  const indents = indentLevels(items, breaks, depth);
  let text = '';
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as StreamItem;
    if (at > 0) text += gapBefore(items, at, breaks, indents[at] as number, layout);
    text +=
      item.kind === 'token' ? item.text : commentText(item.text, layout.unit.repeat(indents[at] as number), layout);
  }
  return text;
}

interface Group {
  readonly open: number;
  close: number;
  several: boolean;
  readonly starts: number[];
}

/** Where a new line begins: at each member of a group that spans lines, at its closing bracket, and around comments. */
function plannedBreaks(items: readonly StreamItem[]): boolean[] {
  const breaks = new Array<boolean>(items.length).fill(false);
  for (const group of groupsOf(items)) {
    if (!group.several) continue;
    for (const start of group.starts) breaks[leadOf(items, start, group.open)] = true;
    breaks[leadOf(items, group.close, group.open)] = true;
    breaks[group.close] = true;
  }
  const first = items.findIndex((item) => item.kind === 'token');
  for (let at = 1; at < items.length; at++) {
    const item = items[at] as StreamItem;
    const before = items[at - 1] as StreamItem;
    if (before.kind === 'line-comment') breaks[at] = true;
    else if (at <= first) breaks[at] = item.breaks > 0 || before.text.startsWith('/**');
    else if (item.kind !== 'token' && item.breaks > 0) breaks[at] = true;
    else if (before.kind === 'block-comment' && item.breaks > 0) breaks[at] = true;
    else if ((item.sign === '|' || item.sign === '&') && item.breaks > 0) breaks[at] = true;
  }
  return breaks;
}

/** Bracket groups that have members, with whether they span lines. */
function groupsOf(items: readonly StreamItem[]): Group[] {
  const groups: Group[] = [];
  const open: Group[] = [];
  items.forEach((item, at) => {
    const around = open.at(-1);
    if (around !== undefined) {
      const before = items[at - 1] as StreamItem;
      if (item.starts) {
        const lead = leadOf(items, at, around.open);
        if ((items[lead] as StreamItem).breaks > 0 || (item.breaks > 0 && lead !== at)) around.several = true;
        if (around.starts.length > 0 && !isSeparator(before, items, at)) around.several = true;
        around.starts.push(at);
      }
      if (item.kind === 'line-comment' || (item.kind === 'block-comment' && item.text.includes('\n')))
        around.several = true;
    }
    if (OPENING.has(item.sign)) open.push({ open: at, close: at, several: false, starts: [] });
    else if (CLOSING.has(item.sign)) {
      const group = open.pop();
      if (group === undefined) return;
      group.close = at;
      if (group.starts.length > 0) groups.push(group);
    }
  });
  return groups;
}

/** Whether the last token before `at` ends a member. */
function isSeparator(before: StreamItem, items: readonly StreamItem[], at: number): boolean {
  let index = at - 1;
  while (index > 0 && (items[index] as StreamItem).kind !== 'token') index--;
  const { sign } = items[index] ?? before;
  return sign === ',' || sign === ';' || OPENING.has(sign);
}

/** First of the comments that belong to the item at `at`; comments behind the token before stay with that. */
function leadOf(items: readonly StreamItem[], at: number, open: number): number {
  let lead = at;
  while (lead - 1 > open && (items[lead - 1] as StreamItem).kind !== 'token' && !trails(items, lead - 1, open)) lead--;
  return lead;
}

/** A comment on the line of the token before it, unless it documents what follows. */
function trails(items: readonly StreamItem[], at: number, open: number): boolean {
  const item = items[at] as StreamItem;
  if (item.breaks > 0 || at - 1 === open || item.text.startsWith('/**')) return false;
  if (item.kind === 'line-comment') return true;
  const next = items[at + 1];
  return next === undefined || next.breaks > 0 || CLOSING.has(next.sign);
}

/** Level of each item: of the line it begins, or of the line it stands on. */
function indentLevels(items: readonly StreamItem[], breaks: readonly boolean[], depth: number): number[] {
  const levels: number[] = [];
  const open: number[] = [];
  let line = depth;
  /** The line begins with `|` or `&`: what opens on it is set in behind that sign. */
  let behindSign = false;
  items.forEach((item, at) => {
    const closes = CLOSING.has(item.sign);
    const around = open.at(-1);
    if (breaks[at] === true) {
      behindSign = item.sign === '|' || item.sign === '&';
      const inner = around === undefined ? depth : around + 1;
      if (closes) line = around ?? depth;
      else if (behindSign) line = inner + (around === undefined || isBranch(items, at) ? 1 : 0);
      else line = inner + (continues(items, at, around === undefined) ? 1 : 0);
    }
    levels.push(behindSign && item.kind !== 'token' ? line + 1 : line);
    if (closes) open.pop();
    if (OPENING.has(item.sign)) open.push(behindSign ? line + 1 : line);
  });
  return levels;
}

/** A member's own union is set in once more than the member. */
function isBranch(items: readonly StreamItem[], at: number): boolean {
  for (let index = at - 1, nested = 0; index >= 0; index--) {
    const { sign } = items[index] as StreamItem;
    if (CLOSING.has(sign)) nested++;
    else if (OPENING.has(sign) && nested-- === 0) return false;
    else if (nested === 0 && (sign === ':' || sign === '=')) return true;
  }
  return true;
}

/** A line in the middle of a declaration that begins no member, after a comment for example. */
function continues(items: readonly StreamItem[], at: number, outside: boolean): boolean {
  for (let index = at; index < items.length; index++) {
    const item = items[index] as StreamItem;
    if (item.kind !== 'token') continue;
    if (item.starts || CLOSING.has(item.sign)) return false;
    break;
  }
  return !outside || items.slice(0, at).some((item) => item.kind === 'token');
}

function gapBefore(
  items: readonly StreamItem[],
  at: number,
  breaks: readonly boolean[],
  level: number,
  layout: Layout,
): string {
  const item = items[at] as StreamItem;
  const before = items[at - 1] as StreamItem;
  if (breaks[at] === true) {
    const blank = item.breaks > 1 && !OPENING.has(before.sign) && !CLOSING.has(item.sign);
    return layout.eol.repeat(blank ? 2 : 1) + layout.unit.repeat(level);
  }
  return isTight(before, item) ? '' : ' ';
}

function isTight(before: StreamItem, item: StreamItem): boolean {
  if (item.kind !== 'token' || before.kind !== 'token')
    return (
      before.sign === '(' ||
      before.sign === '[' ||
      before.sign === '<' ||
      (item.sign !== '' && TIGHT_BEFORE.has(item.sign) && item.sign !== '<')
    );
  if (before.sign === '{') return item.sign === '}';
  if (TIGHT_BEFORE.has(item.sign) || TIGHT_AFTER.has(before.sign)) return true;
  const ends = before.word || CLOSING.has(before.sign) || before.sign === '>';
  if (item.sign === '(') return before.word && before.text !== 'readonly';
  if (item.sign === '[') return ends && before.text !== 'readonly';
  return false;
}

/** A comment, its lines set in anew where each begins with a star. */
function commentText(text: string, indent: string, layout: Layout): string {
  if (!text.startsWith('/*') || !text.includes('\n')) return text.trimEnd();
  const lines = text.split(/\r?\n/);
  if (!lines.slice(1).every((line) => line.trimStart().startsWith('*'))) return text;
  return lines.map((line, index) => (index === 0 ? line.trimEnd() : `${indent} ${line.trim()}`)).join(layout.eol);
}

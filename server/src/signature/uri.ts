/** The file a relative path names, seen from another file. Works on URIs of any scheme and on plain paths. */
export function resolveUri(from: string, path: string): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return path;
  const root = /^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i.exec(from)?.[0] ?? '';
  const base = path.startsWith('/') ? [] : from.slice(root.length).split('/').slice(0, -1);
  const steps = [...base];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.length > 0 && steps.at(-1) !== '' && steps.at(-1) !== '..') steps.pop();
      else if (steps.length === 0) steps.push('..');
    } else if (step !== '.' && (step !== '' || steps.length === 0)) steps.push(step);
  }
  return root + steps.join('/');
}

/** A URI in the one form that spellings of the same file share: percent escapes decoded. */
export function sameFileKey(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

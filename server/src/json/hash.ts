const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const MURMUR_PRIME = 0x85ebca6b;
const TWO_32 = 0x1_0000_0000;

/**
 * 52-bit content hash of a text (or of the part from `from` to `to`), as a short string. Two FNV-style lanes over UTF-16
 * units: fast on megabytes, stable between runs and machines, not for security. Saved files hold these hashes.
 */
export function hashText(text: string, from = 0, to = text.length): string {
  let a = FNV_BASIS;
  let b = 0x9747b28c ^ (to - from);
  for (let index = from; index < to; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, FNV_PRIME);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ unit, MURMUR_PRIME);
  }
  b ^= b >>> 13;
  a = Math.imul(a ^ (a >>> 15), MURMUR_PRIME);
  return ((a >>> 0) * 0x100000 + (b >>> 12)).toString(36);
}

/** 32-bit FNV-1a hash of a text: the plain one, for keys of tables in memory. A whole number in [0, 2^32). */
export function fnv1a(text: string): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}

/** FNV-1a with MurmurHash3's last mixing, so that the low bits can be taken as a choice. In [0, 2^32). */
export function mixedHash(text: string): number {
  let hash = fnv1a(text);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, MURMUR_PRIME);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * 53-bit hash of a text as a number (two lanes with MurmurHash3's mixing): few enough collisions to stand for the text as
 * the key of a table, at a fraction of its memory.
 */
export function hashNumber(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return TWO_32 * (2_097_151 & low) + (high >>> 0);
}

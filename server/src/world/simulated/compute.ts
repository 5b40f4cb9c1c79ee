import { keyWords } from '../../english/index.ts';
import type { Json, JsonObject } from '../../json/index.ts';
import { compute, convert, rateOf, readConversion } from './convert.ts';
import type { Running } from './running.ts';

/** What a computing function comes to; undefined where neither name nor arguments say how it computes. */
export function computeStep({ called, call, state }: Running): Running['computed'] {
  const { name } = called.signature;
  const result = compute(name, call) ?? geometry(name, call) ?? overList(name, call);
  if (result !== undefined) return { result };
  const rates = keyWords(name).includes('rate');
  const conversion = readConversion(name, call) ?? (rates ? readConversion(name, { ...call, one: 1 }) : undefined);
  if (conversion === undefined) return undefined;
  if (rates && !Object.values(call).some((value) => typeof value === 'number')) {
    const rate = rateOf(conversion, state.seed);
    return { result: rate, rate, unit: conversion.to };
  }
  const value = Number(convert(conversion, state.seed).toFixed(2));
  return { result: value, rate: rateOf(conversion, state.seed), unit: conversion.to };
}

/** Kilometres of the earth's mean radius. */
const EARTH = 6371.0088;

/** Distance between two points given by latitude and longitude, in kilometres. */
function geometry(name: string, call: JsonObject): number | undefined {
  const words = keyWords(name);
  if (!words.includes('distance')) return undefined;
  const [lat1, lat2] = coordinates(call, 'latitude');
  const [lon1, lon2] = coordinates(call, 'longitude');
  if (lat1 === undefined || lat2 === undefined || lon1 === undefined || lon2 === undefined) return undefined;
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const inner =
    Math.sin(rad(lat2 - lat1) / 2) ** 2 +
    Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.sin(rad(lon2 - lon1) / 2) ** 2;
  return Number((2 * EARTH * Math.asin(Math.sqrt(inner))).toFixed(2));
}

function coordinates(call: JsonObject, which: string): number[] {
  const named = Object.entries(call).filter(([name]) => keyWords(name).includes(which));
  return named.map(([, value]) => value).filter((value): value is number => typeof value === 'number');
}

const OVER_LIST: readonly (readonly [RegExp, (numbers: readonly number[]) => number])[] = [
  [/\bmedian\b/, median],
  [/\bvariance\b/, variance],
  [/\b(?:standard deviation|stdev|std)\b/, (numbers) => Math.sqrt(variance(numbers))],
  [/\bproduct\b/, (numbers) => numbers.reduce((product, value) => product * value, 1)],
  [/\brange\b/, (numbers) => Math.max(...numbers) - Math.min(...numbers)],
];

/** Statistics over the one list of numbers that a call gives. */
function overList(name: string, call: JsonObject): number | undefined {
  const lists = Object.values(call).filter((value): value is number[] => isNumbers(value));
  const [numbers] = lists;
  if (lists.length !== 1 || numbers === undefined || numbers.length === 0) return undefined;
  const words = keyWords(name).join(' ');
  const result = OVER_LIST.find(([pattern]) => pattern.test(words))?.[1](numbers);
  return result === undefined || !Number.isFinite(result) ? undefined : Number(result.toPrecision(12));
}

function isNumbers(value: Json): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

/** Of the whole population, divided by how many there are. */
function variance(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
}

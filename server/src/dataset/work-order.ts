/**
 * Indices in the order they are begun: as they stand, but of the last `last` ones the longest first. Short records are then
 * left for the very end, where long ones would keep a few places busy and leave all others empty.
 */
export function* workOrder(
  from: number,
  to: number,
  last: number,
  lengthOf: (index: number) => number,
): Generator<number> {
  const turning = Math.max(from, to - last);
  for (let index = from; index < turning; index += 1) yield index;
  const end = Array.from({ length: to - turning }, (_, at) => ({
    index: turning + at,
    length: lengthOf(turning + at),
  }));
  end.sort((left, right) => right.length - left.length || left.index - right.index);
  for (const { index } of end) yield index;
}

/**
 * The nodes that can reach themselves (Tarjan's strongly connected components, without recursion, so that chains of any
 * length are fine). Two nodes of one cycle get the same number; nodes of no cycle are absent.
 */
export function cyclicNodes<Node>(nodes: Iterable<Node>, next: (node: Node) => readonly Node[]): Map<Node, number> {
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const onStack = new Set<Node>();
  const stack: Node[] = [];
  const cyclic = new Map<Node, number>();
  let component = 0;

  const enter = (node: Node): Frame<Node> => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, targets: next(node), at: 0 };
  };
  const leave = (node: Node): void => {
    if (low.get(node) !== order.get(node)) return;
    const members: Node[] = [];
    let member: Node;
    do {
      member = stack.pop() as Node;
      onStack.delete(member);
      members.push(member);
    } while (member !== node);
    if (members.length > 1 || next(node).includes(node)) for (const each of members) cyclic.set(each, component);
    component++;
  };

  for (const root of nodes) {
    if (order.has(root)) continue;
    const frames = [enter(root)];
    while (frames.length > 0) {
      const frame = frames.at(-1) as Frame<Node>;
      const target = frame.targets[frame.at++];
      if (target === undefined) {
        frames.pop();
        leave(frame.node);
        const parent = frames.at(-1);
        if (parent !== undefined) lower(low, parent.node, low.get(frame.node) as number);
      } else if (!order.has(target)) frames.push(enter(target));
      else if (onStack.has(target)) lower(low, frame.node, order.get(target) as number);
    }
  }
  return cyclic;
}

interface Frame<Node> {
  readonly node: Node;
  readonly targets: readonly Node[];
  at: number;
}

function lower<Node>(low: Map<Node, number>, node: Node, value: number): void {
  if (value < (low.get(node) as number)) low.set(node, value);
}

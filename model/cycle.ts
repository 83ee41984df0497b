/**
 * The first node of a graph that lies on a cycle or behind one, or undefined where no way leads back to where it came
 * from. Nodes are numbers below `nodes`; `edges` has the two ends of each edge, one after the other.
 */
export function findCycle(nodes: number, edges: readonly number[]): number | undefined {
  const incoming = new Int32Array(nodes);
  const outgoing = new Int32Array(nodes + 1);
  for (let at = 0; at < edges.length; at += 2) {
    incoming[edges[at + 1]!]! += 1;
    outgoing[edges[at]! + 1]! += 1;
  }
  for (let node = 0; node < nodes; node += 1) outgoing[node + 1]! += outgoing[node]!;
  const targets = new Int32Array(edges.length / 2);
  const filled = outgoing.slice();
  for (let at = 0; at < edges.length; at += 2) {
    const from = edges[at]!;
    targets[filled[from]!] = edges[at + 1]!;
    filled[from]! += 1;
  }
  // Nodes that nothing leads to any more are taken away; those of a cycle never are.
  const free: number[] = [];
  for (let node = 0; node < nodes; node += 1) if (incoming[node] === 0) free.push(node);
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    for (let at = outgoing[node]!; at < outgoing[node + 1]!; at += 1) {
      const target = targets[at]!;
      incoming[target]! -= 1;
      if (incoming[target] === 0) free.push(target);
    }
  }
  const left = incoming.findIndex((count) => count > 0);
  return left < 0 ? undefined : left;
}

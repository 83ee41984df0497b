/** Mutants that no case notices, and why none can: from outside they are the reference. A test holds the list to it. */
export const survivors: Readonly<Record<string, string>> = {};

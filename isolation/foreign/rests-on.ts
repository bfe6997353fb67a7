/** Which accounts' stacks a guarantee rests on: a stranger's stack that touches the others leaves it as it is. */

/** Studio: the account of network and Studio. Data: the accounts of buckets and their keys. */
export type Part = "studio" | "data";

/** G1 is decided by the buckets' own policies, whatever anybody else grants. */
const onlyData = new Set(["G1"]);
/** Routes, names, endpoints, domains and the policies of roles: nothing of them stands in a data account. */
const onlyStudio = new Set(["G3", "G4", "G5", "G6", "G7", "G11", "G12"]);

/** A guarantee that is not listed rests on both. */
export const restsOn = (guarantee: string, part: Part): boolean =>
  part === "data" ? !onlyStudio.has(guarantee) : !onlyData.has(guarantee);

/** Values by one of their keys, in order. */
export function groupBy<Key, Value>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, readonly Value[]> {
  const found = new Map<Key, Value[]>();
  for (const value of values) {
    const list = found.get(keyOf(value)) ?? [];
    list.push(value);
    found.set(keyOf(value), list);
  }
  return found;
}

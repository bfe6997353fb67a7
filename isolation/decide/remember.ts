/** Keeps results of pure functions by a key that holds everything they depend on. */

/** Forgets everything once it holds `most`, so that memory stays bounded whatever is proved. */
export function remembering<Value>(most: number): (key: string, compute: () => Value) => Value {
  const known = new Map<string, Value>();
  return (key, compute) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute();
    if (known.size >= most) known.clear();
    known.set(key, value);
    return value;
  };
}

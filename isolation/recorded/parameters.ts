/** Looks values up in the parameters of a recorded call. */

/** Every value under this path of members, wherever in the parameters the path begins; lists are entered. */
export function everyUnder(parameters: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(parameters)) return parameters.flatMap((each) => everyUnder(each, path));
  if (parameters === null || typeof parameters !== "object") return [];
  return [...at(parameters, path), ...Object.values(parameters).flatMap((each) => everyUnder(each, path))];
}

/** Every value at this path from the top; lists are entered. */
export function at(parameters: unknown, path: readonly string[]): readonly unknown[] {
  const [first, ...rest] = path;
  if (Array.isArray(parameters)) return parameters.flatMap((each) => at(each, path));
  if (first === undefined) return parameters === undefined || parameters === null ? [] : [parameters];
  if (parameters === null || typeof parameters !== "object") return [];
  return at((parameters as Readonly<Record<string, unknown>>)[first], rest);
}

/** Values as condition keys and ARNs hold them, each once. Throws where one is no text, number or boolean. */
export const texts = (values: readonly unknown[], what: string): readonly string[] => [
  ...new Set(
    values.map((value) => {
      if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
      throw new Error(`${what} is expected to be a text, and is ${JSON.stringify(value)}`);
    }),
  ),
];

/** Asks AWS for something that may not be there. */

/** AWS's answer; undefined where it says that the thing is not there. */
export async function orGone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const { name, message } = error as Error;
    const missing =
      /NotFound|NoSuchEntity/.test(name) ||
      (name === "ValidationException" && /RecordNotFound|Could not find/.test(message));
    if (missing) return undefined;
    throw error;
  }
}

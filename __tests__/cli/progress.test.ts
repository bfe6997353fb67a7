/** Work that takes long says so, in a log as on a terminal. */
import { withProgress } from "../../cli/progress";
import { openTerminal } from "../../cli/terminal";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Where standard error is a file, as in a pipeline. */
function log() {
  const lines: string[] = [];
  const stream = { write: (text: string) => lines.push(text.trimEnd()) };
  return { lines, terminal: openTerminal({ stdout: stream, stderr: stream, env: {} }, true) };
}

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1000);

describe("progress in a log", () => {
  test("has a line after two silent seconds, and again every ten, though the work itself says nothing", async () => {
    const { lines, terminal } = log();
    const work = withProgress(terminal, "Looking", () => seconds(25));
    await work;
    expect(lines).toEqual(["Looking: 2 s", "Looking: 12 s", "Looking: 22 s"]);
    await seconds(60);
    expect(lines).toHaveLength(3);
  });

  test("names what is under way, and for how long the whole has been", async () => {
    const { lines, terminal } = log();
    await withProgress(terminal, "Preparing", async (update) => {
      update("installing packages");
      await seconds(3);
      update("starting");
      await seconds(10);
    });
    expect(lines).toEqual(["Preparing: installing packages, 2 s", "Preparing: starting, 12 s"]);
  });

  test("has no line for work of less than two seconds, and ends with work that fails", async () => {
    const { lines, terminal } = log();
    await withProgress(terminal, "Looking", () => seconds(1.9));
    const failing = async () => {
      await seconds(1);
      throw new Error("no answer");
    };
    await expect(withProgress(terminal, "Looking", failing)).rejects.toThrow("no answer");
    await seconds(60);
    expect(lines).toEqual([]);
  });
});

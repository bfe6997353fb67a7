/** Random mutations of the shipped files: loading never crashes, and what it lets through is complete. */
import fc from "fast-check";
import { loadEnvironment } from "../../config/load";
import { formatProblem } from "../../config/problems";
import { folderOf } from "./folders";
import { mutation } from "./mutation";

/** A test with so many mutations. */
export function randomMutations(runs: number): void {
  test(`${runs} random mutations of the shipped files never crash, and each problem is one line with a place that exists`, () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(mutation, ({ name, files }) => {
        const { environment, problems, warnings } = loadEnvironment(folderOf(files, name));
        for (const problem of [...problems, ...warnings]) {
          expect(formatProblem(problem)).toMatch(/^\S+:[1-9]\d*:[1-9]\d* .+$/u);
          const text = files[problem.file.slice(name.length + 1)];
          expect(problem.line).toBeLessThanOrEqual((text ?? "").split("\n").length);
        }
        // All or nothing: an environment exactly where there is no problem, and then without a hole.
        expect(environment === undefined).toBe(problems.length > 0);
        if (environment === undefined) {
          refused += 1;
          return;
        }
        accepted += 1;
        expect(environment.teams.every(({ dataAccount }) => /^\d{12}$/.test(dataAccount.id))).toBe(true);
        expect(environment.availabilityZoneIds.length).toBeGreaterThan(0);
        expect(leaves(environment).filter((leaf) => leaf === null || Number.isNaN(leaf))).toEqual([]);
      }),
      { numRuns: runs, seed: 20261123 },
    );
    // Both ways are taken: a property that refuses everything, or nothing, proves little.
    expect(Math.min(accepted, refused)).toBeGreaterThan(runs / 10);
  });
}

function leaves(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

/** The decision procedure against brute force: whatever a search over a whole small world finds, it finds too. */
import fc from "fast-check";
import { answer, type Found, type Question, Undecided } from "../../../isolation/decide";
import { measured, plain } from "./random-questions";
import { passes, requestsOf } from "./small-world";

/** What came of the questions. */
interface Count {
  found: number;
  proved: number;
  undecided: number;
}

function compare(question: fc.Arbitrary<Question>, runs: number): Count {
  const count: Count = { found: 0, proved: 0, undecided: 0 };
  fc.assert(
    fc.property(question, (asked) => {
      const found = answerTo(asked);
      if (found === "undecided") count.undecided += 1;
      else if (found) {
        // The procedure's own word is not enough.
        expect(passes(found.request, asked)).toBe(true);
        count.found += 1;
      } else {
        count.proved += 1;
        for (const request of requestsOf(asked)) {
          if (passes(request, asked)) throw new Error(`missed: ${JSON.stringify(request)}`);
        }
      }
    }),
    { numRuns: runs },
  );
  // Both answers are common, or the comparison says little.
  expect(Math.min(count.found, count.proved)).toBeGreaterThan((count.found + count.proved) / 10);
  return count;
}

function answerTo(asked: Question): Found | "undecided" | undefined {
  try {
    return answer(asked);
  } catch (error) {
    if (error instanceof Undecided) return "undecided";
    throw error;
  }
}

/** Tests with so many random sets of policies. */
export function bruteForce(runs: number): void {
  const some = runs / 10;
  test(`whatever passes in a small world of requests is found, for ${runs} random sets of policies`, () => {
    expect(compare(plain, runs).undecided).toBe(0);
  });

  test(`nothing that passes is missed with policy variables, numbers and dates, for ${some} random sets of policies`, () => {
    const { found, proved, undecided } = compare(measured, some);
    // A word that says nothing would miss nothing.
    expect(undecided).toBeLessThan((found + proved) / 10);
  });
}

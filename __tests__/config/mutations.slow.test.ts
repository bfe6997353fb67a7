/** A sample of random mutations of the shipped files; mutations.full.test.ts holds the rest. */
import { randomMutations } from "./random-mutations";

randomMutations(2_000);

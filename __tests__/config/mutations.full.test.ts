/** Ten thousand random mutations of the shipped files. */
import { randomMutations } from "./random-mutations";

randomMutations(10_000);

/** Entry of `npm run mutate`: breaks the synthesized JSON and lists who noticed: the promise tests, or with `proof` the proof. */
import { mutateCommand } from "./command";

// Loaded where it runs: usage comes at once.
mutateCommand({
  promises: (environment, part) => (require("./run") as typeof import("./run")).mutatePromises(environment, part),
  proof: (argv) => (require("./proof/command") as typeof import("./proof/command")).mutateProof(argv),
}).parseAsync();

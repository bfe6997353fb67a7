/** `npm run mutate`: breaks the synthesized JSON and lists who noticed: the promise tests, or with `proof` the proof. */
const [first, ...rest] = process.argv.slice(2);
if (first === "proof") {
  const { mutateProof } = require("./proof/command") as typeof import("./proof/command");
  mutateProof(rest).then((code) => {
    process.exitCode = code;
  });
} else {
  require("./run");
}

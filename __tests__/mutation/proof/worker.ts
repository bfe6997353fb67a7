/** The process of a worker: judges the mutants whose positions it is sent, until nobody sends any more (see workers.ts). */
import { rememberAnswers } from "../../../isolation/decide";
import { type Choice, choose, environmentsOf } from "./choice";
import { outcomeOf } from "./outcome";

const [environment = "", choice = ""] = process.argv.slice(2);
const [synthesis] = environmentsOf(environment);
if (!synthesis) throw new Error(`no environment ${environment}`);
const mutants = choose(synthesis, JSON.parse(choice) as Choice);
rememberAnswers();
process.on("message", async (index: number) => {
  const mutant = mutants[index];
  if (!mutant) throw new Error(`no mutant ${index}`);
  process.send?.(await outcomeOf(synthesis, mutant));
});

/** Processes that judge mutants at the same time, each one mutant after the other. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Choice } from "./choice";
import type { Outcome } from "./outcome";

export interface Judge {
  /** @param index of a mutant among those that are chosen */
  readonly outcomeOf: (index: number) => Promise<Outcome>;
  readonly end: () => void;
}

/** The worker chooses the mutants anew: they are functions, which no message carries. */
export function startWorker(environment: string, { operators, sample, seed, only }: Choice): Judge {
  const choice: Choice = { operators, sample, seed, only };
  const child = fork(join(__dirname, "worker.ts"), [environment, JSON.stringify(choice)], {
    execArgv: ["--import", "tsx"],
  });
  return {
    outcomeOf: (index) => {
      const answer = nextMessage(child);
      child.send(index);
      return answer;
    },
    end: () => child.disconnect(),
  };
}

function nextMessage(child: ChildProcess): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message as Outcome);
    });
  });
}

/** Where commands write: results to standard output, everything else to standard error; colour only where a person looks. */
import picocolors from "picocolors";

export type Stream = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
export type Surroundings = {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
};

export type Terminal = {
  /** One line of the command's result. Silent under --json, and where the result is a report. */
  print(line?: string): void;
  /** The command's result under --json: the only thing on standard output. */
  printJson(value: unknown): void;
  /** The command's result as a document of another format: the only thing on standard output then. */
  printReport(text: string): void;
  /** One line about the run itself, to standard error. */
  note(line: string): void;
  readonly colours: ReturnType<typeof picocolors.createColors>;
  readonly json: boolean;
  /** How many characters fit a line. */
  readonly columns: number;
  /** Whether standard error shows moving progress. */
  readonly isInteractive: boolean;
  readonly stderr: Stream;
};

/** Of what is not a terminal: logs, mostly. */
const widthOfFiles = 120;

/** @param isReport standard output holds a document of another format */
export function openTerminal({ stdout, stderr, env }: Surroundings, json: boolean, isReport = false): Terminal {
  // https://no-color.org: any value but the empty one. A terminal that cannot move its cursor gets neither colour nor progress.
  const isPlain = (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb";
  return {
    print: (line = "") => {
      if (!json && !isReport) stdout.write(`${line}\n`);
    },
    printJson: (value) => {
      if (json) stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    printReport: (text) => {
      stdout.write(`${text}\n`);
    },
    note: (line) => {
      stderr.write(`${line}\n`);
    },
    colours: picocolors.createColors(stdout.isTTY === true && !isPlain && !json && !isReport),
    json,
    columns: stdout.columns ?? widthOfFiles,
    isInteractive: stderr.isTTY === true && env.TERM !== "dumb" && (env.CI ?? "") === "",
    stderr,
  };
}

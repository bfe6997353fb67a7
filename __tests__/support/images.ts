/** Staging with images of team fraud's own: of the studio account, and of a central registry. */
import { type Synthesized, synthesized, synthesizeOne } from "./environments";

export const central = "234567890123";
export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`;

let known: Synthesized | undefined;

/** Synthesized once for each test process. */
export function withImages(): Synthesized {
  const [staging] = synthesized("shipped", (name) => name === "staging");
  if (!staging) throw new Error("no staging");
  const { environment } = staging;
  known ??= synthesizeOne({
    ...environment,
    imageRegistries: [{ account: central, repositories: ["platform/editor"] }],
    teams: environment.teams.map((team) =>
      team.name === "fraud"
        ? {
            ...team,
            images: [
              {
                name: "lab",
                repository: { name: "fraud/lab" },
                digests: [digestOf("a"), digestOf("b")],
                apps: ["jupyterlab"],
                container: {},
              },
              {
                name: "editor",
                repository: { account: central, name: "platform/editor" },
                digests: [digestOf("c")],
                apps: ["jupyterlab", "code-editor"],
                container: { entrypoint: "start", arguments: ["--port", "8888"], environment: { THEME: "dark" } },
              },
            ],
          }
        : team,
    ),
  });
  return known;
}

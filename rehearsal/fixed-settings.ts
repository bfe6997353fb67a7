/** Changes of what is fixed once it is deployed: Terraform refuses each in our words, and plans nothing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accountIds, bucketsStackName, networkingStackName, studioStackName } from "../config/names";
import type { Account, Environment, Team } from "../config/schema";
import { regions } from "../config/tables/regions";
import { newcomerInIdentityCenter, preparationsOf } from "./accounts";
import type { OrderedStack } from "./levels";
import type { Stage } from "./stage";

const phase = "refuse what is fixed";

interface Attempt {
  readonly name: string;
  /** Every fixed setting of one file at once: Terraform reports all that it refuses. */
  readonly make: (environment: Environment, team: Team) => Environment;
  /** Stack to the keys of the file that its plan must name. Where `only`, no other stack's JSON may change. */
  readonly refused: (environment: Environment, team: Team) => Readonly<Record<string, readonly string[]>>;
  readonly only: boolean;
}

/** Accounts that are none of the environment's, so that a move is one. */
function newAccounts(environment: Environment): { readonly studio: string; readonly data: string } {
  const taken = accountIds(environment);
  const [studio = "", data = ""] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    .map((digit) => digit.repeat(12))
    .filter((id) => !taken.includes(id));
  return { studio, data };
}
const elsewhere = ({ partition }: Environment, id: string): Account => ({
  id,
  deployerRole: `arn:${partition}:iam::${id}:role/studio-enclave-deployer`,
});
const moved = ({ region }: Environment) => ({ region: region === "us-east-2" ? "us-west-2" : "us-east-2" });
const everywhere = ["region", "namePrefix"];
const inStudioAccount = [...everywhere, "accounts.studio.id", "availabilityZoneIds", "iamPath"];

export const attempts: readonly Attempt[] = [
  {
    name: "of a team",
    make: (environment, team) => {
      const ssoUser = newcomerInIdentityCenter;
      const other: Partial<Team> = {
        // Whom Terraform looks up: what refuses must be the comparison, not that nobody is there.
        ...(team.authMode === "IAM" && { users: team.users.map((user) => ({ ...user, ssoUser })) }),
        cidr: "172.20.128.0/20",
        authMode: team.authMode === "IAM" ? "SSO" : "IAM",
        homeDirectories: team.homeDirectories === "retain" ? "delete" : "retain",
        docker: team.docker ? undefined : { trustedAccounts: [environment.accounts.studio.id] },
        tagPropagation: !team.tagPropagation,
        dataAccount: { name: "moved", ...elsewhere(environment, newAccounts(environment).data) },
      };
      return {
        ...environment,
        teams: environment.teams.map((each) => (each === team ? { ...each, ...other } : each)),
      };
    },
    refused: (environment, team) => ({
      [studioStackName(environment, team)]: [
        "cidr",
        "authMode",
        "homeDirectories",
        "docker",
        "docker.trustedAccounts",
        "tagPropagation",
      ],
      [bucketsStackName(environment, team)]: ["dataAccount"],
    }),
    only: true,
  },
  {
    name: "of the environment",
    make: (environment) => {
      const { accounts, network, region, state, availabilityZoneIds } = environment;
      const { region: otherRegion } = moved(environment);
      return {
        ...environment,
        region: otherRegion,
        namePrefix: "renamed",
        iamPath: "/moved/",
        // Zones that are there: what refuses must be the comparison, not that AWS does not know them.
        availabilityZoneIds: regions[otherRegion]?.zoneIds.slice(0, availabilityZoneIds.length) ?? [],
        accounts: { ...accounts, studio: elsewhere(environment, newAccounts(environment).studio) },
        network: { ...network, vpcCidr: "172.20.0.0/16", endpointCidr: "172.20.0.0/20" },
        // State stays where it is, or Terraform would ask about that first.
        ...(state.backend === "s3" && {
          state: { ...state, region: state.region ?? region, role: state.role ?? accounts.studio.deployerRole },
        }),
      };
    },
    refused: (environment, team) => ({
      [networkingStackName(environment)]: [...inStudioAccount, "network.vpcCidr", "network.endpointCidr"],
      [studioStackName(environment, team)]: inStudioAccount,
      [bucketsStackName(environment, team)]: everywhere,
    }),
    only: false,
  },
];

/** Plans each attempt and puts the JSON back as it was. */
export async function refuseWhatIsFixed(stage: Stage): Promise<void> {
  const { environment } = stage;
  const [team] = environment.teams;
  if (!team) return;
  const texts = () => new Map(stage.stacks.map((stack) => [stack.name, textOf(stack)]));
  const before = texts();
  // Who moves to another account has it: what refuses must be Terraform, not AWS.
  for (const account of Object.values(newAccounts(environment))) {
    const roles = [elsewhere(environment, account).deployerRole];
    await stage.localAws.prepareAccount({ account, region: environment.region, roles });
  }
  const { region } = moved(environment);
  for (const each of preparationsOf({ ...environment, region }).filter(({ identityStore }) => identityStore))
    await stage.localAws.prepareAccount(each);
  for (const { name, make, refused, only } of attempts) {
    const keys = refused(environment, team);
    stage.synthesize(make(environment, team));
    const changed = [...texts()].filter(([stack, text]) => text !== before.get(stack)).map(([stack]) => stack);
    const strangers = only ? changed.filter((stack) => !(stack in keys)) : [];
    for (const stack of strangers) stage.failures.push({ phase, what: name, error: `${stack} must not change` });
    const asked = stage.stacks.filter((stack) => stack.name in keys);
    await stage.levelByLevel(
      phase,
      [asked],
      async (stack) => {
        const planned = await stage.terraform.plan(stack);
        if (planned.ok) return stage.refusal(stack, "the plan was not refused");
        const wrong = misunderstood(planned.error, keys[stack.name] ?? []);
        if (wrong.length > 0) return stage.refusal(stack, `${wrong.join("; ")}\n${planned.error}`, planned.seconds);
        return { ok: true, value: undefined, seconds: planned.seconds };
      },
      name,
    );
    stage.synthesize(environment);
    if (stage.failed) return;
  }
}

/** How a refusal falls short: a key that it does not name, or an error that is none of ours. */
export function misunderstood(error: string, keys: readonly string[]): string[] {
  // Terraform breaks lines where it likes.
  const errors = error
    .replace(/\s+/g, " ")
    .split("Error: ")
    .filter((each) => each.trim() !== "");
  const named = errors.map(
    (each) => /(\S+) of \S+ \S+ is .+ where it is deployed, and .+ in the config/.exec(each)?.[1],
  );
  return [
    ...keys.filter((key) => !named.includes(key)).map((key) => `a change of ${key} was not refused`),
    ...errors
      .filter((_, index) => !keys.includes(named[index] ?? ""))
      .map((each) => `another error: ${each.slice(0, 100)}`),
  ];
}

const textOf = ({ folder }: OrderedStack) => readFileSync(join(folder, "cdk.tf.json"), "utf8");

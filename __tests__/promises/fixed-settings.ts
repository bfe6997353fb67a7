/** What cannot change once it is deployed is kept in the state as it was then, and whatever would change it is refused in words. */
import assert from "node:assert/strict";
import { bucketsStackName, networkingStackName, studioStackName } from "../../config/names";
import type { Environment } from "../../config/schema";
import type { Block } from "../support/deployment";
import type { Promised } from "./promise";

const gate = "terraform_data.fixed-settings";

/** For each stack the keys of the files, with what they say. */
function fixed(environment: Environment): Map<string, Record<string, string>> {
  const { region, namePrefix, iamPath, accounts, network } = environment;
  const everywhere = { region, namePrefix };
  const studioAccount = {
    ...everywhere,
    "accounts.studio.id": accounts.studio.id,
    availabilityZoneIds: environment.availabilityZoneIds.join(", "),
    iamPath,
  };
  const ranges = { "network.vpcCidr": network.vpcCidr, "network.endpointCidr": network.endpointCidr };
  const settings: [string, Record<string, string>][] = [
    [networkingStackName(environment), { ...studioAccount, ...ranges }],
    ...environment.teams.flatMap((team): [string, Record<string, string>][] => {
      const { cidr, authMode, homeDirectories, docker, tagPropagation } = team;
      const own = {
        cidr,
        authMode,
        homeDirectories,
        // The name of an earlier version.
        dockerAccess: `${docker !== undefined}`,
        "docker.trustedAccounts": [...(docker?.trustedAccounts ?? [])].sort().join(", ") || "none",
        tagPropagation: `${tagPropagation}`,
      };
      return [
        [studioStackName(environment, team), { ...studioAccount, ...own }],
        [bucketsStackName(environment, team), { ...everywhere, dataAccount: team.dataAccount.id }],
      ];
    }),
  ];
  // And whose state it is, so that another stack's is never taken for it.
  return new Map(settings.map(([stack, own]) => [stack, { state: stack, ...own }]));
}

const waits = (config?: Block) => (config?.["depends_on"] ?? []) as string[];
const address = (key: string) => `fixed-settings_${key.replaceAll(".", "-")}`;

export const promises: Promised[] = [
  {
    name: "each fixed setting is kept as it was deployed, and compared with what the files say now",
    check: ({ environment, deployment }) => {
      for (const [stack, settings] of fixed(environment)) {
        const all = deployment.file(stack).resource?.["terraform_data"] ?? {};
        const names = Object.keys(settings).map(address);
        assert.deepEqual(Object.keys(all).sort(), ["fixed-settings", ...names].sort());
        for (const [key, value] of Object.entries(settings)) {
          const { "//": _, ...config } = all[address(key)] as Block;
          const { postcondition, ...lifecycle } = config["lifecycle"] as { postcondition: Block[] };
          assert.deepEqual({ ...config, lifecycle }, { input: value, lifecycle: { ignore_changes: ["input"] } });
          assert.deepEqual(
            postcondition.map(({ condition }) => condition),
            [`\${self.output == "${value}"}`],
          );
          const words = String(postcondition[0]?.["error_message"]);
          // The key, what is deployed, what is asked for, and where it says what to do.
          for (const word of [
            `${key === "dockerAccess" ? "docker" : key} of `,
            `\${self.output}`,
            value,
            "docs/decisions.md",
          ])
            assert.ok(words.includes(word), `${stack} ${key} does not say ${word}`);
        }
      }
    },
  },
  {
    name: "nothing is planned where a fixed setting is refused: everything waits for them all",
    check: ({ environment, deployment }) => {
      for (const [stack, settings] of fixed(environment)) {
        const { terraform_data, ...others } = deployment.file(stack).resource ?? {};
        const addresses = Object.keys(settings).map((key) => `terraform_data.${address(key)}`);
        assert.deepEqual([...waits(terraform_data?.["fixed-settings"])].sort(), addresses.sort());
        for (const [type, named] of Object.entries(others))
          for (const [name, config] of Object.entries(named))
            assert.ok(waits(config).includes(gate), `${stack} ${type}.${name}`);
      }
    },
  },
];

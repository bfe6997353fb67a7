/** Operators on declared feature groups: another's bucket, role, key or account, and what is not encrypted or told to a catalog. */
import type { Loose, Mutant, Stacks } from "../mutant";

const type = "aws_sagemaker_feature_group";
/** What a second provider makes in a buckets stack. */
const ofStudioAccount = [type, "aws_sagemaker_mlflow_tracking_server"];
const strangers = "arn:aws:kms:eu-west-1:999999999999:key/01234567-89ab-cdef-0123-456789abcdef";

const inStorage = (block: Loose, values: object): Loose => ({
  ...block,
  offline_store_config: {
    ...block.offline_store_config,
    s3_storage_config: { ...block.offline_store_config.s3_storage_config, ...values },
  },
});
const without = (block: Loose, key: string): Loose => {
  const { [key]: _, ...others } = block;
  return others;
};
const uriOf = (block: Loose): string => block.offline_store_config.s3_storage_config.s3_uri;

/** What somebody may do to a group; nothing where the group has not what it is about. */
const deeds: Readonly<Record<string, (block: Loose) => readonly (readonly [change: string, block: Loose])[]>> = {
  "write a feature group elsewhere": (block) =>
    [
      "s3://somebody-elses/feature-store",
      uriOf(block).replace(/[^/]*$/, "other"),
      uriOf(block).replace(/\/[^/]*$/, ""),
      `${uriOf(block)}/../other`,
      uriOf(block).replace(/bucket-[a-z-]+\.id/, "access-logs.id"),
    ].map((s3_uri) => [s3_uri, inStorage(block, { s3_uri })]),
  "write a feature group with another role": (block) =>
    ["-features", "-execution", "-pipeline"].flatMap((end) => {
      const role_arn: string = block.role_arn.replace(/-[a-z]+$/, end);
      const foreign: string = block.role_arn.replace(/^(arn:[^:]*:iam::)\d+/, "$1999999999999");
      return role_arn === block.role_arn
        ? [[foreign, { ...block, role_arn: foreign }]]
        : [[role_arn, { ...block, role_arn }]];
    }),
  "encrypt a feature group otherwise": (block) => [
    ["offline under a stranger's key", inStorage(block, { kms_key_id: strangers })],
    [
      "offline under AWS's",
      {
        ...block,
        offline_store_config: {
          ...block.offline_store_config,
          s3_storage_config: without(block.offline_store_config.s3_storage_config, "kms_key_id"),
        },
      },
    ],
    ...(block.online_store_config
      ? ([
          [
            "online under AWS's",
            { ...block, online_store_config: without(block.online_store_config, "security_config") },
          ],
          [
            "online under a stranger's key",
            {
              ...block,
              online_store_config: { ...block.online_store_config, security_config: { kms_key_id: strangers } },
            },
          ],
        ] as const)
      : ([["online, under AWS's", { ...block, online_store_config: { enable_online_store: true } }]] as const)),
  ],
  "register a feature group in a catalog": (block) => [
    [
      "of the account",
      { ...block, offline_store_config: { ...block.offline_store_config, disable_glue_table_creation: false } },
    ],
    [
      "by default",
      { ...block, offline_store_config: without(block.offline_store_config, "disable_glue_table_creation") },
    ],
  ],
  "name a feature group after another team": (block) => [
    ["other", { ...block, feature_group_name: block.feature_group_name.replace(/-[a-z]+-/, "-other-") }],
  ],
  "make a feature group in another account": (block) => [["without the second provider", without(block, "provider")]],
};

export const featureGroupOperators: readonly string[] = [
  ...Object.keys(deeds),
  "make what a team has in Studio's account with another role",
];

export function* otherFeatureGroups(stacks: Stacks): Generator<Mutant> {
  for (const [stack, file] of stacks) {
    const groups: Readonly<Record<string, Loose>> = file.resource?.[type] ?? {};
    const withGroups = (changed: Readonly<Record<string, Loose>>): Loose => ({
      ...file,
      resource: { ...file.resource, [type]: changed },
    });
    for (const [name, block] of Object.entries(groups)) {
      for (const [operator, make] of Object.entries(deeds)) {
        for (const [change, other] of make(block)) {
          yield {
            operator,
            stack,
            place: `${type}.${name}`,
            change,
            stacks: () => new Map([...stacks, [stack, withGroups({ ...groups, [name]: other })]]),
          };
        }
      }
    }
    const [own, second]: readonly Loose[] = (file["provider"] as Loose)?.aws ?? [];
    if (second?.alias !== "studio-account") continue;
    const withSecond = (changes: object): Loose => ({
      ...file,
      provider: { aws: [own, { ...second, ...changes }] },
    });
    const others: Readonly<Record<string, Loose>> = {
      "of the account": withSecond({
        assume_role: [{ role_arn: second.assume_role[0].role_arn.replace(/[^/]*$/, "other") }],
      }),
      "of another account": withSecond({
        allowed_account_ids: ["999999999999"],
        assume_role: [{ role_arn: "arn:aws:iam::999999999999:role/studio-enclave-deployer" }],
      }),
      "the stack's own": {
        ...file,
        resource: {
          ...file.resource,
          ...Object.fromEntries(
            ofStudioAccount.map((each) => [
              each,
              Object.fromEntries(
                Object.entries<Loose>(file.resource?.[each] ?? {}).map(([name, block]) => [
                  name,
                  without(block, "provider"),
                ]),
              ),
            ]),
          ),
        },
        provider: { aws: [own] },
      },
    };
    for (const [change, other] of Object.entries(others)) {
      // Without a group and a tracking server it makes nothing.
      if (ofStudioAccount.every((each) => Object.keys(file.resource?.[each] ?? {}).length === 0)) continue;
      yield {
        operator: "make what a team has in Studio's account with another role",
        stack,
        place: "provider.aws.1",
        change,
        stacks: () => new Map([...stacks, [stack, other]]),
      };
    }
  }
}

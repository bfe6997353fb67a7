/** Operators that replace a declared value in all stacks alike, as somebody does who wants them to agree with each other. */
import { awsBuckets } from "../../../../config/tables/aws-buckets";
import type { Loose, Mutant, Stacks } from "../mutant";

const stranger = "999999999999";
const network = "185.0.0.0/8";

/** Replaces a text in every stack; stacks without it stay as they are. */
const replaced =
  (stacks: Stacks, old: string, text: string): Mutant["stacks"] =>
  () =>
    new Map(
      [...stacks].map(([name, file]) => {
        const before = JSON.stringify(file);
        return [name, before.includes(old) ? JSON.parse(before.replaceAll(old, text)) : file];
      }),
    );

/** Every value of a kind, each once. */
const distinct = (stacks: Stacks, values: (file: Loose) => readonly unknown[]): readonly string[] => [
  ...new Set([...stacks.values()].flatMap(values).filter((value): value is string => typeof value === "string")),
];

const resources = (file: Loose, type: string): readonly Loose[] => Object.values(file.resource?.[type] ?? {});

const provider = (file: Loose): Loose => file.provider.aws[0];

/** Statements of all policy documents of a type's resources. */
const statements = (file: Loose, type: string): readonly Loose[] =>
  resources(file, type).flatMap(({ policy }) => (policy === undefined ? [] : JSON.parse(policy).Statement));

/** Ranges that denials on roles and people spare. */
const networks = (file: Loose): readonly string[] =>
  statements(file, "aws_iam_policy").flatMap(({ Effect, Condition }) =>
    Effect === "Deny" ? [Condition?.NotIpAddress?.["aws:SourceIp"] ?? []].flat() : [],
  );

const parties = (file: Loose): readonly Loose[] =>
  statements(file, "aws_s3_bucket_policy").filter(({ Sid }) => /^Allow(Producer|Reader)\d+$/.test(Sid));

/** Where state is kept: the part of the address that all stacks share. */
const places = ({ terraform }: Loose): readonly string[] => {
  const { local, s3 } = terraform.backend ?? {};
  return [
    ...(local ? [local.path.replace(/[^/]*$/, "")] : []),
    ...(s3 ? [s3.bucket] : []),
    ...(terraform.cloud ? [terraform.cloud.organization] : []),
  ];
};

const trusted = '"vpc_only_trusted_accounts":';

/** ARNs that endpoints' policies name. */
const throughEndpoints = (file: Loose): readonly string[] =>
  statements(file, "aws_vpc_endpoint").flatMap(({ Resource }) => [Resource].flat());
const inAccountOf =
  (account: string) =>
  (arn: string): readonly string[] => [arn.replace(/:\d{12}:/, `:${account}:`)];

interface Replacement {
  readonly values: (file: Loose) => readonly unknown[];
  /** What stands there instead. */
  readonly others: (value: string) => readonly string[];
  /** The text that is replaced, where it is more than the value. */
  readonly written?: (value: string) => string;
}

const withRole = (arn: string): readonly string[] => [arn.replace(/role\/.*$/, "role/stranger")];
/** As it stands in a policy's text, so that nothing longer is meant. */
const quoted = (value: string): string => `\\"${value}\\"`;

const replacements: Readonly<Record<string, Replacement>> = {
  "replace an account": { values: (file) => provider(file).allowed_account_ids, others: () => [stranger] },
  "replace a deployer": { values: (file) => [provider(file).assume_role[0].role_arn], others: withRole },
  "assign users with another role": {
    values: (file) => (file.provider.aws[1] ? [file.provider.aws[1].assume_role[0].role_arn] : []),
    others: withRole,
  },
  "assign users of another identity store": {
    values: (file) =>
      Object.values(file.data?.aws_identitystore_user ?? {}).map((user: Loose) => user.identity_store_id),
    others: () => ["d-9999999999"],
  },
  "replace a network of people": { values: networks, others: () => [quoted(network)], written: quoted },
  "add a network of people": {
    values: networks,
    others: (value) => [`${quoted(value)},${quoted(network)}`],
    written: quoted,
  },
  "log in another way, everywhere": {
    values: (file) => resources(file, "aws_sagemaker_domain").map(({ auth_mode }) => auth_mode),
    others: (value) => [`"auth_mode":"${value === "IAM" ? "SSO" : "IAM"}"`],
    written: (value) => `"auth_mode":"${value}"`,
  },
  "replace the permissions boundary": {
    values: (file) => resources(file, "aws_iam_role").map((role) => role.permissions_boundary),
    others: (value) => [value.replace(/policy\/.*$/, "policy/AdministratorAccess")],
  },
  "drop the permissions boundary, everywhere": {
    values: (file) => resources(file, "aws_iam_role").map((role) => role.permissions_boundary),
    others: () => [""],
    written: (value) => `,"permissions_boundary":"${value}"`,
  },
  "replace a producer or reader": {
    values: (file) => parties(file).map(({ Condition }) => [Condition.ArnEquals["aws:PrincipalArn"]].flat()[0]),
    others: (value) => [value.replace(/\d{12}.*$/, `${stranger}:role/stranger`)],
  },
  "let a producer or reader at every object": {
    values: (file) => parties(file).map(({ Resource }) => Resource),
    others: (value) => [value.replace(/\/.*$/, "/*")],
  },
  "let a reader come from another network": {
    values: (file) =>
      statements(file, "aws_s3_bucket_policy").flatMap(
        ({ Condition }) => Condition?.NotIpAddress?.["aws:SourceIp"] ?? [],
      ),
    others: () => [quoted(network)],
    written: quoted,
  },
  "read another bucket of AWS": {
    values: (file) =>
      statements(file, "aws_vpc_endpoint").flatMap(({ Sid, Resource }) =>
        Sid === "ReadDeclaredAwsBuckets"
          ? [Resource].flat().map((arn: string): string => arn.replace(/^.*:::|\/\*$/g, ""))
          : [],
      ),
    others: (value) => {
      const region = value.split("-prod-")[1] ?? "";
      return awsBuckets(region)
        .filter(({ name, always, withoutCaller }) => name !== value && !always && !withoutCaller)
        .map(({ name }) => name)
        .slice(0, 1);
    },
  },
  "trust another account's images in Docker": {
    values: (file) =>
      resources(file, "aws_sagemaker_domain").flatMap(({ domain_settings }) =>
        JSON.stringify(domain_settings?.docker_settings?.vpc_only_trusted_accounts ?? []),
      ),
    others: (value) => (value === "[]" ? [] : [`${trusted}${value.replace("]", `,"${stranger}"]`)}`]),
    written: (value) => `${trusted}${value}`,
  },
  "pull images of another registry": {
    values: (file) => throughEndpoints(file).filter((arn) => /:ecr:[^:]*:\d+:repository\/[^*]/.test(arn)),
    others: inAccountOf(stranger),
  },
  "install packages of another registry": {
    values: (file) => throughEndpoints(file).filter((arn) => /:codeartifact:[^:]*:\d+:repository\/[^*]/.test(arn)),
    others: inAccountOf(stranger),
  },
  "start another version of an image": {
    values: (file) => resources(file, "aws_sagemaker_image_version").map(({ base_image }) => base_image),
    others: (value) => [value.replace(/@sha256:.*/, `@sha256:${"f".repeat(64)}`)],
  },
  "allow larger instance types": {
    values: (file) =>
      statements(file, "aws_iam_policy").flatMap(
        ({ Condition }) => Condition?.["ForAnyValue:StringNotLike"]?.["sagemaker:InstanceTypes"]?.[0] ?? [],
      ),
    others: () => [quoted("ml.p5.*")],
    written: quoted,
  },
  "let a service reach below another prefix": {
    values: (file) =>
      statements(file, "aws_s3_bucket_policy")
        .filter(({ Sid }) => /^Allow(Athena|\w+Role)/.test(Sid))
        .flatMap(({ Resource }) => [Resource].flat())
        .flatMap((arn: string) => /^[^/]*\/(.+\/)\*$/.exec(arn)?.[1] ?? []),
    others: () => ["elsewhere/"],
  },
  "move every state": { values: places, others: (value) => [value.startsWith(".") ? "../state/" : "somebody-elses"] },
};

const same = (value: string): string => value;

export const declaredOperators: readonly string[] = Object.keys(replacements);

export function* declaredValues(stacks: Stacks): Generator<Mutant> {
  for (const [operator, { values, others, written = same }] of Object.entries(replacements)) {
    for (const value of distinct(stacks, values)) {
      for (const other of others(value)) {
        yield {
          operator,
          stack: "every stack",
          place: "declared",
          change: `${value} is ${other === "" ? "dropped" : other}`,
          stacks: replaced(stacks, written(value), other),
        };
      }
    }
  }
}

/** The ids, names and ARNs that the recordings were made with, by separation mode: what is replaced when a request is moved into another environment. */

export interface Surroundings {
  readonly partition: string;
  readonly region: string;
  /** Of Studio. */
  readonly account: string;
  readonly dataAccount: string;
  readonly domain: string;
  readonly profile: string;
  readonly subnets: readonly string[];
  /** Of jobs. */
  readonly securityGroup: string;
  /** ARNs. */
  readonly role: string;
  readonly studioKey: string;
  readonly dataKey: string;
  readonly bucket: string;
  /** First part of the names of the team's jobs. */
  readonly jobPrefix: string;
}

const eu = "eu-central-1";
const key = (account: string, id: string): string =>
  `arn:aws:kms:${eu}:${account}:key/00000000-0000-0000-0000-00000000000${id}`;

/** notebooks/harness/person.ts; a test holds the two against each other. */
export const madeWith: Readonly<Record<string, Surroundings>> = {
  names: {
    partition: "aws",
    region: eu,
    account: "111111111111",
    dataAccount: "222222222222",
    domain: "d-0123456789ab",
    profile: "ada",
    subnets: ["subnet-0000000000000000a", "subnet-0000000000000000b"],
    securityGroup: "sg-00000000000000000",
    role: "arn:aws:iam::111111111111:role/enclave-dev-research-execution",
    studioKey: key("111111111111", "1"),
    dataKey: key("222222222222", "2"),
    bucket: "enclave-dev-research-data-222222222222",
    jobPrefix: "dev-research-",
  },
};

/** The ids, names and ARNs that the recordings were made with, by separation mode: what is replaced when a request is moved into another environment. */

import type { Partition } from "../../config/tables/regions";
import { pipelineFiles } from "./canonical";

export interface Surroundings {
  readonly partition: Partition;
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
  /** The role of features.pipelineReads, and what it reads: a bucket's name and a prefix. */
  readonly pipelineRole: string;
  readonly pipelineFiles: string;
  readonly studioKey: string;
  readonly dataKey: string;
  readonly bucket: string;
  /** Name of an image of the team's own (images). */
  readonly image: string;
  /** First part of the names of the team's jobs. */
  readonly jobPrefix: string;
}

const eu = "eu-central-1";
const key = (account: string, id: string): string =>
  `arn:aws:kms:${eu}:${account}:key/00000000-0000-0000-0000-00000000000${id}`;

/** Team research of a shipped environment, with ids that only AWS knows. */
const personIn = (environment: string, account: string, dataAccount: string): Surroundings => ({
  partition: "aws",
  region: eu,
  account,
  dataAccount,
  domain: "d-0123456789ab",
  profile: "ada",
  subnets: ["subnet-0000000000000000a", "subnet-0000000000000000b"],
  securityGroup: "sg-00000000000000000",
  role: `arn:aws:iam::${account}:role/enclave-${environment}-research-execution`,
  pipelineRole: `arn:aws:iam::${account}:role/enclave-${environment}-research-pipeline`,
  pipelineFiles: `enclave-${environment}-research-data-${dataAccount}/${pipelineFiles}`,
  studioKey: key(account, "1"),
  dataKey: key(dataAccount, "2"),
  bucket: `enclave-${environment}-research-data-${dataAccount}`,
  image: `${environment}-research-lab`,
  jobPrefix: `${environment}-research-`,
});

/** The team's workgroup of Athena. */
export const workgroupOf = ({ jobPrefix }: Pick<Surroundings, "jobPrefix">): string => jobPrefix.replace(/-$/, "");
/** The database of the Glue catalog that is named after the team. */
export const databaseOf = (from: Pick<Surroundings, "jobPrefix">): string => workgroupOf(from).replaceAll("-", "_");
/** Whether an ARN of the Glue catalog is of a database that is named after the team, or of a table there. */
export const isInOwnDatabase = (resource: string, from: Pick<Surroundings, "jobPrefix">): boolean => {
  const [, database = ""] = /:(?:database|table|userDefinedFunction)\/([^/]+)/.exec(resource) ?? [];
  return database === databaseOf(from) || database.startsWith(`${databaseOf(from)}_`);
};

/** notebooks/harness/person.ts; a test holds the two against each other. */
export const madeWith: Readonly<Record<string, Surroundings>> = {
  names: personIn("dev", "111111111111", "222222222222"),
  account: personIn("solo", "121212121212", "343434343434"),
};

/** The service roles that a team's file opts in to, each with the bucket that it reaches: the policies of bucket and key take them from here. */
import type { Environment, Team } from "../config/schema";
import type { ServiceRole } from "./bucket-service-roles";

export interface ServiceRoleOfTeam {
  /** Name of the bucket, as the team's file has it. */
  readonly bucket: string;
  readonly role: ServiceRole;
  /** What S3 asks the data key for on the role's behalf: Decrypt to read, both to write (a multipart upload is read back). */
  readonly keyActions: readonly ("kms:Decrypt" | "kms:GenerateDataKey")[];
}

/** None without an opt-in. */
export const serviceRolesOf = (_environment: Environment, _team: Team): readonly ServiceRoleOfTeam[] => [];

/** Who is assigned to a domain in IAM Identity Center. Only reads. */
import { DescribeGroupCommand, DescribeUserCommand } from "@aws-sdk/client-identitystore";
import { paginateListApplicationAssignments } from "@aws-sdk/client-sso-admin";
import type { IdentityClients } from "../teardown/aws";

export interface Assigned {
  /** A GUID of the identity store. */
  readonly id: string;
  readonly type: "USER" | "GROUP";
  /** As the identity store has it; absent where it no longer has it. */
  readonly name?: string;
}

/**
 * @param application ARN of the domain's application
 * @param store id of the identity store
 */
export async function assignedTo(application: string, store: string, clients: IdentityClients): Promise<Assigned[]> {
  const found: Assigned[] = [];
  const pages = paginateListApplicationAssignments({ client: clients.assignments }, { ApplicationArn: application });
  for await (const page of pages) {
    for (const { PrincipalId: id = "", PrincipalType: type = "USER" } of page.ApplicationAssignments ?? []) {
      const name = await nameOf(type, id, store, clients);
      found.push({ id, type, ...(name !== undefined && { name }) });
    }
  }
  return found;
}

/** Undefined where the user or group was deleted: its assignment stays. */
async function nameOf(type: "USER" | "GROUP", id: string, store: string, { users }: IdentityClients) {
  const IdentityStoreId = store;
  try {
    if (type === "USER") return (await users.send(new DescribeUserCommand({ IdentityStoreId, UserId: id }))).UserName;
    return (await users.send(new DescribeGroupCommand({ IdentityStoreId, GroupId: id }))).DisplayName;
  } catch (error) {
    if ((error as Error).name === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

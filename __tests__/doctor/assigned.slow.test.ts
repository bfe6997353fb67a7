/** Doctor's questions to IAM Identity Center, asked of the local AWS: who is assigned to a domain, and what AWS refuses. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSubnetCommand, CreateVpcCommand } from "@aws-sdk/client-ec2";
import {
  CreateGroupCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetUserIdCommand,
} from "@aws-sdk/client-identitystore";
import { CreateDomainCommand, DescribeDomainCommand } from "@aws-sdk/client-sagemaker";
import { CreateApplicationAssignmentCommand, type PrincipalType } from "@aws-sdk/client-sso-admin";
import { identityCenterOf } from "../../cli/identity-center";
import { accountOf, teamPrefix } from "../../config/names";
import type { StackJson } from "../../doctor/declared";
import { type Examined, examine } from "../../doctor/examine";
import { preparationsOf } from "../../rehearsal/accounts";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { type Clients, clientsFor, type IdentityClients, identityClientsFor } from "../../teardown/aws";
import { shipped } from "../isolation/stacks";
import { requirementsOf } from "../rehearsal/required";

const { describe, requirements } = requirementsOf("doctor's questions to IAM Identity Center");

describe("doctor asks IAM Identity Center", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-assigned-"));
  const { environment, stacks } = shipped("prod");
  const { identityCenter, accounts, region } = environment;
  if (identityCenter === undefined) throw new Error("prod declares no identityCenter");
  const { deployerRole, identityStoreId: IdentityStoreId } = identityCenter;
  const marketing = environment.teams.find(({ name }) => name === "marketing");
  if (marketing === undefined) throw new Error("prod has no team marketing");
  let localAws: LocalAws;
  let studio: Clients;
  let identity: IdentityClients;
  let application: string;

  beforeAll(async () => {
    localAws = await startLocalAws({ workDir: work, python: requirements.python });
    for (const preparation of preparationsOf(environment)) await localAws.prepareAccount(preparation);
    studio = clientsFor(accounts.studio, region, localAws.environment);
    const account = { id: accountOf(deployerRole), deployerRole };
    identity = identityClientsFor(account, region, localAws.environment, "test");
    const { Vpc } = await studio.ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const VpcId = Vpc?.VpcId ?? "";
    const { Subnet } = await studio.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.0.0/24" }));
    const { DomainId } = await studio.sagemaker.send(
      new CreateDomainCommand({
        DomainName: teamPrefix(environment, marketing),
        AuthMode: "SSO",
        VpcId,
        SubnetIds: [Subnet?.SubnetId ?? ""],
        DefaultUserSettings: { ExecutionRole: accounts.studio.deployerRole },
      }),
    );
    const domain = await studio.sagemaker.send(new DescribeDomainCommand({ DomainId }));
    application = domain.SingleSignOnApplicationArn ?? "";
  });
  afterAll(async () => {
    studio?.close();
    identity?.close();
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const assign = (PrincipalId: string | undefined, PrincipalType: PrincipalType) =>
    identity.assignments.send(
      new CreateApplicationAssignmentCommand({ ApplicationArn: application, PrincipalId, PrincipalType }),
    );
  const ask = async (of = environment) => {
    const asked = identityCenterOf(of, localAws.environment);
    const answer = await asked?.ask(application);
    asked?.close();
    return answer;
  };

  test("and tells users and groups by name, and by id alone whoever is gone from the identity store", async () => {
    expect(await ask()).toEqual([]);
    const AlternateIdentifier = {
      UniqueAttribute: { AttributePath: "userName", AttributeValue: "edsger@example.com" },
    };
    const known = await identity.users.send(new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier }));
    const Name = { GivenName: "x", FamilyName: "x" };
    const leaver = await identity.users.send(
      new CreateUserCommand({ IdentityStoreId, UserName: "leaver", DisplayName: "x", Name }),
    );
    const group = await identity.users.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: "everybody" }));
    await assign(known.UserId, "USER");
    await assign(leaver.UserId, "USER");
    await assign(group.GroupId, "GROUP");
    await identity.users.send(new DeleteUserCommand({ IdentityStoreId, UserId: leaver.UserId }));
    expect(await ask()).toEqual([
      { id: known.UserId, type: "USER", name: "edsger@example.com" },
      { id: leaver.UserId, type: "USER" },
      { id: group.GroupId, type: "GROUP", name: "everybody" },
    ]);
  });

  test("and tells of a team what is declared and not assigned, and the other way round; nothing where nobody may ask", async () => {
    const stack = stacks.get("prod-studio-marketing") as unknown as StackJson;
    const examination = { environment, team: marketing, stack, deploy: "npx cdktf deploy", line: () => "" };
    const identity = identityCenterOf(environment, localAws.environment);
    const asked = await examine(examination, studio, identity?.ask);
    identity?.close();
    const about = ({ findings }: Examined) => findings.filter(({ kind }) => kind.startsWith("assignment"));
    expect(about(asked).map(({ kind }) => kind)).toEqual([
      "assignment is not declared",
      "assignment is not declared",
      "assignment is missing",
    ]);
    expect(about(asked)[2]?.says).toMatch(/^barbara@example.com is declared, and not assigned/);
    expect(asked.unread).toBeUndefined();
    const unasked = await examine(examination, studio);
    expect(about(unasked)).toEqual([]);
    expect(unasked.unread).toMatch(/cannot be read here/);
  });

  test("and says in words that the role may not read it", async () => {
    const [other] = Object.values(accounts.data);
    const role = other?.deployerRole ?? "";
    const refused = { ...environment, identityCenter: { ...identityCenter, deployerRole: role } };
    expect(await ask(refused)).toEqual({
      unread: expect.stringMatching(
        new RegExp(`^AWS refused ${role} in account ${other?.id} \\(AccessDeniedException: `),
      ),
    });
  });

  test("as nobody where the environment names no role for it", async () => {
    const { identityCenter: _, ...without } = environment;
    expect(identityCenterOf(without, localAws.environment)).toBeUndefined();
  });
});

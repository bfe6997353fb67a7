/** People open their team's Studio, from the allowed networks only, and the role that Studio then acts with is SageMaker's alone to take. */
import assert from "node:assert/strict";
import { studioStackName, teamPrefix } from "../../config/names";
import {
  administrator,
  type Context,
  may,
  mayNot,
  networkOf,
  othersThan,
  read,
  roleIn,
  sagemakerObject,
  strangerAccount,
  type TeamView,
  views,
} from "./access";
import type { Promised, World } from "./promise";

const inside = (cidr: string) => cidr.replace(/\/.*$/, "");

/** Networks from which the environment lets people come, and some from which it does not. */
function networks(world: World, team: TeamView): { readonly allowed: Context[]; readonly refused: Context[] } {
  const { publicCidrs, privateCidrs } = world.environment.access;
  const { vpcId } = networkOf(world, team);
  const through = (address: string, vpc = vpcId): Context => ({
    "aws:SourceVpc": vpc,
    "aws:SourceVpce": "vpce-api",
    "aws:VpcSourceIp": address,
  });
  return {
    allowed: [
      ...publicCidrs.map((cidr) => ({ "aws:SourceIp": inside(cidr) })),
      ...privateCidrs.map((cidr) => through(inside(cidr))),
    ],
    refused: [
      { "aws:SourceIp": "192.0.2.1" },
      // A notebook or another team's machine, in the same VPC but not where people are.
      through("10.255.255.1"),
      ...privateCidrs.map((cidr) => through(inside(cidr), "vpc-of-somebody-else")),
      ...privateCidrs.map((cidr) => ({ "aws:SourceIp": inside(cidr) })),
    ],
  };
}

/** The policy that people are given. */
function peoplePolicy({ deployment }: World, { studio }: TeamView) {
  const { config } = deployment.resource(studio, "aws_iam_policy", "people-access");
  return read(config.policy, `${studio} ${config.name}`, "identity");
}

const inIamMode = (world: World) => views(world).filter(({ team }) => team.authMode === "IAM");

export const promises: Promised[] = [
  {
    name: "people with the team's policy open its Studio from every allowed network and from no other, whatever other rights they have",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      const as = roleIn(world.environment, account, "person");
      for (const team of inIamMode(world)) {
        const policy = peoplePolicy(world, team);
        const { allowed, refused } = networks(world, team);
        for (const { name } of team.team.users) {
          const on = sagemakerObject(world, `user-profile/${team.domainId}/${name}`);
          const call = { as, on, account, action: "sagemaker:CreatePresignedDomainUrl" };
          for (const context of allowed) may({ ...call, context, policies: { identity: [policy] } });
          for (const context of refused) mayNot({ ...call, context, policies: { identity: [administrator, policy] } });
        }
      }
    },
  },
  {
    name: "the team's policy finds the domain and its profiles, opens no other team's Studio and starts nothing",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      for (const team of inIamMode(world)) {
        const context = networks(world, team).allowed[0] ?? {};
        const call = {
          as: roleIn(world.environment, account, "person"),
          account,
          context,
          policies: { identity: [peoplePolicy(world, team)] },
        };
        const domain = sagemakerObject(world, `domain/${team.domainId}`);
        const profile = sagemakerObject(world, `user-profile/${team.domainId}/${team.team.users[0]?.name}`);
        may({ ...call, on: domain, action: "sagemaker:DescribeDomain" });
        may({ ...call, on: profile, action: "sagemaker:DescribeUserProfile" });
        for (const action of ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateUserProfile"])
          mayNot({ ...call, on: profile, action });
        for (const other of othersThan(world, team)) {
          const on = sagemakerObject(world, `user-profile/${other.domainId}/${other.team.users[0]?.name}`);
          mayNot({ ...call, on, action: "sagemaker:CreatePresignedDomainUrl" });
          mayNot({ ...call, on, action: "sagemaker:DescribeUserProfile" });
        }
      }
    },
  },
  {
    name: "where people log in through IAM Identity Center there is no policy that pretends to bind them",
    check: (world) => {
      for (const team of views(world).filter(({ team: { authMode } }) => authMode === "SSO"))
        assert.deepEqual(
          world.deployment.resources(team.studio, "aws_iam_policy").filter(({ name }) => name === "people-access"),
          [],
        );
    },
  },
  {
    name: "only SageMaker takes the execution role, for this account's objects, and says which profile it acts for",
    check: (world) => {
      const { environment, deployment } = world;
      const account = environment.accounts.studio.id;
      for (const team of views(world)) {
        const { config } = deployment.resource(team.studio, "aws_iam_role", "execution-role");
        const trust = read(config.assume_role_policy, `trust of ${config.name}`, "trust");
        const sagemaker = { kind: "service", service: "sagemaker.amazonaws.com" } as const;
        const source: Context = {
          "aws:SourceAccount": account,
          "aws:SourceArn": sagemakerObject(world, `domain/${team.domainId}`),
        };
        for (const action of ["sts:AssumeRole", "sts:SetSourceIdentity"]) {
          const call = { on: team.roleArn, account, action, policies: { resource: trust } };
          may({ ...call, as: sagemaker, context: source });
          mayNot({ ...call, as: sagemaker });
          mayNot({ ...call, as: sagemaker, context: { ...source, "aws:SourceAccount": strangerAccount } });
          const abroad = sagemakerObject(world, "domain/d-1").replace(account, strangerAccount);
          mayNot({ ...call, as: sagemaker, context: { ...source, "aws:SourceArn": abroad } });
          mayNot({ ...call, as: { kind: "service", service: "ec2.amazonaws.com" }, context: source });
          for (const as of [roleIn(environment, account), roleIn(environment, strangerAccount), team.role])
            mayNot({ ...call, as, context: source, policies: { resource: trust, identity: [administrator] } });
        }
      }
    },
  },
  {
    name: "policies lie under the environment's path and the team's prefix, where the deployer's rights may end",
    check: ({ environment, deployment }) => {
      for (const team of environment.teams) {
        for (const { config } of deployment.resources(studioStackName(environment, team), "aws_iam_policy")) {
          const prefix = `${teamPrefix(environment, team)}-`;
          assert.equal(config.path, environment.iamPath);
          assert.ok(config.name?.startsWith(prefix), `${config.name} starts with ${prefix}`);
        }
      }
    },
  },
];

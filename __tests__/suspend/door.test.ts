/** The people policy is closed and opened again by versions: afterwards it is byte for byte what Terraform wrote. */
import { evaluate, parsePolicy } from "../../isolation/policy";
import { render } from "../../policies/document";
import { peopleAccess } from "../../policies/people-access";
import { closedDoor, type DoorStep, doorSid, doorSteps, type Version } from "../../suspend/door";
import { synthesized } from "../support/environments";

const [dev] = synthesized("shipped", (name) => name === "dev");
if (!dev) throw new Error("no environment dev");
const { environment } = dev;
const account = environment.accounts.studio.id;
const profile = (name: string) =>
  `arn:aws:sagemaker:${environment.region}:${account}:user-profile/d-0123456789ab/${name}`;
const terraforms = render(peopleAccess(environment, "d-0123456789ab", "vpc-1"));

/** What IAM does with the calls; like IAM, it refuses a sixth version and the deletion of the default one. */
function after(versions: readonly Version[], steps: DoorStep[] | string): Version[] {
  if (typeof steps === "string") throw new Error(steps);
  return steps.reduce(
    (state: Version[], step) => {
      if (step.call === "DeletePolicyVersion") {
        if (state.find(({ id }) => id === step.version)?.isDefault !== false) throw new Error("DeleteConflict");
        return state.filter(({ id }) => id !== step.version);
      }
      if (step.call === "SetDefaultPolicyVersion") {
        return state.map((each) => ({ ...each, isDefault: each.id === step.version }));
      }
      if (state.length === 5) throw new Error("LimitExceeded");
      const last = Math.max(...state.map(({ id }) => Number(id.slice(1))));
      const made = { id: `v${last + 1}`, isDefault: true, document: step.document };
      return [...state.map((each) => ({ ...each, isDefault: false })), made];
    },
    [...versions],
  );
}
const presentIn = (versions: readonly Version[]): string =>
  versions.find(({ isDefault }) => isDefault)?.document ?? "no default version";
const close = (versions: readonly Version[], ...names: string[]) =>
  after(versions, doorSteps(versions, closedDoor(names.map(profile))));
const open = (versions: readonly Version[]) => after(versions, doorSteps(versions, undefined));

const fresh: Version[] = [{ id: "v1", isDefault: true, document: terraforms }];
const full: Version[] = [2, 3, 4, 5, 6].map((number) => ({
  id: `v${number}`,
  isDefault: number === 6,
  document: number === 6 ? terraforms : render([]),
}));

/** Whether somebody with administrator's rights and this policy opens the profile of `name`. */
function opens(versions: readonly Version[], name: string): boolean {
  const everything = render([{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }]);
  const identity = [everything, presentIn(versions)].map((text) => parsePolicy(text, "policy", "identity"));
  const principal = { kind: "role", arn: `arn:aws:iam::${account}:role/people`, account } as const;
  const request = { principal, resource: profile(name), resourceAccount: account };
  const context = {
    "aws:SourceIp": environment.access.publicCidrs[0]?.split("/")[0] ?? "203.0.113.1",
    "aws:SourceVpc": "vpc-1",
  };
  return evaluate({ ...request, action: "sagemaker:CreatePresignedDomainUrl", context }, { identity }).allowed;
}

test.each([
  ["one version", fresh],
  ["as many versions as IAM keeps", full],
])("closed and opened again, the policy is what Terraform wrote, byte for byte: %s", (_, versions) => {
  const closed = close(versions, "ada");
  expect(presentIn(closed)).not.toBe(terraforms);
  expect(presentIn(open(closed))).toBe(terraforms);
  expect(open(closed).filter(({ document }) => document.includes(doorSid))).toEqual([]);
});

test("a text with its members in the provider's order, Statement first, is closed, closed further and opened to the same text", () => {
  const { Version, Statement } = JSON.parse(terraforms);
  const document = JSON.stringify({ Statement, Version });
  const twice = close(close([{ id: "v1", isDefault: true, document }], "ada"), "ada", "bob");
  expect([opens(twice, "ada"), opens(twice, "bob")]).toEqual([false, false]);
  expect(open(twice)).toEqual([{ id: "v1", isDefault: true, document }]);
});

test("closed for one person it stays open for others; closed for all, for nobody, not even administrators", () => {
  expect([opens(fresh, "ada"), opens(fresh, "bob")]).toEqual([true, true]);
  expect([opens(close(fresh, "ada"), "ada"), opens(close(fresh, "ada"), "bob")]).toEqual([false, true]);
  expect([opens(close(fresh, "*"), "ada"), opens(close(fresh, "*"), "bob")]).toEqual([false, false]);
});

test("closed for more, for fewer and for the same people, one version of ours is left", () => {
  const twice = close(close(fresh, "ada"), "ada", "bob");
  expect([opens(twice, "ada"), opens(twice, "bob")]).toEqual([false, false]);
  const fewer = close(twice, "bob");
  expect([opens(fewer, "ada"), opens(fewer, "bob")]).toEqual([true, false]);
  expect(fewer.filter(({ document }) => document.includes(doorSid))).toHaveLength(1);
  expect(doorSteps(fewer, closedDoor([profile("bob")]))).toEqual([]);
});

test("a deployment in between opens it, with its own text; that is closed again, and opened to that text", () => {
  const changed = render(peopleAccess(environment, "d-0123456789ab", "vpc-2"));
  const deployed = after(close(fresh, "ada"), [{ call: "CreatePolicyVersion", document: changed }]);
  expect(presentIn(open(deployed))).toBe(changed);
  const again = close(deployed, "ada");
  expect(opens(again, "ada")).toBe(false);
  expect(presentIn(open(again))).toBe(changed);
});

test("what somebody changed in the closed version is not thrown away: it is a problem", () => {
  const closed = close(fresh, "ada").map((each) =>
    each.isDefault ? { ...each, document: each.document.replace("OpenStudio", "OpenedByHand") } : each,
  );
  expect(doorSteps(closed, undefined)).toMatch(/v2 differs from v1 by more than the suspension; somebody changed it/);
  expect(doorSteps(closed, closedDoor([profile("bob")]))).toMatch(/somebody changed it/);
});

test("without a version of Terraform's there is nothing to go back to", () => {
  const alone = close(fresh, "ada").filter(({ isDefault }) => isDefault);
  expect(doorSteps(alone, undefined)).toBe("no version of the policy is without the suspension");
});

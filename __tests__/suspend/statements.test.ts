/** The suspension's policy, decided by the evaluator: beside a role that may do everything, it denies all but the clean-up. */
import type { IAMClient } from "@aws-sdk/client-iam";
import fc from "fast-check";
import { actionsOf, services } from "../../isolation/decide";
import { evaluate, parsePolicy, type Request } from "../../isolation/policy";
import { collect } from "../../isolation/recorded/collected";
import { madeWith } from "../../isolation/recorded/made-with";
import { readRecordings } from "../../isolation/recorded/recording";
import { render } from "../../policies/document";
import { readSuspension } from "../../suspend/read";
import { writeDenial } from "../../suspend/role";
import {
  charactersOf,
  cleanUp,
  mostCharacters,
  roomForSuspension,
  suspensionStatements,
} from "../../suspend/statements";
import { nobody, resumed, type Suspension, suspended } from "../../suspend/suspension";
import { CannotGoOn } from "../../teardown/failure";
import { synthesized } from "../support/environments";

const [dev] = synthesized("shipped", (name) => name === "dev");
if (!dev) throw new Error("no environment dev");
const { environment } = dev;
const account = environment.accounts.studio.id;
const domain = "d-0123456789ab";
const now = new Date("2026-11-28T10:00:00.900Z");

const role = { kind: "role", arn: `arn:aws:iam::${account}:role/enclave-dev-research-execution`, account } as const;
const everything = parsePolicy(
  render([{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }]),
  "everything",
  "identity",
);

const textOf = (state: Suspension): string => render(suspensionStatements(environment, domain, state));

/** Why a request with these keys is decided as it is, for a role that may do everything and has the policy of this state. */
function reason(state: Suspension, action: string, context: Request["context"] = {}, resource = "*"): string {
  const own = parsePolicy(textOf(state), "suspension", "identity");
  const request = { principal: role, action, resource, resourceAccount: accountIn(resource), context };
  return evaluate(request, { identity: [everything, own] }).reason;
}
const accountIn = (arn: string): string => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? account;

const team = suspended(nobody, undefined, now);
const ada = suspended(nobody, "ada", now);
const session = (user: string) => ({ "aws:SourceIdentity": user });

/** Every action of the services that the role's policies name, and of those that an intruder would try. */
const actions = ["sagemaker", "s3", "kms", "iam", "sts", "ec2", "logs", "cloudwatch", "ecr", "lambda", "ssm"]
  .filter((service) => services().includes(service))
  .flatMap((service) => actionsOf(service).map(({ name }) => name));

describe("a suspended team", () => {
  test("is denied every action but the clean-up that AWS needs", () => {
    const passed = actions.filter((action) => reason(team, action) === "allowed");
    expect(new Set(passed)).toEqual(new Set(cleanUp));
    expect(passed.filter((action) => !/^ec2:(DeleteNetworkInterface|Describe)/.test(action))).toEqual([]);
  });

  test("is denied every request that a notebook example ever sent, whatever its keys", () => {
    const { names } = madeWith;
    if (!names) throw new Error("nothing says what the recordings were made with");
    const { kinds } = collect(readRecordings("names"), names);
    expect(kinds.length).toBeGreaterThan(100);
    const passed = kinds.filter(
      ({ request: { action, resource, context } }) => reason(team, action, context, resource) !== "explicit deny",
    );
    expect(passed.map(({ call }) => call)).toEqual([]);
  });
});

describe("a suspended person", () => {
  test("is denied every action but the clean-up, in apps and wherever their session goes on", () => {
    const passed = actions.filter((action) => reason(ada, action, session("ada")) === "allowed");
    expect(new Set(passed)).toEqual(new Set(cleanUp));
  });

  test.each([session("bob"), session("ADA"), session("ada2"), {}])(
    "leaves everybody else of the team as they were: %j",
    (keys) => {
      expect(actions.filter((action) => reason(ada, action, keys) !== "allowed")).toEqual([]);
    },
  );

  test("is denied what Studio's pages do for them, which carry no source identity", () => {
    expect(reason(ada, "sagemaker:ListTrainingJobs", { "sagemaker:UserProfileName": "ada" })).toBe("explicit deny");
    expect(reason(ada, "sagemaker:ListTrainingJobs", { "sagemaker:UserProfileName": "bob" })).toBe("allowed");
  });

  test.each(["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"])(
    "gets nothing started that would be theirs, whoever asks: %s",
    (action) => {
      const owner = (user: string) => ({
        "sagemaker:OwnerUserProfileArn": `arn:aws:sagemaker:eu-central-1:${account}:user-profile/${domain}/${user}`,
      });
      expect(reason(ada, action, owner("ada"))).toBe("explicit deny");
      expect(reason(ada, action, owner("bob"))).toBe("allowed");
    },
  );

  test("is not let in again by the suspension of another, nor by the resumption of the team", () => {
    const both = suspended(suspended(ada, "bob", now), undefined, now);
    const teamAgain = resumed(both, undefined, { now, revoke: true });
    for (const user of ["ada", "bob"]) expect(reason(teamAgain, "s3:GetObject", session(user))).toBe("explicit deny");
    const bobAgain = resumed(teamAgain, "bob", { now, revoke: false });
    expect(reason(bobAgain, "s3:GetObject", session("ada"))).toBe("explicit deny");
    expect(bobAgain.users).toEqual(["ada"]);
  });
});

describe("after a resumption", () => {
  const issued = (time: string) => ({ "aws:TokenIssueTime": time });
  const before = issued("2026-11-28T09:59:59Z");
  const after = issued("2026-11-28T10:00:00Z");

  test("sessions from before stay dead, and new ones work", () => {
    const again = resumed(team, undefined, { now, revoke: true });
    expect(reason(again, "s3:GetObject", before)).toBe("explicit deny");
    expect(reason(again, "s3:GetObject", after)).toBe("allowed");
    expect(reason(again, "ec2:DeleteNetworkInterface", before)).toBe("allowed");
  });

  test("of one person, only that person's older sessions stay dead", () => {
    const again = resumed(ada, "ada", { now, revoke: true });
    expect(reason(again, "s3:GetObject", { ...before, ...session("ada") })).toBe("explicit deny");
    expect(reason(again, "s3:GetObject", { ...after, ...session("ada") })).toBe("allowed");
    expect(reason(again, "s3:GetObject", { ...before, ...session("bob") })).toBe("allowed");
  });

  test("a revocation goes once no session can be older, and nothing is left then", () => {
    const again = resumed(team, undefined, { now, revoke: true });
    const later = new Date(now.getTime() + 12 * 60 * 60 * 1000);
    expect(resumed(again, undefined, { now: later, revoke: true })).toEqual(nobody);
  });

  test("resuming what is not suspended revokes nothing", () => {
    expect(resumed(nobody, undefined, { now, revoke: true })).toEqual(nobody);
    expect(resumed(ada, "bob", { now, revoke: true })).toEqual(ada);
  });
});

const name = fc.stringMatching(/^[a-z0-9](-?[a-z0-9]){0,20}$/);
const step = fc.record({ user: fc.option(name, { nil: undefined }), back: fc.boolean(), revoke: fc.boolean() });
const states = fc
  .array(step, { maxLength: 12 })
  .map((steps) =>
    steps.reduce(
      (state: Suspension, { user, back, revoke }) =>
        back ? resumed(state, user, { now, revoke }) : suspended(state, user, now),
      nobody,
    ),
  );

describe("the policy's text", () => {
  test("is read back as the state that it was written for", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(readSuspension(environment, textOf(state))).toEqual(state);
      }),
    );
  });

  test("is read whatever whitespace AWS returns, and not where somebody changed it", () => {
    const written = JSON.parse(textOf(ada));
    expect(readSuspension(environment, JSON.stringify(written, undefined, 2))).toEqual(ada);
    written.Statement[0].Resource = "arn:aws:s3:::other/*";
    expect(readSuspension(environment, JSON.stringify(written))).toBeUndefined();
    expect(readSuspension(environment, "{}")).toBeUndefined();
    expect(readSuspension(environment, "no JSON")).toBeUndefined();
  });

  test("is read too where the domain was made anew since, with another id", () => {
    const old = render(suspensionStatements(environment, "d-elsewhere", ada));
    expect(readSuspension(environment, old)).toEqual(ada);
    expect(readSuspension(environment, old.replace("/d-elsewhere/ada", "/d-other/bob"))).toBeUndefined();
  });

  test("fits into the role for a team of thirty people with the longest names", () => {
    const people = Array.from({ length: 30 }, (_, index) => `${index}`.padStart(63, "a"));
    const all = people.reduce((state, user) => suspended(state, user, now), team);
    expect(charactersOf(textOf(all))).toBeLessThanOrEqual(mostCharacters);
    expect(charactersOf(" {\n }")).toBe(2);
  });

  test("fits into the room that the stacks leave where a whole team is suspended, with ten people and older sessions", () => {
    const people = Array.from({ length: 10 }, (_, index) => `${index}`.padStart(20, "a"));
    const all = people.reduce((state, user) => suspended(state, user, now), team);
    const withRevoked = { ...all, revoked: [{ before: "2026-11-28T09:00:00Z" }] };
    expect(charactersOf(textOf(withRevoked))).toBeLessThanOrEqual(roomForSuspension);
  });

  test("says what to do where the role's other policies leave no room", async () => {
    const full = Object.assign(new Error("Maximum policy size of 10240 bytes exceeded"), {
      name: "LimitExceededException",
    });
    const iam = { send: () => Promise.reject(full) } as unknown as IAMClient;
    const [of] = environment.teams;
    if (!of) throw new Error("dev has no team");
    const refused = writeDenial({ role: "r", text: textOf(ada), isService: false }, iam);
    await expect(refused).rejects.toThrow(CannotGoOn);
    await expect(refused).rejects.toThrow("suspend the whole team instead");
  });
});

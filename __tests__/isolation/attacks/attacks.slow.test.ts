/** Stacks edited by somebody who means harm, or does not know better: the guarantee that breaks is named, and shows a request where one breaks it. */
import { stackMemory } from "../../../isolation/model";
import { edit, linesOfExceptions, oneAccount, proofOf, proveEdited, resource, shipped } from "../stacks";
import { credentialsInside } from "./credentials-inside";
import { dataKept } from "./data-kept";
import { bucketPolicy, type Deed, spareRole, studio } from "./edits";
import { frontDesk } from "./front-desk";
import { frontDoor } from "./front-door";
import { jobsInside } from "./jobs-inside";
import { keysFollowData } from "./keys-follow-data";
import { noInternet } from "./no-internet";
import { noWayOut } from "./no-way-out";
import { riddles } from "./not-understood";
import { nothingShared } from "./nothing-shared";
import { inOneAccount } from "./one-account";
import { ownerOnly } from "./owner-only";
import { studioInside } from "./studio-inside";
import { teamCanWork } from "./team-can-work";

const byGuarantee: Readonly<Record<string, readonly Deed[]>> = {
  G1: frontDoor,
  G2: ownerOnly,
  G3: noWayOut,
  G4: noInternet,
  G5: studioInside,
  G6: frontDesk,
  G7: jobsInside,
  G8: keysFollowData,
  G10: teamCanWork,
  G11: credentialsInside,
  G12: nothingShared,
  G14: dataKept,
};
const attacks = Object.entries(byGuarantee).flatMap(([guarantee, deeds]) =>
  deeds.map((deed) => [guarantee, ...deed] as const),
);

test.each(attacks)("%s fails when somebody %s", async (guarantee, _, attack) => {
  const [verdict] = await proveEdited(shipped("staging"), attack, { guarantees: [guarantee] });
  expect(verdict?.guarantee).toBe(guarantee);
  // A team that is renamed is one that no configuration declares, and another is lost.
  const undecided = verdict?.undecided.filter((problem) => !/(no|the) configuration declares it/.test(problem));
  expect({ outcome: verdict?.outcome, undecided }).toEqual({ outcome: "violated", undecided: [] });
  for (const { what, where, change } of verdict?.failures ?? []) {
    expect(what).not.toBe("");
    expect(where).toMatch(/^staging-[a-z0-9-]+ aws_\w+\./);
    expect(change).not.toBe("");
  }
});

test.each(inOneAccount)("in one account, %s fails when somebody %s", async (guarantee, _, attack) => {
  const [verdict] = await proveEdited(oneAccount(), attack, { guarantees: [guarantee] });
  expect({ outcome: verdict?.outcome, undecided: verdict?.undecided }).toEqual({ outcome: "violated", undecided: [] });
});

test.each(riddles)("%s is not understood, and nothing is proved", async (_, attack, problem) => {
  const files = edit(shipped("staging"), attack);
  const memory = stackMemory();
  for (const withoutConfiguration of [false, true]) {
    const { verdicts, problems } = await proofOf(shipped("staging"), files, { memory, withoutConfiguration });
    expect(problems.length > 0 || verdicts.some(({ outcome }) => outcome === "not decidable")).toBe(true);
    expect([...problems, ...verdicts.flatMap(({ undecided }) => undecided)].join("\n")).toMatch(problem);
  }
});

test("AdministratorAccess on the role is seen through", async () => {
  const verdicts = await proveEdited(
    shipped("staging"),
    (files) => {
      resource(files, studio, "aws_iam_role_policy_attachment").policy_arn =
        "arn:aws:iam::aws:policy/AdministratorAccess";
    },
    { guarantees: ["G2", "G7", "G11", "G12"] },
  );
  expect(verdicts.flatMap(({ undecided }) => undecided)).toEqual([]);
  expect(verdicts.map(({ guarantee, outcome }) => [guarantee, outcome])).toEqual([
    ["G2", "violated"],
    ["G7", "violated"],
    ["G11", "violated"],
    ["G12", "violated"],
  ]);
});

test("a producer that nobody declared is named", async () => {
  const attack = bucketPolicy((document) => {
    const role = "arn:aws:iam::999999999999:role/export";
    const bucket = "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444";
    spareRole(role)(document);
    const party = { ArnEquals: { "aws:PrincipalArn": role } };
    document.Statement.push(
      {
        Sid: "AllowProducer1",
        Effect: "Allow",
        Principal: { AWS: "999999999999" },
        Action: ["s3:PutObject"],
        Resource: `${bucket}/in/*`,
        Condition: party,
      },
      {
        Effect: "Deny",
        Principal: "*",
        NotAction: ["s3:PutObject"],
        Resource: [bucket, `${bucket}/*`],
        Condition: party,
      },
      { Effect: "Deny", Principal: "*", Action: ["s3:PutObject"], NotResource: `${bucket}/in/*`, Condition: party },
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:PutObject"],
        Resource: `${bucket}/*`,
        Condition: { ...party, StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
      },
    );
  });
  const [held] = await proveEdited(shipped("staging"), attack, { guarantees: ["G1"] });
  expect(held?.failures.map(({ what }) => what).join()).toMatch(/role\/export.*does not declare/);
  // From the stacks alone it cannot be told from a declared one: it is listed by name.
  const [alone] = await proveEdited(shipped("staging"), attack, { guarantees: ["G1"], withoutConfiguration: true });
  expect(alone?.outcome).toBe("proved");
  expect(linesOfExceptions(alone?.exceptions ?? [])).toMatch(/producer: arn:aws:iam::999999999999:role\/export/);
});

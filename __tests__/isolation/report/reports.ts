/** Reports for the tests of formats: one with everything, and one whose every text is an attack on its reader. */

import type { Verdict } from "../../../isolation/prove";
import type { Report } from "../../../isolation/report/report";

export const verdict = (given: Partial<Verdict>): Verdict => ({
  environment: "prod",
  guarantee: "G1",
  name: "front door",
  promise: "no request passes",
  outcome: "proved",
  failures: [],
  undecided: [],
  exceptions: [],
  notes: [],
  ...given,
});

const failureOf = (text: string, stack: string, sid: string) => ({
  team: "fraud",
  what: text,
  where: `${stack} aws_s3_bucket.data`,
  found: {
    request: {
      principal: { kind: "anonymous" as const },
      action: "s3:GetObject",
      resource: `arn:aws:s3:::data/${text}`,
      resourceAccount: "444444444444",
    },
    statements: [{ policy: `${stack} aws_s3_bucket_policy.policy`, index: 2, path: "$.Statement[2]", sid }],
  },
  change: `deny ${text}`,
});

export const violated = verdict({
  outcome: "violated",
  failures: [failureOf("a request reaches data", "prod-buckets-fraud", "AllowAll")],
  exceptions: [{ kind: "the deployer may list key names" }],
});

export const undecided = verdict({
  guarantee: "G4",
  name: "no internet",
  outcome: "not decidable",
  undecided: ["cdktf.out/stacks/prod-networking/cdk.tf.json $.resource.aws_route.out: is a function"],
});

/** Neither proved nor failed. */
export const noTeam = verdict({ environment: "empty", outcome: "no team" });
export const notEntered = verdict({
  guarantee: "G10",
  name: "the team can work",
  outcome: "nobody enters yet",
  notes: ["fraud: access names no network"],
});

export const reportOf = (given: Partial<Report>): Report => ({
  verdicts: [],
  undeclared: [],
  unproved: [],
  problems: [],
  folder: "cdktf.out",
  lineOf: () => undefined,
  ...given,
});

export const hostile =
  "a|b `c` ````d @everyone <img src=x onerror=alert(1)> <!-- ]]> --> & \" ' [x](http://e.vil) #1 \n```\n# h \u0000\u001b[31m \u202e \ufffe \ud800";

export const hostileReport = reportOf({
  verdicts: [
    verdict({ environment: hostile }),
    verdict({
      environment: hostile,
      guarantee: "G2",
      name: "owner only",
      outcome: "violated",
      failures: [failureOf(hostile, hostile, hostile)],
      exceptions: [{ kind: hostile, of: hostile, team: hostile }],
    }),
    verdict({
      environment: hostile,
      guarantee: "G3",
      name: "no way out",
      outcome: "not decidable",
      undecided: [hostile],
    }),
  ],
  problems: [
    { text: `\`\`\`\`\n@everyone ${hostile}` },
    { text: `\`\`\`\``, file: hostile },
    { text: hostile, file: hostile, line: 3, column: 1 },
  ],
});

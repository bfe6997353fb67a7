/** What SageMaker does by itself: every row has a source, the tables miss nothing of AWS's page, and what names cannot tell apart is refused, not forgotten. */
import { actionsOf } from "../../../isolation/decide";
import { declaredBy } from "../../../isolation/declared";
import { permissions } from "../../../isolation/execution-role-page/page";
import { factsOf } from "../../../isolation/guarantees";
import { assumptionsOfTeam } from "../../../isolation/guarantees/team-can-work/assumptions";
import { needsOf } from "../../../isolation/guarantees/team-can-work/needs";
import { readEnvironments } from "../../../isolation/model";
import { askCall } from "../../../isolation/requests/ask-call";
import { calls } from "../../../isolation/service-calls/calls";
import { namedWorks, ofCalls, ofOutput, ofRole, unnamedWorks } from "../../../isolation/service-calls/requests";
import { works } from "../../../isolation/service-calls/works";
import { synthesized } from "../../support/environments";
import { edit, testTime } from "../stacks";

const environments = synthesized("shipped").map(({ environment, stacks }) => {
  const [outline] = readEnvironments(edit({ stacks }, () => {})).environments;
  if (outline === undefined) throw new Error("no environment");
  return [environment.name, factsOf(outline.model(), declaredBy(environment), [], testTime)] as const;
});

test("every row names the pages that it rests on, and actions that AWS has", () => {
  for (const { sources } of [...works, ...calls]) {
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatch(/^(docs\.aws\.amazon\.com|github\.com)\/\S+/);
  }
  for (const action of calls.flatMap(({ actions }) => actions)) {
    const [service = ""] = action.split(":");
    expect(actionsOf(service).map(({ name }) => name)).toContain(action);
  }
});

const [, dev] = environments.find(([name]) => name === "dev") ?? [];
const [research] = dev?.teams ?? [];
if (dev === undefined || research === undefined) throw new Error("no team research in dev");

test.each(["CreateTrainingJob", "CreateHyperParameterTuningJob", "CreateProcessingJob", "CreateModel"])(
  "of what AWS's page lists for %s nothing is missing",
  (call) => {
    const asked = new Set([
      ...calls.flatMap(({ actions }) => actions),
      ...ofOutput(dev, research).map(({ action }) => action),
      // S3 asks it, and G10 with it (team-can-work/buckets.ts).
      "kms:Decrypt",
      // Of deployment guardrails.
      "cloudwatch:DescribeAlarms",
    ]);
    expect(permissions.filter((each) => each.call === call && !asked.has(each.action))).toEqual([]);
  },
);

test("SageMaker becomes the role for Studio and for each kind of work", () => {
  const sources = ofRole(dev, research).map(({ request }) => request.context?.["aws:SourceArn"]);
  expect(sources).toEqual(
    expect.arrayContaining([
      "arn:aws:sagemaker:eu-central-1:111111111111:training-job/dev-research-one",
      "arn:aws:sagemaker:eu-central-1:111111111111:*",
      "arn:aws:sagemaker:eu-central-1:111111111111:pipeline/dev-research-one/execution/abcdefghijkl",
      "arn:aws:sagemaker:eu-central-1:111111111111:processing-job/pipelines-p4jn9xou8a8s-myprocessingstep1-tmgxry49ug",
    ]),
  );
});

test.each(environments)(
  "%s: what names tell apart passes, and only what SageMaker alone names is refused",
  (_, facts) => {
    for (const team of facts.teams) {
      const assumptions = assumptionsOfTeam(facts, team);
      const refused = (asked: Parameters<typeof needsOf>[2]) =>
        needsOf(facts, team, asked)
          .filter(
            ({ sender, request, policies, from }) =>
              askCall({ sender, request, assumptions, from }, policies).outcome !== "passes",
          )
          .map(({ request }) => request.action);
      expect(refused([...ofCalls(facts, team), ...ofOutput(facts, team, namedWorks)])).toEqual([]);
      // Where the account is the team's alone, no name has to tell anything apart.
      const inNames = facts.declared?.separation === "names" ? ["logs:CreateLogStream", "logs:PutLogEvents"] : [];
      for (const work of unnamedWorks)
        expect([...new Set(refused(ofOutput(facts, team, [work])))].sort()).toEqual(inNames);
    }
  },
);

/** Writing down runs and reading them again, with their logs; where the account is the team's alone, its lists and metrics too. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { nameOf } from "../../facts/sagemaker-objects";
import { separationOf } from "../../facts/separation";
import { arnIn, type Call } from "./needs";

export function ofTracking(facts: Facts, team: TeamFacts): Call[] {
  const run = arnIn(facts, "sagemaker", `experiment-trial-component/${nameOf(facts, team, "run")}`);
  const logs = (name: string) => arnIn(facts, "logs", `log-group:/aws/sagemaker/${name}`);
  const call = (door: string, what: string, action: string, resource: string, context = {}): Call => ({
    door,
    what,
    action,
    resource,
    context,
  });
  return [
    call("sagemaker.api", "write down a run", "sagemaker:CreateTrialComponent", run),
    call("sagemaker.api", "tag a run", "sagemaker:AddTags", run, {
      "sagemaker:TaggingAction": "CreateTrialComponent",
    }),
    call("sagemaker.api", "read what it wrote of a run", "sagemaker:DescribeTrialComponent", run),
    call("sagemaker.metrics", "write metrics of a run", "sagemaker:BatchPutMetrics", run),
    call(
      "logs",
      "read logs of its training job",
      "logs:GetLogEvents",
      logs(`TrainingJobs:log-stream:${nameOf(facts, team, "one")}/algo-1-1700000000`),
    ),
    call(
      "logs",
      "search logs of its endpoint",
      "logs:FilterLogEvents",
      logs(`Endpoints/${nameOf(facts, team, "one")}`),
    ),
    ...(separationOf(facts) === "account" ? ofAccount(facts) : []),
  ];
}

function ofAccount(facts: Facts): Call[] {
  const see = (door: string, what: string, action: string, resource = "*"): Call => ({ door, what, action, resource });
  return [
    see("sagemaker.api", "list its training jobs", "sagemaker:ListTrainingJobs"),
    see("sagemaker.api", "search its runs", "sagemaker:Search"),
    see("monitoring", "read its metrics", "cloudwatch:GetMetricData"),
    see(
      "logs",
      "search logs of all its jobs",
      "logs:FilterLogEvents",
      arnIn(facts, "logs", "log-group:/aws/sagemaker/TrainingJobs"),
    ),
  ];
}

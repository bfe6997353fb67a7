/** Experiments and lineage: what the team writes down of its runs, and reads again. Nothing of it runs. */
import type { Statement } from "../document";
import { present } from "../document";
import type { ExecutionRoleContext } from "./context";
import { hasAccountAlone, ownToCreate, ownToManage } from "./separation";

const types = ["action", "context", "experiment", "experiment-trial", "experiment-trial-component"] as const;

/**
 * By name, but for artifacts: SageMaker gives them an id that it makes of their source.
 * Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html (artifact/${HashOfArtifactSource})
 */
export function trackingStatements(context: ExecutionRoleContext): Statement[] {
  const artifacts = hasAccountAlone(context);
  const all = artifacts ? [...types, "artifact"] : types;
  const calls = (verb: string): string[] =>
    ["Action", "Context", "Experiment", "Trial", "TrialComponent", ...(artifacts ? ["Artifact"] : [])].map(
      (what) => `sagemaker:${verb}${what}`,
    );
  return [
    { Sid: "TrackRuns", Effect: "Allow", Action: calls("Create"), ...ownToCreate(context, ...all) },
    {
      Sid: "ManageTracking",
      Effect: "Allow",
      Action: [
        ...calls("Update"),
        ...calls("Delete"),
        ...calls("Describe"),
        "sagemaker:AddAssociation",
        "sagemaker:AssociateTrialComponent",
        "sagemaker:BatchGetMetrics",
        "sagemaker:BatchPutMetrics",
        "sagemaker:DeleteAssociation",
        "sagemaker:DisassociateTrialComponent",
        "sagemaker:ListTags",
      ],
      // Metrics belong to a run or to the training job itself, and a processing job leaves a trial.
      ...ownToManage(context, ...all, "processing-job", "training-job"),
    },
    {
      Sid: "TagTracking",
      Effect: "Allow",
      Action: "sagemaker:AddTags",
      Resource: ownToCreate(context, ...all).Resource,
      Condition: present("sagemaker:TaggingAction"),
    },
  ];
}

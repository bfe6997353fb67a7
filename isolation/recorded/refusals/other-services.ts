/** Refusals on purpose of other services that would run code, or pass data on, outside the team's subnets and with other roles. */
import { internetEnabled, ownPolicy, passRole, tableOf } from "./pages";
import { actions, here, nothing, type Refusal, valuesOf } from "./refusal";

const step = "a processing job or a @step function";

export const ofOtherServices: readonly Refusal[] = [
  {
    id: "other-roles",
    what: "pass a role other than the team's to a service",
    guarantee: "G7",
    why: "The service acts with that role's permissions, so a person could do through it what the team's role denies.",
    instead: "the team's own role, with SageMaker's jobs",
    sources: [passRole],
    asks: [
      {
        sender: "platform",
        actions: ["iam:PassRole"],
        on: ({ partition, account }) => [`arn:${partition}:iam::${account}:role/*`],
        // The role of features.pipelineReads is an opt-in.
        when: ({ resource }, { role, pipelineRole }) => resource !== role && resource !== pipelineRole,
      },
    ],
  },
  {
    id: "schedules",
    what: "make a schedule of EventBridge Scheduler",
    guarantee: "G7",
    why: "A schedule calls AWS with the role that is passed to it, and goes on after the person has left the team. The team's role trusts SageMaker alone, so a schedule cannot use it.",
    instead: "have an administrator make the schedule with a role of its own",
    sources: [
      {
        page: "docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html",
        says: "a schedule's target may be any API action of many services that is not read-only, with the role that the schedule names",
      },
      passRole,
    ],
    asks: [
      {
        sender: "session",
        actions: actions("scheduler", "DeleteSchedule", "GetSchedule", "UpdateSchedule"),
        on: here("scheduler", "schedule/default/*"),
      },
      {
        sender: "platform",
        actions: ["iam:PassRole"],
        on: ({ role }) => [role],
        when: (request) => valuesOf(request, "iam:PassedToService").includes("scheduler.amazonaws.com"),
      },
    ],
  },
  {
    id: "event-rules",
    what: "make a rule of EventBridge",
    guarantee: "G12",
    why: "A rule sends the account's events on, to other accounts too, and starts its targets with the role that is passed to it. The team's role trusts SageMaker alone, so a rule cannot use it.",
    instead: "have an administrator make the rule",
    sources: [
      {
        page: "docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html",
        says: "a rule sends events to another account when its target is an event bus there",
      },
      passRole,
    ],
    asks: [
      { sender: "session", actions: actions("events", "DescribeRule", "PutRule", "PutTargets"), on: nothing },
      { sender: "session", actions: ["events:TagResource"], on: here("events", "rule/*") },
      {
        sender: "platform",
        actions: ["iam:PassRole"],
        on: ({ role }) => [role],
        when: (request) => valuesOf(request, "iam:PassedToService").includes("events.amazonaws.com"),
      },
    ],
  },
  {
    id: "lambda-functions",
    what: "make a function of Lambda, or start one from a pipeline",
    guarantee: "G7",
    why: "A function runs with a role of its own and, unless it is attached to a VPC, with access to the internet. A call does not show in which network the function runs.",
    instead: step,
    sources: [
      {
        page: "docs.aws.amazon.com/lambda/latest/operatorguide/networking-vpc.html",
        says: "functions have access to the public internet by default, and no longer once they are configured with a VPC",
      },
      { page: tableOf("awslambda"), says: "`InvokeFunction` has no condition key for the function's network" },
    ],
    asks: [
      {
        sender: "session",
        actions: actions("lambda", "CreateFunction", "DeleteFunction"),
        on: here("lambda", "function:*"),
      },
      { sender: "platform", actions: ["lambda:InvokeFunction"], on: here("lambda", "function:*") },
    ],
  },
  {
    id: "emr-clusters",
    what: "run steps on an EMR cluster",
    guarantee: "G7",
    why: "A step runs with the cluster's roles, in the cluster's subnets. The request does not show these.",
    instead: `Spark in a processing job; or ${ownPolicy} that names the cluster`,
    sources: [
      {
        page: "docs.aws.amazon.com/emr/latest/ManagementGuide/emr-clusters-in-a-vpc.html",
        says: "a cluster is launched in a public, private or shared subnet, and that a public one needs an internet gateway",
      },
      {
        page: tableOf("amazonelasticmapreduce"),
        says: "`AddJobFlowSteps` has no condition key for the cluster's network",
      },
    ],
    asks: [
      {
        sender: "platform",
        actions: actions("elasticmapreduce", "AddJobFlowSteps", "CancelSteps", "DescribeStep"),
        on: here("elasticmapreduce", "cluster/*"),
      },
    ],
  },
  {
    id: "emr-serverless",
    what: "run a job of EMR Serverless",
    guarantee: "G7",
    why: "A job runs with a role that is passed to it, in an application that need not name subnets. No policy can demand the team's.",
    instead: "Spark in a processing job",
    sources: [
      {
        page: "docs.aws.amazon.com/emr-serverless/latest/APIReference/API_CreateApplication.html",
        says: "`networkConfiguration` is not required",
      },
      {
        page: "docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/vpc-access.html",
        says: "an application can be configured with subnets, public ones too",
      },
      {
        page: tableOf("amazonemrserverless"),
        says: "`CreateApplication` and `StartJobRun` have no condition keys but those of tags",
      },
    ],
    asks: [
      { sender: "platform", actions: ["emr-serverless:CreateApplication"], on: nothing },
      {
        sender: "platform",
        actions: actions("emr-serverless", "GetJobRun", "StartApplication", "StartJobRun"),
        on: here("emr-serverless", "/applications/*"),
      },
    ],
  },
  {
    id: "queues",
    what: "send a pipeline's callback to a queue of SQS",
    guarantee: "G12",
    why: "Whoever reads the queue receives what the step sends. The request does not show who that is, and a queue's policy may let other accounts read.",
    instead: `${step}; or ${ownPolicy} that names the queue`,
    sources: [
      {
        page: "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html",
        says: "a queue's policy can let other accounts receive its messages",
      },
      { page: tableOf("amazonsqs"), says: "`SendMessage` has no condition key for who reads" },
    ],
    asks: [{ sender: "platform", actions: ["sqs:SendMessage"], on: here("sqs", "*") }],
  },
  {
    id: "lake-formation",
    what: "register locations and grant rights in Lake Formation",
    guarantee: "G12",
    why: "A person who may grant can grant to other accounts too. A policy cannot see what is granted, nor to whom.",
    sources: [
      {
        page: "docs.aws.amazon.com/lake-formation/latest/dg/granting-location-permissions-external.html",
        says: "permissions can be granted to an external account or organization",
      },
      { page: tableOf("awslakeformation"), says: "`GrantPermissions` takes no resource and has no condition keys" },
    ],
    asks: [
      { sender: "session", actions: actions("lakeformation", "GrantPermissions", "RegisterResource"), on: nothing },
    ],
  },
  {
    id: "package-index",
    what: "install packages from PyPI",
    guarantee: "G4",
    why: "Names on the internet do not resolve in the VPC. A way to an index on the internet would be a way out for data too.",
    instead: "CodeArtifact's index (`extraInterfaceEndpoints: [codeartifact.api, codeartifact.repositories]`)",
    byParameter: true,
    sources: [
      internetEnabled,
      {
        page: "docs.aws.amazon.com/codeartifact/latest/ug/python-configure-pip.html",
        says: "pip takes packages from a repository of CodeArtifact when it is given its index",
      },
    ],
    hosts: ["pypi.org", "files.pythonhosted.org"],
    asks: [],
  },
  {
    id: "model-hub",
    what: "read models from Hugging Face's hub",
    guarantee: "G4",
    why: "Names on the internet do not resolve in the VPC. A way to a hub on the internet would be a way out for data too.",
    instead: "a model of JumpStart, or the model's files in a bucket of the team's own",
    sources: [internetEnabled],
    hosts: ["huggingface.co"],
    asks: [],
  },
  {
    id: "identities",
    what: "ask IAM what the role may do",
    guarantee: "G4",
    why: "IAM's name does not resolve in the VPC. SDK 3.27.0 asks, and goes on without an answer.",
    sources: [
      {
        page: "github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-train/src/sagemaker/train/model_trainer.py",
        says: "a trainer asks IAM whether the role may write to the default bucket, and uses that bucket where the question fails (`_resolve_staging_bucket`)",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: ["iam:SimulatePrincipalPolicy"],
        on: ({ role }) => [role],
        when: ({ host }) => host === "iam.amazonaws.com",
      },
    ],
  },
];

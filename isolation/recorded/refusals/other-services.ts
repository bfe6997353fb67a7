/** Refusals on purpose of other services that would run code, or pass data on, outside the team's subnets and with other roles. */
import { internetEnabled, ownPolicy, passRole, tableOf } from "./pages";
import { actions, here, nothing, type Refusal, valuesOf } from "./refusal";

const step = "a processing job or a @step function";

export const ofOtherServices: readonly Refusal[] = [
  {
    id: "other-roles",
    what: "lend a role other than the team's to a service",
    guarantee: "G7",
    why: "The service acts with that role's permissions. A person could do by it what the team's role denies.",
    instead: "the team's own role, with SageMaker's jobs",
    sources: [passRole],
    asks: [
      {
        sender: "platform",
        actions: ["iam:PassRole"],
        on: ({ partition, account }) => [`arn:${partition}:iam::${account}:role/*`],
        when: ({ resource }, { role }) => resource !== role,
      },
    ],
  },
  {
    id: "schedules",
    what: "make a schedule of EventBridge Scheduler",
    guarantee: "G7",
    why: "A schedule calls AWS with the role that it is lent, from AWS's own network, and goes on when the person has left the team. The team's role trusts SageMaker alone.",
    instead: "have an administrator make the schedule with a role of its own",
    sources: [
      {
        page: "docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html",
        says: "a schedule's target may be any API action of many services, with the role that the schedule names",
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
    why: "A rule passes the account's events on, also to other accounts, and starts its targets with the role that it is lent.",
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
    why: "A function runs with a role of its own and, unless it is told otherwise, with access to the internet. A call does not show in which network the function runs.",
    instead: step,
    sources: [
      {
        page: "docs.aws.amazon.com/lambda/latest/operatorguide/networking-vpc.html",
        says: "functions have access to the public internet by default",
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
        page: "docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-vpc-subnet.html",
        says: "clusters run in private and in public subnets",
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
    why: "A job runs with a role that it is lent, and its application need name no subnets. No policy can demand them.",
    instead: "Spark in a processing job",
    sources: [
      {
        page: "docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/vpc-access.html",
        says: "applications can be configured with subnets, public ones too",
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
        says: "a queue's policy can grant other accounts to receive its messages",
      },
      { page: tableOf("amazonsqs"), says: "`SendMessage` has no condition key for who reads" },
    ],
    asks: [{ sender: "platform", actions: ["sqs:SendMessage"], on: here("sqs", "*") }],
  },
  {
    id: "lake-formation",
    what: "register locations and grant rights in Lake Formation",
    guarantee: "G12",
    why: "Whoever grants may grant to other accounts, and a grant names no object to policies.",
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
    why: "Names on the internet do not resolve in the VPC: what reaches an index can also send it data.",
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
    why: "Names on the internet do not resolve in the VPC: what reaches a hub can also send it data.",
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
        page: "github.com/aws/sagemaker-python-sdk/issues/6019",
        says: "the SDK's check of the role asks IAM, and fails where IAM cannot be reached",
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

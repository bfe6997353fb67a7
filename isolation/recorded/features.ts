/** Which recorded requests a feature of a team's file opens (features, images), so that they are refused where the team has not turned it on. */
import type { Kind } from "../declared/declaration";
import type { Facts, TeamFacts } from "../facts/facts";
import { ownImages } from "../facts/images";
import { deploysVersions } from "../facts/model-registry";
import { isOfKind, type ServiceRoleKind, serviceRoleKinds } from "../facts/service-roles";
import { makesFeatureGroups } from "../guarantees/jobs-inside/feature-groups";
import type { IamRequest } from "./requests-of-call";

/** As the team's file writes them: images by itself, the others as members of features. */
export type Feature = keyof typeof opened;

const ofImage = /^arn:[^:]*:sagemaker:[^:]*:\d+:image(-version)?\//;

const onModelVersion = /^arn:[^:]*:sagemaker:[^:]*:[^:]*:model-package(-group)?\//;
const onOwnServer = /^arn:[^:]*:sagemaker:[^:]*:\d+:mlflow-tracking-server\/.*-mlflow$/;

const onFeatureGroup = /^arn:[^:]*:sagemaker:[^:]*:[^:]*:feature-group\//;

/** A group with an offline store is the deployer's to make: isolation/recorded/refusals explains it. */
const opened = {
  pipelineReads: ({ by, action, resource }: IamRequest): boolean =>
    by === "pipelines" || (action === "iam:PassRole" && resource.endsWith(serviceRoleKinds.pipeline.ends)),
  // On the server that the stacks make: administrators may make others.
  mlflow: ({ sender, resource }: IamRequest): boolean => sender === "session" && onOwnServer.test(resource),
  // In its own workgroup: isolation/recorded/refusals explains the others.
  athena: ({ sender, action }: IamRequest): boolean => sender === "session" && action.startsWith("athena:"),
  featureStore: ({ sender, action, resource }: IamRequest): boolean =>
    sender === "session" && (onFeatureGroup.test(resource) || action === "sagemaker:ListFeatureGroups"),
  // Registering and approving stay refused: isolation/recorded/refusals explains them.
  modelRegistry: ({ sender, action, resource }: IamRequest): boolean =>
    (sender === "session" && (onModelVersion.test(resource) || action === "sagemaker:ListModelPackageGroups")) ||
    action === "sagemaker:AccessModelPackage",
  // Calls on an image, and calls that start something with one.
  images: ({ sender, resource, context }: IamRequest): boolean =>
    sender === "session" &&
    [resource, context["sagemaker:ImageArns"], context["sagemaker:ImageVersionArns"]]
      .flat()
      .some((arn) => arn !== undefined && ofImage.test(arn)),
} as const satisfies Readonly<Record<string, (request: IamRequest) => boolean>>;

export const allFeatures: ReadonlySet<Feature> = new Set(Object.keys(opened) as Feature[]);

/** The feature that opens the request; undefined where none does. */
export const featureOf = (request: IamRequest): Feature | undefined =>
  [...allFeatures].find((feature) => opened[feature](request));

/** What the configuration turns on for the team; where none was read, what the stacks read like. */
export function featuresOf(facts: Facts, team: TeamFacts): ReadonlySet<Feature> {
  const { declared } = facts;
  const isDeclared = (kind: Kind, value?: string): boolean | undefined =>
    declared?.declarations.some(
      (each) => each.kind === kind && each.team === team.name && (value === undefined || each.value === value),
    );
  const hasRole = (kind: ServiceRoleKind): boolean =>
    declared?.declarations.some(
      (each) => each.kind === "serviceRole" && each.team === team.name && isOfKind(kind, each.value),
    ) ?? team.serviceRoles.some((each) => each.kind === kind);
  const isOn: Readonly<Record<Feature, boolean>> = {
    athena: isDeclared("forwarded") ?? team.forwarded.size > 0,
    featureStore: isDeclared("feature", "featureStore") ?? makesFeatureGroups(facts, team),
    images: isDeclared("image") ?? ownImages(team).length > 0,
    modelRegistry: isDeclared("feature", "modelRegistry") ?? deploysVersions(facts, team),
    mlflow: hasRole("mlflow"),
    pipelineReads: hasRole("pipeline"),
  };
  return new Set([...allFeatures].filter((feature) => isOn[feature]));
}

/** Decides what a suspension stops, in AWS's order, what stays running, and what of it a resumption does not bring back. */
import { list } from "../config/problems";
import type { App, Space } from "../teardown/inside-domain";
import { type Work, type WorkKind, workKinds } from "./work";

export interface Endpoint {
  readonly kind: "endpoint";
  readonly id: string;
  /** Name of the configuration that it was made from; absent where somebody deleted it. */
  readonly configuration?: string;
  readonly status: string;
  /** How many inference components it has: they would have to go first. */
  readonly components: number;
  /** Keys of tags that its configuration has not got. */
  readonly ownTags: readonly string[];
}

/** What runs in a team's name. */
export interface Running {
  readonly work: readonly Work[];
  /** Those that have ended are left out. */
  readonly inside: readonly (App | Space)[];
  readonly endpoints: readonly Endpoint[];
}

export interface Asked {
  /** One person instead of the whole team. */
  readonly user?: string;
  /** AWS asks no policy when somebody logs in, so an open browser goes on until its app ends. */
  readonly authMode: "IAM" | "SSO";
  /** With a person: stop the team's jobs and delete its endpoints too, because nobody can tell whose they are. */
  readonly withTeamJobs?: boolean;
  readonly keepEndpoints?: boolean;
}

export interface StopStep {
  readonly target: Work | App | Endpoint;
  /** Why it goes on; undefined where it is stopped. */
  readonly keep?: string;
  /** What a resumption does not bring back, or how it does. */
  readonly after: string;
}

/** First what starts other work, then other work, then apps, then endpoints. Spaces stay, with their files. */
export function planSuspension({ work, inside, endpoints }: Running, asked: Asked): StopStep[] {
  const jobs = [...work].sort((one, other) => workKinds.indexOf(one.kind) - workKinds.indexOf(other.kind));
  return [
    ...jobs.map((each): StopStep => withKeep(each, loss[each.kind], keptForTeam(asked, each.startedBy))),
    ...appsOf(inside, asked).map((each): StopStep => withKeep(each, appLoss, undefined)),
    ...endpoints.map((each): StopStep => withKeep(each, back(each), keptEndpoint(each, asked))),
  ];
}

const withKeep = (target: StopStep["target"], after: string, keep: string | undefined): StopStep => ({
  target,
  after,
  ...(keep !== undefined && { keep }),
});

/** docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-running-stop.html */
const appLoss = "what is not saved in it is lost; its space keeps the rest, and people start it again";

/**
 * A stopped job cannot go on. AWS gives training 120 seconds to save its model
 * (docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopTrainingJob.html), but the suspended role may write nothing.
 */
const loss: Readonly<Record<WorkKind, string>> = {
  "pipeline execution": "resume does not start it again; a retry of the execution does",
  "monitoring schedule": "resume starts it again",
  "AutoML job": "it cannot go on; what it has not saved is lost",
  "tuning job": "it cannot go on; what it has not saved is lost",
  "training job": "it cannot go on; what it has not saved is lost",
  "processing job": "it cannot go on; what it has not saved is lost",
  "transform job": "it cannot go on; what it has not saved is lost",
};

/** Only CloudTrail knows who started a job: no Describe of a job or an endpoint tells it. */
function keptForTeam({ user, withTeamJobs }: Asked, startedBy?: string): string | undefined {
  if (user === undefined || withTeamJobs || startedBy === user) return undefined;
  const whose = startedBy === undefined ? "AWS does not tell who started it" : `${startedBy} started it`;
  return `it is the team's, and ${whose}; to stop it too add --with-team-jobs`;
}

/** docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html */
const back = ({ configuration = "its configuration", ownTags }: Endpoint): string =>
  `resume makes it anew from ${configuration}, without what was changed while it ran: weights, instance counts and scaling${
    ownTags.length > 0 ? `, and the tags ${list(ownTags, "and")}` : ""
  }`;

function keptEndpoint({ components, status, configuration }: Endpoint, asked: Asked): string | undefined {
  if (asked.keepEndpoints) return "--keep-endpoints; callers with rights of their own still get answers";
  const keep = keptForTeam(asked);
  if (keep !== undefined) return keep;
  // docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-delete-resources.html
  if (components > 0) return `it has ${components} inference components; delete these and it yourself`;
  if (configuration === undefined) return "its configuration is gone, so nothing makes it anew; delete it yourself";
  return status === "Deleting" ? "it is being deleted" : undefined;
}

function appsOf(inside: readonly (App | Space)[], { user, authMode }: Asked): App[] {
  const apps = inside.filter((each): each is App => each.kind === "app");
  if (user === undefined) return apps;
  const spaces = inside.filter((each): each is Space => each.kind === "space");
  const theirs = spaces.filter(({ owner, shared }) => owner === user || (shared && authMode === "SSO"));
  const names = new Set(theirs.map(({ name }) => name));
  return apps.filter(({ app: { SpaceName: space, UserProfileName: profile } }) =>
    space === undefined ? profile === user : names.has(space),
  );
}

/** Decides whether any request of a kind passes a set of policies: every kind of action, resource, caller and condition value is tried. */
import { accountOf } from "../policy/principal";
import { type ActionClass, actionClasses } from "./actions";
import { type CallerSpace, callerSpace } from "./callers";
import { type Candidates, candidatesIn } from "./candidates";
import type { Call } from "./naming";
import { hopeOf, type Placed, place, type Speaking, speakingOf } from "./placed";
import type { Found, Question, World } from "./question";
import { type ResourceSpace, resourceSpace } from "./resources";
import { Undecided } from "./undecided";
import { findCall } from "./witness";

/**
 * A request that is in question and passes the policies; undefined where there is none: that is then proved for all
 * requests, not for those that were tried. Each request that is found is checked by the evaluator, and comes before calls
 * that nobody can tell of. Throws Undecided where the documents say something that cannot be decided exactly, PolicyError where it is not understood.
 */
export function find(question: Question): Found | undefined {
  const { world, callers } = question;
  const placed = place(question);
  const wanted = placed.filter(({ slot }) => slot === "about").map(({ statement }) => statement);
  const statements = placed.map(({ statement }) => statement);
  const space: Space = {
    resources: resourceSpace(placed, world.partition, callers),
    callers: callerSpace(placed, world.partition, callers),
    speaking: speakingOf(),
    isHopeful: hopeOf(question),
    candidates: candidatesIn(question),
    decided: new Set(),
    doubts: [],
  };
  for (const action of actionClasses(wanted, statements)) {
    if (action.isFuture && question.world.documentedOnly) continue;
    const onAction = placed.filter(({ index }) => action.applies[index]);
    const found = findWith(question, action, onAction, space);
    if (found) return action.isFuture ? { ...found, futureAction: true } : found;
  }
  const [doubt] = space.doubts;
  if (doubt) throw doubt;
  return undefined;
}

interface Space {
  readonly resources: ResourceSpace;
  readonly callers: CallerSpace;
  readonly speaking: (placed: readonly Placed[], resource: string) => readonly Speaking[];
  readonly isHopeful: (statements: readonly Placed[]) => boolean;
  readonly candidates: (call: Call, speaking: readonly Speaking[]) => Candidates;
  /** Keys of calls that were searched in vain. */
  readonly decided: Set<string>;
  /** Why there are calls that could not be decided. */
  readonly doubts: Undecided[];
}

/** The owner of a resource; undefined where it may be any: AWS does not say which account `aws` stands for. */
function ownerOf(resource: string, { owner }: World): string | undefined {
  const written = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):/.exec(resource)?.[1];
  if (written === undefined) return undefined;
  return written === "" ? owner : /^\d{12}$/.exec(written)?.[0];
}

function findWith(question: Question, action: ActionClass, placed: readonly Placed[], space: Space): Found | undefined {
  if (!space.isHopeful(placed)) return undefined;
  for (const resource of space.resources(action.resources, action.applies)) {
    const speaking = space.speaking(placed, resource);
    if (!space.isHopeful(speaking.map((each) => each.placed))) continue;
    const owner = ownerOf(resource, question.world);
    for (const caller of space.callers.calling(owner)) {
      // A call that names no resource works on the caller's own account.
      const nameless = resource === "*" ? (accountOf(caller) ?? "000000000000") : undefined;
      const own = owner ?? nameless;
      for (const each of own === undefined ? space.callers.owners(caller) : [own]) {
        const call = { caller, action: action.name.toLowerCase(), resource, owner: each };
        const { candidates, key } = space.candidates(call, speaking);
        if (space.decided.has(key)) continue;
        space.decided.add(key);
        try {
          const found = findCall(question, call, action.name, candidates, speaking);
          if (found) return found;
        } catch (error) {
          if (!(error instanceof Undecided)) throw error;
          space.doubts.push(error);
        }
      }
    }
  }
  return undefined;
}

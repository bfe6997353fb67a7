/** A person works on while the lifecycle script changes: nothing is refused, and the doctor tells who still runs the old script. */
import type { Team } from "../config/schema";
import { askDoctor } from "./ask-doctor";
import { shellWithAws } from "./aws-cli";
import { leave, spaceName, spaceOf } from "./leaver";
import type { Meanwhile } from "./meanwhile";
import type { Stage } from "./stage";

const phase = "day two";

const firstOf = ({ environment }: Stage): { readonly team: Team; readonly user: string } => {
  const [team] = environment.teams;
  const [user] = team?.users ?? [];
  if (!team || !user) throw new Error("the first team has nobody");
  return { team, user: user.name };
};

/** The first user of the first team has an app; what the doctor prints stops it, and one that starts then runs the new script. */
export const anAppRuns: Meanwhile = {
  begin: (stage) => {
    const { put } = spaceOf(firstOf(stage).user);
    return stage.asDeployer(phase, (clients) => put(stage.environment, clients), "an app runs");
  },
  end: (stage) => {
    const { team, user } = firstOf(stage);
    const { put } = spaceOf(user);
    const space = spaceName(user);
    const work = async (clients: Parameters<typeof put>[1]) => {
      const expectOld = async (expected: readonly string[]) => {
        const { oldScripts, lines } = await askDoctor(stage, team, clients);
        const who = oldScripts.apps.filter(({ app }) => app.includes(`/${space}/`)).map((app) => app.who ?? app.app);
        if (who.join() === expected.join()) return lines.filter((line) => line.includes(space));
        throw new Error(`who runs an older script: expected ${expected.join() || "nobody"}, found ${who.join()}`);
      };
      const [stop = ""] = await expectOld([user]);
      const paste = await shellWithAws(stage.localAws, stage.environment.accounts.studio.deployerRole);
      const { ok, output } = await paste(stop);
      if (!ok) throw new Error(`${stop}\n${output}`);
      await leave(user, stage.environment, clients);
      await put(stage.environment, clients);
      await expectOld([]);
      await leave(user, stage.environment, clients);
    };
    return stage.asDeployer(phase, work, "who runs the old script is told");
  },
};

/** Without a configuration, what loses data is violated, or told among what nobody declares. */
import { proofOfEdited, shipped } from "../stacks";
import { dataKept } from "./data-kept";

const told = async (attack?: (typeof dataKept)[number][1]) => {
  const { verdicts, undeclared } = await proofOfEdited(shipped("staging"), attack, {
    guarantees: ["G14"],
    withoutConfiguration: true,
  });
  return {
    outcome: verdicts[0]?.outcome,
    values: undeclared.map(({ kind, team, of, value }) => `${kind} ${team} ${of} ${value}`),
  };
};

/** No stack tells who should have a profile. */
const untold = "takes a user away";

test.each(dataKept.filter(([what]) => what !== untold))(
  "without a configuration, it is noticed when somebody %s",
  async (_, attack) => {
    const before = await told();
    const after = await told(attack);
    const isNew = after.values.some((value) => !before.values.includes(value));
    expect([after.outcome, isNew]).not.toEqual(["proved", false]);
  },
);

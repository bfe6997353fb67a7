/** Every way to break a stack that we know. */
import type { Operator } from "../break";
import { argumentMisspelt, requiredArgumentRemoved } from "./arguments";
import { looksUpNobody, profileBeforeAssignment } from "./identity-center";
import { illegalValue } from "./illegal-values";
import { madeBeforeWhatItNames } from "./order";
import { malformedPolicy } from "./policies";
import { droppedThoughNeeded, leadsNowhere } from "./references";
import { seenByFacts } from "./seen-by-facts";
import { stateOfNoStack, wrongAccount } from "./surroundings";
import { declaredTwice } from "./twice";
import { refersToWhatIsNotThere } from "./unknown-things";

export const operators: readonly Operator[] = [
  argumentMisspelt,
  requiredArgumentRemoved,
  leadsNowhere,
  droppedThoughNeeded,
  refersToWhatIsNotThere,
  illegalValue,
  malformedPolicy,
  declaredTwice,
  wrongAccount,
  stateOfNoStack,
  madeBeforeWhatItNames,
  looksUpNobody,
  profileBeforeAssignment,
  seenByFacts,
];

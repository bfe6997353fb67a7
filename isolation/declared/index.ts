/** What stacks say of themselves, and what a configuration declares of it. */
export { checksOfDeclared, undeclaredIn } from "./compare";
export { declaredBy } from "./configured";
export { type Declaration, type FoundDeclaration, type Kind, keyOf, kinds } from "./declaration";
export { declarationsOf } from "./found";
export { refuseGhost, refuseGhostTeam } from "./ghosts";

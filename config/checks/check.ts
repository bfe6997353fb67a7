/** What a check reads and returns: an environment's files as far as they are valid, and problems with their places. */
import type { Draft } from "../draft";
import type { Problem } from "../problems";
import type { EnvironmentFile, TeamFile } from "../schema";
import type { Document } from "../yaml";

export type FileDraft<File> = {
  readonly document: Document;
  /** Valid values with defaults made; undefined where the file is wrong or could not be read. */
  readonly value: Draft<File>;
};

export type TeamDraft = FileDraft<TeamFile> & { readonly name: string };

export type EnvironmentDraft = FileDraft<EnvironmentFile> & {
  readonly name: string;
  /** Sorted by name. */
  readonly teams: readonly TeamDraft[];
};

/** Finds one kind of problem that crosses keys or files; silent about values that are missing or wrong by themselves. */
export type Check = (environment: EnvironmentDraft) => readonly Problem[];

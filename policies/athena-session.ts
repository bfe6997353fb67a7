/** What Athena does in each of a team's buckets with the session of the team's role. */
import type { Bucket, Team } from "../config/schema";
import { athenaService } from "../config/tables/athena";
import type { ForwardedSession } from "./bucket-forwarded-sessions";

/** Nothing where the team has not turned Athena on, or not for this bucket. */
export function athenaIn({ features: { athena } }: Team, { name }: Bucket): readonly ForwardedSession[] {
  const reads = (athena?.reads ?? []).filter(({ bucket }) => bucket === name).map(({ prefix }) => prefix);
  const writes = athena?.results.bucket === name ? [athena.results.prefix] : [];
  return reads.length + writes.length === 0 ? [] : [{ sid: "Athena", service: athenaService, reads, writes }];
}

/** S3's calls by what they touch: objects, lists of objects, or the settings of a bucket. */
import { type Action, actionsOf } from "../decide";

const bucket = "arn:${Partition}:s3:::${BucketName}";
const object = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";

const on = (template: string): readonly Action[] =>
  actionsOf("s3").filter(({ resources }) => resources.includes(template));
const objectNames = new Set(on(object).map(({ name }) => name));

/** Calls on a bucket that show names of objects, those that AWS may add included. */
export const listCalls: readonly string[] = ["s3:ListBucket", "s3:ListBucket*", "s3:ListObject*"];

const ofBucket = on(bucket).filter(({ name }) => !objectNames.has(name));
const isList = ({ name }: Action): boolean => /^s3:List(Bucket|Object)/.test(name);

/** Calls that read a bucket's settings and show no data. */
export const settingReads: readonly string[] = [
  ...ofBucket.filter((action) => !isList(action) && action.onlyReads).map(({ name }) => name),
  "s3:GetBucket*",
];

/** Calls that change a bucket's settings, its policy or its existence. */
export const settingChanges: readonly string[] = [
  ...ofBucket.filter((action) => !isList(action) && !action.onlyReads).map(({ name }) => name),
  "s3:PutBucket*",
  "s3:DeleteBucket*",
  "s3:CreateBucket*",
  "s3:UpdateBucket*",
];

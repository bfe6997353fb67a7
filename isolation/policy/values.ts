/** Reads values that conditions compare: numbers, dates, booleans, base64. Undefined where the text is none. */

export const parseNumber = (value: string): number | undefined =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value) ? Number(value) : undefined;

const w3cDate = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?$/;

/** Milliseconds since 1970, from a W3C ISO 8601 date or from seconds since 1970. */
export const parseDate = (value: string): number | undefined => {
  if (/^\d{5,12}$/.test(value)) return Number(value) * 1000;
  if (!w3cDate.test(value)) return undefined;
  // Date.parse takes 30 February for 1 March.
  const [year = 0, month = 0, day = 1] = value.slice(0, 10).split("-").map(Number);
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
};

export const parseBool = (value: string): boolean | undefined =>
  ({ true: true, false: false })[value.toLowerCase() as "true" | "false"];

export const parseBinary = (value: string): string | undefined =>
  value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)
    ? Buffer.from(value, "base64").toString("hex")
    : undefined;

/** What every role of an environment has in common. */
import type { Environment } from "../config/schema";

/** The managed policy that bounds roles, where the environment names one. */
export const boundary = ({ permissionsBoundary }: Environment): { permissionsBoundary?: string } =>
  permissionsBoundary ? { permissionsBoundary } : {};

/** The decision procedure against brute force, at length. */
import { bruteForce } from "./brute-force";

bruteForce(10_000);

/** `THOROUGH=1 npm test` tries everything where else a part of it is tried. */
export const THOROUGH = process.env.THOROUGH === '1';

/** How many random texts to try of those that a thorough run tries. */
export const runs = (thorough: number): number => (THOROUGH ? thorough : Math.ceil(thorough / 5));

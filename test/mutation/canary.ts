/** Known mutants that have to be killed: where one of them lives, the tests do not see what is changed. */
export const SONG = 'tweet';

export const sings = (hour: number): boolean => hour > 5;

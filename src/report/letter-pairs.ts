/**
 * How surprising it is, in bits, that in a name or an English word one sign follows another: a row for each of the
 * letters, for a digit and for what stands between words, and in it a digit for each sign that follows. Counted in the
 * words of docs/, schema/ and src/ and in the model ids of fixtures/ and test/oracle, these eight times over.
 */
const BITS = [
  '9656984949835495944338576974',
  '3989399946939948955959995972',
  '4989469379438937945369995963',
  '3797198939989959976979999962',
  '5954648999945397833597756982',
  '3699556919949949956679999973',
  '5999297759959654956549999942',
  '3999399949999939948759998971',
  '4843685999845247954497959873',
  '8997499989999949990957999995',
  '6999188949999489994969999952',
  '3896299629846949994457996993',
  '2685399939985824996979997954',
  '4954464949679648964274999962',
  '7753956989654253836545479994',
  '3997297939949945926459999964',
  '8999999989945999999919299943',
  '5954297959687629974556995993',
  '6959399559776946965369998961',
  '4979399339989948953759996992',
  '6464576949936485934299999998',
  '2999298929989979997999999942',
  '3996399449949349954999899982',
  '4968489969979993998199975982',
  '7999699999967674974699999890',
  '3997389839993949979949997732',
  '9478899999999999999999999921',
  '4644555556654644844464689949',
];

const signOf = (code: number): number => (code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? 26 : 27);
/** A digit that follows says more than its row tells: it is one of ten. */
const ONE_OF_TEN = 2;

/** In bits; `code` and `before` are character codes of lower case. */
export function surprise(before: number, code: number): number {
  const sign = signOf(code);
  return BITS[signOf(before)]!.charCodeAt(sign) - 48 + (sign === 26 ? ONE_OF_TEN : 0);
}

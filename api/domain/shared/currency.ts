/** An ISO 4217 code such as `EUR`; `isCurrency` says whether a text is one. */
export type Currency = string;

const WITHOUT_DECIMALS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const WITH_THREE = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
const WITH_TWO = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC ' +
    'CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD ' +
    'KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO ' +
    'NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL ' +
    'THB TJS TMT TOP TRY TTD TWD TZS UAH USD UZS VES WST XCD YER ZAR ZMW ZWG'
  ).split(' '),
);

/** Every currency terms may be agreed in, in alphabetical order. */
export const CURRENCIES: readonly Currency[] = [...WITHOUT_DECIMALS, ...WITH_THREE, ...WITH_TWO].sort();

export function isCurrency(text: string): boolean {
  return WITH_TWO.has(text) || WITHOUT_DECIMALS.has(text) || WITH_THREE.has(text);
}

/**
 * How many digits the minor unit takes by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD.
 * @throws RangeError for a code that is not a currency.
 */
export function currencyDecimals(currency: Currency): 0 | 2 | 3 {
  if (WITH_TWO.has(currency)) return 2;
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  if (WITH_THREE.has(currency)) return 3;
  throw new RangeError(`not a currency: ${currency}`);
}

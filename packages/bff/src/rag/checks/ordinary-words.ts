/**
 * English words that analyses use and that are somebody's name too. A model never learns a name, so one of these in its
 * answer is the word; refusing it would deny everyone called Grant or May a model's insight.
 */
export const ORDINARY_WORDS: readonly string[] =
  "will may mark grant long short close case page hope young best good still may might must can could would should also any both each many such being been very well soon late early read reader write case chance worth rich frank art bill day days week month price law major minor small little great low high hand head keep sharp strong wise true wait way ways woods king stone lane chase drew pat sue ray gene rose summer winter english french brown black white green gray".split(
    " ",
  );

// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

// Prints given-names.txt: the given names of all locales of @faker-js/faker (MIT), and those of ours.json,
// one a line. A name that is a word as well ends in "?", a family name that a full name begins with in
// Chinese, Japanese and Korean in "+".
import fs from 'fs';
import { allLocales } from '@faker-js/faker';

const SKIPPED = new Set(['base', 'eo', 'en_BORK']);
const WORDS = ['en', 'de', 'fr', 'pt_PT'];
const FAMILY_FIRST = ['ja', 'ko', 'zh_CN', 'zh_TW'];
const ours = JSON.parse(fs.readFileSync(new URL('ours.json', import.meta.url), 'utf8'));

const all = (kinds) => (Array.isArray(kinds) ? kinds : Object.values(kinds ?? {}).flat());
const clean = (name) => name.normalize('NFC').replace(/[\u200b-\u200f]/g, '').trim();
const latin = (name) => /^\p{Script=Latin}/u.test(name);
const usable = (name) => /^[\p{L}\p{M}'’-]+$/u.test(name) && (!latin(name) || name.length > 2);

const given = new Set(ours.names);
const words = new Set(ours.words);
const family = new Set();
for (const [locale, { person, word }] of Object.entries(allLocales)) {
  if (SKIPPED.has(locale)) continue;
  all(person?.first_name).map(clean).filter(usable).forEach((name) => given.add(name));
  if (WORDS.includes(locale)) all(word).forEach((text) => typeof text === 'string' && words.add(text.toLowerCase()));
  if (FAMILY_FIRST.includes(locale)) all(person?.last_name).map(clean).forEach((name) => family.add(name));
}
const lines = [...given].map((name) => (words.has(name.toLowerCase()) ? `${name}?` : name));
lines.push(...[...family].map((name) => `${name}+`));
process.stdout.write(`${fs.readFileSync(new URL('head.txt', import.meta.url), 'utf8')}${lines.sort().join('\n')}\n`);

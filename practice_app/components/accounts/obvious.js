// @ts-check
// What somebody who knows a little would try as a password: the same rule as services/accounts/obvious_passwords.py; both
// are held to tests/password_cases.json. The million common ones are known to the server alone.

const FRESH = 3;
const LEFT = 6;
const PRODUCT = ["woodshed", "우드셰드", "우드쉐드"];
const SHORTEST_WORD = 3;
const LONGEST_PIECE = 8;
const ROWS = [
  ...["1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./"],
  ...[
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
    "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
    "ㅋㅌㅊㅍㅠㅜㅡ",
    "가나다라마바사아자차카타파하",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
  ],
  ...["도레미파솔라시도", "일이삼사오육칠팔구십", "一二三四五六七八九十"],
];
const [LIKE, LETTERS] = ["013457@$!", "oleastasi"];
const WIDE = /[\u3400-\u9fff\uac00-\ud7a3]/g;
const KEYS = new Map(
  [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ"].map((jamo, at) => [
    jamo,
    "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml"[at],
  ]),
);
const LEADS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
const TAILS =
  " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");

/** As it is compared: width, composition and case apart. @param {string} value */
const form = (value) => value.normalize("NFKC").toLowerCase().normalize("NFKC");
/** @param {string} value */
const letters = (value) => value.replace(/\P{L}/gu, "");
/** @param {string} value */
const wide = (value) => value.match(WIDE)?.length ?? 0;

const NEXT = new Set(
  ROWS.map((row) => [...form(row)]).flatMap((signs) =>
    signs.slice(1).flatMap((sign, at) => [signs[at] + sign, sign + signs[at]]),
  ),
);

/** The signs that don't follow from those before them, by the piece that explains most. @param {string} password */
export function fresh(password) {
  const signs = [...form(password)];
  const counts = Array.from({ length: LONGEST_PIECE }, (_, at) => unexplained(signs, at + 1));
  return counts.reduce((least, some) => (some.length < least.length ? some : least));
}

/** Whether a password only repeats a piece, counts, or follows the keys. @param {string} password */
export const inARow = (password) => fresh(password).length < FRESH;

/** Whether little is left without these names and addresses, our own and digits. @param {string} password @param {string[]} names */
export function isCalled(password, names) {
  const words = [...new Set([...PRODUCT, ...names].flatMap(wordsOf))].sort((one, other) => other.length - one.length);
  const typed = form(password);
  const read = [...typed].map((sign) => (LIKE.includes(sign) ? LETTERS[LIKE.indexOf(sign)] : sign)).join("");
  return [typed, read].some((reading) => littleLeft(letters(reading), words));
}

/** @param {string} typed @param {string[]} words */
function littleLeft(typed, words) {
  const taken = words.reduce((left, word) => left.replaceAll(word, " "), typed);
  const left = taken.replaceAll(" ", "");
  return taken !== typed && [...left].length + wide(left) < LEFT;
}

/** @param {string} name */
function wordsOf(name) {
  const parts = [form(name), ...form(name).split(/[^\p{L}\p{N}]+/u)].map(letters);
  const given = parts.filter((part) => part.length >= 3 && part.length <= 4 && wide(part) === part.length);
  return [...parts, ...given.map((part) => part.slice(-2))]
    .filter((part) => [...part].length + wide(part) >= SHORTEST_WORD)
    .flatMap((part) => [part, [...part].reverse().join(""), [...part].map(keys).join("").toLowerCase()]);
}

/** What appears when Hangul is typed on a keyboard that is set to Latin. @param {string} sign */
function keys(sign) {
  const number = sign.charCodeAt(0) - 0xac00;
  if (number < 0 || number >= 11172) return sign;
  const parts = LEADS[Math.floor(number / 588)] + VOWELS[Math.floor((number % 588) / 28)] + TAILS[number % 28];
  return [...parts].map((part) => KEYS.get(part)).join("");
}

/** @param {string[]} signs @param {number} piece */
const unexplained = (signs, piece) =>
  signs.filter((sign, at) => signs[at - piece] !== sign && !(at && follows(signs[at - 1], sign)));

/** @param {string} one @param {string} other */
function follows(one, other) {
  const near = Math.abs((one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)) <= 1;
  return NEXT.has(one + other) || (near && /^[\p{L}\p{N}]+$/u.test(one + other));
}

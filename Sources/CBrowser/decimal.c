#include "decimal.h"

#include <stddef.h>
#include <stdint.h>

// No two doubles have a middle of more than 767 digits: what is behind these cannot matter, but for
// whether it is zero.
#define DIGITS 800
// Enough bits for 800 digits, and for ten to the power of 800 + 330, and 64 more.
#define WORDS 130

// A whole number, its lowest word first. Words from `count` on are not defined.
typedef struct {
  uint32_t words[WORDS];
  int count;
} Big;

static void multiplyAndAdd(Big *big, uint32_t factor, uint32_t addend) {
  uint64_t carry = addend;
  for (int i = 0; i < big->count; i++) {
    carry += (uint64_t)big->words[i] * factor;
    big->words[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry) big->words[big->count++] = (uint32_t)carry;
}

static void multiplyByPowerOfTen(Big *big, int power) {
  for (; power >= 9; power -= 9) multiplyAndAdd(big, 1000000000, 0);
  for (; power > 0; power--) multiplyAndAdd(big, 10, 0);
}

static int bits(const Big *big) {
  return big->count * 32 - __builtin_clz(big->words[big->count - 1]);
}

static void shiftUp(Big *big, int by) {
  for (; by >= 31; by -= 31) multiplyAndAdd(big, 1u << 31, 0);
  multiplyAndAdd(big, 1u << by, 0);
}

static int isAtLeast(const Big *left, const Big *right) {
  if (left->count != right->count) return left->count > right->count;
  for (int i = left->count - 1; i >= 0; i--) {
    if (left->words[i] != right->words[i]) return left->words[i] > right->words[i];
  }
  return 1;
}

static void subtract(Big *left, const Big *right) {
  int64_t borrow = 0;
  for (int i = 0; i < left->count; i++) {
    borrow += (int64_t)left->words[i] - (i < right->count ? right->words[i] : 0);
    left->words[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
  while (left->count > 0 && left->words[left->count - 1] == 0) left->count--;
}

// The double nearest to a quotient of numbers that are not zero.
static double quotient(Big *above, Big *below) {
  // Scaled by a power of two so that the whole part has the 53 bits of a double and one or two
  // more; fewer only when the double is one of the smallest, which have less.
  int exponent = bits(above) - bits(below) - 54;
  if (exponent < -1075) exponent = -1075;
  if (exponent < 0) shiftUp(above, -exponent);
  if (exponent > 0) shiftUp(below, exponent);
  // The whole part has at most 55 bits: long division, the highest bit first.
  uint64_t whole = 0;
  shiftUp(below, 54);
  for (int i = 0; i < 55; i++) {
    whole <<= 1;
    if (isAtLeast(above, below)) {
      subtract(above, below);
      whole |= 1;
    }
    shiftUp(above, 1);
  }
  int rest = above->count > 0;

  int dropped = whole >> 54 ? 2 : 1;
  uint64_t half = (uint64_t)1 << (dropped - 1);
  uint64_t tail = whole & (half * 2 - 1);
  whole >>= dropped;
  exponent += dropped;
  if (tail > half || (tail == half && (rest || (whole & 1)))) whole++;
  if (whole >> 53) {
    whole >>= 1;
    exponent++;
  }
  uint64_t pattern = whole;
  if (whole >> 52) {
    int biased = exponent + 1075;
    if (biased > 2046) {
      biased = 2047;
      whole = 0;
    }
    pattern = ((uint64_t)biased << 52) | (whole & (((uint64_t)1 << 52) - 1));
  }
  double value;
  __builtin_memcpy(&value, &pattern, sizeof value);
  return value;
}

static int isDigit(char letter) { return letter >= '0' && letter <= '9'; }

const char *statebook_decimal(const char *text, double *result) {
  const char *at = text;
  int isNegative = 0;
  if (*at == '+' || *at == '-') isNegative = *at++ == '-';

  Big digits;
  digits.count = 0;
  int count = 0;    // of the digits from the first that is not zero on
  int exponent = 0; // the value is the digits, times ten to this power
  int isDigitSeen = 0, isPointSeen = 0, isMoreBehind = 0;
  for (;; at++) {
    if (*at == '.' && !isPointSeen) {
      isPointSeen = 1;
      continue;
    }
    if (!isDigit(*at)) break;
    isDigitSeen = 1;
    if (count < DIGITS) {
      multiplyAndAdd(&digits, 10, (uint32_t)(*at - '0'));
      if (digits.count > 0) count++;
      exponent -= isPointSeen;
    } else {
      isMoreBehind |= *at != '0';
      exponent += !isPointSeen;
    }
  }
  if (!isDigitSeen) return NULL;
  if (isMoreBehind) {
    multiplyAndAdd(&digits, 10, 1);
    count++;
    exponent--;
  }
  if (*at == 'e' || *at == 'E') {
    const char *next = at + 1;
    int isDown = 0;
    if (*next == '+' || *next == '-') isDown = *next++ == '-';
    if (isDigit(*next)) {
      int power = 0;
      for (; isDigit(*next); next++) {
        if (power < 100000000) power = power * 10 + (*next - '0');
      }
      exponent += isDown ? -power : power;
      at = next;
    }
  }

  double value;
  if (count == 0 || count + exponent < -330) {
    value = 0;
  } else if (count + exponent > 310) {
    value = __builtin_inf();
  } else if (count <= 15 && exponent == 0) {
    value = (double)(((uint64_t)(digits.count > 1 ? digits.words[1] : 0) << 32) | digits.words[0]);
  } else {
    Big below = {.words = {1}, .count = 1};
    if (exponent > 0) multiplyByPowerOfTen(&digits, exponent);
    if (exponent < 0) multiplyByPowerOfTen(&below, -exponent);
    value = quotient(&digits, &below);
  }
  *result = isNegative ? -value : value;
  return at;
}

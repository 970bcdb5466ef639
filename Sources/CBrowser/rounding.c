#include "rounding.h"

#include <stdint.h>

#define SIGN ((uint64_t)1 << 63)
#define INFINITE ((uint64_t)0x7ff << 52)
#define HIDDEN ((uint64_t)1 << 52) // the bit before the fraction, which is not stored

double statebook_round(double number) {
  double whole = __builtin_trunc(number);
  // Exact: a number below 2^53 and its whole part have a difference that is a double.
  double rest = number - whole;
  if (rest >= 0.5) return whole + 1;
  if (rest <= -0.5) return whole - 1;
  return whole;
}

static uint64_t pattern(double number) {
  uint64_t bits;
  __builtin_memcpy(&bits, &number, sizeof bits);
  return bits;
}

// The number is the digits, times two to the exponent less 1075.
typedef struct {
  uint64_t digits;
  int exponent;
} Parts;

static Parts parts(uint64_t magnitude) {
  int exponent = (int)(magnitude >> 52);
  uint64_t fraction = magnitude & (HIDDEN - 1);
  if (exponent == 0) return (Parts){fraction, 1};
  return (Parts){fraction | HIDDEN, exponent};
}

double statebook_remainder(double dividend, double divisor) {
  uint64_t above = pattern(dividend) & ~SIGN;
  uint64_t below = pattern(divisor) & ~SIGN;
  if (below == 0 || above >= INFINITE || below > INFINITE) return __builtin_nan("");
  if (above < below) return dividend;
  Parts left = parts(above);
  Parts right = parts(below);
  uint64_t rest = left.digits % right.digits;
  for (int i = left.exponent; i > right.exponent; i--) rest = (rest << 1) % right.digits;
  int exponent = right.exponent;
  while (rest != 0 && rest < HIDDEN && exponent > 1) {
    rest <<= 1;
    exponent--;
  }
  uint64_t bits = rest < HIDDEN ? rest : ((uint64_t)exponent << 52) | (rest & (HIDDEN - 1));
  bits |= pattern(dividend) & SIGN;
  double result;
  __builtin_memcpy(&result, &bits, sizeof result);
  return result;
}

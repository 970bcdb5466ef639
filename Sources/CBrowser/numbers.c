// The number reading that Swift's `Double(text)` asks of C, for WebAssembly.
#ifdef __wasm__

#include <stddef.h>
#include <stdint.h>

// Reads a decimal number, without locale. Returns where it ends, or null when there is none.
//
// Exact for up to 19 digits with a power of ten from -22 to 22, which is every number that a
// manifest or a script writes; others are rounded once more by each power of 10^22.
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
  const char *at = text;
  int negative = 0;
  if (*at == '+' || *at == '-') negative = *at++ == '-';
  uint64_t digits = 0;
  int exponent = 0;
  int seen = 0;
  int point = 0;
  for (;; at++) {
    if (*at == '.' && !point) {
      point = 1;
    } else if (*at >= '0' && *at <= '9') {
      seen = 1;
      if (digits < 1000000000000000000u) {
        digits = digits * 10 + (uint64_t)(*at - '0');
        exponent -= point;
      } else {
        exponent += !point;
      }
    } else {
      break;
    }
  }
  if (!seen) return NULL;
  if (*at == 'e' || *at == 'E') {
    const char *mark = at++;
    int down = 0;
    if (*at == '+' || *at == '-') down = *at++ == '-';
    if (*at < '0' || *at > '9') {
      at = mark;
    } else {
      int power = 0;
      for (; *at >= '0' && *at <= '9'; at++) {
        if (power < 100000) power = power * 10 + (*at - '0');
      }
      exponent += down ? -power : power;
    }
  }
  double value = (double)digits;
  if (exponent > 400) exponent = 400;
  if (exponent < -400) exponent = -400;
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  while (exponent > 0) {
    int step = exponent > 22 ? 22 : exponent;
    value *= powers[step];
    exponent -= step;
  }
  while (exponent < 0) {
    int step = exponent < -22 ? 22 : -exponent;
    value /= powers[step];
    exponent += step;
  }
  *result = negative ? -value : value;
  return at;
}

#else
// Not empty, for compilers that mind.
typedef int statebook_numbers_are_for_wasm;
#endif

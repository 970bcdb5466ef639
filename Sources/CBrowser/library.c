// What the compiled program asks of a C library, for WebAssembly, where there is none. The host
// build compiles this file to nothing.
#ifdef __wasm__

#include "blocks.h"
#include "decimal.h"
#include "rounding.h"

#define PAGE ((size_t)65536)
// One less than the address space has, so that every end is an address.
#define MOST_PAGES ((size_t)65535)

// Set by the linker: the part of the memory behind the program's own data.
extern unsigned char __heap_base, __heap_end;

static uintptr_t growMemory(uintptr_t end, size_t bytes) {
  size_t have = end / PAGE;
  size_t pages = (bytes + PAGE - 1) / PAGE;
  if (pages > MOST_PAGES - have) return 0;
  // Growing by a sixteenth at least keeps the number of calls small.
  size_t more = have / 16;
  if (more > pages && more <= MOST_PAGES - have) pages = more;
  if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
  return (have + pages) * PAGE;
}

static statebook_blocks blocks = {
    .next = (uintptr_t)&__heap_base, .end = (uintptr_t)&__heap_end, .grow = growMemory};

int posix_memalign(void **result, size_t alignment, size_t bytes) {
  *result = statebook_block_take(&blocks, alignment, bytes);
  return *result ? 0 : 12; // ENOMEM
}

void free(void *pointer) { statebook_block_give(&blocks, pointer); }

void *memcpy(void *target, const void *source, size_t count) {
  unsigned char *to = target;
  const unsigned char *from = source;
  while (count >= 8) {
    uint64_t word;
    __builtin_memcpy_inline(&word, from, 8);
    __builtin_memcpy_inline(to, &word, 8);
    to += 8;
    from += 8;
    count -= 8;
  }
  while (count--) *to++ = *from++;
  return target;
}

void *memmove(void *target, const void *source, size_t count) {
  unsigned char *to = target;
  const unsigned char *from = source;
  if (to <= from || to >= from + count) return memcpy(target, source, count);
  while (count--) to[count] = from[count];
  return target;
}

void *memset(void *target, int value, size_t count) {
  unsigned char *to = target;
  while (count--) *to++ = (unsigned char)value;
  return target;
}

int memcmp(const void *left, const void *right, size_t count) {
  const unsigned char *a = left;
  const unsigned char *b = right;
  for (; count--; a++, b++) {
    if (*a != *b) return *a - *b;
  }
  return 0;
}

// Hash tables ask for a seed. A constant one is right here: nothing may depend on it anyway.
void arc4random_buf(void *target, size_t count) { memset(target, 7, count); }

// The number reading behind Swift's `Double(text)`.
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
  return statebook_decimal(text, result);
}

// What is behind Swift's `rounded()` and `truncatingRemainder(dividingBy:)`.
double round(double number) { return statebook_round(number); }
double fmod(double dividend, double divisor) { return statebook_remainder(dividend, divisor); }

// The 128-bit product that the compiler calls for.
typedef struct {
  uint64_t low;
  uint64_t high;
} Wide;

void __multi3(Wide *result, uint64_t a, uint64_t aHigh, uint64_t b, uint64_t bHigh) {
  uint64_t aLow32 = a & 0xffffffff;
  uint64_t aHigh32 = a >> 32;
  uint64_t bLow32 = b & 0xffffffff;
  uint64_t bHigh32 = b >> 32;
  uint64_t low = aLow32 * bLow32;
  uint64_t crossA = aLow32 * bHigh32;
  uint64_t crossB = aHigh32 * bLow32;
  uint64_t middle = (low >> 32) + (crossA & 0xffffffff) + (crossB & 0xffffffff);
  result->low = (low & 0xffffffff) | (middle << 32);
  result->high = aHigh32 * bHigh32 + (crossA >> 32) + (crossB >> 32) + (middle >> 32) +
                 aHigh * b + a * bHigh;
}

#else
// Not empty, for compilers that mind.
typedef int statebook_library_is_for_wasm;
#endif

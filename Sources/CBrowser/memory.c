// Memory for WebAssembly: blocks of powers of two with one free list for each size. The host
// build compiles this file to nothing, because there the C library does all of it.
#ifdef __wasm__

#include <stddef.h>
#include <stdint.h>

extern unsigned char __heap_base;

#define PAGE 65536u
#define SMALLEST 4 // 16 bytes
#define LARGEST 31

typedef struct Block {
  struct Block *next;
} Block;

static Block *available[LARGEST + 1];
static uintptr_t top;

// The size class stands in the 16 bytes before a block, so that every block is 16-aligned.
static unsigned char *fresh(unsigned class) {
  uintptr_t size = (uintptr_t)1 << class;
  if (top == 0) top = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
  uintptr_t start = top;
  uintptr_t end = start + size;
  uintptr_t have = (uintptr_t)__builtin_wasm_memory_size(0) * PAGE;
  if (end > have) {
    uintptr_t pages = (end - have + PAGE - 1) / PAGE;
    // Growing by a sixteenth at least keeps the number of calls small.
    uintptr_t more = (have / PAGE) / 16;
    if (more > pages && __builtin_wasm_memory_grow(0, more) != (size_t)-1) {
      top = end;
      return (unsigned char *)start;
    }
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
  }
  top = end;
  return (unsigned char *)start;
}

static void *take(size_t bytes) {
  unsigned class = SMALLEST + 1;
  while (class <= LARGEST && ((uintptr_t)1 << class) < bytes + 16) class++;
  if (class > LARGEST) return 0;
  unsigned char *block = (unsigned char *)available[class];
  if (block) {
    available[class] = ((Block *)block)->next;
  } else {
    block = fresh(class);
    if (!block) return 0;
  }
  *(uint32_t *)block = class;
  *(uint32_t *)(block + 4) = 0;
  return block + 16;
}

int posix_memalign(void **result, size_t alignment, size_t bytes) {
  if (alignment <= 16) {
    *result = take(bytes);
    return *result ? 0 : 12;
  }
  // Over-aligned blocks are rare: take more, and note the way back right before the result.
  unsigned char *block = take(bytes + alignment);
  if (!block) return 12;
  uintptr_t aligned = ((uintptr_t)block + alignment - 1) & ~(uintptr_t)(alignment - 1);
  if (aligned != (uintptr_t)block) {
    *(uint32_t *)(aligned - 16) = 0;
    *(uint32_t *)(aligned - 12) = (uint32_t)(aligned - (uintptr_t)block);
  }
  *result = (void *)aligned;
  return 0;
}

void *malloc(size_t bytes) { return take(bytes); }

void free(void *pointer) {
  if (!pointer) return;
  unsigned char *block = (unsigned char *)pointer;
  if (*(uint32_t *)(block - 16) == 0) block -= *(uint32_t *)(block - 12);
  block -= 16;
  unsigned class = *(uint32_t *)block;
  ((Block *)block)->next = available[class];
  available[class] = (Block *)block;
}

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
typedef int statebook_memory_is_for_wasm;
#endif

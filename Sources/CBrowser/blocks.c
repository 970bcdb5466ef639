#include "blocks.h"

#define UNIT ((uintptr_t)16)
#define LARGEST ((size_t)2000000000)

// Stands right before what the caller gets: blocks begin 8 bytes before a multiple of 16.
typedef struct {
  uint32_t size;    // an index into `available`
  uint32_t skipped; // how far behind the block's own header this one is
} Header;

// The sizes are one to four units, then four to each power of two: 5, 6, 7, 8, 10, 12, 14, 16, 20 …
static uint32_t sizeFor(uintptr_t units) {
  if (units <= 4) return (uint32_t)units - 1;
  uint32_t power = 31 - (uint32_t)__builtin_clz((uint32_t)units - 1);
  return power * 4 + (uint32_t)((units - 1) >> (power - 2)) - 8;
}

static uintptr_t bytesOf(uint32_t size) {
  return UNIT * (size < 4 ? size + 1 : (uintptr_t)(5 + size % 4) << (size / 4 - 1));
}

// A block that was never given out, header included.
static unsigned char *fresh(statebook_blocks *blocks, uintptr_t bytes) {
  uintptr_t padding = (UNIT + UNIT / 2 - blocks->next % UNIT) % UNIT;
  uintptr_t left = blocks->end - blocks->next;
  if (left < padding + bytes) {
    uintptr_t end = blocks->grow(blocks->end, padding + bytes - left);
    if (end == 0) return NULL;
    blocks->end = end;
  }
  uintptr_t start = blocks->next + padding;
  blocks->next = start + bytes;
  return (unsigned char *)start;
}

void *statebook_block_take(statebook_blocks *blocks, size_t alignment, size_t bytes) {
  if (bytes > LARGEST || alignment > LARGEST) return NULL;
  // Alignments above a unit are rare: take more, and go to the first place in it that fits.
  size_t spare = alignment > UNIT ? alignment - UNIT : 0;
  if (bytes + spare > LARGEST) return NULL;
  uint32_t size = sizeFor((bytes + spare + sizeof(Header) + UNIT - 1) / UNIT);
  unsigned char *block = blocks->available[size];
  if (block) {
    blocks->available[size] = *(void **)block;
  } else {
    block = fresh(blocks, bytesOf(size));
    if (!block) return NULL;
    block += sizeof(Header);
  }
  uintptr_t skipped = spare ? -(uintptr_t)block & (alignment - 1) : 0;
  block += skipped;
  Header *header = (Header *)block - 1;
  header->size = size;
  header->skipped = (uint32_t)skipped;
  return block;
}

void statebook_block_give(statebook_blocks *blocks, void *pointer) {
  if (!pointer) return;
  Header *header = (Header *)pointer - 1;
  uint32_t size = header->size;
  void **block = (void **)((unsigned char *)pointer - header->skipped);
  *block = blocks->available[size];
  blocks->available[size] = block;
}

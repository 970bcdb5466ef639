// Blocks of memory from one region that grows at its end.
//
// A freed block waits in a list for the next request of its size. There are four sizes for each
// power of two, so that a fifth of a block at most is not used; nothing is searched or moved.
#ifndef STATEBOOK_BLOCKS_H
#define STATEBOOK_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#define STATEBOOK_BLOCK_SIZES 104

/// A region of memory, and the blocks in it that are free.
typedef struct {
  /// Where the part begins that was never given out, and where the region ends.
  uintptr_t next, end;
  /// Makes the region that ends at `end` longer by `bytes` or more, and returns where it ends
  /// then; 0 when it cannot.
  uintptr_t (*grow)(uintptr_t end, size_t bytes);
  void *available[STATEBOOK_BLOCK_SIZES];
} statebook_blocks;

/// A block of `bytes` or more whose address is a multiple of 16 and of `alignment`, a power of
/// two. Null when the region cannot grow, and for more than 2,000,000,000 bytes.
void *statebook_block_take(statebook_blocks *blocks, size_t alignment, size_t bytes);

/// Gives back a block that was taken from this region. Null is nothing to give back.
void statebook_block_give(statebook_blocks *blocks, void *block);

#endif

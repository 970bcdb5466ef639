// What Embedded Swift needs from C in a WebAssembly module without a libc, and the page's side.
#ifndef STATEBOOK_BROWSER_H
#define STATEBOOK_BROWSER_H

#include <stdint.h>

#ifdef __wasm__
/// Asks the page to read a YAML text. Returns the length of its answer, which the page has put
/// into memory that it got from `statebook_allocate`; the address is in the upper 32 bits.
__attribute__((import_module("statebook"), import_name("yaml")))
int64_t statebook_yaml(const uint8_t *text, int32_t length);
#endif

#endif

// Decimal numbers as binary ones.
#ifndef STATEBOOK_DECIMAL_H
#define STATEBOOK_DECIMAL_H

/// Reads the decimal number that a text begins with, such as `-12.5e-3`, without a locale. The
/// result is the nearest `double`, the even one of two: what the C library's `strtod` gives.
/// Returns where the number ends, or null when the text begins with none.
const char *statebook_decimal(const char *text, double *result);

#endif

// The functions of C's <math.h> that Swift's rounding and remainders call where the processor has no
// instruction for them. Their results are exact, so they are the same everywhere.
#ifndef STATEBOOK_ROUNDING_H
#define STATEBOOK_ROUNDING_H

/// The nearest whole number, of two the one that is farther from zero: `round`.
double statebook_round(double number);

/// What is left of a division whose quotient is whole, with the sign of the dividend: `fmod`.
double statebook_remainder(double dividend, double divisor);

#endif

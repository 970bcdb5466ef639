import CBrowser
import Simulation
import Testing

/// The rounding of the WebAssembly module, compared with the C library's behind `Double`.
@Suite struct RoundingTests {
  static let numbers: [Double] =
    [
      0, 0.3, 0.5, 0.49999999999999994, 0.9, 1, 1.5, 2.5, 3, 7, 1e15 + 0.5, 4_503_599_627_370_495.5,
      9_007_199_254_740_992, 1e300, .leastNonzeroMagnitude, .leastNormalMagnitude,
      .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, .infinity,
    ].flatMap { [$0, -$0] } + [.nan]

  /// Equal, with the sign of zero; or both not a number.
  private func isSame(_ one: Double, _ other: Double) -> Bool {
    one.bitPattern == other.bitPattern || one.isNaN && other.isNaN
  }

  private func expectTheSame(_ number: Double, _ divisor: Double) {
    #expect(isSame(statebook_round(number), number.rounded()), "\(number)")
    #expect(
      isSame(
        statebook_remainder(number, divisor), number.truncatingRemainder(dividingBy: divisor)),
      "\(number) \(divisor)")
  }

  @Test(arguments: numbers) func everyKindOfNumberIsAsTheCLibraryHasIt(number: Double) {
    for divisor in RoundingTests.numbers { expectTheSame(number, divisor) }
  }

  @Test(arguments: UInt64(0)..<100) func numbersAtRandomAreAsTheCLibraryHasThem(seed: UInt64) {
    let random = KeyedRandom(seed: seed)
    for ordinal in UInt64(0)..<100 {
      let number = Double(bitPattern: random.bits("number", "", ordinal))
      let divisor = Double(bitPattern: random.bits("divisor", "", ordinal))
      expectTheSame(number, divisor)
      let small = Double(Int64(bitPattern: random.bits("small", "", ordinal)) >> 40) / 8
      expectTheSame(small, small / 3)
    }
  }
}
